import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Standing, suggestPeople } from './suggest.ts'

const worker: Standing = {
  personId: 'worker',
  role: 'grid_worker',
  nearness: 'own_grid',
  fits: false,
  skilled: false,
  onDuty: false,
  joined: true,
  open: 2,
}
const names = (standings: readonly Standing[], concerned: readonly string[] = []) =>
  suggestPeople(standings, concerned).map(each => each.personId)

test('given people near and far, when somebody is looked for, then the own grid comes before the village', () => {
  const leader: Standing = { ...worker, personId: 'leader', role: 'medium_leader', nearness: 'village', open: 0 }
  assert.deepEqual(names([leader, worker]), ['worker', 'leader'])
})
test('given two of one grid, then the one whose post is for it comes first, then who is on duty, then who has less in hand', () => {
  const mediator: Standing = { ...worker, personId: 'mediator', role: 'small_leader', fits: true }
  const onDuty: Standing = { ...worker, personId: 'on duty', role: 'village_worker', onDuty: true, open: 9 }
  const free: Standing = { ...worker, personId: 'free', open: 0 }
  assert.deepEqual(names([worker, free, onDuty, mediator]), ['mediator', 'on duty', 'free', 'worker'])
})
test('given an offer made at reporting in, then it is said and decides between equals; those whose work it is stay first', () => {
  const member: Standing = { ...worker, personId: 'member', role: 'party_member', open: 0 }
  const offering: Standing = { ...member, personId: 'offering', skilled: true, open: 3 }
  const [first, second, third] = suggestPeople([member, offering, worker], [])
  assert.deepEqual([first?.personId, second?.personId, third?.personId], ['worker', 'offering', 'member'])
  assert.deepEqual(second?.reasons, ['own_grid', 'skill_offered'])
})
test('given a neighbouring group of the Party group, then its members and volunteers help, its grid worker does not', () => {
  const near = { ...worker, nearness: 'party_group' } as const
  assert.deepEqual(
    names([
      { ...near, personId: 'neighbouring worker' },
      { ...near, personId: 'member', role: 'party_member' },
    ]),
    ['member'],
  )
})
test('given somebody without an account, then who can see the matter comes first, and the lack is said', () => {
  const near: Standing = { ...worker, personId: 'not invited', joined: false, open: 0 }
  const far: Standing = { ...worker, personId: 'far', nearness: 'village', open: 5 }
  const [first, second] = suggestPeople([near, far], [])
  assert.deepEqual([first?.personId, second?.personId], ['far', 'not invited'])
  assert.deepEqual(second?.reasons, ['own_grid', 'no_account'])
})
test('given a complaint about the worker, then he is not proposed for it', () => {
  assert.deepEqual(names([worker], ['worker']), [])
})
test('given a worker who also stands in for a colleague, then it is said beside her own post', () => {
  const [first, ...more] = suggestPeople([worker, { ...worker, actingFor: '叶树生' }], [])
  assert.deepEqual(more, [])
  assert.deepEqual([first?.actingFor, first?.reasons], ['叶树生', ['own_grid', 'acting_for']])
})
test('given somebody with two posts, then he stands once, with the nearer one and its reasons', () => {
  const both: readonly Standing[] = [
    { ...worker, nearness: 'village', role: 'village_worker', open: 0 },
    { ...worker, fits: true, onDuty: true, actingFor: '伍秀兰', open: 0 },
  ]
  assert.deepEqual(
    suggestPeople(both, []).map(each => each.reasons),
    [['own_grid', 'kind_fits', 'on_duty', 'acting_for', 'nothing_open']],
  )
})
