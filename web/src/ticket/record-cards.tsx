import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useWords } from '../words/words.ts'
import { recordsOf } from './records.ts'
import { useSpeaker } from './use-speaker.ts'
import './ticket.css'

/** The records beside the status, each readable by itself. */
export function RecordCards({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const records = recordsOf(page, useSpeaker())
  if (records.length === 0) return null
  return (
    <dl className="records">
      {records.map(({ key, lines, words }) => (
        <div key={key} className={`record record-${key}`}>
          <dt>{t(`ticket:record.${key}`)}</dt>
          <dd>
            {[...new Set(lines)].map(line => (
              <p key={line}>{line}</p>
            ))}
            {words === undefined ? null : <blockquote>{words}</blockquote>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
