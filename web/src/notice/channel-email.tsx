import { useState } from 'react'
import { Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { ChannelFrame } from './channel-frame.tsx'
import { type Channel, useSaveChannel } from './channels.ts'

type Body = {
  readonly enabled: boolean
  readonly host: string
  readonly port: number
  readonly from: string
  readonly secure: boolean
  readonly username?: string
  readonly password?: string
}

const fields = ['host', 'port', 'from', 'username', 'password'] as const
type Field = (typeof fields)[number]

/** What the server asks of each (server/src/notice/contract.ts). */
const forms: Readonly<Record<Field, RegExp>> = {
  host: /^[A-Za-z0-9.:-]{1,200}$/,
  port: /^([1-9]\d{0,4})$/,
  from: /^[^\r\n<>]{0,60}(<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
  username: /^.{0,200}$/,
  password: /^.{0,200}$/,
}

export function EmailForm({ channel }: { channel: Channel | undefined }) {
  const { t } = useWords()
  const kept = channel?.email
  const [enabled, setEnabled] = useState(channel?.enabled ?? true)
  const [secure, setSecure] = useState(kept?.secure ?? true)
  const [values, setValues] = useState<Readonly<Record<Field, string>>>({
    host: kept?.host ?? '',
    port: String(kept?.port ?? 465),
    from: kept?.from ?? '',
    username: kept?.username ?? '',
    password: '',
  })
  const [asked, setAsked] = useState(false)
  const save = useSaveChannel<Body>('email', channel?.version ?? 0)
  const faultOf = (field: Field) => {
    if (asked && !forms[field].test(values[field].trim())) return t(`notice:channels.form.${field}`)
    return save.error?.pointer === `/${field}` ? save.error.message : undefined
  }
  const submit = () => {
    setAsked(true)
    if (fields.some(field => !forms[field].test(values[field].trim()))) return
    save.mutate({
      enabled,
      host: values.host.trim(),
      port: Number(values.port),
      from: values.from.trim(),
      secure,
      ...(values.username.trim() === '' ? {} : { username: values.username.trim() }),
      ...(values.password === '' ? {} : { password: values.password }),
    })
  }
  return (
    <ChannelFrame
      kind="email"
      channel={channel}
      problem={save.error}
      saving={save.isPending}
      enabled={enabled}
      setEnabled={setEnabled}
      save={submit}
    >
      <div className="admin-pair">
        {fields.map(field => (
          <Labelled
            key={field}
            label={t(`notice:channels.${field}`)}
            hint={
              field === 'password'
                ? t(channel?.hasSecret ? 'notice:channels.secretKept' : 'notice:channels.passwordNew')
                : undefined
            }
            fault={faultOf(field)}
          >
            {ties => (
              <input
                {...ties}
                className="input"
                type={field === 'password' ? 'password' : 'text'}
                inputMode={field === 'port' ? 'numeric' : undefined}
                autoComplete={field === 'password' ? 'new-password' : 'off'}
                value={values[field]}
                onChange={event => setValues({ ...values, [field]: event.target.value })}
              />
            )}
          </Labelled>
        ))}
      </div>
      <span className="check-line">
        <input id="email-secure" type="checkbox" checked={secure} onChange={event => setSecure(event.target.checked)} />
        <label htmlFor="email-secure">{t('notice:channels.secure')}</label>
      </span>
    </ChannelFrame>
  )
}
