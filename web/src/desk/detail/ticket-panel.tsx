import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { ContactList } from '../../team/contact-list.tsx'
import { Offers } from '../../ticket/offers.tsx'
import { PhotoStrip } from '../../ticket/photo-strip.tsx'
import { RecordCards } from '../../ticket/record-cards.tsx'
import { stepsPassedBy, stepTimes } from '../../ticket/step-times.ts'
import { Timeline } from '../../ticket/timeline.tsx'
import { categoryName, useSpeaker } from '../../ticket/use-speaker.ts'
import { useTicketPage } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepLine, type StepNumber } from '../../ui/step-line.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { Marks } from '../queue/ticket-line.tsx'
import { ActionDock } from './action-dock.tsx'
import { Clocks } from './clocks.tsx'
import { Duplicates } from './duplicates.tsx'
import { Lightbox } from './lightbox.tsx'
import { PlaceMap } from './place-map.tsx'
import { ReporterCard } from './reporter-card.tsx'
import { sheetsFor } from './sheets-for.ts'
import './detail.css'

/** A ticket beside its list: what is the matter above, what happened below, what can be done at the foot. */
export function TicketPanel({
  number,
  close,
  alone = false,
}: {
  number: string
  close?: () => void
  /** Nothing else is on the page: its words are the page's heading. */
  alone?: boolean
}) {
  const { data: page, error, refetch } = useTicketPage(number)
  return (
    <article className="ticket" aria-label={number} aria-busy={page === undefined && error === null}>
      {page !== undefined ? (
        <Shown page={page} alone={alone} {...(close === undefined ? {} : { close })} />
      ) : error !== null ? (
        <ErrorState problem={error} retry={() => void refetch()} />
      ) : (
        <Skeleton kind="page" rows={10} />
      )}
    </article>
  )
}

export function TicketScreen() {
  const { number = '' } = useParams()
  const navigate = useNavigate()
  return (
    <div className="ticket-alone">
      <TicketPanel key={number} number={number} alone close={() => void navigate(-1)} />
    </div>
  )
}

function Shown({ page, close, alone }: { page: TicketPage; close?: () => void; alone: boolean }) {
  const Heading = alone ? 'h1' : 'h2'
  const { t } = useWords()
  const speaker = useSpeaker()
  const [verb, setVerb] = useState<Verb | 'acceptAndDispatch' | undefined>(undefined)
  const [into, setInto] = useState<string | undefined>(undefined)
  const [photo, setPhoto] = useState<string | undefined>(undefined)
  const [calling, setCalling] = useState(false)
  const { ticket } = page
  const ended = ticket.queue === 'done'
  const reported = page.photos.filter(each => each.of === 'report').map(each => each.photoId)
  const later = page.photos.filter(each => each.of !== 'report').map(each => each.photoId)
  return (
    <>
      <header className="ticket-head">
        <div className="ticket-title">
          <button
            type="button"
            className="ticket-number"
            title={t('app:action.copy')}
            onClick={() =>
              void navigator.clipboard
                ?.writeText(ticket.number)
                .then(() => toast({ text: t('desk:copied', { text: ticket.number }) }))
            }
          >
            {ticket.number}
            <Icon name="copy" size={14} label={t('app:action.copy')} />
          </button>
          <span className="ticket-status">{t(`ticket:status.${ticket.status}`)}</span>
          <Marks row={ticket} />
        </div>
        <nav className="ticket-tools" aria-label={t('desk:detail.tools')}>
          {ticket.confidentiality === 'cadre' ? null : (
            <button type="button" className="tool" onClick={() => setCalling(true)}>
              <Icon name="phone" size={16} />
              {t('team:contacts.title')}
            </button>
          )}
          <Dropdown
            trigger={['click']}
            menu={{
              items: sheetsFor(page).map(sheet => ({
                key: sheet,
                label: <Link to={`/print/${sheet}/${ticket.number}`}>{t(`desk:sheet.${sheet}`)}</Link>,
              })),
            }}
          >
            <button type="button" className="tool">
              <Icon name="print" size={16} />
              {t('app:action.print')}
            </button>
          </Dropdown>
          <Link className="tool tool-icon" to={`/tickets/${ticket.number}`} aria-label={t('desk:detail.alone')}>
            <Icon name="link" size={16} />
          </Link>
          {close === undefined ? null : (
            <button type="button" className="tool tool-icon" aria-label={t('app:action.close')} onClick={close}>
              <Icon name="close" size={16} />
            </button>
          )}
        </nav>
      </header>
      <div className="ticket-body">
        <StepLine
          step={ticket.step as StepNumber}
          ended={ended && ticket.status === 'closed'}
          times={stepTimes(page)}
          passedBy={stepsPassedBy(page)}
        />
        <section className="ticket-matter">
          <Heading className="ticket-words">{page.words ?? t('ticket:erased')}</Heading>
          <PhotoStrip photoIds={reported} onOpen={setPhoto} />
          <dl className="ticket-facts">
            <div>
              <dt>{t('ticket:field.subcategory')}</dt>
              <dd>{categoryName(speaker, ticket.subcategory)}</dd>
            </div>
            <div>
              <dt>{t('desk:detail.source')}</dt>
              <dd>
                {t(`ticket:source.${ticket.source}`)} · {speaker.moment(ticket.reportedAt)}
              </dd>
            </div>
            <div>
              <dt>{t('ticket:field.level')}</dt>
              <dd>{t(`ticket:level.${ticket.level}`)}</dd>
            </div>
            {ticket.confidentiality === 'open' ? null : (
              <div>
                <dt>{t('ticket:field.confidentiality')}</dt>
                <dd>{t(`ticket:confidentiality.${ticket.confidentiality}`)}</dd>
              </div>
            )}
            {page.mergedInto === undefined ? null : (
              <div>
                <dt>{t('ticket:field.into')}</dt>
                <dd>
                  <Link to={`/tickets/${page.mergedInto}`}>{page.mergedInto}</Link>
                </dd>
              </div>
            )}
          </dl>
        </section>
        <Clocks page={page} />
        <Offers page={page} titleClass="ticket-heading" />
        <div className="ticket-two">
          <ReporterCard page={page} />
          <PlaceMap page={page} />
        </div>
        <Duplicates
          page={page}
          merge={number => {
            setInto(number)
            setVerb('mergeTicket')
          }}
        />
        <RecordCards page={page} />
        <section>
          <h2 className="ticket-heading">{t('desk:detail.history')}</h2>
          <PhotoStrip photoIds={later} onOpen={setPhoto} small />
          <Timeline page={page} onPhoto={setPhoto} />
        </section>
      </div>
      <ActionDock
        page={page}
        verb={verb}
        into={into}
        choose={next => {
          setVerb(next)
          if (next !== 'mergeTicket') setInto(undefined)
        }}
      />
      <Modal
        open={calling}
        onCancel={() => setCalling(false)}
        footer={null}
        width={520}
        destroyOnHidden
        title={`${t('team:contacts.title')} · ${ticket.place.name}`}
      >
        <ContactList gridId={ticket.place.small ?? ticket.place.medium ?? ticket.place.large} number={ticket.number} />
      </Modal>
      <Lightbox page={page} photoId={photo} show={setPhoto} />
    </>
  )
}
