import { useState } from 'react'
import { Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { ChannelFrame } from './channel-frame.tsx'
import { type Channel, useSaveChannel } from './channels.ts'

type Body = { readonly enabled: boolean; readonly url: string; readonly secret?: string }

export function WebhookForm({ channel }: { channel: Channel | undefined }) {
  const { t } = useWords()
  const [enabled, setEnabled] = useState(channel?.enabled ?? true)
  const [url, setUrl] = useState(channel?.webhook?.url ?? '')
  const [secret, setSecret] = useState('')
  const [asked, setAsked] = useState(false)
  const save = useSaveChannel<Body>('webhook', channel?.version ?? 0)
  const at = (pointer: string) => (save.error?.pointer === pointer ? save.error.message : undefined)
  const wrongUrl = asked && !/^https?:\/\/[^\s@]{1,300}$/.test(url.trim()) ? t('notice:channels.urlForm') : at('/url')
  const short = asked && secret !== '' && secret.length < 16 ? t('notice:channels.secretForm') : at('/secret')
  return (
    <ChannelFrame
      kind="webhook"
      channel={channel}
      problem={save.error}
      saving={save.isPending}
      enabled={enabled}
      setEnabled={setEnabled}
      save={() => {
        setAsked(true)
        if (!/^https?:\/\/[^\s@]{1,300}$/.test(url.trim()) || (secret !== '' && secret.length < 16)) return
        save.mutate({ enabled, url: url.trim(), ...(secret === '' ? {} : { secret }) })
      }}
    >
      <Labelled label={t('notice:channels.url')} hint={t('notice:channels.urlHint')} fault={wrongUrl}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="url"
            placeholder="https://"
            value={url}
            onChange={event => setUrl(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled
        label={t('notice:channels.secret')}
        hint={t(channel?.hasSecret ? 'notice:channels.secretKept' : 'notice:channels.secretNew')}
        fault={short}
      >
        {ties => (
          <input
            {...ties}
            className="input"
            type="password"
            autoComplete="new-password"
            maxLength={200}
            value={secret}
            onChange={event => setSecret(event.target.value)}
          />
        )}
      </Labelled>
    </ChannelFrame>
  )
}
