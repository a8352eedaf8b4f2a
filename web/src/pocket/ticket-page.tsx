import type { TicketPage as Shown } from '@onegrid/domain/ticket/view.ts'
import { Link, useParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { Offers } from '../ticket/offers.tsx'
import { stepsPassedBy, stepTimes } from '../ticket/step-times.ts'
import { categoryName, useSpeaker } from '../ticket/use-speaker.ts'
import { useTicketPage } from '../ticket/use-ticket.ts'
import { Icon } from '../ui/icon.tsx'
import { DueTime, Moment } from '../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { StepLine, type StepNumber } from '../ui/step-line.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { ActingLine } from './acting-line.tsx'
import { Duplicates } from './duplicates.tsx'
import { Marks } from './matter-row.tsx'
import { Page } from './page.tsx'
import { People } from './people.tsx'
import { actsForLeader } from './posts.ts'
import { send } from './send.ts'
import { Photos } from './ticket-photos.tsx'
import { OpenRecords } from './ticket-records.tsx'
import { Timeline } from './timeline.tsx'
import { useFirstTab } from './use-lists.ts'
import { VerbFoot } from './verb-foot.tsx'

/** One matter on one page: what was said, how much time is left, who has it, what happened, and what may be done now. */
export function TicketScreen() {
  const { t } = useWords()
  const number = useParams()['number'] ?? ''
  const { data: page, error, refetch } = useTicketPage(number)
  const speaker = useSpeaker()
  const first = useFirstTab()
  if (page === undefined)
    return (
      <Page title={number} back>
        {error === null ? (
          <Skeleton kind="page" rows={8} />
        ) : error.status === 404 ? (
          <EmptyState
            icon="search"
            title={t('pocket:ticket.gone')}
            text={t('pocket:ticket.goneText')}
            action={
              <Link className="button" to={first} replace>
                {t('pocket:ticket.toList')}
              </Link>
            }
          />
        ) : (
          <ErrorState problem={error} retry={() => void refetch()} />
        )}
      </Page>
    )
  const { ticket } = page
  return (
    <Page
      title={
        ticket.subcategory === undefined
          ? t(`ticket:status.${ticket.status}`)
          : categoryName(speaker, ticket.subcategory)
      }
      back
      refresh={refetch}
      foot={<VerbFoot page={page} />}
    >
      <Acting page={page} />
      <section className="ticket-report">
        <p className="ticket-words">{page.words ?? t('ticket:erased')}</p>
        <p className="matter-place">
          <Icon name="place" size={18} />
          {ticket.place.name}
        </p>
        <p className="matter-facts">
          <span>{t(`ticket:status.${ticket.status}`)}</span>
          <span>{t(`ticket:source.${ticket.source}`)}</span>
          {ticket.urgency === 'ordinary' ? null : (
            <span className="mark-word">{t(`ticket:urgency.${ticket.urgency}`)}</span>
          )}
          <Marks row={ticket} />
        </p>
        <Photos page={page} of="report" />
      </section>
      <section className="ticket-due">
        {ticket.flags.suspended && page.clocks.suspendedUntil !== undefined ? (
          <p>
            {t('pocket:ticket.suspendedUntil')} <Moment at={page.clocks.suspendedUntil} />
          </p>
        ) : page.mergedInto !== undefined ? (
          <p>
            {t('pocket:ticket.mergedInto')} <Link to={`/ticket/${page.mergedInto}`}>{page.mergedInto}</Link>
          </p>
        ) : ticket.queue === 'done' ? (
          <p className="soft">{t('pocket:ticket.ended')}</p>
        ) : (
          <>
            <h2 className="part-title">{t('pocket:ticket.promise')}</h2>
            <DueTime due={page.clocks.promise.dueAt} light={ticket.light} full />
          </>
        )}
      </section>
      <OpenRecords page={page} />
      <Offers page={page} sender={send} className="ticket-part" titleClass="part-title" />
      <Photos page={page} of="result" />
      <Photos page={page} of="note" />
      <People page={page} />
      <Duplicates page={page} />
      <section className="ticket-part">
        <h2 className="part-title">{t('app:step.label')}</h2>
        <StepLine
          step={ticket.step as StepNumber}
          ended={ticket.status === 'closed'}
          times={stepTimes(page)}
          passedBy={stepsPassedBy(page)}
          upright
        />
      </section>
      <Timeline page={page} />
      <button
        type="button"
        className="row row-button"
        onClick={() =>
          void navigator.clipboard?.writeText(number).then(() => toast({ text: t('pocket:ticket.copied') }))
        }
      >
        <Icon name="copy" />
        <span className="row-words">{t('pocket:ticket.number', { number })}</span>
      </button>
    </Page>
  )
}

/** Only where this person would decide something in the leader's place. */
function Acting({ page }: { page: Shown }) {
  const me = useMe()
  if (!actsForLeader(me, page.ticket.place) || page.actions.length === 0) return null
  return <ActingLine posts={me.posts.filter(post => post.gridId === page.ticket.place.medium)} />
}
