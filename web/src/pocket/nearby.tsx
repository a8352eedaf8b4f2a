import type { Suggestion } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { thumbnailOf } from '../photo/send-photo.ts'
import { RelativeTime } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

/** What is known already near this place: whoever sees his find here need not send it again. */
export function Nearby({ items }: { items: readonly Suggestion[] }) {
  const { t } = useWords()
  if (items.length === 0) return null
  return (
    <section>
      <h2 className="field-label">{t('pocket:report.nearby', { count: items.length })}</h2>
      <ul className="matter-list nearby">
        {items.slice(0, 3).map(each => (
          <li key={each.number}>
            <Link to={`/ticket/${each.number}`} className="matter-link">
              <span className="matter-words">
                <span className="matter-title">{each.words ?? t('ticket:erased')}</span>
                <span className="matter-facts">
                  <span>{t(`ticket:status.${each.status}`)}</span>
                  {each.metres === undefined ? null : (
                    <span>{t('pocket:duplicates.metres', { count: each.metres })}</span>
                  )}
                  <RelativeTime at={each.reportedAt} />
                </span>
              </span>
              {each.photos[0] === undefined ? null : (
                <img className="matter-photo" src={thumbnailOf(each.photos[0])} alt={t('pocket:photo.ofReport')} />
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
