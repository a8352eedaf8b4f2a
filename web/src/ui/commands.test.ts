import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matching, type ScreenCommand } from './commands.ts'

const command = (id: string, title: string, also = ''): ScreenCommand => ({
  id,
  title,
  also,
  group: 'act',
  run: () => undefined,
})
const commands = [
  command('dispatch', '派单', 'pd'),
  command('report-up', '上报', 'sb'),
  command('print', '打印派单', 'dypd'),
]
const found = (wish: string) => matching(commands, wish).map(one => one.id)

test('a beginning comes before a stretch in the middle', () => {
  assert.deepEqual(found('派单'), ['dispatch', 'print'])
})

test('letters in their order are enough, letters out of order are not', () => {
  assert.deepEqual(found('dsp'), ['dispatch'])
  assert.deepEqual(found('zzz'), [])
})

test('no wish shows everything but what is only found by name', () => {
  const tab: ScreenCommand = { ...command('leaves', '岗位安排 · 请假和交接'), onlyFound: true }
  assert.deepEqual(matching([...commands, tab], '  '), commands)
  assert.deepEqual(matching([...commands, tab], '请假'), [tab])
})
