import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useState } from 'react'
import { send } from '../api/client.ts'
import type { Sender } from '../api/intention.ts'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { type HelperOffer, useAct, useOffers } from './use-ticket.ts'
import './offers.css'

const firstFew = 4

/** Who reported in and fits this open order, each with the reason; asked by one press, once. */
export function Offers({
  page,
  sender,
  className = '',
  titleClass,
}: {
  page: TicketPage
  sender?: Sender
  className?: string
  titleClass: string
}) {
  const { t } = useWords()
  const { number } = page.ticket
  const may = page.actions.includes('askHelper')
  const { data, isPlaceholderData } = useOffers(number, may)
  const [all, setAll] = useState(false)
  // Never the helpers of the ticket shown before.
  if (!may || data === undefined || isPlaceholderData) return null
  const shown = all ? data.items : data.items.slice(0, firstFew)
  const more = data.items.length - shown.length
  return (
    <section className={`offers ${className}`}>
      <h2 className={titleClass}>{t('reportin:offers.title')}</h2>
      {data.items.length === 0 ? <p className="soft">{t('reportin:offers.none')}</p> : null}
      <ul>
        {shown.map(offer => (
          <OfferRow key={`${offer.personId} ${offer.kind}`} number={number} offer={offer} sender={sender ?? send} />
        ))}
      </ul>
      {more === 0 ? null : (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {t('reportin:offers.more', { count: more })}
        </button>
      )}
    </section>
  )
}

function OfferRow({ number, offer, sender }: { number: string; offer: HelperOffer; sender: Sender }) {
  const { t, language } = useWords()
  const act = useAct(number, {}, sender)
  const called = offer.unitName ?? offer.name
  return (
    <li className="offer">
      <div>
        <p>
          <strong>{called}</strong>{' '}
          <span className="soft">
            {offer.unitName === undefined
              ? t('reportin:kind.party_member')
              : t('reportin:contact', { name: offer.name })}{' '}
            · {offer.gridName}
          </span>
        </p>
        <p>{offer.why[language]}</p>
        {offer.words === undefined ? null : <p className="soft">{offer.words}</p>}
      </div>
      {offer.asked ? (
        <span className="soft">{t('reportin:offers.asked')}</span>
      ) : (
        <button
          type="button"
          className="button"
          aria-label={`${t('ticket:action.askHelper')}: ${called}`}
          disabled={act.isPending}
          onClick={() =>
            act.mutate(
              { verb: 'askHelper', body: { personId: offer.personId } },
              { onError: problem => toast({ kind: 'failed', text: problem.message }) },
            )
          }
        >
          {t('ticket:action.askHelper')}
        </button>
      )}
    </li>
  )
}
