import type { LandmarkListBody, LandmarkListWire } from '@onegrid/domain/grid/contract.ts'
import type { LandmarkKind } from '@onegrid/domain/grid/grid.ts'

/** A landmark as it stands on the screen; a new one has no id of the town yet. */
export type LandmarkDraft = {
  readonly key: string
  readonly landmarkId?: string
  readonly kind: LandmarkKind
  readonly name: string
  readonly lon: number
  readonly lat: number
  /** Missing: the grid in which it lies. */
  readonly gridId?: string
}

export function draftsOf({ items }: Pick<LandmarkListWire, 'items'>): readonly LandmarkDraft[] {
  return items.map(landmark => ({ key: landmark.landmarkId, ...landmark }))
}

/** What is sent; also what tells whether anything was changed. */
export function bodyOf(list: readonly LandmarkDraft[]): LandmarkListBody {
  return {
    items: list.map(({ key: _, name, lon, lat, ...landmark }) => ({
      ...landmark,
      name: name.trim(),
      lon: seven(lon),
      lat: seven(lat),
    })),
  }
}

/** Moved to another place it belongs to the grid that is there. */
export function movedTo(landmark: LandmarkDraft, [lon, lat]: readonly [number, number]): LandmarkDraft {
  const { gridId: _, ...rest } = landmark
  return { ...rest, lon: seven(lon), lat: seven(lat) }
}

/**
 * One's own changes on the list that others saved meanwhile: what was changed here is taken from here, what was not is
 * taken from there; what either side removed is gone.
 */
export function mergedInto(
  newest: readonly LandmarkDraft[],
  opened: readonly LandmarkDraft[],
  mine: readonly LandmarkDraft[],
): readonly LandmarkDraft[] {
  const before = new Map(opened.map(each => [each.key, each]))
  const own = new Map(mine.map(each => [each.key, each]))
  const kept = newest.flatMap(each => {
    const was = before.get(each.key)
    const now = own.get(each.key)
    if (was === undefined) return [each]
    if (now === undefined) return []
    return [isSame(was, now) ? each : now]
  })
  return [...kept, ...mine.filter(each => each.landmarkId === undefined)]
}

function isSame(one: LandmarkDraft, other: LandmarkDraft): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.lon === other.lon &&
    one.lat === other.lat &&
    one.gridId === other.gridId
  )
}

const seven = (degrees: number) => Math.round(degrees * 1e7) / 1e7
