/** Which grid lacks whom. Counts of grids and gaps, never of what a person does. */
import type { Grid, GridLevel } from '../grid/grid.ts'
import type { Role } from '../kernel/actor.ts'
import type { LocalDate } from '../kernel/time.ts'
import { guidanceKinds } from './post-kind.ts'
import { type HeldPost, isHeldOn } from './team.ts'

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

/**
 * Whom the grid has no longer from the day on, were these posts not there: what nobody lacked before and somebody would miss
 * now. Who stands in during a leave fills no gap.
 * @param there posts at the grid, the ending ones among them
 */
export function lackedWithout(
  grid: Pick<Grid, 'gridId' | 'level'>,
  ending: readonly HeldPost[],
  there: readonly HeldPost[],
  day: LocalDate,
): readonly Need[] {
  const gone = new Set(ending.map(post => post.postId))
  const staying = there.filter(post => !gone.has(post.postId) && isHeldOn(post, day))
  const lacks = (posts: readonly HeldPost[]) => {
    const own = posts.filter(post => post.gridId === grid.gridId && post.actingFor === undefined)
    const counts = own.map(({ kind, role }) => ({
      gridId: grid.gridId,
      kind,
      count: 1,
      ...(role === undefined ? {} : { role }),
    }))
    return coverageOf([grid], counts, new Set([grid.gridId]))[0]?.lacks ?? []
  }
  const before = new Set(lacks([...staying, ...ending]))
  return lacks(staying).filter(need => !before.has(need))
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
