/** Which grid lacks whom. Counts of grids and gaps, never of what a person does. */
import type { Grid, GridLevel } from '../grid/grid.ts'
import type { Role } from '../kernel/actor.ts'
import { guidanceKinds } from './post-kind.ts'

export const needsOfLevel = {
  small: ['leader', 'worker', 'party_household', 'party_group'],
  medium: ['leader', 'village_worker', ...guidanceKinds],
  large: ['leader'],
} as const satisfies Record<GridLevel, readonly string[]>
export const needs = ['leader', 'worker', 'village_worker', 'party_household', 'party_group', ...guidanceKinds] as const
export type Need = (typeof needs)[number]

/** The kind of post that fills a need; a Party group is no post. */
export function kindForNeed(need: Need, level: GridLevel): string | undefined {
  if (need === 'leader') return `${level}_leader`
  if (need === 'worker') return 'grid_worker'
  return need === 'party_group' ? undefined : need
}

/** Posts in force at a grid, counted by kind. */
export type PostCount = {
  readonly gridId: string
  readonly kind: string
  readonly role?: Role
  readonly count: number
}

export type GridCoverage = {
  readonly gridId: string
  readonly level: GridLevel
  /** How many there are for each need of the level. */
  readonly holders: Readonly<Partial<Record<Need, number>>>
  readonly lacks: readonly Need[]
}

export function coverageOf(
  grids: readonly Pick<Grid, 'gridId' | 'level'>[],
  posts: readonly PostCount[],
  inPartyGroup: ReadonlySet<string>,
): readonly GridCoverage[] {
  const byGrid = new Map<string, PostCount[]>()
  for (const post of posts) {
    const known = byGrid.get(post.gridId)
    if (known) known.push(post)
    else byGrid.set(post.gridId, [post])
  }
  return grids.map(({ gridId, level }) => {
    const here = byGrid.get(gridId) ?? []
    const wanted: readonly Need[] = needsOfLevel[level]
    const holders = Object.fromEntries(
      wanted.map(need => [
        need,
        need === 'party_group' ? Number(inPartyGroup.has(gridId)) : sum(here.filter(post => fills(post, need, level))),
      ]),
    ) as Partial<Record<Need, number>>
    return { gridId, level, holders, lacks: wanted.filter(need => holders[need] === 0) }
  })
}

/** Leaders and workers count by what they may do, so that a town's own kinds count too; the others by their kind. */
function fills({ kind, role }: PostCount, need: Need, level: GridLevel): boolean {
  if (need === 'leader') return level === 'large' ? kind === 'large_leader' : role === `${level}_leader`
  if (need === 'worker') return role === 'grid_worker'
  if (need === 'village_worker') return role === 'village_worker'
  return kind === need
}

function sum(posts: readonly PostCount[]): number {
  return posts.reduce((total, post) => total + post.count, 0)
}
