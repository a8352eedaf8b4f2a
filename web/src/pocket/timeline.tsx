import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { sentenceOf } from '../ticket/event-sentence.ts'
import { useSpeaker } from '../ticket/use-speaker.ts'
import { Moment } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'

/** What happened, newest first, in whole sentences. */
export function Timeline({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  return (
    <section className="ticket-part">
      <h2 className="part-title">{t('pocket:ticket.history')}</h2>
      <ol className="timeline">
        {[...page.timeline].reverse().map(entry => (
          <li key={entry.sequence} className="timeline-entry">
            <p>{sentenceOf(entry, speaker)}</p>
            {entry.words === undefined || entry.type === 'TicketReported' ? null : (
              <p className="timeline-words">{entry.words}</p>
            )}
            <p className="faint timeline-time">
              <Moment at={entry.at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
