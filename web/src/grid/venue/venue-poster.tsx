import { dayKinds } from '@onegrid/domain/grid/venue/venue.ts'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { useMe } from '../../account/me.ts'
import { Icon } from '../../ui/icon.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { hoursText } from './hours-text.ts'
import { useVenue } from './venues.ts'
import './venue-poster.css'

/** A poster of A4 for the wall: one code, one sentence, the hours. Read from two metres away. */
export function VenuePoster() {
  const { t } = useWords()
  const me = useMe()
  const { venueId } = useParams<'venueId'>()
  const { data: venue, error, refetch } = useVenue(venueId)
  useEffect(() => {
    const before = document.title
    if (venue !== undefined) document.title = `${t('venue:poster')} ${venue.name}`
    return () => {
      document.title = before
    }
  }, [venue, t])
  if (error !== null) return <ErrorState problem={error} retry={() => void refetch()} />
  if (venue === undefined) return <Skeleton kind="page" />
  return (
    <div className="poster-page">
      <p className="poster-tools no-print">
        <button type="button" className="button button-primary" onClick={() => window.print()}>
          <Icon name="print" size={16} />
          {t('app:action.print')}
        </button>
        <button type="button" className="button" onClick={() => history.back()}>
          {t('app:action.back')}
        </button>
      </p>
      <article className="poster">
        <header>
          <p>{me.town.name}</p>
          <h1>{venue.name}</h1>
        </header>
        <section className="poster-call">
          <h2>{t('venue:posterPage.title')}</h2>
          <img
            src={`/api/v1/venues/${venue.venueId}/qr`}
            alt={t('venue:posterPage.qr', { name: venue.name })}
            width={340}
            height={340}
          />
          <p>{t('venue:posterPage.lead')}</p>
          <p className="soft">{t('venue:posterPage.steps')}</p>
        </section>
        <section className="poster-facts">
          <div>
            <h3>{t('venue:posterPage.hours')}</h3>
            <dl>
              {dayKinds.map(day => (
                <div key={day}>
                  <dt>{t(`venue:hours.${day}`)}</dt>
                  <dd>{venue.hours[day].length === 0 ? t('venue:shut') : hoursText(venue.hours[day])}</dd>
                </div>
              ))}
            </dl>
            {venue.phone === undefined ? null : (
              <p>
                {t('venue:posterPage.phone')} {venue.phone}
              </p>
            )}
          </div>
          {venue.doings.length === 0 ? null : (
            <div>
              <h3>{t('venue:posterPage.doings')}</h3>
              <ul>
                {venue.doings.map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          )}
        </section>
        <footer>
          <p>{t('venue:posterPage.noPhone')}</p>
          <p>{t('venue:posterPage.danger')}</p>
        </footer>
      </article>
    </div>
  )
}
