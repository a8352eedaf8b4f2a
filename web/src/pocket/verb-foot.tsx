import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { Link } from 'react-router'
import { useAct } from '../ticket/use-ticket.ts'
import { verbForms } from '../ticket/verb-form.ts'
import { orderedVerbs } from '../ticket/verb-order.ts'
import { verbPaths } from '../ticket/verb-paths.ts'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { send } from './send.ts'

/** Beside the step that moves it on: what else a thumb wants just then. */
const seconds: Readonly<Partial<Record<Verb, readonly Verb[]>>> = {
  acceptTicket: ['declineTicket', 'reportUp'],
  dispatchTicket: ['issueOrder', 'askSiteCheck'],
  acknowledgeTicket: ['returnTicket'],
  completeTicket: ['noteTicket'],
  recordSiteCheck: ['noteTicket'],
  enterTaker: ['endOrder', 'noteTicket'],
  noteTicket: ['urgeTicket', 'recordContact'],
  decideExtension: ['urgeTicket', 'noteTicket'],
  decideContest: ['noteTicket'],
  closeTicket: ['reopenTicket'],
  urgeTicket: ['withdrawDispatch', 'noteTicket'],
}

/** The step that moves it on, at the thumb; the usual other one beside it; the rest one tap further. */
export function VerbFoot({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const { number } = page.ticket
  const { primary, common, more } = orderedVerbs(page, 1)
  const rest = [...common, ...more]
  const second = primary === undefined ? undefined : seconds[primary]?.find(verb => rest.includes(verb))
  if (primary === undefined) return undefined
  if (primary === 'verifyTicket')
    return (
      <>
        <MoreLink number={number} shown={rest.length > 0} />
        <Link className="button button-large" to={`/ticket/${number}/verify?passed=false`}>
          {t('pocket:verify.no')}
        </Link>
        <Link className="button button-primary button-large" to={`/ticket/${number}/verify?passed=true`}>
          {t('pocket:verify.yes')}
        </Link>
      </>
    )
  return (
    <>
      <MoreLink number={number} shown={rest.length > (second === undefined ? 0 : 1)} />
      {second === undefined ? null : <VerbButton page={page} verb={second} />}
      <VerbButton page={page} verb={primary} primary />
    </>
  )
}

function MoreLink({ number, shown }: { number: string; shown: boolean }) {
  const { t } = useWords()
  if (!shown) return null
  return (
    <Link className="button button-large foot-more" to={`/ticket/${number}/more`}>
      {t('app:action.more')}
    </Link>
  )
}

/** A verb that asks nothing is done by the tap; every other opens its page. */
export function VerbButton({ page, verb, primary = false }: { page: TicketPage; verb: Verb; primary?: boolean }) {
  const { t } = useWords()
  const { number } = page.ticket
  const act = useAct(number, {}, send)
  const look = `button button-large${primary ? ' button-primary' : ''}`
  const words = verb === 'acceptTicket' && primary ? 'ticket:action.acceptAndDispatch' : `ticket:action.${verb}`
  if (!verbForms[verb].atOnce)
    return (
      <Link className={look} to={`/ticket/${number}/${verbPaths[verb]}`}>
        {t(words)}
      </Link>
    )
  return (
    <button
      type="button"
      className={look}
      disabled={act.isPending}
      onClick={() =>
        act.mutate({ verb, body: {} }, { onError: problem => toast({ kind: 'failed', text: problem.message }) })
      }
    >
      {t(words)}
    </button>
  )
}
