import type { Status } from '@onegrid/domain/ticket/ticket.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { thumbnailOf } from '../photo/send-photo.ts'
import { useDuplicates } from '../ticket/use-ticket.ts'
import { RelativeTime } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

/** While it is being assessed the question stands open; later it would only be in the way. */
const asking: readonly Status[] = ['received', 'assessing']

/** What may be the same matter, with photo, words and distance, so that a person can judge. */
export function Duplicates({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const mayMerge = page.actions.includes('mergeTicket')
  const { number, subcategory } = page.ticket
  const found = useDuplicates(number, mayMerge && subcategory !== undefined).data?.items ?? []
  if (!mayMerge || found.length === 0) return null
  return (
    <details className="ticket-part duplicates" open={asking.includes(page.ticket.status)}>
      <summary className="part-title">{t('pocket:duplicates.title', { count: found.length })}</summary>
      <ul className="matter-list">
        {found.map(each => (
          <li key={each.number} className="duplicate">
            <Link to={`/ticket/${each.number}`} className="matter-link">
              <span className="matter-words">
                <span className="matter-title">{each.words ?? t('ticket:erased')}</span>
                <span className="matter-facts">
                  <span>{t(`ticket:status.${each.status}`)}</span>
                  {each.metres === undefined ? null : (
                    <span>{t('pocket:duplicates.metres', { count: each.metres })}</span>
                  )}
                  {each.sameSupply ? <span>{t('pocket:duplicates.sameSupply')}</span> : null}
                  <RelativeTime at={each.reportedAt} />
                </span>
              </span>
              {each.photos[0] === undefined ? null : (
                <img className="matter-photo" src={thumbnailOf(each.photos[0])} alt={t('pocket:photo.ofReport')} />
              )}
            </Link>
            <Link className="button" to={`/ticket/${number}/merge?into=${each.number}`}>
              {t('pocket:duplicates.merge')}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
