import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { useMemo } from 'react'
import { type TicketFilters, useBaseMap, useMapPoints, useOutlines } from '../../ticket/use-ticket.ts'
import { GridMap } from '../../ui/map/grid-map.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'

/** The same filters as points; the row that the keys stand on is the pin, and a dot opens its matter. */
export function QueueMap({
  filters,
  rows,
  current,
  onDot,
}: {
  filters: TicketFilters
  rows: readonly TicketRow[]
  current: string | undefined
  onDot(number: string): void
}) {
  const { t } = useWords()
  const { text: _text, ...asked } = filters
  const { data: outlines } = useOutlines()
  const base = useBaseMap()
  const { data } = useMapPoints(asked)
  const dots = useMemo(
    () => (data?.points ?? []).map(({ number, lon, lat, light }) => ({ id: number, lon, lat, light, count: 1 })),
    [data],
  )
  const at = rows.find(row => row.number === current)?.place
  const chosen = at?.lon === undefined || at.lat === undefined ? undefined : ([at.lon, at.lat] as const)
  return (
    <section className="queue-map" aria-label={t('app:map.label')}>
      {outlines === undefined ? (
        <Skeleton kind="page" />
      ) : (
        <GridMap
          outlines={outlines.features}
          dots={dots}
          height="100%"
          onDot={onDot}
          {...(base === undefined ? {} : { base })}
          {...(chosen === undefined ? {} : { chosen })}
        />
      )}
      <p className="queue-map-note no-print">{t('desk:mapNote', { count: dots.length })}</p>
    </section>
  )
}
