import assert from 'node:assert/strict'
import { test } from 'node:test'
import { legalDays, townCalendar } from '../../kernel/legal-days.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Grid } from '../grid.ts'
import { gridTree } from '../tree.ts'
import { decideVenue, officeHours, type VenueDraft } from './decide.ts'
import { dayKindOf, type Hours, openingAt } from './venue.ts'

const calendar = townCalendar({
  zone: 'Asia/Shanghai',
  hours: [{ from: '08:30', to: '17:30' }],
  legal: legalDays(2022, 2022),
})
const hours: Hours = { ...officeHours, restday: [{ from: '09:00', to: '11:00' }] }

test('given the legal calendar, then a shifted workday has workday hours and a decreed day off those of a holiday', () => {
  assert.equal(dayKindOf(calendar, '2022-09-26'), 'workday')
  assert.equal(dayKindOf(calendar, '2022-10-08'), 'workday', 'a Saturday that makes up for the National Day')
  assert.equal(dayKindOf(calendar, '2022-10-03'), 'holiday')
  assert.equal(dayKindOf(calendar, '2022-09-24'), 'restday')
})

test('given hours, then it says until when it is open or when it opens next', () => {
  // 09:00 on Monday in the town.
  assert.deepEqual(openingAt(hours, calendar, '2022-09-26T01:00:00.000Z'), {
    open: true,
    until: '2022-09-26T04:00:00.000Z',
  })
  assert.deepEqual(openingAt(hours, calendar, '2022-09-26T04:00:00.000Z'), {
    open: false,
    next: '2022-09-26T06:30:00.000Z',
  })
  // Friday evening before the National Day: Saturday 1 October is a holiday, not a weekend with its hours.
  assert.deepEqual(openingAt(hours, calendar, '2022-09-30T10:00:00.000Z'), {
    open: false,
    next: '2022-10-08T00:30:00.000Z',
  })
  assert.deepEqual(openingAt({ workday: [], restday: [], holiday: [] }, calendar, '2022-09-26T01:00:00.000Z'), {
    open: false,
  })
})

const grid = (gridId: string, level: Grid['level'], parentId?: string): Grid => ({
  gridId,
  level,
  code: gridId,
  name: gridId,
  localNames: [],
  kind: level === 'large' ? 'town' : level === 'medium' ? 'village' : 'group',
  from: '2022-01-01',
  ...(parentId === undefined ? {} : { parentId }),
})
const tree = gridTree([grid('town', 'large'), grid('village', 'medium', 'town')])
const draft: VenueDraft = {
  kind: 'heart_room',
  name: ' 连心室 ',
  gridId: 'village',
  hours,
  doings: ['议事', ' '],
  public: true,
}

test('given a draft, then names are trimmed, empty lines go, and each fault names its field', () => {
  assert.deepEqual(decideVenue(tree, draft), { ...draft, name: '连心室', doings: ['议事'] })
  const cases: readonly [Partial<VenueDraft>, string][] = [
    [{ name: ' \u200b ' }, '/name'],
    [{ gridId: 'nowhere' }, '/gridId'],
    [{ kind: 'town_centre' }, '/gridId'],
    [{ lon: 112 }, '/lon'],
    [{ hours: { ...hours, workday: [{ from: '12:00', to: '12:00' }] } }, '/hours/workday/0'],
    [{ hours: { ...hours, holiday: [...officeHours.workday].reverse() } }, '/hours/holiday/1'],
  ]
  for (const [part, pointer] of cases)
    assert.throws(
      () => decideVenue(tree, { ...draft, ...part }),
      error => error instanceof Refusal && error.facts['pointer'] === pointer,
      pointer,
    )
})
