import { useInbox, useMarkAllRead } from '../notice/inbox.ts'
import { NoticeList } from '../notice/notice-list.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** What came, newest first. A tap reads it and opens the matter. */
export function NoticesPage() {
  const { t } = useWords()
  const inbox = useInbox()
  const readAll = useMarkAllRead()
  const newest = inbox.items[0]
  const unread = inbox.items.some(notice => notice.readAt === undefined)
  return (
    <Page
      title={t('notice:inbox.title')}
      back
      refresh={inbox.reload}
      beside={
        newest === undefined || !unread ? null : (
          <button
            type="button"
            className="bar-button"
            disabled={readAll.isPending}
            onClick={() => readAll.mutate(newest.createdAt)}
          >
            {t('notice:inbox.allRead')}
          </button>
        )
      }
    >
      <NoticeList inbox={inbox} />
    </Page>
  )
}
