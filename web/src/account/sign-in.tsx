import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { Icon } from '../ui/icon.tsx'
import { Mark } from '../ui/mark.tsx'
import { useWords } from '../words/words.ts'
import { GridDrawing } from './grid-drawing.tsx'
import { meKey } from './me.ts'
import { type Credentials, requestCode, type SignInAnswer, signIn, signInWithCode } from './session.ts'

type Way = 'password' | 'phone'
/** Seconds before a code may be asked for again; the server limits the rate by itself. */
const codePause = 60

/** The one sign-in page of both applications: plain fields, so that it stands before anything large is loaded. */
export function SignIn({ place, first, tools }: { place: 'desk' | 'pocket'; first: Way; tools: ReactNode }) {
  const { t } = useWords()
  const [way, setWay] = useState<Way>(first)
  const [second, setSecond] = useState<Credentials | undefined>(undefined)
  const queries = useQueryClient()
  const settle: Settle = async (answer, credentials) => {
    if (answer.totpRequired === true) setSecond(credentials)
    else if (answer.signedIn) await queries.invalidateQueries({ queryKey: meKey })
  }
  return (
    <div className={`sign-in sign-in-${place}`}>
      <aside className="sign-in-side">
        <GridDrawing />
        <div className="sign-in-name">
          <Mark size={44} />
          <p className="sign-in-product">{t('app:name')}</p>
          <p className="sign-in-place">{t(`account:signIn.${place}`)}</p>
        </div>
      </aside>
      <main className="sign-in-main">
        <div className="sign-in-tools">{tools}</div>
        <div className="sign-in-card">
          <h1>{t(second !== undefined ? 'account:signIn.totpTitle' : 'account:signIn.title')}</h1>
          {second !== undefined ? (
            <TotpForm credentials={second} settle={settle} startOver={() => setSecond(undefined)} />
          ) : (
            <>
              <Ways way={way} choose={setWay} />
              {way === 'password' ? <PasswordForm settle={settle} /> : <PhoneForm settle={settle} />}
            </>
          )}
          <p className="sign-in-foot">
            {t('account:signIn.trouble')}
            <br />
            <a href="/">{t('account:signIn.public')}</a>
          </p>
        </div>
      </main>
    </div>
  )
}

