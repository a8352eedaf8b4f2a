import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useState } from 'react'
import { type Revealed, useReveal } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'

/** Masked; the number itself is asked for with a reason that is written down, and is gone with the page. */
export function ReporterCard({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const { reporter, ticket, actions } = page
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<Revealed | undefined>(undefined)
  const reveal = useReveal(ticket.number, {
    onDone: answer => {
      setShown(answer)
      setAsking(false)
    },
  })
  const finder = ['patrol', 'department_check', 'deliberation'].includes(ticket.source)
  const masked = [reporter.name, reporter.phone].filter(Boolean).join(' ')
  return (
    <section className="card">
      <h2 className="ticket-heading">{t('desk:reporter.title')}</h2>
      <p>
        {finder
          ? t('desk:reporter.nobody')
          : reporter.anonymous
            ? t('desk:reporter.anonymous')
            : shown !== undefined
              ? [shown.name, shown.phone].filter(Boolean).join(' ') || t('ticket:none')
              : masked || t('desk:reporter.hidden')}
      </p>
      <p className="faint">
        {[
          reporter.onBehalfOf === true ? t('desk:reporter.onBehalf') : '',
          reporter.forAnother === true ? t('desk:reporter.forAnother') : '',
          reporter.passWithoutName ? t('desk:reporter.withoutName') : '',
          reporter.more > 0 ? t('desk:reporter.more', { count: reporter.more }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {shown?.phone ? (
        <a className="button" href={`tel:${shown.phone}`}>
          <Icon name="phone" size={16} />
          {t('desk:reporter.call')}
        </a>
      ) : masked !== '' && actions.includes('revealReporter') && !asking ? (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          <Icon name="eye" size={16} />
          {t('ticket:action.revealReporter')}
        </button>
      ) : null}
      {asking ? (
        <form
          className="reveal"
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim() !== '') reveal.mutate({ reason: reason.trim() })
          }}
        >
          <label htmlFor="reveal-reason">{t('ticket:ask.revealReporter.reason')}</label>
          <input
            id="reveal-reason"
            className="input"
            ref={field => field?.focus()}
            value={reason}
            maxLength={200}
            aria-describedby="reveal-note"
            onChange={event => setReason(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              setAsking(false)
            }}
          />
          <p id="reveal-note" className="faint">
            {t('ticket:confirm.revealReporter')}
          </p>
          {reveal.error === null ? null : (
            <p className="field-fault" role="alert">
              {reveal.error.message}
            </p>
          )}
          <button type="submit" className="button" disabled={reason.trim() === '' || reveal.isPending}>
            {t('desk:reporter.show')}
          </button>
        </form>
      ) : null}
    </section>
  )
}
