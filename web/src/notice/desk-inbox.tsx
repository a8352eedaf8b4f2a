import { AdminPage } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { useInbox, useMarkAllRead } from './inbox.ts'
import { NoticeList } from './notice-list.tsx'

export function DeskInbox() {
  const { t } = useWords()
  const inbox = useInbox()
  const markAll = useMarkAllRead()
  const [newest] = inbox.items
  const anyFresh = inbox.items.some(notice => notice.readAt === undefined)
  return (
    <AdminPage
      title={t('notice:inbox.title')}
      actions={
        newest !== undefined && anyFresh ? (
          <button
            type="button"
            className="button"
            disabled={markAll.isPending}
            onClick={() => markAll.mutate(newest.createdAt)}
          >
            {t('notice:inbox.allRead')}
          </button>
        ) : null
      }
    >
      <div>
        <NoticeList inbox={inbox} page="tickets" />
      </div>
    </AdminPage>
  )
}
