import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { useAct, useTicketPage } from '../ticket/use-ticket.ts'
import { bodyOf, fieldsOf, isRequired, missingIn, startValues, verbForms } from '../ticket/verb-form.ts'
import { verbPaths } from '../ticket/verb-paths.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { hasWords, useWords } from '../words/words.ts'
import { AcceptForm } from './accept-form.tsx'
import { ActingLine } from './acting-line.tsx'
import { useDraft } from './draft.ts'
import { FormFault, MatterBrief, RestoredLine } from './form-parts.tsx'
import { Page, useBack } from './page.tsx'
import { actsForLeader } from './posts.ts'
import { send } from './send.ts'
import { Photos } from './ticket-photos.tsx'
import { OpenRecords } from './ticket-records.tsx'
import { VerbField } from './verb-field.tsx'

function verbOf(path: string | undefined): Verb | undefined {
  return (Object.keys(verbPaths) as Verb[]).find(verb => verbPaths[verb] === path)
}

/** What one verb asks, on a page of its own: the back key leads out of it, and what was typed waits. */
export function VerbPage() {
  const { t } = useWords()
  const { number = '', verb: path } = useParams()
  const navigate = useNavigate()
  const verb = verbOf(path)
  const { data: page, error, refetch } = useTicketPage(number)
  const title = verb === undefined ? number : t(`ticket:action.${verb}`)
  if (verb === undefined)
    return (
      <Page title={title} back>
        <EmptyState icon="search" title={t('app:error.notFound')} text={t('app:error.notFoundText')} />
      </Page>
    )
  if (page === undefined)
    return (
      <Page title={title} back>
        {error === null ? <Skeleton kind="page" /> : <ErrorState problem={error} retry={() => void refetch()} />}
      </Page>
    )
  // Somebody was quicker, or the link is old: the matter itself says what goes on.
  if (!page.actions.includes(verb))
    return (
      <Page title={title} back>
        <EmptyState
          icon="info"
          title={t('pocket:form.over', { action: t(`ticket:action.${verb}`) })}
          text={t('pocket:form.overText', { status: t(`ticket:status.${page.ticket.status}`) })}
          action={
            <button
              type="button"
              className="button"
              onClick={() => void navigate(`/ticket/${number}`, { replace: true })}
            >
              {t('pocket:form.toMatter')}
            </button>
          }
        />
      </Page>
    )
  if (verb === 'acceptTicket') return <AcceptForm page={page} />
  return <VerbForm key={verb} verb={verb} page={page} />
}

/** Who judges must see what is judged: the result and its photos, the reason that was given. */
const judging: readonly Verb[] = ['verifyTicket', 'decideContest', 'decideExtension', 'decideAppeal', 'closeTicket']

function VerbForm({ verb, page }: { verb: Verb; page: TicketPage }) {
  const { t } = useWords()
  const me = useMe()
  const [search] = useSearchParams()
  const { number } = page.ticket
  const goBack = useBack(`/ticket/${number}`)
  const { values, change, forget, restored } = useDraft<Record<string, unknown>>(
    `${number}.${verb}`,
    startValues(verb, page),
    saidInAddress(verb, search),
  )
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const act = useAct(
    number,
    {
      onDone: () => {
        forget()
        goBack()
      },
    },
    send,
  )
  const missing = missingIn(verb, values, page)
  const title = t(`ticket:action.${verb}`)
  const confirm = `ticket:confirm.${verb}`
  const submit = () => {
    setTried(true)
    if (missing.length > 0) {
      document.querySelector(`[data-field="${missing[0]}"]`)?.scrollIntoView({ block: 'center' })
      return
    }
    act.mutate({ verb, body: bodyOf(verb, values, page) })
  }
  return (
    <Page
      title={title}
      back
      foot={
        <button
          type="button"
          className="button button-primary button-large"
          disabled={act.isPending || busy}
          onClick={submit}
        >
          {busy
            ? t('pocket:form.photosUnderWay')
            : t(verb === 'verifyTicket' ? verifyWords(values['passed']) : `ticket:action.${verb}`)}
        </button>
      }
    >
      {actsForLeader(me, page.ticket.place) ? (
        <ActingLine posts={me.posts.filter(post => post.gridId === page.ticket.place.medium)} />
      ) : null}
      <MatterBrief page={page} />
      {judging.includes(verb) ? (
        <>
          <OpenRecords page={page} />
          <Photos page={page} of="result" />
        </>
      ) : null}
      <div className="fields form">
        <RestoredLine shown={restored} />
        {fieldsOf(verb, values, page).map(field => (
          <div key={field.name} data-field={field.name}>
            <VerbField
              verb={verb}
              field={field}
              page={page}
              values={values}
              required={isRequired(field, values)}
              change={change}
              onBusy={setBusy}
            />
            {tried && missing.includes(field.name) ? <FormFault text={t('ticket:hint.missing')} /> : null}
          </div>
        ))}
        {hasWords(confirm) ? <p className="soft">{t(confirm)}</p> : null}
        {act.error === null ? null : <FormFault problem={act.error} />}
      </div>
    </Page>
  )
}

function verifyWords(passed: unknown): string {
  if (passed === undefined) return 'ticket:action.verifyTicket'
  return passed === true ? 'pocket:verify.yes' : 'pocket:verify.no'
}

/** A button that knows the answer already says it in the address: `verify?passed=true`, `merge?into=…`. */
function saidInAddress(verb: Verb, search: URLSearchParams): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  for (const field of verbForms[verb].fields) {
    const value = search.get(field.name)
    if (value !== null) said[field.name] = value === 'true' ? true : value === 'false' ? false : value
  }
  return said
}