function Ways({ way, choose }: { way: Way; choose(way: Way): void }) {
  const { t } = useWords()
  const ways = [
    ['password', t('account:signIn.byPassword')],
    ['phone', t('account:signIn.byPhone')],
  ] as const
  return (
    <fieldset className="ways" aria-label={t('account:signIn.title')}>
      {ways.map(([name, words]) => (
        <button key={name} type="button" aria-pressed={way === name} onClick={() => choose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  )
}

type Settle = (answer: SignInAnswer, credentials?: Credentials) => Promise<void>
type Fault = { readonly field?: string; readonly text: string }

/** Sends once at a time and puts a refusal beside the field it names, or below the form. */
function useAttempt(settle: Settle) {
  const [working, setWorking] = useState(false)
  const [fault, setFault] = useState<Fault | undefined>(undefined)
  const attempt = async (work: () => Promise<SignInAnswer>, credentials?: Credentials) => {
    setWorking(true)
    setFault(undefined)
    try {
      await settle(await work(), credentials)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setFault(error.field === undefined ? { text: error.message } : { field: error.field, text: error.message })
    } finally {
      setWorking(false)
    }
  }
  return { working, fault, setFault, attempt }
}

function Field({
  name,
  words,
  hint,
  fault,
  beside,
  ...input
}: {
  name: string
  words: string
  hint?: string
  fault: Fault | undefined
  beside?: ReactNode
} & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  const own = fault?.field === name ? fault : undefined
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (own !== undefined) box.current?.focus()
  }, [own])
  return (
    <div className="field">
      <label htmlFor={id}>{words}</label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
      <div className="field-row">
        <input
          {...input}
          ref={box}
          id={id}
          name={name}
          className="input"
          aria-invalid={own !== undefined}
          aria-describedby={[hint && `${id}-hint`, own && `${id}-fault`].filter(Boolean).join(' ') || undefined}
        />
        {beside}
      </div>
      {own === undefined ? null : (
        <span id={`${id}-fault`} className="field-fault" role="alert">
          <Icon name="alert" size={16} />
          {own.text}
        </span>
      )}
    </div>
  )
}

function FormEnd({ words, working, fault }: { words: string; working: boolean; fault: Fault | undefined }) {
  const { t } = useWords()
  return (
    <>
      {fault === undefined || fault.field !== undefined ? null : (
        <p className="sign-in-fault" role="alert">
          <Icon name="alert" />
          {fault.text}
        </p>
      )}
      <button type="submit" className="button button-primary button-large" disabled={working}>
        {working ? t('account:signIn.working') : words}
      </button>
    </>
  )
}

function PasswordForm({ settle }: { settle: Settle }) {
  const { t } = useWords()
  const { working, fault, setFault, attempt } = useAttempt(settle)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [seen, setSeen] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (username.trim() === '') return setFault({ field: 'username', text: t('account:missing.username') })
    if (password === '') return setFault({ field: 'password', text: t('account:missing.password') })
    const credentials = { username: username.trim(), password }
    void attempt(() => signIn(credentials), credentials)
  }
  return (
    <form onSubmit={submit} noValidate className="sign-in-form">
      <Field
        name="username"
        words={t('account:signIn.username')}
        fault={fault}
        value={username}
        onChange={event => setUsername(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <Field
        name="password"
        words={t('account:signIn.password')}
        fault={fault}
        type={seen ? 'text' : 'password'}
        value={password}
        onChange={event => setPassword(event.target.value)}
        autoComplete="current-password"
        beside={
          <button
            type="button"
            className="field-eye"
            aria-label={t(seen ? 'account:signIn.hidePassword' : 'account:signIn.showPassword')}
            onClick={() => setSeen(!seen)}
          >
            <Icon name={seen ? 'eyeShut' : 'eye'} />
          </button>
        }
      />
      <FormEnd words={t('account:signIn.submit')} working={working} fault={fault} />
    </form>
  )
}

function PhoneForm({ settle }: { settle: Settle }) {
  const { t } = useWords()
  const { working, fault, setFault, attempt } = useAttempt(settle)
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [sent, setSent] = useState(false)
  const [pause, setPause] = useState(0)
  useEffect(() => {
    if (pause === 0) return
    const timer = setTimeout(() => setPause(pause - 1), 1_000)
    return () => clearTimeout(timer)
  }, [pause])
  const digits = phone.replace(/\D/g, '')
  const sendCode = () => {
    if (!/^1\d{10}$/.test(digits)) return setFault({ field: 'phone', text: t('account:missing.phone') })
    void attempt(async () => {
      const answer = await requestCode({ phone: digits })
      if (!answer.sent) {
        setFault({ field: 'phone', text: t('account:signIn.codeNotSent') })
        return { signedIn: false }
      }
      setSent(true)
      setPause(codePause)
      return { signedIn: false }
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sent) return sendCode()
    if (!/^\d{6}$/.test(code)) return setFault({ field: 'code', text: t('account:missing.code') })
    void attempt(() => signInWithCode({ phone: digits, code }))
  }
  return (
    <form onSubmit={submit} noValidate className="sign-in-form">
      <Field
        name="phone"
        words={t('account:signIn.phone')}
        fault={fault}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        value={phone}
        readOnly={sent}
        onChange={event => setPhone(event.target.value)}
      />
      {sent ? (
        <>
          <p className="soft" role="status">
            {t('account:signIn.codeSent', { phone: digits })}
          </p>
          <Field
            name="code"
            words={t('account:signIn.code')}
            hint={t('account:signIn.codeHint')}
            fault={fault}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
          />
        </>
      ) : null}
      <FormEnd words={t(sent ? 'account:signIn.submit' : 'account:signIn.sendCode')} working={working} fault={fault} />
      {sent ? (
        <div className="sign-in-again">
          <button type="button" className="button button-quiet" disabled={pause > 0 || working} onClick={sendCode}>
            {pause > 0 ? t('account:signIn.sendAgainIn', { count: pause }) : t('account:signIn.sendAgain')}
          </button>
          <button type="button" className="button button-quiet" onClick={() => setSent(false)}>
            {t('account:signIn.otherPhone')}
          </button>
        </div>
      ) : null}
    </form>
  )
}

function TotpForm({ credentials, settle, startOver }: { credentials: Credentials; settle: Settle; startOver(): void }) {
  const { t } = useWords()
  const { working, fault, setFault, attempt } = useAttempt(settle)
  const [code, setCode] = useState('')
  const [backup, setBackup] = useState<string | undefined>(undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (backup !== undefined) {
      const backupCode = backup.trim()
      if (backupCode.length < 6) return setFault({ field: 'backup', text: t('security:backup.missing') })
      return void attempt(() => signIn({ ...credentials, backupCode }))
    }
    if (!/^\d{6}$/.test(code)) return setFault({ field: 'totp', text: t('account:missing.code') })
    void attempt(() => signIn({ ...credentials, totp: code }))
  }
  const end = (
    <>
      <FormEnd words={t('account:signIn.totpSubmit')} working={working} fault={fault} />
      <div className="sign-in-again">
        <button
          type="button"
          className="button button-quiet"
          onClick={() => setBackup(backup === undefined ? '' : undefined)}
        >
          {t(backup === undefined ? 'security:backup.instead' : 'security:backup.back')}
        </button>
        <button type="button" className="button button-quiet" onClick={startOver}>
          {t('account:signIn.startOver')}
        </button>
      </div>
    </>
  )
  if (backup !== undefined)
    return (
      <form key="backup" onSubmit={submit} noValidate className="sign-in-form">
        <Field
          name="backup"
          words={t('security:backup.code')}
          hint={t('security:backup.hint')}
          fault={fault}
          autoComplete="off"
          maxLength={40}
          value={backup}
          onChange={event => setBackup(event.target.value)}
        />
        {end}
      </form>
    )
  return (
    <form key="totp" onSubmit={submit} noValidate className="sign-in-form">
      <Field
        name="totp"
        words={t('account:signIn.totp')}
        hint={t('account:signIn.totpHint')}
        fault={fault}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={event => setCode(event.target.value.replace(/\D/g, ''))}
      />
      {end}
    </form>
  )
}
