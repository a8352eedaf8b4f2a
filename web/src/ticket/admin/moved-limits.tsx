import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { useGet } from '../../api/queries.ts'
import { useWords } from '../../words/words.ts'
import { durationWords } from './path-words.ts'
import type { LimitChange } from './use-catalogue-draft.ts'

/** Which limits move with this publication, and on which open tickets as far as the reader may see them. */
export function MovedLimits({ changes, catalogue }: { changes: readonly LimitChange[]; catalogue: Catalogue }) {
  const { t } = useWords()
  return (
    <section className="admin-rows">
      <h3>{t('catalogue:moved.title')}</h3>
      {changes.length === 0 ? (
        <p className="soft">{t('catalogue:moved.none')}</p>
      ) : (
        <ul className="catalogue-faults">
          {changes.map(change => (
            <li key={`${change.of} ${change.subcategory ?? ''} ${change.condition ?? ''} ${change.name ?? ''}`}>
              <Moved change={change} catalogue={catalogue} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Moved({ change, catalogue }: { change: LimitChange; catalogue: Catalogue }) {
  const { t, language } = useWords()
  const saying = { language, say: t }
  const subcategory = catalogue.subcategories.find(each => each.code === change.subcategory)
  const condition = subcategory?.conditions.find(each => each.code === change.condition)
  const [step = '', level] = (change.name ?? '').split('/')
  const what =
    change.of === 'condition'
      ? `${subcategory?.name[language] ?? ''} · ${condition?.name[language] ?? ''}`
      : change.of === 'ordinary'
        ? t('catalogue:part.ordinary')
        : [t(`catalogue:part.${step}`), level === undefined ? '' : t(`ticket:level.${level}`)]
            .filter(Boolean)
            .join(' · ')
  return (
    <>
      {t('catalogue:moved.line', {
        what,
        from: durationWords(change.from, saying),
        to: durationWords(change.to, saying),
      })}
      {change.subcategory === undefined ? null : <OpenTickets subcategory={change.subcategory} />}
    </>
  )
}

/** Some of them by number: an administrator without a post at the centre sees none, and is told nothing about them. */
function OpenTickets({ subcategory }: { subcategory: string }) {
  const { t } = useWords()
  const rows = useGet<{ readonly items: readonly TicketRow[] }>(['ticket', 'moved'], '/tickets', {
    subcategory,
    limit: 50,
  })
  const open = (rows.data?.items ?? []).filter(row => row.status !== 'closed' && row.status !== 'declined')
  if (open.length === 0) return null
  return (
    <span className="catalogue-open">
      {t('catalogue:moved.open', { count: open.length })}
      {open.slice(0, 6).map(row => (
        <Link key={row.number} to={`/tickets/${row.number}`}>
          {row.number}
        </Link>
      ))}
    </span>
  )
}
