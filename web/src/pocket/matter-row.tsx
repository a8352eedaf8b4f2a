import type { TicketRow } from '@onegrid/domain/ticket/view.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thumbnailOf } from '../photo/send-photo.ts'
import { categoryName, useSpeaker } from '../ticket/use-speaker.ts'
import { Icon } from '../ui/icon.tsx'
import { DueTime } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

/** One matter in a list: what was said, where, and how much time is left. `beside` stands at its foot, for one tap. */
export function MatterRow({ row, beside }: { row: TicketRow; beside?: ReactNode }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  return (
    <li className="matter">
      <Link to={`/ticket/${row.number}`} className="matter-link">
        <span className="matter-words">
          <span className="matter-title">{row.words ?? t('ticket:erased')}</span>
          <span className="matter-place">
            <Icon name="place" size={16} />
            {row.place.name}
          </span>
          <span className="matter-facts">
            {row.urgency === 'ordinary' ? null : (
              <span className="mark-word">{t(`ticket:urgency.${row.urgency}`)}</span>
            )}
            <DueTime due={row.dueAt} light={row.light} />
            <span>{categoryName(speaker, row.subcategory)}</span>
            <Marks row={row} />
          </span>
        </span>
        {row.photos[0] === undefined ? null : (
          <img
            className="matter-photo"
            src={thumbnailOf(row.photos[0])}
            alt={t('pocket:photo.ofReport')}
            loading="lazy"
          />
        )}
      </Link>
      {beside}
    </li>
  )
}

/** What sets this one apart; most have nothing here. */
export function Marks({ row }: { row: TicketRow }) {
  const { t } = useWords()
  const { flags } = row
  const marks = [
    flags.supervised > 0 ? t('ticket:mark.supervised', { level: flags.supervised }) : undefined,
    flags.contested ? t('ticket:mark.contested') : undefined,
    flags.extensionAsked ? t('ticket:mark.extensionAsked') : undefined,
    flags.appealAsked ? t('ticket:mark.appealAsked') : undefined,
    flags.reopened ? t('ticket:mark.reopened') : undefined,
    flags.reworked ? t('ticket:mark.reworked') : undefined,
    flags.suspended ? t('ticket:mark.suspended') : undefined,
    flags.referred ? t('ticket:mark.referred') : undefined,
    flags.duplicates > 0 ? t('ticket:mark.duplicates', { count: flags.duplicates }) : undefined,
  ].filter(mark => mark !== undefined)
  return marks.map(mark => (
    <span key={mark} className="mark-word">
      {mark}
    </span>
  ))
}

/** Rows under a heading that says what they wait for. */
export function MatterGroup({
  title,
  rows,
  beside,
}: {
  title: string
  rows: readonly TicketRow[]
  beside?: (row: TicketRow) => ReactNode
}) {
  return (
    <section className="matter-group">
      <h2 className="matter-heading">
        {title}
        <span className="matter-count">{rows.length}</span>
      </h2>
      <ul className="matter-list">
        {rows.map(row => (
          <MatterRow key={row.number} row={row} beside={beside?.(row)} />
        ))}
      </ul>
    </section>
  )
}
