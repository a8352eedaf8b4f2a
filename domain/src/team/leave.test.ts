import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { actingPosts, decideEndLeave, decideLeave, type Leave } from './leave.ts'
import type { HeldPost } from './team.ts'

const today = '2022-09-26'
const leave = (over: Partial<Leave> = {}): Leave => ({
  leaveId: 'l1',
  personId: 'a',
  substituteId: 'b',
  from: '2022-10-01',
  until: '2022-10-07',
  handOver: true,
  comeBack: true,
  state: 'planned',
  ...over,
})
const post = (over: Partial<HeldPost> = {}): HeldPost => ({
  postId: 'p1',
  personId: 'a',
  kind: 'medium_leader',
  role: 'medium_leader',
  gridId: 'v1',
  from: '2022-01-01',
  ...over,
})

describe('a leave', () => {
  test('given days and a substitute, when it is planned, then it stands', () => {
    decideLeave(leave(), [], today)
    decideLeave(leave({ from: today, until: today }), [], today)
    decideLeave(leave(), [leave({ from: '2022-10-08', until: '2022-10-09' })], today)
  })
  test('given impossible days or oneself, when it is planned, then it is refused at the field', () => {
    const refused = (over: Partial<Leave>, pointer: string) =>
      assert.throws(
        () => decideLeave(leave(over), [], today),
        (error: { facts?: { pointer?: string } }) => error.facts?.pointer === pointer,
      )
    refused({ substituteId: 'a' }, '/substituteId')
    refused({ from: '2022-09-25' }, '/from')
    refused({ until: '2022-09-30' }, '/until')
  })
  test('given others who are away, when nobody would be there, then it is refused', () => {
    assert.throws(() => decideLeave(leave(), [leave({ leaveId: 'l2' })], today), { code: 'leave_overlaps' })
    const away = leave({ leaveId: 'l2', personId: 'b', substituteId: 'c', from: '2022-10-07', until: '2022-10-09' })
    assert.throws(() => decideLeave(leave(), [away], today), { code: 'substitute_away' })
    const standsIn = leave({ leaveId: 'l2', personId: 'c', substituteId: 'a', until: '2022-10-01' })
    assert.throws(() => decideLeave(leave(), [standsIn], today), { code: 'stands_in_then' })
  })
})

describe('posts of the substitute', () => {
  test('given posts, when somebody stands in, then for the shared days of each and never for the administrator', () => {
    const held = [
      post(),
      post({ postId: 'p2', kind: 'mediator', role: 'mediator', until: '2022-10-03' }),
      post({ postId: 'p3', kind: 'town_administrator', role: 'town_administrator', gridId: 't' }),
      post({ postId: 'p4', kind: 'cleaner', until: '2022-09-30' }),
    ]
    const acting = { personId: 'b', actingFor: 'a', leaveId: 'l1', gridId: 'v1', from: '2022-10-01' }
    assert.deepEqual(actingPosts(leave(), held, []), [
      { ...acting, kind: 'medium_leader', until: '2022-10-07' },
      { ...acting, kind: 'mediator', until: '2022-10-03' },
    ])
  })
  test('given a substitute who holds the post himself, or a post held for a third, then there is none', () => {
    assert.deepEqual(actingPosts(leave(), [post()], [post({ personId: 'b' })]), [])
    assert.deepEqual(actingPosts(leave(), [post({ actingFor: 'z' })], []), [])
  })
})

describe('ending a leave', () => {
  test('given one that has not begun, when it is withdrawn, then nothing of it remains', () => {
    assert.deepEqual(decideEndLeave(leave(), undefined, today), { state: 'withdrawn' })
  })
  test('given one that runs, when he comes back, then its last day was yesterday', () => {
    const running = leave({ state: 'running', from: '2022-09-20' })
    assert.deepEqual(decideEndLeave(running, undefined, today), { state: 'running', until: '2022-09-25' })
    assert.deepEqual(decideEndLeave(running, '2022-09-28', today), { state: 'running', until: '2022-09-28' })
    assert.throws(() => decideEndLeave(running, '2022-10-08', today), { code: 'field_invalid' })
    assert.throws(() => decideEndLeave(running, '2022-09-24', today), { code: 'field_invalid' })
    assert.deepEqual(decideEndLeave({ ...running, from: today }, undefined, today), { state: 'withdrawn' })
  })
  test('given one that is over, when it is ended, then there is none', () => {
    assert.throws(() => decideEndLeave(leave({ state: 'over' }), undefined, today), { code: 'not_found' })
  })
})
