import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useMemo } from 'react'
import { useBaseMap, useOutlines } from '../../ticket/use-ticket.ts'
import { GridMap } from '../../ui/map/grid-map.tsx'
import { useWords } from '../../words/words.ts'

/** Where it is, as people say it, and as a pin in its village. */
export function PlaceMap({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const { place } = page.ticket
  const { data: outlines } = useOutlines()
  const base = useBaseMap()
  const shown = useMemo(() => {
    // The village and its groups: a whole town in 180 pixels says nothing.
    const near = outlines?.features.filter(
      ({ properties }) => properties.gridId === place.medium || properties.parentId === place.medium,
    )
    return near !== undefined && near.length > 0 ? near : outlines?.features
  }, [outlines, place.medium])
  const grid = place.small ?? place.medium
  return (
    <section className="card card-map">
      <h2 className="ticket-heading">{t('ticket:field.place')}</h2>
      <p>{place.outside ? t('app:map.outside') : place.name}</p>
      {place.words !== undefined && !place.name.includes(place.words) ? <p className="soft">{place.words}</p> : null}
      {shown === undefined ? null : (
        <GridMap
          outlines={shown}
          height={168}
          {...(base === undefined ? {} : { base })}
          {...(place.lon === undefined || place.lat === undefined ? {} : { chosen: [place.lon, place.lat] as const })}
          {...(grid === undefined || place.lon !== undefined ? {} : { showGrid: grid })}
        />
      )}
    </section>
  )
}
