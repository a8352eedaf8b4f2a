import type { Grid, Landmark } from '@onegrid/domain/grid/grid.ts'
import type { Suggestion } from '@onegrid/domain/ticket/view.ts'
import type { Ports } from '../../app.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { findDuplicates, presentSuggestions } from '../duplicates.ts'
import { resolvePlace, WordsKept } from '../resolve.ts'
import { townAtWork } from '../town-rules.ts'
import type { Draft } from './draft.ts'
import { placeIn } from './report-steps.ts'
import type { Visit } from './visit.ts'

/** Village → group → landmark: the way on which residents and elders find a place. */
export type TownPlaces = {
  readonly villages: readonly Grid[]
  /** Whether boundaries are made up for a demonstration: every screen that draws them says so. */
  readonly example: boolean
  groupsOf(villageId: string): readonly Grid[]
}

export async function townPlaces(ports: Ports, tenantId: string): Promise<TownPlaces> {
  const { tree, outlines } = await gridIndex(ports, tenantId)
  return {
    example: outlines('medium').text.includes('"example":true'),
    villages: tree.children(tree.large.gridId),
    groupsOf: villageId => (tree.find(villageId)?.level === 'medium' ? tree.children(villageId) : []),
  }
}

const coordinate = /^-?\d{1,3}(\.\d{1,12})?$/

/** Where the phone says it is (WGS-84, as browsers give it), with the grids that lie there; undefined: no such point. */
export async function locatedGrid(
  ports: Ports,
  tenantId: string,
  lonText: string | undefined,
  latText: string | undefined,
): Promise<Pick<Draft, 'lon' | 'lat' | 'villageId' | 'groupId' | 'outside'> | undefined> {
  if (!coordinate.test(lonText ?? '') || !coordinate.test(latText ?? '')) return undefined
  // Seven decimals are a centimetre: more is noise of the receiver.
  const lon = Number(Number(lonText).toFixed(7))
  const lat = Number(Number(latText).toFixed(7))
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return undefined
  const { outside, path } = (await gridIndex(ports, tenantId)).locate(lon, lat)
  return {
    lon,
    lat,
    ...(outside ? { outside } : {}),
    ...(path.medium === undefined ? {} : { villageId: path.medium }),
    ...(path.small === undefined ? {} : { groupId: path.small }),
  }
}

/** More than a screen of landmarks is no help; whoever finds his not among them writes it. */
const landmarksAtMost = 8

export async function landmarksFor(ports: Ports, tenantId: string, draft: Draft): Promise<readonly Landmark[]> {
  const index = await gridIndex(ports, tenantId)
  const gridId = draft.groupId ?? draft.villageId
  if (gridId === undefined || index.tree.find(gridId) === undefined) return []
  const { lon, lat } = draft
  const known =
    lon === undefined || lat === undefined ? index.landmarks : index.nearestLandmarks(lon, lat, index.landmarks.length)
  return known
    .filter(each => index.tree.find(each.gridId) !== undefined && index.tree.isWithin(each.gridId, gridId))
    .slice(0, landmarksAtMost)
}

/** 碧塘村 · 第三村民小组(十里新村) · 榕树头 */
export async function whereWords(ports: Ports, tenantId: string, draft: Draft, visit: Visit): Promise<string> {
  const index = await gridIndex(ports, tenantId)
  const village = draft.villageId === undefined ? undefined : index.tree.find(draft.villageId)
  const group = draft.groupId === undefined ? undefined : index.tree.find(draft.groupId)
  const landmark = draft.landmarkId === undefined ? undefined : index.findLandmark(draft.landmarkId)
  const local = group?.localNames.join(visit.words.listComma) ?? ''
  const parts = [
    village?.name,
    group === undefined ? undefined : local === '' ? group.name : `${group.name}(${local})`,
    landmark?.name,
    draft.placeWords,
  ].filter(each => each !== undefined && each !== '')
  if (parts.length > 0) return parts.join(' · ')
  return draft.outside === true ? visit.words.place.outsideName : visit.words.place.elsewhereName
}

/** What may be the same matter, of what everybody may see. */
export async function findNearby(
  ports: Ports,
  tenantId: string,
  subcategory: string,
  draft: Draft,
): Promise<readonly Suggestion[]> {
  return ports.database.read(tenantId, async tx => {
    const town = await townAtWork(ports, tenantId, tx)
    const place = resolvePlace(placeIn(draft), new WordsKept(ports.ids, ports.ids.id()), town)
    if (place.grid.medium === undefined && place.lon === undefined) return []
    const found = await findDuplicates(tx, { place, subcategory, at: ports.clock.now() }, town)
    return presentSuggestions(tx, found, { whole: () => false, may: ticket => ticket.confidentiality === 'open' })
  })
}
