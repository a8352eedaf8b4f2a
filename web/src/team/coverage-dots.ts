import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { Need } from '@onegrid/domain/team/coverage.ts'
import type { MapDot } from '../ui/map/draw.ts'
import { nameplaceOf } from '../ui/map/geometry.ts'

type Feature = OutlinesWire['features'][number]
type Row = { readonly gridId: string; readonly lacks: readonly Need[] }

/** One neutral dot a grid, as large as what it lacks; a gap is no failure, so no colour says one. */
export function gapDots(outlines: readonly Feature[], rows: readonly Row[], need: Need | undefined): readonly MapDot[] {
  const byGrid = new Map(outlines.map(outline => [outline.properties.gridId, outline]))
  return rows.flatMap(({ gridId, lacks }) => {
    const outline = byGrid.get(gridId)
    const place = outline === undefined ? undefined : nameplaceOf(outline)
    if (place === undefined) return []
    const [lon, lat] = place
    return [{ id: gridId, lon, lat, count: need === undefined ? lacks.length : 1, light: 'on_time' as const }]
  })
}
