import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decideEndPost, decideGivePost, decideMoveEnd, type PostPlace } from './decide.ts'
import { postKindTemplate } from './post-kind-template.ts'
import { postKindOf } from './post-kinds.ts'
import { type HeldPost, isHeldOn } from './team.ts'

const post = (over: Partial<HeldPost> = {}): HeldPost => ({
  postId: 'p1',
  personId: 'a',
  kind: 'grid_worker',
  role: 'grid_worker',
  gridId: 'g1',
  from: '2022-01-01',
  ...over,
})
const administrator = (personId: string, until?: string): HeldPost => {
  const { gridId: _, ...rest } = post({
    postId: personId,
    personId,
    kind: 'town_administrator',
    role: 'town_administrator',
  })
  return until === undefined ? rest : { ...rest, until }
}

const kind = (code: string) => postKindOf(postKindTemplate, code)
const give = (held: readonly HeldPost[], wanted: HeldPost, place: Partial<PostPlace> = {}) =>
  decideGivePost(held, wanted, kind(wanted.kind), {
    ...(wanted.gridId === undefined ? {} : { level: 'small' as const }),
    there: [],
    ...place,
  })

describe('giving a post', () => {
  test('given the same post in shared days, when it is given again, then it overlaps', () => {
    const held = [post({ until: '2022-06-30' })]
    assert.throws(() => give(held, post({ postId: 'p2', from: '2022-06-30' })), { code: 'post_overlaps' })
    give(held, post({ postId: 'p2', from: '2022-07-01' }))
    give(held, post({ postId: 'p2', gridId: 'g2' }))
    give(held, post({ postId: 'p2', kind: 'small_leader' }))
    give(held, post({ postId: 'p2', personId: 'b' }))
  })
  test('given a kind of a grid, when no grid is named, then it is refused at the field', () => {
    const { gridId: _, ...nowhere } = post()
    assert.throws(() => give([], nowhere), { code: 'field_invalid' })
    assert.throws(() => give([], { ...nowhere, kind: 'unit_clerk' }), { code: 'field_invalid' })
    assert.throws(() => give([], post({ unitId: 'u1' })), { code: 'field_invalid' })
    give([], { ...nowhere, kind: 'unit_clerk', unitId: 'u1' })
    give([], { ...nowhere, kind: 'centre' })
  })
  test('given a kind of one level, when a grid of another is named, then it is refused at the field', () => {
    const leader = post({ kind: 'medium_leader', role: 'medium_leader' })
    assert.throws(() => give([], leader), { code: 'field_invalid' })
    give([], leader, { level: 'medium' })
    assert.throws(() => give([], post({ kind: 'party_household' }), { level: 'medium' }), { code: 'field_invalid' })
  })
  test('given an end before the start, when it is given, then it is refused', () => {
    assert.throws(() => give([], post({ until: '2021-12-31' })), { code: 'field_invalid' })
  })
  test('given a grid with a household, when a second is named, then it is refused, after its end it is not', () => {
    const household = post({ kind: 'party_household', role: 'party_member' })
    const another = { ...household, postId: 'p2', personId: 'b' }
    assert.throws(() => give([], another, { there: [household] }), { code: 'grid_has_one' })
    give([], another, { there: [{ ...household, until: '2021-12-31' }] })
    give([], { ...another, actingFor: 'a' }, { there: [household] })
    give([], post({ postId: 'p2', personId: 'b' }), { there: [post()] })
  })
  test('given a retired kind, when it is given, then it is unknown', () => {
    assert.throws(() => decideGivePost([], post(), { ...kind('grid_worker'), retired: true }, { there: [] }), {
      code: 'post_kind_unknown',
    })
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

describe('moving the end of a post', () => {
  const today = '2022-09-26'
  const ending = post({ until: '2022-09-30' })
  const next = post({ postId: 'n1', personId: 'b', from: '2022-10-01', follows: 'p1' })
  const nobody = { held: [], there: [], followers: [] }
  const move = (
    lastDay: string | undefined,
    around: Partial<Parameters<typeof decideMoveEnd>[2]> = {},
    held = ending,
  ) =>
    decideMoveEnd(
      held,
      kind(held.kind),
      { ...nobody, ...around },
      { today, ...(lastDay === undefined ? {} : { lastDay }) },
    )

  test('given an end to come, when it is moved, then who follows begins the day after it', () => {
    const moved = move('2022-10-31', { held: [ending, next], followers: [next] })
    assert.equal(moved.post.until, '2022-10-31')
    assert.deepEqual(
      moved.followers.map(each => each.from),
      ['2022-11-01'],
    )
    assert.equal(move('2022-09-27', { followers: [next] }).followers[0]?.from, '2022-09-28')
  })

  test('given an end to come, when it is taken back, then the post has none and nobody follows', () => {
    const moved = move(undefined, { held: [ending, next], followers: [next] })
    assert.equal('until' in moved.post, false)
    assert.deepEqual(moved.followers, [])
  })

  test('given none to come, one that is past, or a stand-in, when it is moved, then it is refused', () => {
    const { until: _, ...open } = ending
    const closed = { code: 'end_not_open' }
    assert.throws(() => move('2022-10-31', {}, open), closed)
    assert.throws(() => move('2022-10-31', {}, { ...ending, until: '2022-09-25' }), closed)
    assert.throws(() => move('2022-10-31', {}, { ...ending, actingFor: 'x' }), closed)
    assert.throws(() => move('2022-09-25'), { code: 'field_invalid' })
    assert.equal(move(today).post.until, today)
  })

  test('given others in those days, when it is moved into them, then it is refused', () => {
    const later = post({ postId: 'p9', from: '2022-10-15' })
    assert.throws(() => move('2022-10-31', { held: [ending, later] }), { code: 'post_overlaps' })
    assert.throws(() => move(undefined, { held: [ending, later] }), { code: 'post_overlaps' })
    const house = post({ kind: 'party_household', until: '2022-09-30' })
    const other = post({ postId: 'p9', personId: 'c', kind: 'party_household', from: '2022-10-10' })
    assert.throws(() => move('2022-10-10', { there: [house, other] }, house), { code: 'grid_has_one' })
    assert.equal(move('2022-10-09', { there: [house, other] }, house).post.until, '2022-10-09')
  })

  test('given a grid that ends, or one who follows for a while, when it is moved past, then the day is refused', () => {
    const invalid = { code: 'field_invalid' }
    assert.throws(() => move('2023-01-01', { placeUntil: '2022-12-31' }), invalid)
    assert.throws(() => move(undefined, { placeUntil: '2022-12-31' }), invalid)
    assert.throws(() => move('2022-12-31', { followers: [{ ...next, until: '2022-12-31' }] }), invalid)
  })
})
