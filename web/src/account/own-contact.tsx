import { type FormEvent, useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import '../ui/admin-page.css'
import './own-contact.css'

type OwnContact = {
  readonly email?: string
  readonly wantedEmail?: string
  readonly language: 'zh' | 'en'
  readonly emailPossible: boolean
}
const changes = ['own-contact']

/** How messages reach me besides the text message: an address of my own, and the language that I read. */
export function OwnContactPart() {
  const contact = useGet<OwnContact>(['own-contact'], '/me/contact')
  if (contact.data === undefined)
    return contact.error === null ? (
      <Skeleton rows={2} />
    ) : (
      <ErrorState problem={contact.error} retry={() => void contact.refetch()} />
    )
  return (
    <>
      <Email {...contact.data} />
      <Language chosen={contact.data.language} />
    </>
  )
}

function Email({ email, wantedEmail, emailPossible }: OwnContact) {
  const { t } = useWords()
  const [editing, setEditing] = useState(false)
  const forget = useIntention<void, unknown>(() => ({ method: 'POST', path: '/me/email/forget' }), {
    changes,
    onDone: () => toast({ text: say('account:contact.forgotten') }),
    onRefused: problem => toast({ kind: 'failed', text: problem.message }),
  })
  return (
    <>
      <p className="soft">{t('account:contact.about')}</p>
      {email === undefined ? null : (
        <p className="own-contact-on">
          <Icon name="check" size={18} />
          {t('account:contact.verified', { email })}
        </p>
      )}
      {!emailPossible ? (
        <p>{t('account:contact.impossible')}</p>
      ) : wantedEmail !== undefined && !editing ? (
        <Confirm wantedEmail={wantedEmail} again={() => setEditing(true)} />
      ) : email === undefined || editing ? (
        <Ask sent={() => setEditing(false)} />
      ) : (
        <div className="own-contact-acts">
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {t('account:contact.change')}
          </button>
          <button type="button" className="button" disabled={forget.isPending} onClick={() => forget.mutate()}>
            {t('account:contact.forget')}
          </button>
        </div>
      )}
    </>
  )
}

function Ask({ sent }: { sent(): void }) {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const ask = useIntention<string, unknown>(value => ({ method: 'POST', path: '/me/email', body: { email: value } }), {
    changes,
    onDone: sent,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate(email)
  }
  return (
    <form className="admin-rows" noValidate onSubmit={submit}>
      <Labelled label={t('account:contact.email')} fault={ask.error?.message}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="email"
            autoComplete="email"
            maxLength={200}
            value={email}
            onChange={event => setEmail(event.target.value)}
          />
        )}
      </Labelled>
      <div>
        <button type="submit" className="button" disabled={email.trim().length < 5 || ask.isPending}>
          {t('account:contact.send')}
        </button>
      </div>
    </form>
  )
}

function Confirm({ wantedEmail, again }: { wantedEmail: string; again(): void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const confirm = useIntention<string, unknown>(
    value => ({ method: 'POST', path: '/me/email/confirm', body: { code: value } }),
    { changes, onDone: () => toast({ text: say('account:contact.done') }) },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate(code)
  }
  return (
    <form className="admin-rows" noValidate onSubmit={submit}>
      <Labelled
        label={t('account:contact.code')}
        hint={t('account:contact.codeHint', { email: wantedEmail })}
        fault={confirm.error?.message}
      >
        {ties => (
          <input
            {...ties}
            className="input"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            value={code}
            onChange={event => setCode(event.target.value)}
          />
        )}
      </Labelled>
      <div className="own-contact-acts">
        <button
          type="submit"
          className="button button-primary"
          disabled={code.trim().length !== 6 || confirm.isPending}
        >
          {t('account:contact.confirm')}
        </button>
        <button type="button" className="button" onClick={again}>
          {t('account:contact.again')}
        </button>
      </div>
    </form>
  )
}

function Language({ chosen }: { chosen: 'zh' | 'en' }) {
  const { t } = useWords()
  const choose = useIntention<'zh' | 'en', unknown>(
    language => ({ method: 'PUT', path: '/me/language', body: { language } }),
    {
      changes,
      onDone: () => toast({ text: say('account:contact.languageDone') }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <Labelled label={t('account:contact.language')} hint={t('account:contact.languageHint')}>
      {ties => (
        <select
          {...ties}
          className="input"
          value={choose.isPending ? choose.variables : chosen}
          onChange={event => choose.mutate(event.target.value === 'en' ? 'en' : 'zh')}
        >
          <option value="zh">中文</option>
          <option value="en">English</option>
        </select>
      )}
    </Labelled>
  )
}
