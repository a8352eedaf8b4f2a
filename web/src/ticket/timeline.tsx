import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Moment, useNow, useSpanWords } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'
import { sentenceOf } from './event-sentence.ts'
import { PhotoStrip } from './photo-strip.tsx'
import { useSpeaker } from './use-speaker.ts'
import './ticket.css'

/** Half an hour: shorter steps are one piece of work. */
const worthSaying = 30 * 60_000
/** Typed in later than it happened: paper, or no signal. */
const later = 5 * 60_000

/** The history in plain sentences, the newest first, each with how long it took since the one before. */
export function Timeline({ page, onPhoto }: { page: TicketPage; onPhoto?: (photoId: string) => void }) {
  const { t } = useWords()
  const speaker = useSpeaker()
  const span = useSpanWords()
  const now = useNow()
  const newest = [...page.timeline].reverse()
  const quiet = newest[0] === undefined ? 0 : now - Date.parse(newest[0].at)
  const ended = page.ticket.queue === 'done'
  return (
    <ol className="timeline">
      {!ended && quiet >= worthSaying ? (
        <li className="timeline-quiet">{t('ticket:waiting', { span: span(quiet) })}</li>
      ) : null}
      {newest.map(entry => {
        const photos = entry.facts['photos']
        return (
          <li key={entry.sequence} className={`timeline-entry timeline-${entry.actor.kind}`}>
            <p className="timeline-told">
              <span>{sentenceOf(entry, speaker)}</span>
              <span className="timeline-at">
                <Moment at={entry.at} short />
              </span>
            </p>
            {entry.words === undefined || entry.type === 'TicketReported' ? null : (
              <blockquote className="timeline-words">{entry.words}</blockquote>
            )}
            {Array.isArray(photos) && entry.type !== 'TicketReported' ? (
              <PhotoStrip small photoIds={photos.map(String)} {...(onPhoto === undefined ? {} : { onOpen: onPhoto })} />
            ) : null}
            <p className="timeline-since">
              {entry.since >= worthSaying ? t('ticket:since', { span: span(entry.since) }) : null}
              {Date.parse(entry.recordedAt) - Date.parse(entry.at) > later
                ? ` ${t('ticket:late', { recorded: speaker.moment(entry.recordedAt) })}`
                : null}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
