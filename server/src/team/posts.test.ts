import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { givePosts } from './posts.ts'
import { findPostsOf, postsInForce } from './store.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world?.close())

type Kinds = { items: { code: string; role?: string }[]; version: number }
type Posts = { items: { postId: string; kind: string; role?: string }[] }

const person = async (name: string): Promise<string> => (await world.person(name, { role: 'volunteer' })).personId
const postsOf = async (personId: string) =>
  (await world.database.read(world.tenantId, tx => findPostsOf(tx, [personId]))).filter(
    post => post.kind !== 'volunteer',
  )

describe('kinds of posts', () => {
  const kinds = async () => (await world.administrator.get('/api/v1/post-kinds')).body as Kinds
  const put = (items: object[], version: number) =>
    world.administrator.put('/api/v1/post-kinds', { items }, { 'if-match': `"${version}"` })

  test('a town without a list has the template, and changes it as one document', async () => {
    const { items, version } = await kinds()
    assert.equal(version, 0)
    const added = { ...items.find(each => each.code === 'cleaner'), code: 'drone_pilot', zh: '飞手', en: '' }
    const first = await put([...items, added], 0)
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.equal((await put(items, 0)).body['code'], 'version_stale')
    const withoutHeld = items.filter(each => each.code !== 'town_administrator')
    assert.equal((await put(withoutHeld, 1)).body['expected'], '有人任过“本镇管理员”，不能删除，可以停用')
    assert.equal((await kinds()).version, 1)
    assert.equal((await world.worker.put('/api/v1/post-kinds', { items }, { 'if-match': '"1"' })).status, 403)
  })

  test('a kind without a role gives no rights and is no post of an actor', async () => {
    const personId = await person('林守山')
    const given = await world.administrator.post('/api/v1/posts', {
      personId,
      kind: 'forest_guard',
      gridId: world.biTang.gridId,
    })
    const [held] = await postsOf(personId)
    assert.deepEqual([held?.postId, held?.kind, held?.role], [given.body['postId'], 'forest_guard', undefined])
    const carried = await world.database.read(world.tenantId, tx => postsInForce(tx, personId, '2022-09-26'))
    assert.deepEqual(
      carried.map(post => post.role),
      ['volunteer'],
    )
    const listed = (await world.centre.get('/api/v1/posts?kind=forest_guard')).body as Posts
    assert.deepEqual(
      listed.items.map(post => post.postId),
      [given.body['postId']],
    )
    const unknown = { personId, kind: 'no_such_kind', gridId: world.biTang.gridId }
    assert.equal((await world.administrator.post('/api/v1/posts', unknown)).body['code'], 'post_kind_unknown')
  })

  test('what serves the whole town hangs on the large grid, also where nobody names it', async () => {
    const personId = await person('钟值班')
    await world.administrator.post('/api/v1/posts', { personId, role: 'duty_officer' })
    const posts = await world.database.read(world.tenantId, tx => postsInForce(tx, personId, '2022-09-26'))
    assert.equal(posts.find(post => post.role === 'duty_officer')?.gridId, world.grids.tree.large.gridId)
  })

  test('posts are given in bulk, all or none, and the refused line is named', async () => {
    const personId = await person('林众')
    const entry = { commandId: 'bulk', recordedAt: world.clock.now(), actor: { kind: 'clock' } } as const
    const bulk = (...gridIds: string[]) =>
      world.database.write(world.tenantId, tx =>
        givePosts(
          tx,
          world.ports,
          entry,
          '2022-09-26',
          gridIds.map(gridId => ({ personId, kind: 'cleaner', gridId })),
        ),
      )
    const { biTang, dongYao } = world
    await assert.rejects(
      () => bulk(biTang.gridId, dongYao.gridId, biTang.gridId),
      (error: { code?: string; facts?: { at?: number } }) => error.code === 'post_overlaps' && error.facts?.at === 2,
    )
    assert.equal((await postsOf(personId)).length, 0)
    assert.equal((await bulk(biTang.gridId, dongYao.gridId)).length, 2)
    assert.equal((await postsOf(personId)).length, 2)
  })
})

describe('the order in which people stand', () => {
  test("is the town's order of posts, then the name, in the list of posts and of whom to call, page by page", async () => {
    const { administrator, dongYao } = world
    const gridId = world.grids.tree.children(dongYao.gridId)[5]!.gridId
    const wanted = [
      ['volunteer', '安志愿'],
      ['part_time_worker', '安兼职'],
      ['grid_worker', '周专职'],
      ['grid_worker', '陈专职'],
      ['small_leader', '周网格长'],
    ] as const
    for (const [kind, name] of wanted) {
      const personId = await person(name)
      assert.equal((await administrator.post('/api/v1/posts', { personId, kind, gridId })).status, 201)
    }
    const inOrder = ['周网格长', '陈专职', '周专职', '安兼职', '安志愿']
    type Page = { items: { personName?: string; name?: string }[]; next?: string }
    const all = async (url: string) => {
      const found: (string | undefined)[] = []
      let next: string | undefined
      do {
        const answer = await administrator.get(`${url}&limit=2${next === undefined ? '' : `&after=${next}`}`)
        assert.equal(answer.status, 200, JSON.stringify(answer.body))
        const page = answer.body as unknown as Page
        found.push(...page.items.map(each => each.personName ?? each.name))
        next = page.next
      } while (next !== undefined)
      return found
    }
    assert.deepEqual(await all(`/api/v1/posts?gridId=${gridId}`), inOrder)
    const { items } = (await administrator.get(`/api/v1/grids/${gridId}/contacts`)).body as {
      items: { gridId: string; name: string }[]
    }
    assert.deepEqual(
      items.filter(each => each.gridId === gridId).map(each => each.name),
      inOrder.filter(name => name !== '安志愿'),
    )
  })
})
