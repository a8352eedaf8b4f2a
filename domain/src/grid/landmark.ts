/** Landmarks (地标) are the town's own list, edited as a whole by its administrator: residents find their place by them. */
import { Refusal } from '../kernel/refusal.ts'
import type { Landmark, LandmarkKind } from './grid.ts'
import type { GridTree } from './tree.ts'

/** A landmark as an administrator wrote it, WGS-84; a new one has no id yet. */
export type LandmarkDraft = {
  readonly landmarkId?: string
  readonly kind: LandmarkKind
  readonly name: string
  readonly lon: number
  readonly lat: number
  /** Whose it is; without it the grid in which it lies. */
  readonly gridId?: string
}

export const landmarkRules = [
  'name_empty',
  'landmark_unknown',
  'landmark_twice',
  'name_twice_in_grid',
  'landmark_grid_unknown',
  'outside_town',
] as const
export type LandmarkRule = (typeof landmarkRules)[number]

/**
 * The list as it will be kept. Landmarks keep their ids, because matters point at them. Two of a name in one grid are
 * refused: a resident could not choose between them.
 * @throws Refusal field_invalid with the field, its pointer and the rule
 */
export function decideLandmarks(
  tree: GridTree,
  locate: (lon: number, lat: number) => string | undefined,
  before: readonly Landmark[],
  wanted: readonly LandmarkDraft[],
  newId: () => string,
): readonly Landmark[] {
  const known = new Map(before.map(landmark => [landmark.landmarkId, landmark]))
  const ids = new Set<string>()
  const names = new Set<string>()
  return wanted.map((draft, at) => {
    const refuse = (field: string, rule: LandmarkRule, value = ''): never => {
      throw new Refusal('field_invalid', { field, pointer: `/items/${at}/${field}`, rule, value })
    }
    const name = draft.name.trim()
    if (name === '') refuse('name', 'name_empty')
    // Ids are compared as they are kept: PostgreSQL writes them in small letters.
    const landmarkId = draft.landmarkId?.toLowerCase()
    if (landmarkId !== undefined) {
      if (!known.has(landmarkId)) refuse('landmarkId', 'landmark_unknown', landmarkId)
      if (ids.has(landmarkId)) refuse('landmarkId', 'landmark_twice', name)
      ids.add(landmarkId)
    }
    const gridId = gridOf(draft, landmarkId === undefined ? undefined : known.get(landmarkId))
    if (gridId === undefined) return refuse('gridId', 'outside_town', name)
    if (names.has(`${gridId} ${name}`)) refuse('name', 'name_twice_in_grid', name)
    names.add(`${gridId} ${name}`)
    return { landmarkId: landmarkId ?? newId(), gridId, kind: draft.kind, name, lon: draft.lon, lat: draft.lat }

    function gridOf({ lon, lat, gridId }: LandmarkDraft, old: Landmark | undefined): string | undefined {
      const named = gridId?.toLowerCase()
      if (named === undefined) return locate(lon, lat)
      if (tree.find(named) !== undefined) return named
      // The grid of a landmark that nobody touched may have ended: the ground on which it stands decides.
      if (old?.gridId === named) return locate(lon, lat) ?? named
      return refuse('gridId', 'landmark_grid_unknown', named)
    }
  })
}

/** What changed, for the journal: ids only, names are the town's own words. */
export function landmarkChanges(before: readonly Landmark[], after: readonly Landmark[]) {
  const earlier = new Map(before.map(landmark => [landmark.landmarkId, landmark]))
  const kept = new Set(after.map(landmark => landmark.landmarkId))
  const differs = (old: Landmark, now: Landmark) =>
    old.name !== now.name ||
    old.kind !== now.kind ||
    old.gridId !== now.gridId ||
    old.lon !== now.lon ||
    old.lat !== now.lat
  return {
    added: after.filter(landmark => !earlier.has(landmark.landmarkId)).map(landmark => landmark.landmarkId),
    changed: after
      .filter(landmark => {
        const old = earlier.get(landmark.landmarkId)
        return old !== undefined && differs(old, landmark)
      })
      .map(landmark => landmark.landmarkId),
    removed: before.filter(landmark => !kept.has(landmark.landmarkId)).map(landmark => landmark.landmarkId),
  }
}
