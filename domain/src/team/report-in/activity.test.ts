import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor, Role } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import {
  type Activity,
  type ActivityDraft,
  decideActivity,
  decideAskingHelper,
  decideJoining,
  demandLeader,
} from './activity.ts'

const now = '2022-09-26T00:30:00.000Z'
const later = '2022-10-02T00:30:00.000Z'
const ground = {
  skills: new Set(['repair', 'phone']),
  villageOf: (gridId: string) => (gridId.startsWith('one') ? 'one' : gridId === 'other' ? 'other' : undefined),
}
const draft: ActivityDraft = {
  name: ' 清理水圳 ',
  gridId: 'one-1',
  place: ' 祠堂前 ',
  startsAt: '2022-10-01T00:30:00.000Z',
  endsAt: '2022-10-01T03:30:00.000Z',
  skills: ['repair', 'repair'],
  wanted: 2,
}
const activity: Activity = { ...draft, activityId: 'a', villageId: 'one' }
const holds = (role: Role, gridId: string): Actor => ({
  kind: 'person',
  personId: `${role} ${gridId}`,
  posts: [{ postId: role, role, gridId, from: '2022-01-01' }],
})
const secretary = holds('medium_leader', 'one')

const refusedAs = (code: string, pointer?: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (pointer === undefined || error.facts['pointer'] === pointer)

test('given a draft, then its words are trimmed and each fault names its field', () => {
  const { kept, villageId } = decideActivity(secretary, draft, ground, now)
  assert.deepEqual([kept.name, kept.place, kept.skills, villageId], ['清理水圳', '祠堂前', ['repair'], 'one'])
  const cases: readonly [Partial<ActivityDraft>, string][] = [
    [{ name: '\u200b ' }, '/name'],
    [{ gridId: 'nowhere' }, '/gridId'],
    [{ startsAt: now }, '/startsAt'],
    [{ endsAt: draft.startsAt }, '/endsAt'],
    [{ endsAt: '2022-10-16T00:30:00.000Z' }, '/endsAt'],
    [{ skills: ['singing'] }, '/skills'],
  ]
  for (const [change, pointer] of cases)
    assert.throws(
      () => decideActivity(secretary, { ...draft, ...change }, ground, now),
      refusedAs('field_invalid', pointer),
      pointer,
    )
})

test('given who leads the place or the centre, then he makes it; another village’s learns nothing of it', () => {
  for (const actor of [secretary, holds('small_leader', 'one-1'), holds('centre', 'town')])
    assert.equal(demandLeader(actor, activity), activity)
  const other = holds('medium_leader', 'other')
  assert.throws(() => decideActivity(other, draft, ground, now), refusedAs('not_permitted'))
  assert.throws(() => demandLeader(other, activity), refusedAs('not_found'))
  assert.throws(() => demandLeader(holds('grid_worker', 'one-1'), activity), refusedAs('not_found'))
})

test('given somebody who reported in, then he is asked once, and never by himself', () => {
  const helper = { personId: 'helper', confirmed: true, asked: false, joined: false }
  decideAskingHelper(secretary, activity, helper, now)
  const cases: readonly [object, string][] = [
    [{ asked: true }, 'helper_asked'],
    [{ joined: true }, 'helper_asked'],
    [{ confirmed: false }, 'field_invalid'],
    [{ personId: 'medium_leader one' }, 'own_matter'],
  ]
  for (const [change, code] of cases)
    assert.throws(() => decideAskingHelper(secretary, activity, { ...helper, ...change }, now), refusedAs(code), code)
  assert.throws(() => decideAskingHelper(secretary, activity, helper, later), refusedAs('activity_over'))
})

test('given two wanted, then a third is told that it is full; a withdrawn or ended one takes nobody', () => {
  decideJoining(activity, { confirmed: true, taken: 1 }, now)
  assert.throws(() => decideJoining(activity, { confirmed: true, taken: 2 }, now), refusedAs('activity_full'))
  assert.throws(() => decideJoining(activity, { confirmed: false, taken: 0 }, now), refusedAs('not_found'))
  assert.throws(() => decideJoining(activity, { confirmed: true, taken: 0 }, later), refusedAs('activity_over'))
  const withdrawn = { ...activity, withdrawnAt: now }
  assert.throws(() => decideJoining(withdrawn, { confirmed: true, taken: 0 }, now), refusedAs('activity_over'))
})
