import { useState } from 'react'
import type { Page as Listed } from '../api/client.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { AdminPage, Banner, Labelled } from '../ui/admin-page.tsx'
import { Moment } from '../ui/moment.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { Authenticator } from './authenticator.tsx'
import { OwnContactPart } from './own-contact.tsx'

type Session = {
  readonly sessionId: string
  readonly current: boolean
  readonly startedAt: string
  readonly lastSeenAt: string
  readonly device?: string
}

/** The shortest that the server takes (domain/src/account/contract.ts). */
const shortest = 10

/** Where I am signed in, and my password: a computer that was left open is signed out from here. */
export function SecurityScreen() {
  const { t } = useWords()
  return (
    <AdminPage title={t('account:security.title')} about={t('account:security.about')}>
      <Sessions />
      <ChangePassword />
      <Authenticator />
      <section className="admin-rows">
        <h2>{t('account:contact.title')}</h2>
        <OwnContactPart />
      </section>
    </AdminPage>
  )
}

function Sessions() {
  const { t } = useWords()
  const list = useGet<Listed<Session>>(['account', 'sessions'], '/sessions')
  const end = useIntention<string, undefined>(sessionId => ({ method: 'DELETE', path: `/sessions/${sessionId}` }), {
    changes: ['account'],
    onDone: () => toast({ text: say('account:security.ended') }),
    onRefused: problem => toast({ kind: 'failed', text: problem.message }),
  })
  if (list.data === undefined)
    return list.error === null ? (
      <Skeleton rows={2} />
    ) : (
      <ErrorState problem={list.error} retry={() => void list.refetch()} />
    )
  return (
    <section className="admin-rows">
      <h2>{t('account:me.sessions')}</h2>
      <div className="admin-scroll">
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">{t('account:security.device')}</th>
              <th scope="col">{t('account:security.since')}</th>
              <th scope="col">{t('account:security.seen')}</th>
              <th scope="col">
                <span className="unseen">{t('account:security.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.items.map(session => (
              <tr key={session.sessionId}>
                <th scope="row">
                  {deviceWords(session.device) ?? t('account:security.unknown')}{' '}
                  {session.current ? <span className="tag">{t('account:security.this')}</span> : null}
                </th>
                <td>
                  <Moment at={session.startedAt} short />
                </td>
                <td>
                  <Moment at={session.lastSeenAt} short />
                </td>
                <td>
                  {session.current ? null : (
                    <button
                      type="button"
                      className="button button-small"
                      disabled={end.isPending}
                      onClick={() => end.mutate(session.sessionId)}
                    >
                      {t('account:security.end')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A browser says much of itself; the machine and the browser tell one place from another. */
function deviceWords(device: string | undefined): string | undefined {
  if (device === undefined) return undefined
  const machine = /(Android|iPhone|iPad|Windows|Mac OS X|HarmonyOS|Linux)/.exec(device)?.[1]
  const browser = /(MicroMessenger|Edg|Firefox|Chrome|Safari)\//.exec(device.replace(/Safari\/.*(Edg)/, '$1'))?.[1]
  const named = browser === 'MicroMessenger' ? 'WeChat' : browser === 'Edg' ? 'Edge' : browser
  return [machine, named].filter(Boolean).join(' · ') || undefined
}

type Passwords = { readonly current: string; readonly next: string }

function ChangePassword() {
  const { t } = useWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [asked, setAsked] = useState(false)
  const change = useIntention<Passwords, unknown>(body => ({ method: 'PUT', path: '/account/password', body }), {
    changes: ['account'],
    onDone: () => {
      setCurrent('')
      setNext('')
      setAsked(false)
      toast({ text: say('account:security.changed') })
    },
  })
  const short = asked && next.length < shortest ? t('account:security.short', { count: shortest }) : undefined
  return (
    <section className="admin-rows">
      <h2>{t('account:security.password')}</h2>
      <form
        className="admin-pair"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          setAsked(true)
          if (next.length >= shortest && current !== '') change.mutate({ current, next })
        }}
      >
        <Labelled label={t('account:security.current')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={event => setCurrent(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('account:security.next')} hint={t('account:security.nextHint')} fault={short}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="password"
              autoComplete="new-password"
              maxLength={128}
              value={next}
              onChange={event => setNext(event.target.value)}
            />
          )}
        </Labelled>
        <div className="admin-rows security-act">
          {change.error === null ? null : <Banner kind="over">{change.error.message}</Banner>}
          <div>
            <button type="submit" className="button" disabled={change.isPending || current === ''}>
              {t('account:security.change')}
            </button>
          </div>
        </div>
      </form>
    </section>
  )
}
