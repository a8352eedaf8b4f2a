/** Where a place lies once another division holds: by its point, else by its landmark, else where its grid's ground went. */
import type { GridTree, Path } from '../tree.ts'

export type Ground = {
  readonly tree: Pick<GridTree, 'find' | 'pathOf' | 'large'>
  locate(lon: number, lat: number): { readonly outside: boolean; readonly path: Path }
}

export type Placed = {
  readonly grid: Path
  readonly point?: { readonly lon: number; readonly lat: number }
  readonly landmark?: { readonly lon: number; readonly lat: number }
}

export type Succeeding = {
  readonly before: Ground
  readonly after: Ground
  /** The largest successor of a grid that ended. */
  successorOf(gridId: string): string | undefined
}

/**
 * @returns the new path, or nothing where the place stays in its grid. Somebody may have put a matter into another grid
 * than its point says (a leader knows his ground): then only the end of that grid moves it.
 */
export function relocated(place: Placed, { before, after, successorOf }: Succeeding): Path | undefined {
  const finest = finestOf(place.grid)
  const ended = after.tree.find(finest) === undefined
  const point = place.point ?? place.landmark
  if (point !== undefined) {
    const told = finestOf(before.locate(point.lon, point.lat).path) === finest
    const now = after.locate(point.lon, point.lat)
    if ((told || ended) && !now.outside) return isSamePath(now.path, place.grid) ? undefined : now.path
  }
  if (!ended) {
    const path = after.tree.pathOf(finest)
    return isSamePath(path, place.grid) ? undefined : path
  }
  const next = inForceAfter(finest, after, successorOf)
  if (next !== undefined) return after.tree.pathOf(next)
  const { medium } = place.grid
  return medium !== undefined && after.tree.find(medium) !== undefined
    ? after.tree.pathOf(medium)
    : { large: after.tree.large.gridId }
}

/** Follows successors until one is in force: a successor may have ended itself. */
export function inForceAfter(
  gridId: string,
  after: Pick<Ground, 'tree'>,
  successorOf: (gridId: string) => string | undefined,
): string | undefined {
  const seen = new Set<string>()
  for (let each: string | undefined = gridId; each !== undefined && !seen.has(each); each = successorOf(each)) {
    if (after.tree.find(each) !== undefined) return each
    seen.add(each)
  }
  return undefined
}

export function finestOf({ large, medium, small }: Path): string {
  return small ?? medium ?? large
}

export function isSamePath(one: Path, other: Path): boolean {
  return one.large === other.large && one.medium === other.medium && one.small === other.small
}
