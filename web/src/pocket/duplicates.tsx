import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { thumbnailOf } from '../photo/send-photo.ts'
import { useDuplicates } from '../ticket/use-ticket.ts'
import { RelativeTime } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

/** What may be the same matter, with photo, words and distance, so that a person can judge. */
export function Duplicates({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const mayMerge = page.actions.includes('mergeTicket')
  const { number, subcategory } = page.ticket
  const found = useDuplicates(number, mayMerge && subcategory !== undefined).data?.items ?? []
  if (!mayMerge || found.length === 0) return null
  return (
    <section className="ticket-part">
      <h2 className="part-title">{t('pocket:duplicates.title', { count: found.length })}</h2>
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
    </section>
  )
}
