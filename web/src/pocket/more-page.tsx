import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useNavigate, useParams } from 'react-router'
import { useAct, useTicketPage } from '../ticket/use-ticket.ts'
import { verbForms } from '../ticket/verb-form.ts'
import { orderedVerbs } from '../ticket/verb-order.ts'
import { verbPaths } from '../ticket/verb-paths.ts'
import { Icon } from '../ui/icon.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { Page, Row } from './page.tsx'
import { send } from './send.ts'

/** Everything that may be done with this matter now, the usual first. A page, so that the back key leads out of it. */
export function MorePage() {
  const { t } = useWords()
  const number = useParams()['number'] ?? ''
  const { data: page, error, refetch } = useTicketPage(number)
  if (page !== undefined) return <Verbs page={page} />
  return (
    <Page title={t('pocket:more.title')} back>
      {error === null ? <Skeleton /> : <ErrorState problem={error} retry={() => void refetch()} />}
    </Page>
  )
}

function Verbs({ page }: { page: TicketPage }) {
  const { t } = useWords()
  const { number } = page.ticket
  const navigate = useNavigate()
  const act = useAct(number, { onDone: () => void navigate(`/ticket/${number}`, { replace: true }) }, send)
  const { primary, common, more } = orderedVerbs(page, 1)
  const verbs = [...(primary === undefined ? [] : [primary]), ...common, ...more]
  const press = (verb: Verb) => {
    if (!verbForms[verb].atOnce) void navigate(`/ticket/${number}/${verbPaths[verb]}`, { replace: true })
    else if (!act.isPending)
      act.mutate({ verb, body: {} }, { onError: problem => toast({ kind: 'failed', text: problem.message }) })
  }
  return (
    <Page title={t('pocket:more.title')} back>
      {verbs.map(verb => (
        <Row
          key={verb}
          icon={<Icon name={verbForms[verb].icon} />}
          title={t(`ticket:action.${verb}`)}
          onClick={() => press(verb)}
        />
      ))}
    </Page>
  )
}
