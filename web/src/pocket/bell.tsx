import { Link } from 'react-router'
import { useUnread } from '../notice/inbox.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'

/** The way to the notices, with how many are unread. */
export function Bell() {
  const { t } = useWords()
  const unread = useUnread() ?? 0
  return (
    <Link
      to="/notices"
      className="bar-button bell"
      aria-label={unread === 0 ? t('notice:inbox.title') : t('pocket:notices.unread', { count: unread })}
    >
      <Icon name="bell" size={24} />
      {unread === 0 ? null : (
        <span className="bell-count" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </Link>
  )
}
