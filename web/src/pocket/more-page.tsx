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
  const navigate = useNavigate()
  const { data: page, error, refetch } = useTicketPage(number)
  const back = () => void navigate(`/ticket/${number}`, { replace: true })
  const act = useAct(number, { onDone: back }, send)
  if (page === undefined)
    return (
      <Page title={t('app:action.more')} back>
        {error === null ? <Skeleton /> : <ErrorState problem={error} retry={() => void refetch()} />}
      </Page>
    )
  const { primary, common, more } = orderedVerbs(page, 1)
  const verbs = [...(primary === undefined ? [] : [primary]), ...common, ...more]
  return (
    <Page title={t('pocket:more.title')} back>
      {verbs.map(verb => (
        <Row
          key={verb}
          icon={<Icon name={verbForms[verb].icon} />}
          title={t(`ticket:action.${verb}`)}
          onClick={() => {
            if (!verbForms[verb].atOnce) void navigate(`/ticket/${number}/${verbPaths[verb]}`, { replace: true })
            else if (!act.isPending)
              act.mutate({ verb, body: {} }, { onError: problem => toast({ kind: 'failed', text: problem.message }) })
          }}
        />
      ))}
    </Page>
  )
}
