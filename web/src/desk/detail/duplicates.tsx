import type { Suggestion, TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { PhotoStrip } from '../../ticket/photo-strip.tsx'
import { useDuplicates } from '../../ticket/use-ticket.ts'
import { Moment } from '../../ui/moment.tsx'
import { useWords } from '../../words/words.ts'

/** What may be the same matter: text, photo, distance; a person judges. */
export function Duplicates({ page, merge }: { page: TicketPage; merge(number: string): void }) {
  const { t } = useWords()
  const asks = ['received', 'assessing', 'accepted'].includes(page.ticket.status)
  const may = page.actions.includes('mergeTicket')
  const { data } = useDuplicates(page.ticket.number, asks && page.ticket.subcategory !== undefined)
  const items = asks ? (data?.items ?? []) : []
  if (items.length === 0 && page.merged.length === 0) return null
  return (
    <section>
      {items.length === 0 ? null : (
        <>
          <h2 className="ticket-heading">{t('desk:duplicate.title', { count: items.length })}</h2>
          <ul className="duplicates">
            {items.map(item => (
              <SuggestionLine key={item.number} item={item} {...(may ? { merge: () => merge(item.number) } : {})} />
            ))}
          </ul>
        </>
      )}
      {page.merged.length === 0 ? null : (
        <>
          <h2 className="ticket-heading">{t('ticket:record.merged')}</h2>
          <ul className="duplicates">
            {page.merged.map(each => (
              <li key={each.number} className="duplicate">
                <span>{each.words ?? t('ticket:erased')}</span>
                <Link to={`/tickets/${each.number}`}>{each.number}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function SuggestionLine({ item, merge }: { item: Suggestion; merge?: () => void }) {
  const { t } = useWords()
  return (
    <li className="duplicate">
      <PhotoStrip photoIds={item.photos.slice(0, 1)} small />
      <div>
        <p>{item.words ?? t('ticket:erased')}</p>
        <p className="faint">
          {item.sameSupply
            ? t('desk:duplicate.supply')
            : item.metres === undefined
              ? t('desk:duplicate.grid')
              : t('desk:duplicate.metres', { count: item.metres })}
          {' · '}
          <Moment at={item.reportedAt} short /> · {t(`ticket:status.${item.status}`)} ·{' '}
          <Link to={`/tickets/${item.number}`}>{item.number}</Link>
        </p>
      </div>
      {merge === undefined ? null : (
        <button type="button" className="button" onClick={merge}>
          {t('desk:duplicate.merge')}
        </button>
      )}
    </li>
  )
}
