import type { VenueWire } from '@onegrid/domain/grid/venue/contract.ts'
import { venueKinds } from '@onegrid/domain/grid/venue/venue.ts'
import { Link, useSearchParams } from 'react-router'
import { AdminPage, Labelled } from '../../ui/admin-page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { hoursText } from './hours-text.ts'
import { useGridList, useVenues } from './venues.ts'
import './venue.css'

/** 阵地: where people meet the grid, with the poster for each wall. */
export function VenuesScreen() {
  const { t } = useWords()
  const [query, setQuery] = useSearchParams()
  const villages = useGridList()?.filter(grid => grid.level === 'medium') ?? []
  const gridId = query.get('grid') ?? ''
  const kind = venueKinds.find(each => each === query.get('kind'))
  const change = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const list = useVenues({ ...(gridId === '' ? {} : { gridId }), ...(kind === undefined ? {} : { kind }) })
  const filtered = gridId !== '' || kind !== undefined
  return (
    <AdminPage
      title={t('venue:title')}
      about={t('venue:about')}
      actions={
        <Link className="button button-primary" to="/venues/new">
          {t('venue:add')}
        </Link>
      }
    >
      <search className="venue-filters">
        <Labelled label={t('venue:village')}>
          {ties => (
            <select {...ties} className="input" value={gridId} onChange={event => change('grid', event.target.value)}>
              <option value="">{t('venue:everyVillage')}</option>
              {villages.map(each => (
                <option key={each.gridId} value={each.gridId}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('venue:kind.label')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind ?? ''}
              onChange={event => change('kind', event.target.value)}
            >
              <option value="">{t('venue:everyKind')}</option>
              {venueKinds.map(each => (
                <option key={each} value={each}>
                  {t(`venue:kind.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </search>
      {list.problem !== null && list.items.length === 0 ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : list.items.length === 0 ? (
        <EmptyState
          icon="home"
          title={t(filtered ? 'venue:noneFound' : 'venue:none')}
          text={t(filtered ? 'venue:noneFoundText' : 'venue:noneText')}
          action={
            filtered ? undefined : (
              <Link className="button" to="/venues/new">
                {t('venue:add')}
              </Link>
            )
          }
        />
      ) : (
        <div className="admin-scroll">
          <table className="admin-table admin-lines">
            <thead>
              <tr>
                <th scope="col">{t('venue:column.name')}</th>
                <th scope="col">{t('venue:kind.label')}</th>
                <th scope="col">{t('venue:column.where')}</th>
                <th scope="col">{t('venue:column.hours')}</th>
                <th scope="col">{t('venue:column.person')}</th>
                <th scope="col">{t('venue:column.shown')}</th>
                <th scope="col">{t('venue:column.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {list.items.map(venue => (
                <Row key={venue.venueId} venue={venue} />
              ))}
            </tbody>
          </table>
          <Pager
            shown={list.items.length}
            hasMore={list.hasMore}
            loadingMore={list.loadingMore}
            loadMore={list.loadMore}
          />
        </div>
      )}
    </AdminPage>
  )
}

function Row({ venue }: { venue: VenueWire }) {
  const { t } = useWords()
  const { workday } = venue.hours
  return (
    <tr>
      <th scope="row" className="admin-line">
        <Link to={`/venues/${venue.venueId}`}>{venue.name}</Link>
      </th>
      <td className="admin-line">{t(`venue:kind.${venue.kind}`)}</td>
      <td className="admin-line">{venue.gridNames.join(' · ')}</td>
      <td className="venue-hours admin-line" data-label={t('venue:column.hours')}>
        {workday.length === 0 ? <span className="faint">{t('venue:shut')}</span> : hoursText(workday)}
      </td>
      <td className="admin-line" data-label={t('venue:column.person')}>
        {venue.personName ?? <span className="faint">—</span>}
      </td>
      <td>{t(venue.public ? 'venue:yes' : 'venue:no')}</td>
      <td>
        <Link
          className="button button-small"
          to={`/print/venue/${venue.venueId}`}
          aria-label={`${t('venue:poster')} · ${venue.name}`}
        >
          {t('venue:poster')}
        </Link>
      </td>
    </tr>
  )
}
