import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { days, type Hand, openWorld, type World } from '../../../test/world.ts'
import { findPostsOf } from './store.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

const day = (count: number) =>
  new Date(Date.parse(world.clock.now()) + 8 * 3_600_000 + count * 86_400_000).toISOString().slice(0, 10)
const postsOf = ({ personId }: Pick<Hand, 'personId'>) =>
  world.database.read(world.tenantId, tx => findPostsOf(tx, [personId]))
const postOf = async (hand: Hand) => (await postsOf(hand))[0]!
/** A group that nobody of the world has a post in. */
const emptyGroup = (at: number) => world.grids.tree.children(world.dongYao.gridId)[at]!.gridId
const leaderOf = (name: string, gridId: string) => world.person(name, { role: 'small_leader', gridId })
const helper = (name: string) => world.person(name, { role: 'volunteer', gridId: world.biTang.gridId })
const journal = async (personId: string): Promise<string[]> =>
  (
    await world.database.read(world.tenantId, tx =>
      tx.query<{ type: string }>(
        "select type from journal where tenant_id = $1 and stream_kind = 'person' and stream_id = $2 order by sequence",
        [world.tenantId, personId],
      ),
    )
  ).map(row => row.type)

describe('whom a grid is without', () => {
  const lacks = async ({ personId }: Hand, postId: string, lastDay: string) =>
    (await world.administrator.get(`/api/v1/people/${personId}/open-matters?postId=${postId}&lastDay=${lastDay}`)).body[
      'lacks'
    ]

  test('is said before its only leader goes, and not where another stays', async () => {
    const one = await leaderOf('温独任', emptyGroup(0))
    const { postId } = await postOf(one)
    assert.deepEqual(await lacks(one, postId, day(3)), ['leader'])
    const other = await leaderOf('温同任', emptyGroup(0))
    assert.deepEqual(await lacks(one, postId, day(3)), [])
    const sooner = (await postOf(other)).postId
    assert.equal((await world.administrator.post(`/api/v1/posts/${sooner}/end`, { lastDay: day(2) })).status, 200)
    assert.deepEqual(await lacks(one, postId, day(3)), ['leader'])
    assert.deepEqual(await lacks(one, postId, day(1)), [])
  })
})

describe('an end that has not come', () => {
  test('is moved with who follows and with the handover, and taken back with both', async () => {
    const { administrator } = world
    const goes = await leaderOf('简将离', emptyGroup(1))
    const next = await helper('简接任')
    const { postId } = await postOf(goes)
    const end = (body: object) => administrator.post(`/api/v1/posts/${postId}/end`, body)
    const move = (body: object) => administrator.post(`/api/v1/posts/${postId}/move-end`, body)
    assert.equal((await move({ lastDay: day(5) })).body['code'], 'end_not_open')
    const done = await end({ lastDay: day(5), handOverTo: next.personId, takesPost: true })
    assert.equal(done.status, 200, JSON.stringify(done.body))
    const sheet = `/api/v1/handovers/${String(done.body['handoverId'])}`
    const follower = async () => (await postsOf(next)).find(post => post.kind === 'small_leader')
    assert.equal((await follower())?.from, day(6))

    const later = await move({ lastDay: day(9) })
    assert.deepEqual([later.status, later.body['followers']], [200, 1], JSON.stringify(later.body))
    assert.equal((await follower())?.from, day(10))
    assert.equal((await administrator.get(sheet)).body['dueDay'], day(10))
    // Ended once more without naming anybody: who was named takes over on the new day.
    assert.equal((await end({ lastDay: day(7) })).status, 200)
    assert.deepEqual([(await postOf(goes)).until, (await follower())?.from], [day(7), day(8)])

    const back = await move({})
    assert.equal(back.status, 200, JSON.stringify(back.body))
    assert.equal((await postOf(goes)).until, undefined)
    assert.equal(await follower(), undefined)
    assert.equal((await administrator.get(sheet)).status, 404)
    assert.deepEqual((await journal(goes.personId)).filter(type => type === 'postEndMoved').length, 3)
    assert.equal((await journal(next.personId)).at(-1), 'postWithdrawn')
    assert.equal((await world.worker.post(`/api/v1/posts/${postId}/move-end`, {})).status, 403)
  })

  test('names somebody else instead of who was named before', async () => {
    const goes = await leaderOf('莫改派', emptyGroup(2))
    const [first, second] = [await helper('莫先定'), await helper('莫后定')]
    const { postId } = await postOf(goes)
    const end = (to: Hand) =>
      world.administrator.post(`/api/v1/posts/${postId}/end`, {
        lastDay: day(5),
        handOverTo: to.personId,
        takesPost: true,
      })
    assert.equal((await end(first)).status, 200)
    assert.equal((await end(second)).status, 200)
    const leads = async (hand: Hand) => (await postsOf(hand)).some(post => post.kind === 'small_leader')
    assert.deepEqual([await leads(first), await leads(second)], [false, true])
  })

  test('is history once it has come', async () => {
    const goes = await leaderOf('黎已离', emptyGroup(3))
    const { postId } = await postOf(goes)
    assert.equal((await world.administrator.post(`/api/v1/posts/${postId}/end`, { lastDay: day(0) })).status, 200)
    await world.pass(days(1))
    const moved = await world.administrator.post(`/api/v1/posts/${postId}/move-end`, { lastDay: day(9) })
    assert.deepEqual([moved.status, moved.body['code']], [409, 'end_not_open'])
  })
})

test('an election names who follows a seat: taken back, the seat is as it was', async () => {
  const gridId = emptyGroup(4)
  const leads = await leaderOf('苏在任', gridId)
  const next = await helper('苏当选')
  const { postId } = await postOf(leads)
  const elected = await world.administrator.post(`/api/v1/grids/${world.dongYao.gridId}/posts`, {
    day: day(3),
    changes: [{ postId, personId: next.personId }],
  })
  assert.equal(elected.status, 200, JSON.stringify(elected.body))
  assert.equal((await world.administrator.post(`/api/v1/posts/${postId}/move-end`, {})).status, 200)
  assert.equal((await postOf(leads)).until, undefined)
  assert.deepEqual(
    (await postsOf(next)).map(post => post.kind),
    ['volunteer'],
  )
})
