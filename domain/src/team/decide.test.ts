import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decideEndPost, decideGivePost } from './decide.ts'
import { type HeldPost, isHeldOn } from './team.ts'

const post = (over: Partial<HeldPost> = {}): HeldPost => ({
  postId: 'p1',
  personId: 'a',
  role: 'grid_worker',
  gridId: 'g1',
  from: '2022-01-01',
  ...over,
})
const administrator = (personId: string, until?: string): HeldPost => {
  const { gridId: _, ...rest } = post({ postId: personId, personId, role: 'town_administrator' })
  return until === undefined ? rest : { ...rest, until }
}

describe('giving a post', () => {
  test('given the same post in shared days, when it is given again, then it overlaps', () => {
    const held = [post({ until: '2022-06-30' })]
    assert.throws(() => decideGivePost(held, post({ postId: 'p2', from: '2022-06-30' })), { code: 'post_overlaps' })
    decideGivePost(held, post({ postId: 'p2', from: '2022-07-01' }))
    decideGivePost(held, post({ postId: 'p2', gridId: 'g2' }))
    decideGivePost(held, post({ postId: 'p2', role: 'small_leader' }))
    decideGivePost(held, post({ postId: 'p2', personId: 'b' }))
  })
  test('given a role of a grid, when no grid is named, then it is refused at the field', () => {
    const { gridId: _, ...nowhere } = post()
    assert.throws(() => decideGivePost([], nowhere), { code: 'field_invalid' })
    assert.throws(() => decideGivePost([], { ...nowhere, role: 'unit_clerk' }), { code: 'field_invalid' })
    assert.throws(() => decideGivePost([], post({ unitId: 'u1' })), { code: 'field_invalid' })
    decideGivePost([], { ...nowhere, role: 'unit_clerk', unitId: 'u1' })
    decideGivePost([], { ...nowhere, role: 'centre' })
  })
  test('given an end before the start, when it is given, then it is refused', () => {
    assert.throws(() => decideGivePost([], post({ until: '2021-12-31' })), { code: 'field_invalid' })
  })
})

describe('ending a post', () => {
  const today = '2022-09-26'
  test('given three administrators, when one goes, then two are left and it is done', () => {
    const all = ['a', 'b', 'c'].map(person => administrator(person))
    decideEndPost(all[0]!, all, { lastDay: today, today })
  })
  test('given two administrators, when one goes, then it is refused', () => {
    const all = ['a', 'b'].map(person => administrator(person))
    assert.throws(() => decideEndPost(all[0]!, all, { lastDay: today, today }), { code: 'last_administrator' })
  })
  test('given a third whose post ends the same day, when one goes, then it is refused', () => {
    const all = [administrator('a'), administrator('b'), administrator('c', today)]
    assert.throws(() => decideEndPost(all[0]!, all, { lastDay: today, today }), { code: 'last_administrator' })
  })
  test('given a post that is over, when it is ended, then there is none', () => {
    assert.throws(() => decideEndPost(post({ until: '2022-09-25' }), [], { lastDay: today, today }), {
      code: 'not_found',
    })
  })
  test('a post is held on its first and on its last day', () => {
    assert.equal(isHeldOn({ from: today, until: today }, today), true)
    assert.equal(isHeldOn({ from: today, until: today }, '2022-09-27'), false)
  })
})
