import type { TotpPrepared } from '@onegrid/domain/account/contract.ts'
import { type FormEvent, useState } from 'react'
import type { Static } from 'typebox'
import { useIntention } from '../api/intention.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { useMe } from './me.ts'
import './authenticator.css'

type Prepared = Static<typeof TotpPrepared>

/** The second step of signing in: off, being set up, or on. */
export function Authenticator() {
  const { t } = useWords()
  const { totp } = useMe()
  const [prepared, setPrepared] = useState<Prepared | undefined>(undefined)
  return (
    <section className="admin-rows">
      <h2>{t('security:totp.title')}</h2>
      {totp ? (
        <SwitchedOn />
      ) : prepared === undefined ? (
        <Begin onPrepared={setPrepared} />
      ) : (
        <SetUp prepared={prepared} leave={() => setPrepared(undefined)} />
      )}
    </section>
  )
}

function Begin({ onPrepared }: { onPrepared(prepared: Prepared): void }) {
  const { t } = useWords()
  const prepare = useIntention<string, Prepared>(
    password => ({ method: 'POST', path: '/account/totp', body: { password } }),
    { onDone: onPrepared },
  )
  return (
    <>
      <p className="soft authenticator-about">{t('security:totp.about')}</p>
      <PasswordForm act={t('security:totp.prepare')} working={prepare} />
    </>
  )
}

function SwitchedOn() {
  const { t } = useWords()
  const disable = useIntention<string, unknown>(
    password => ({ method: 'POST', path: '/account/totp/disable', body: { password } }),
    { changes: ['account'], onDone: () => toast({ text: say('security:totp.disabled') }) },
  )
  return (
    <>
      <p className="authenticator-on">
        <Icon name="check" size={18} />
        {t('security:totp.on')}
      </p>
      <p className="soft authenticator-about">{t('security:totp.onAbout')}</p>
      <PasswordForm act={t('security:totp.disable')} working={disable} />
    </>
  )
}

/** Whoever sits down at an open screen must not change how its owner signs in. */
function PasswordForm({
  act,
  working: { mutate, isPending, error },
}: {
  act: string
  working: {
    mutate(password: string): void
    readonly isPending: boolean
    readonly error: { readonly message: string } | null
  }
}) {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const [asked, setAsked] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (password !== '') mutate(password)
  }
  const missing = asked && password === '' ? t('security:totp.passwordMissing') : undefined
  return (
    <form className="authenticator-form" noValidate onSubmit={submit}>
      <Labelled label={t('security:totp.password')} fault={missing ?? error?.message}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        )}
      </Labelled>
      <div>
        <button type="submit" className="button" disabled={isPending}>
          {act}
        </button>
      </div>
    </form>
  )
}

function SetUp({ prepared, leave }: { prepared: Prepared; leave(): void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [asked, setAsked] = useState(false)
  const enable = useIntention<string, unknown>(
    digits => ({ method: 'POST', path: '/account/totp/confirm', body: { code: digits } }),
    { changes: ['account'], onDone: () => toast({ text: say('security:totp.enabled') }) },
  )
  const complete = /^\d{6}$/.test(code)
  const secret = new URL(prepared.uri).searchParams.get('secret') ?? ''
  const copy = async () => {
    await navigator.clipboard.writeText(prepared.backupCodes.join('\n'))
    toast({ text: say('security:totp.copied') })
  }
  return (
    <ol className="authenticator-steps">
      <li>
        <h3>{t('security:totp.step1')}</h3>
        <p className="soft">{t('security:totp.step1Hint')}</p>
        <img className="authenticator-qr" src={prepared.qr} alt={t('security:totp.qr')} width={184} height={184} />
        <p className="soft">{t('security:totp.byHand')}</p>
        <p className="authenticator-secret">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
      </li>
      <li>
        <h3>{t('security:totp.step2')}</h3>
        <p className="soft">{t('security:totp.step2Hint')}</p>
        <ul className="authenticator-codes">
          {prepared.backupCodes.map(each => (
            <li key={each}>{each}</li>
          ))}
        </ul>
        {window.isSecureContext ? (
          <button type="button" className="button button-small" onClick={() => void copy()}>
            {t('security:totp.copy')}
          </button>
        ) : null}
      </li>
      <li>
        <h3>{t('security:totp.step3')}</h3>
        <form
          className="authenticator-form"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            setAsked(true)
            if (complete) enable.mutate(code)
          }}
        >
          <Labelled
            label={t('security:totp.code')}
            fault={asked && !complete ? t('security:totp.codeMissing') : enable.error?.message}
          >
            {ties => (
              <input
                {...ties}
                className="input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Labelled>
          <div className="authenticator-acts">
            <button type="submit" className="button button-primary" disabled={enable.isPending}>
              {t('security:totp.enable')}
            </button>
            <button type="button" className="button button-quiet" onClick={leave}>
              {t('security:totp.cancel')}
            </button>
          </div>
        </form>
      </li>
    </ol>
  )
}
