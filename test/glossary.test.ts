import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import { roles } from '@onegrid/domain/kernel/actor.ts'
import { statuses } from '@onegrid/domain/ticket/ticket.ts'
import { verbs } from '@onegrid/domain/ticket/verbs.ts'

const project = path.resolve(import.meta.dirname, '..')
const glossary = readFileSync(path.join(project, 'docs/glossary.md'), 'utf8')

describe('the glossary', () => {
  test('names every verb, status and role of the code', () => {
    const missing = [...Object.keys(verbs), 'reportTicket', ...statuses, ...roles].filter(
      word => !glossary.includes(`\`${word}\``),
    )
    assert.deepEqual(missing, [])
  })

  test('its forbidden words stand on no screen', () => {
    const forbidden = ['驳回', '租户', '操作成功', '重点人员', '人员画像', '打卡', '扣分', '排名']
    const files = globSync('{web/src/words/**/*.json,server/src/**/words*.ts,server/src/**/words/**/*.ts}', {
      cwd: project,
    })
    assert.ok(files.length > 5, 'there are words to look at')
    const found = files.flatMap(file => {
      const text = readFileSync(path.join(project, file), 'utf8')
      return forbidden.filter(word => text.includes(word)).map(word => `${file}: ${word}`)
    })
    assert.deepEqual(found, [])
  })
})
