import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { Need } from '@onegrid/domain/team/coverage.ts'
import type { MapDot } from '../ui/map/draw.ts'
import { nameplaceOf } from '../ui/map/geometry.ts'

type Feature = OutlinesWire['features'][number]
type Row = { readonly gridId: string; readonly lacks: readonly Need[] }

/** More dots than this lie upon each other: then a village has one for all its groups. */
const mostDots = 300

/** One neutral dot a grid, as large as what it lacks; a gap is no failure, so no colour says one. */
export function gapDots(outlines: readonly Feature[], rows: readonly Row[], need: Need | undefined): readonly MapDot[] {
  const byGrid = new Map(outlines.map(outline => [outline.properties.gridId, outline]))
  const standIn = (gridId: string) => {
    const outline = byGrid.get(gridId)?.properties
    return outline?.level === 'small' && rows.length > mostDots ? (outline.parentId ?? gridId) : gridId
  }
  const counts = new Map<string, number>()
  for (const { gridId, lacks } of rows) {
    const at = standIn(gridId)
    counts.set(at, (counts.get(at) ?? 0) + (need === undefined ? lacks.length : 1))
  }
  return [...counts].flatMap(([gridId, count]) => {
    const outline = byGrid.get(gridId)
    const place = outline === undefined ? undefined : nameplaceOf(outline)
    if (place === undefined) return []
    const [lon, lat] = place
    return [{ id: gridId, lon, lat, count, light: 'on_time' as const }]
  })
}
