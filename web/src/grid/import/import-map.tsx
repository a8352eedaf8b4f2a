import type { MapSettingsWire, OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { useState } from 'react'
import { useGet } from '../../api/queries.ts'
import type { MapMark } from '../../ui/map/draw.ts'
import type { Outline } from '../../ui/map/geometry.ts'
import { GridMap } from '../../ui/map/grid-map.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'

/** The new grids, today's as dashed lines over them: a wrong coordinate system shows as a shift of some hundred metres. */
export function ImportMap({
  outlines,
  marks,
  waits,
}: {
  outlines: readonly Outline[] | undefined
  marks: readonly MapMark[] | undefined
  /** Outlines were read, but in which coordinates is not said yet. */
  waits: boolean
}) {
  const { t } = useWords()
  const [beside, setBeside] = useState(true)
  const today = useGet<OutlinesWire>(['grid', 'outlines', 'medium'], '/grids/outlines', { level: 'medium' })
  const settings = useGet<MapSettingsWire>(['map', 'settings'], '/map-settings')
  if (outlines === undefined || today.isPending || settings.isPending) return <Skeleton />
  if (outlines.length === 0)
    return (
      <EmptyState
        icon="map"
        title={t('gridimport:map.none')}
        text={t(waits ? 'gridimport:map.waitsText' : 'gridimport:map.noneText')}
      />
    )
  const drawn = today.data?.features ?? none
  return (
    <div className="gridimport-map">
      <GridMap
        outlines={outlines}
        height={360}
        {...(beside && drawn.length > 0 ? { beside: drawn } : {})}
        {...(marks === undefined ? {} : { marks })}
        {...(settings.data?.base === undefined ? {} : { base: settings.data.base })}
      />
      {drawn.length === 0 ? null : (
        <label className="gridimport-check">
          <input type="checkbox" checked={beside} onChange={event => setBeside(event.target.checked)} />
          {t('gridimport:map.today')}
        </label>
      )}
    </div>
  )
}

const none: readonly Outline[] = []
