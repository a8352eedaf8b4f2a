import { Link } from 'react-router'
import { Moment } from '../ui/moment.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { type Notice, type useInbox, useMarkRead } from './inbox.ts'
import './notice-list.css'

/** Newest first; opening one marks it as read. */
export function NoticeList({
  inbox,
  page = 'ticket',
}: {
  inbox: ReturnType<typeof useInbox>
  /** The page of a ticket below the application's own address: the desk calls it `tickets`. */
  page?: 'ticket' | 'tickets'
}) {
  const { t } = useWords()
  if (inbox.problem !== null && inbox.items.length === 0)
    return <ErrorState problem={inbox.problem} retry={() => void inbox.reload()} />
  if (inbox.pending) return <Skeleton />
  if (inbox.items.length === 0)
    return <EmptyState icon="bell" title={t('notice:inbox.empty')} text={t('notice:inbox.emptyText')} />
  return (
    <>
      <ul className="notices">
        {inbox.items.map(notice => (
          <NoticeRow key={notice.noticeId} notice={notice} page={page} />
        ))}
      </ul>
      {inbox.hasMore ? (
        <button type="button" className="button" disabled={inbox.loadingMore} onClick={() => inbox.loadMore()}>
          {t('notice:inbox.more')}
        </button>
      ) : null}
    </>
  )
}

function NoticeRow({ notice, page }: { notice: Notice; page: string }) {
  const { t } = useWords()
  const markRead = useMarkRead()
  const fresh = notice.readAt === undefined
  const open = () => {
    if (fresh) markRead.mutate(notice.noticeId)
  }
  const words = (
    <>
      <span className="notice-text">
        {fresh ? <span className="notice-fresh">{t('notice:inbox.unread')}</span> : null}
        {notice.text}
      </span>
      <Moment at={notice.createdAt} short />
    </>
  )
  return (
    <li className="notice" data-fresh={fresh || undefined}>
      {notice.kind === 'activity_asked' ? (
        // He answers where he reported in, which is a page for everybody.
        <a className="notice-line" href="/report-in" onClick={open}>
          {words}
        </a>
      ) : notice.kind.startsWith('swap_') ? (
        // Swaps are asked and answered by phone.
        <a className="notice-line" href="/pocket/duty" onClick={open}>
          {words}
        </a>
      ) : notice.kind.startsWith('emergency_') ? (
        <Link className="notice-line" to="/emergency" onClick={open}>
          {words}
        </Link>
      ) : notice.kind === 'plan_laid_out' ? (
        <Link className="notice-line" to="/plans" onClick={open}>
          {words}
        </Link>
      ) : notice.ticketNumber === undefined ? (
        <button type="button" className="notice-line" onClick={open}>
          {words}
        </button>
      ) : (
        <Link className="notice-line" to={`/${page}/${notice.ticketNumber}`} onClick={open}>
          {words}
        </Link>
      )}
    </li>
  )
}
