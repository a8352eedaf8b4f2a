import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { DueTime, Moment, useNow, useSpanWords } from '../../ui/moment.tsx'
import { useWords } from '../../words/words.ts'

/** One promise that never restarts, and beside it what each step holds. */
export function Clocks({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const { ticket, clocks } = page
  const ended = ticket.queue === 'done'
  const beside = [
    ['hold', ended || ticket.flags.suspended ? undefined : clocks.hold.dueAt],
    ['contact', ended ? undefined : clocks.contactDueAt],
    ['suspended', clocks.suspendedUntil],
    ['order', clocks.orderClosesAt],
    ['followUp', clocks.followUpAt],
    ['foreign', clocks.foreignLimit],
  ] as const
  return (
    <section className="clocks" aria-label={t('desk:clock.title')}>
      <div className="clock clock-promise">
        <span className="clock-name">{t('desk:clock.promise')}</span>
        {ended ? (
          <Moment at={clocks.promise.dueAt} />
        ) : (
          <DueTime due={clocks.promise.dueAt} light={ticket.light} full />
        )}
        <span className="clock-note">
          {[
            clocks.promise.extensions > 0 ? t('desk:clock.extended', { count: clocks.promise.extensions }) : '',
            clocks.promise.provisional ? t('desk:clock.provisional') : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {beside.map(([name, at]) =>
        at === undefined ? null : (
          <div key={name} className="clock">
            <span className="clock-name">{t(`desk:clock.${name}`)}</span>
            <Left at={at} />
            <Moment at={at} short />
          </div>
        ),
      )}
    </section>
  )
}

function Left({ at }: { at: string }) {
  const { t } = useWords()
  const span = useSpanWords()
  const left = Date.parse(at) - useNow()
  return left >= 0 ? (
    <span>{t('app:time.left', { span: span(left) })}</span>
  ) : (
    <span className="clock-over">{t('app:time.over', { span: span(left) })}</span>
  )
}
