import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followPosts } from './division-posts.ts'
import type { HeldPost } from './team.ts'

const post = (postId: string, gridId: string, more: Partial<HeldPost> = {}): HeldPost => ({
  postId,
  personId: `person of ${postId}`,
  kind: 'small_leader',
  gridId,
  from: '2022-01-01',
  ...more,
})
const follow = (posts: HeldPost[], there: HeldPost[] = [], targets: Record<string, string> = { a: 'x', b: 'x' }) =>
  followPosts(posts, there, {
    targetOf: gridId => targets[gridId],
    shareOf: gridId => (gridId === 'a' ? 0.6 : 1),
    single: new Set(['small_leader']),
    effectiveOn: '2022-10-01',
  }).map(({ post: { postId }, gridId }) => [postId, gridId])

test('given a grid that is split, then all of its posts go to one part', () => {
  assert.deepEqual(follow([post('leader', 'a'), post('worker', 'a', { kind: 'worker' })]), [
    ['leader', 'x'],
    ['worker', 'x'],
  ])
})

test('given two grids that become one, then the leader of the larger share goes on and the other one ends', () => {
  assert.deepEqual(follow([post('one', 'a'), post('other', 'b')]), [
    ['other', 'x'],
    ['one', undefined],
  ])
  assert.deepEqual(follow([post('one', 'a')], [post('sitting', 'x')]), [['one', undefined]])
  assert.deepEqual(follow([post('one', 'a')], [post('over', 'x', { until: '2022-09-01' })]), [['one', 'x']])
})

test('given nowhere to go, then the post ends', () => {
  assert.deepEqual(follow([post('one', 'c')]), [['one', undefined]])
})
