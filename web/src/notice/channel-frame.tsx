import { type FormEvent, type ReactNode, useState } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { ChannelHealth } from './channel-health.tsx'
import { type Channel, useTestChannel } from './channels.ts'

/** What both ways out have: a switch, a save, a test message, and whether the last ones arrived. */
export function ChannelFrame({
  kind,
  channel,
  problem,
  saving,
  enabled,
  setEnabled,
  save,
  children,
}: {
  kind: 'webhook' | 'email'
  channel: Channel | undefined
  problem: ApiProblem | null
  saving: boolean
  enabled: boolean
  setEnabled(enabled: boolean): void
  save(): void
  children: ReactNode
}) {
  const { t } = useWords()
  const inForm = problem !== null && problem.pointer === undefined
  return (
    <section className="channel">
      <header>
        <h2>{t(`notice:channels.${kind}`)}</h2>
        <p className="soft">{t(`notice:channels.${kind}About`)}</p>
      </header>
      {channel === undefined ? null : <ChannelHealth channel={channel} />}
      {inForm ? (
        <Banner kind="over">{problem.status === 412 ? t('notice:channels.stale') : problem.message}</Banner>
      ) : null}
      <form
        className="admin-rows"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          save()
        }}
      >
        <span className="check-line">
          <input
            id={`${kind}-enabled`}
            type="checkbox"
            checked={enabled}
            onChange={event => setEnabled(event.target.checked)}
          />
          <label htmlFor={`${kind}-enabled`}>{t('notice:channels.enabled')}</label>
        </span>
        {children}
        <div>
          <button type="submit" className="button button-primary" disabled={saving}>
            {t(`notice:channels.save.${kind}`)}
          </button>
        </div>
      </form>
      {channel?.enabled ? <Test kind={kind} /> : null}
    </section>
  )
}

function Test({ kind }: { kind: 'webhook' | 'email' }) {
  const { t } = useWords()
  const [to, setTo] = useState('')
  const test = useTestChannel(kind)
  return (
    <form
      className="channel-test"
      onSubmit={event => {
        event.preventDefault()
        if (to.trim().length >= 5) test.mutate(to.trim())
      }}
    >
      <Labelled label={t(`notice:channels.testTo.${kind}`)} fault={test.error?.message}>
        {ties => (
          <input {...ties} className="input" maxLength={200} value={to} onChange={event => setTo(event.target.value)} />
        )}
      </Labelled>
      <button type="submit" className="button" disabled={to.trim().length < 5 || test.isPending}>
        {t('notice:channels.test')}
      </button>
    </form>
  )
}
