/** People in the order in which a town names them: by its own list of posts, from the leader down, then place, then name. */
import type { PostKind } from './post-kind.ts'

export type InOrder = {
  /** Codes of what he holds; the first of them in the town's list counts. None: after all who hold something. */
  readonly kinds: readonly string[]
  /** Code of the grid, where several places stand in one list. */
  readonly place?: string | undefined
  /** Missing after an erasure. */
  readonly name?: string | undefined
  /** Two of one name keep their order from page to page. */
  readonly id: string
}

// Names by their sound, as a Chinese register has them.
const bySound = new Intl.Collator('zh-Hans-CN')

/** @param list the town's own, in its order; a kind that went from it comes after those that stand there */
export function postOrder(list: readonly Pick<PostKind, 'code'>[]): (one: InOrder, other: InOrder) => number {
  const places = new Map(list.map(({ code }, at) => [code, at]))
  const rank = ({ kinds }: InOrder) =>
    kinds.length === 0 ? list.length + 1 : Math.min(...kinds.map(kind => places.get(kind) ?? list.length))
  return (one, other) =>
    rank(one) - rank(other) ||
    bySound.compare(one.place ?? '', other.place ?? '') ||
    // Whose name is gone comes last.
    Number(one.name === undefined) - Number(other.name === undefined) ||
    bySound.compare(one.name ?? '', other.name ?? '') ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
}
