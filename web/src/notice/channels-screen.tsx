import { AdminPage, Banner } from '../ui/admin-page.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { EmailForm } from './channel-email.tsx'
import './channels.css'
import { ChannelHealth } from './channel-health.tsx'
import { WebhookForm } from './channel-webhook.tsx'
import { useChannels } from './channels.ts'

/** How messages leave the town: one gateway for text messages, one mail server. Secrets go in and never come out. */
export function ChannelsScreen() {
  const { t } = useWords()
  const channels = useChannels()
  if (channels.data === undefined)
    return channels.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={channels.error} retry={() => void channels.refetch()} />
    )
  const find = (kind: string) => channels.data.items.find(channel => channel.kind === kind)
  const demo = find('demo_phone')
  const [webhook, email] = [find('webhook'), find('email')]
  const nothing = !channels.data.items.some(channel => channel.enabled)
  return (
    <AdminPage title={t('notice:channels.title')} about={t('notice:channels.about')}>
      {nothing ? <Banner kind="due">{t('notice:channels.nothing')}</Banner> : null}
      {demo?.enabled ? (
        <Banner
          actions={
            <a className="button" href="/demo/phone" target="_blank" rel="noreferrer">
              {t('notice:channels.openDemo')}
            </a>
          }
        >
          {t('notice:channels.demo')}
          <ChannelHealth channel={demo} />
        </Banner>
      ) : null}
      <div className="channels">
        <WebhookForm key={`webhook ${webhook?.version ?? 0}`} channel={webhook} />
        <EmailForm key={`email ${email?.version ?? 0}`} channel={email} />
      </div>
    </AdminPage>
  )
}
