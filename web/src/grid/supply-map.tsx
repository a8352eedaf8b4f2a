import type { GridWire, OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { useMemo } from 'react'
import { useGet } from '../api/queries.ts'
import { EditingMap } from '../ui/map/editing-map.tsx'
import { useWords } from '../words/words.ts'
import { useBaseMap } from './plan/plan.ts'
import { type Draft, giveBack, take } from './supply-list.ts'

/** The area painted by pressing grids; the boxes beside it say and do the same. */
export function SupplyMap({
  area,
  list,
  grids,
  change,
}: {
  area: Draft
  list: readonly Draft[]
  grids: readonly GridWire[]
  change(next: readonly Draft[]): void
}) {
  const { t } = useWords()
  const base = useBaseMap()
  const { data } = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines')
  const outlines = useMemo(
    () =>
      (data?.features ?? []).map(({ geometry, properties: { gridId, level, name } }) => ({
        key: gridId,
        level,
        name,
        shape: geometry,
      })),
    [data],
  )
  const small = useMemo(
    () =>
      locator(
        outlines
          .filter(outline => outline.level === 'small')
          .map(outline => ({ id: outline.key, shape: shapeOf(outline.shape) })),
      ),
    [outlines],
  )
  const others = useMemo(
    () => list.flatMap(each => (each.utility === area.utility && each.key !== area.key ? each.gridIds : [])),
    [list, area],
  )
  if (outlines.every(outline => outline.level !== 'small')) return null
  const press = (at: readonly [number, number], village: boolean) => {
    const gridId = small.locate(at[0], at[1])
    if (gridId === undefined) return
    const parentId = grids.find(grid => grid.gridId === gridId)?.parentId
    const wanted = village
      ? grids.filter(grid => grid.level === 'small' && grid.parentId === parentId).map(grid => grid.gridId)
      : [gridId]
    const all = wanted.every(each => area.gridIds.includes(each))
    change(all ? giveBack(list, area.key, wanted) : take(list, area.key, wanted))
  }
  return (
    <section className="supply-map no-print" aria-label={t('plan:supply.map')}>
      <p className="soft">{t('plan:supply.mapHint')}</p>
      <div className="supply-map-box">
        <EditingMap
          grids={outlines}
          label={`${t('plan:supply.map')} · ${t('plan:supply.mapHint')}`}
          marked={area.gridIds}
          others={others}
          events={{ onPress: (at, { more }) => press(at, more) }}
          example={data?.features.some(feature => feature.properties.example) ?? false}
          {...(base === undefined ? {} : { base })}
        />
      </div>
    </section>
  )
}

function shapeOf(geometry: OutlinesWire['features'][number]['geometry']): Shape {
  const ring = (places: number[][]) => places.map(([lon = 0, lat = 0]) => [lon, lat] as const)
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon => polygon.map(ring)) }
}
