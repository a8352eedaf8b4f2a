import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postKindTemplate } from './post-kind-template.ts'
import { type InOrder, postOrder } from './post-order.ts'

const sorted = (...people: readonly InOrder[]) => [...people].sort(postOrder(postKindTemplate)).map(each => each.id)
const who = (id: string, kind: string, name?: string, place?: string): InOrder => ({ id, kinds: [kind], name, place })

test("people stand in the order of the town's posts: leader, full-time worker, part-time, household, volunteer", () => {
  assert.deepEqual(
    sorted(
      who('volunteer', 'volunteer', '安'),
      who('household', 'party_household', '安'),
      who('part', 'part_time_worker', '安'),
      who('full', 'grid_worker', '周'),
      who('leader', 'small_leader', '周'),
      who('gone', 'no_longer_in_the_list', '安'),
      { id: 'none', kinds: [], name: '安' },
    ),
    ['leader', 'full', 'part', 'household', 'volunteer', 'gone', 'none'],
  )
})

test('of one post: by place, then by name as it sounds; whose name is gone comes last, two of one name keep their order', () => {
  assert.deepEqual(
    sorted(
      who('b', 'grid_worker', '陈伯'),
      who('e', 'grid_worker'),
      who('a', 'grid_worker', '陈伯'),
      who('d', 'grid_worker', '周姨'),
      who('c', 'grid_worker', '李婶'),
    ),
    ['a', 'b', 'c', 'd', 'e'],
  )
  assert.deepEqual(
    sorted(
      who('second', 'small_leader', '安', '445321104201002'),
      who('first', 'small_leader', '周', '445321104201001'),
    ),
    ['first', 'second'],
  )
})

test('who holds several posts stands where the first of them does', () => {
  assert.deepEqual(sorted(who('one', 'grid_worker', '安'), { id: 'both', kinds: ['volunteer', 'medium_leader'] }), [
    'both',
    'one',
  ])
})
