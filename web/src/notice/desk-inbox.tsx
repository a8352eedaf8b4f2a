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
    <>
      <header className="notice-head">
        <h1>{t('notice:inbox.title')}</h1>
        {newest !== undefined && anyFresh ? (
          <button
            type="button"
            className="button"
            disabled={markAll.isPending}
            onClick={() => markAll.mutate(newest.createdAt)}
          >
            {t('notice:inbox.allRead')}
          </button>
        ) : null}
      </header>
      <NoticeList inbox={inbox} />
    </>
  )
}
