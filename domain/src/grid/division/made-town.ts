/** A made-up town for tests: crooked blocks with bent borders, shared bit by bit, by a seed. */
import type { Corner, Division, PlanGrid } from './division.ts'
import { shapeOf } from './lattice.ts'
import { parentsFollow } from './parents.ts'

export type MadeTown = {
  readonly seed: number
  /** Villages side by side and above each other. */
  readonly villages: readonly [number, number]
  /** Groups in each village likewise. */
  readonly groups: readonly [number, number]
}

/** Lattice units between corners of blocks: some 110 metres. */
const step = 10_000
const west = 1_123_000_000
const south = 227_000_000

export function madeTown({ seed, villages, groups }: MadeTown): Division {
  const chance = chanceFrom(seed)
  const columns = villages[0] * groups[0]
  const rows = villages[1] * groups[1]
  const known = new Map<string, Corner>()
  const corner = (x: number, y: number): Corner => {
    const key = `${x} ${y}`
    const before = known.get(key)
    if (before) return before
    // The town's own outline stays straight.
    const push = (at: number, most: number) => (at === 0 || at === most ? 0 : (chance() - 0.5) * 0.5)
    const made: Corner = [
      west + Math.round((x + push(x, columns)) * step),
      south + Math.round((y + push(y, rows)) * step),
    ]
    known.set(key, made)
    return made
  }
  const grids: PlanGrid[] = [
    { key: 'town', gridId: 'town', level: 'large', code: '445321105', name: '样例镇', localNames: [], kind: 'town' },
  ]
  for (let village = 0; village < villages[0] * villages[1]; village++) {
    const code = `445321105${String(201 + village)}`
    const key = `village ${village}`
    grids.push({
      key,
      gridId: key,
      level: 'medium',
      parentKey: 'town',
      code,
      name: `第${village + 1}村`,
      localNames: [],
      kind: 'village',
    })
    for (let group = 0; group < groups[0] * groups[1]; group++) {
      const x = (village % villages[0]) * groups[0] + (group % groups[0])
      const y = Math.floor(village / villages[0]) * groups[1] + Math.floor(group / groups[0])
      const ring: Corner[] = [
        corner(x, y),
        corner(x + 0.5, y),
        corner(x + 1, y),
        corner(x + 1, y + 0.5),
        corner(x + 1, y + 1),
        corner(x + 0.5, y + 1),
        corner(x, y + 1),
        corner(x, y + 0.5),
      ]
      grids.push({
        key: `${key} group ${group}`,
        gridId: `${key} group ${group}`,
        level: 'small',
        parentKey: key,
        code: `${code}${String(group + 1).padStart(3, '0')}`,
        name: `第${group + 1}组`,
        localNames: [],
        kind: 'group',
        shape: shapeOf([ring]),
      })
    }
  }
  return parentsFollow({ grids })
}

/** The same figures on every machine. */
export function chanceFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}
