import { writtenPhone } from '@onegrid/domain/account/phone.ts'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMe } from '../account/me.ts'
import type { Page as Listed } from '../api/client.ts'
import { useGet } from '../api/queries.ts'
import { useAct, useReveal, useTicketPage } from '../ticket/use-ticket.ts'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { Page, Row } from './page.tsx'
import { maySeeTeam } from './posts.ts'
import { send, usePocketIntention } from './send.ts'

const reasons = {
  reporter: ['where', 'visit', 'tell', 'callBack'],
  holder: ['agree', 'urge', 'ask', 'together'],
} as const

/** Why a number is needed is one tap; it is written down, then the number stands there to be called. */
export function CallPage() {
  const { t } = useWords()
  const { number = '', who = '' } = useParams()
  const { data: page, error, refetch } = useTicketPage(number)
  const title = t(who === 'reporter' ? 'pocket:people.callReporter' : 'pocket:call.holder')
  if (page === undefined)
    return (
      <Page title={title} back>
        {error === null ? <Skeleton /> : <ErrorState problem={error} retry={() => void refetch()} />}
      </Page>
    )
  const { holder } = page.ticket
  return (
    <Page title={title} back>
      {who === 'reporter' ? (
        <CallReporter number={number} mayRecord={page.actions.includes('recordContact')} />
      ) : holder === undefined ? (
        <EmptyState icon="person" title={t('pocket:people.nobody')} />
      ) : holder.kind === 'person' ? (
        <CallPerson personId={holder.id} name={holder.name} />
      ) : (
        <CallUnit unitId={holder.id} name={holder.name} />
      )}
    </Page>
  )
}

function Reasons({ of, busy, choose }: { of: keyof typeof reasons; busy: boolean; choose(reason: string): void }) {
  const { t } = useWords()
  return (
    <>
      <p className="page-note">{t('pocket:call.why')}</p>
      {reasons[of].map(reason => (
        <Row
          key={reason}
          title={t(`pocket:call.reason.${reason}`)}
          onClick={() => {
            if (!busy) choose(t(`pocket:call.reason.${reason}`))
          }}
        />
      ))}
    </>
  )
}

function PhoneNumber({ name, phone }: { name: string; phone: string | null }) {
  const { t } = useWords()
  if (phone === null) return <EmptyState icon="phone" title={t('pocket:call.none')} text={t('pocket:call.noneText')} />
  return (
    <div className="call-number">
      <p className="soft">{name}</p>
      <p className="call-digits">{writtenPhone(phone)}</p>
      <a className="button button-primary button-large" href={`tel:${phone}`}>
        <Icon name="phone" />
        {t('pocket:call.now')}
      </a>
    </div>
  )
}

function CallReporter({ number, mayRecord }: { number: string; mayRecord: boolean }) {
  const { t } = useWords()
  const reveal = useReveal(number, {}, send)
  const [recorded, setRecorded] = useState(false)
  const act = useAct(number, { onDone: () => setRecorded(true) }, send)
  const record = (reached: boolean) =>
    act.mutate(
      { verb: 'recordContact', body: { reached } },
      { onError: problem => toast({ kind: 'failed', text: problem.message }) },
    )
  if (reveal.data === undefined)
    return (
      <>
        <Reasons of="reporter" busy={reveal.isPending} choose={reason => reveal.mutate({ reason })} />
        {reveal.error === null ? null : <ErrorState problem={reveal.error} />}
      </>
    )
  return (
    <>
      <PhoneNumber name={reveal.data.name ?? t('pocket:people.resident')} phone={reveal.data.phone} />
      {!mayRecord ? null : recorded ? (
        <p className="page-note" role="status">
          {t('pocket:call.recorded')}
        </p>
      ) : (
        <section className="call-after">
          <h2 className="part-title">{t('pocket:call.after')}</h2>
          <div className="two">
            <button
              type="button"
              className="button button-large"
              disabled={act.isPending}
              onClick={() => record(false)}
            >
              {t('ticket:choice.reached.false')}
            </button>
            <button type="button" className="button button-large" disabled={act.isPending} onClick={() => record(true)}>
              {t('ticket:choice.reached.true')}
            </button>
          </div>
        </section>
      )}
    </>
  )
}

function CallPerson({ personId, name }: { personId: string; name: string }) {
  const reveal = usePocketIntention<string, { phone: string }>(reason => ({
    method: 'POST',
    path: `/people/${personId}/phone`,
    body: { reason },
  }))
  if (reveal.data !== undefined) return <PhoneNumber name={name} phone={reveal.data.phone} />
  if (reveal.error?.status === 404) return <PhoneNumber name={name} phone={null} />
  return (
    <>
      <Reasons of="holder" busy={reveal.isPending} choose={reason => reveal.mutate(reason)} />
      {reveal.error === null ? null : <ErrorState problem={reveal.error} />}
    </>
  )
}

type ClerkPost = { readonly postId: string; readonly personId: string; readonly personName?: string }

/** A unit is called by its clerks: a town has one or two of them for each. */
function CallUnit({ unitId, name }: { unitId: string; name: string }) {
  const { t } = useWords()
  const allowed = maySeeTeam(useMe())
  const clerks = useGet<Listed<ClerkPost>>(['team', 'clerks'], '/posts', { unitId, role: 'unit_clerk' }, allowed)
  const [chosen, setChosen] = useState<ClerkPost>()
  if (chosen !== undefined) return <CallPerson personId={chosen.personId} name={chosen.personName ?? name} />
  if (allowed && clerks.isPending) return <Skeleton rows={2} />
  if (clerks.error !== null) return <ErrorState problem={clerks.error} retry={() => void clerks.refetch()} />
  const items = clerks.data?.items ?? []
  if (items.length === 0)
    return <EmptyState icon="phone" title={t('pocket:call.noClerk', { name })} text={t('pocket:call.noneText')} />
  return (
    <>
      <p className="page-note">{t('pocket:call.clerks', { name })}</p>
      {items.map(clerk => (
        <Row key={clerk.postId} title={clerk.personName ?? name} onClick={() => setChosen(clerk)} />
      ))}
    </>
  )
}
