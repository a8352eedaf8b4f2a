import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidOnce } from './team.ts'

const own = (postId: string, role: 'party_member' | 'volunteer', gridId: string) => ({ postId, role, gridId })
const said = (...posts: readonly ReturnType<typeof own>[]) =>
  saidOnce(posts, ({ postId }) => postId.startsWith('post')).map(each => each.postId)

test('given a post and a report-in that allow the same at one place, then one is said once', () => {
  assert.deepEqual(said(own('report-in', 'party_member', 'v'), own('post', 'party_member', 'v')), ['post'])
  assert.deepEqual(said(own('report-in', 'party_member', 'v'), own('post', 'party_member', 'w')), ['report-in', 'post'])
  assert.deepEqual(said(own('report-in', 'volunteer', 'v'), own('another', 'volunteer', 'v')), ['report-in'])
  // Two posts that somebody gave are two: one of them may be of another kind.
  assert.deepEqual(said(own('post 1', 'volunteer', 'v'), own('post 2', 'volunteer', 'v')), ['post 1', 'post 2'])
})
