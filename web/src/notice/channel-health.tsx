import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { useWords } from '../words/words.ts'
import type { Channel } from './channels.ts'

/** Whether messages leave: the last one that did, what waits, what was given up. */
export function ChannelHealth({ channel }: { channel: Channel }) {
  const { t } = useWords()
  return (
    <p className="channel-health soft">
      <span>
        {channel.lastSentAt === undefined ? (
          t('notice:channels.noneSent')
        ) : (
          <>
            {t('notice:channels.lastSent')} <Moment at={channel.lastSentAt} short />
          </>
        )}
      </span>
      {channel.waiting === 0 ? null : <span>{t('notice:channels.waiting', { count: channel.waiting })}</span>}
      {channel.failed === 0 ? null : (
        <span className="field-fault">
          <Icon name="alert" size={16} />
          {t('notice:channels.failed', { count: channel.failed })}
        </span>
      )}
      {channel.lastError === undefined ? null : (
        <span>{t('notice:channels.lastError', { error: channel.lastError })}</span>
      )}
    </p>
  )
}
