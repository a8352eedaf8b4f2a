import { Page } from '../pocket/page.tsx'
import { useWords } from '../words/words.ts'
import { useInbox, useMarkAllRead } from './inbox.ts'
import { NoticeList } from './notice-list.tsx'

export function PocketInbox() {
  const { t } = useWords()
  const inbox = useInbox()
  const markAll = useMarkAllRead()
  const [newest] = inbox.items
  const anyFresh = inbox.items.some(notice => notice.readAt === undefined)
  return (
    <Page
      back
      title={t('notice:inbox.title')}
      refresh={() => inbox.reload()}
      {...(newest !== undefined && anyFresh
        ? {
            foot: (
              <button
                type="button"
                className="button button-large"
                disabled={markAll.isPending}
                onClick={() => markAll.mutate(newest.createdAt)}
              >
                {t('notice:inbox.allRead')}
              </button>
            ),
          }
        : {})}
    >
      <NoticeList inbox={inbox} />
    </Page>
  )
}
