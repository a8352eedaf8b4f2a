/** The words of a list for the town's kinds of posts. */
import type { GridLevel } from '../../grid/grid.ts'
import { type Engagement, levelOfBinding, type PostKind } from '../post-kind.ts'
import { tight } from './cells.ts'
import { nearest } from './places.ts'

export type PostWordIndex = {
  find(
    word: string,
    row: { readonly engagement?: Engagement | undefined; readonly level?: GridLevel | undefined },
  ): PostKind | undefined
  isKnown(word: string): boolean
  like(word: string): PostKind | undefined
}

const engagementWords: Readonly<Record<Engagement, readonly string[]>> = {
  full_time: ['专职'],
  part_time: ['兼职'],
  voluntary: ['义务', '志愿'],
}

export function postWordIndex(all: readonly PostKind[]): PostWordIndex {
  const kinds = all.filter(kind => !kind.retired)
  const namesOf = (kind: PostKind) => [kind.zh, kind.en.toLowerCase(), kind.code, ...kind.alsoCalled].map(tight)
  const byName = new Map<string, PostKind[]>()
  for (const kind of kinds)
    for (const name of new Set(namesOf(kind))) byName.set(name, [...(byName.get(name) ?? []), kind])
  const named = (word: string) => byName.get(word) ?? byName.get(word.replace(/(?:人员|同志)$/, '')) ?? []
  return {
    find(said, { engagement, level }) {
      const word = tight(said).toLowerCase()
      const exact = named(word)
      // 网格员 with 兼职 in the next column is the part-time worker.
      const engaged =
        engagement === undefined
          ? []
          : engagementWords[engagement]
              .flatMap(each => named(`${each}${word}`))
              .filter(kind => kind.engagement === engagement)
      const same = exact.filter(kind => engagement === undefined || kind.engagement === engagement)
      const found = engaged[0] ?? same[0] ?? exact[0]
      if (found === undefined || fits(found, level)) return found
      // 网格长 of a whole village is the medium-grid leader, of a group the small one.
      const others = kinds.filter(kind => fits(kind, level) && namesOf(kind).some(name => name.endsWith(word)))
      return others.length === 1 ? others[0] : (others.find(kind => tight(kind.zh).endsWith(word)) ?? found)
    },
    isKnown: word => named(tight(word).toLowerCase()).length > 0,
    like: word => nearest(tight(word), kinds, namesOf),
  }
}

function fits(kind: PostKind, level: GridLevel | undefined): boolean {
  const wanted = levelOfBinding(kind.binding)
  if (level === undefined || wanted === undefined) return true
  // A group lies in its village and a village in the town: what is bound higher finds its grid above.
  return wanted === level || (wanted === 'medium' && level === 'small') || wanted === 'large'
}
