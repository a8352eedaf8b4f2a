import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { parseTables } from '@onegrid/server/tables/parse-table.ts'
import { townPlan } from '../map/town-plan.ts'
import { exampleRoster, partyGroupCount, rosterSize } from './people.ts'
import { rosterFile, rosterFileName, rosterPages } from './workbook.ts'

const plan = townPlan()
const roster = exampleRoster(plan)
const holding = (kind: string, villageCode?: string) =>
  roster.people.filter(person =>
    person.posts.some(post => post.kind === kind && (villageCode === undefined || post.villageCode === villageCode)),
  )

test("1,100 people in the article's proportions, each name and number once", () => {
  assert.equal(roster.people.length, rosterSize)
  for (const each of ['name', 'phone'] as const)
    assert.equal(new Set(roster.people.map(person => person[each])).size, rosterSize, each)
  assert.deepEqual(
    ['medium_leader', 'small_leader', 'party_household', 'party_group_leader', 'social_worker'].map(
      kind => holding(kind).length,
    ),
    [16, 147, 147, partyGroupCount, 18],
  )
  const small = plan.grids.filter(grid => grid.level === 'small').map(grid => grid.code)
  assert.deepEqual(roster.partyGroups.flatMap(group => group.groups).sort(), small.sort())
  const doufu = '445321105204'
  const party = new Set([...holding('party_member', doufu), ...holding('party_household', doufu)])
  assert.deepEqual([party.size, holding('volunteer', doufu).length], [64, 97])
})

test('the same file from the same seed, as messy as a town hall keeps it', () => {
  const pages = rosterPages(plan, roster)
  const digest = createHash('sha256').update(JSON.stringify(pages)).digest('hex')
  assert.equal(digest, '7a436793d90b04a829f7ff7516cf2cf4d486f4c738f2b153412d136d0ccd6145')
  const { sheets } = parseTables({ name: rosterFileName, bytes: rosterFile(plan, roster) })
  const cells = sheets.flatMap(sheet => sheet.rows.flatMap(row => row.cells)).map(String)
  const has = (pattern: RegExp) => cells.filter(cell => pattern.test(cell)).length
  assert.ok(has(/^\p{Script=Han}[ 　]+\p{Script=Han}$/u) > 50, 'gaps in names')
  assert.ok(has(/^1380000\d{4}[/\n]0766-/) > 80, 'two numbers in a cell')
  assert.ok(has(/^20\d\d(\.|年|\/|-)/) > 500, 'days as text')
  assert.ok(has(/^１３８/) > 20, 'wide digits')
  assert.ok(sheets.flatMap(sheet => sheet.merged).length > 40, 'merged cells')
  // Nothing in it may look like somebody's identity number.
  assert.equal(has(/\d{17}[\dXx]/), 0)
})
