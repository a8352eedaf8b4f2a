import { useMyTickets } from '../ticket/use-ticket.ts'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { MatterRow } from './matter-row.tsx'
import { Page } from './page.tsx'

/** What I found or typed in, newest first, with what became of it. */
export function FoundPage() {
  const { t } = useWords()
  const list = useMyTickets('finder')
  return (
    <Page title={t('pocket:found.title')} back refresh={list.reload}>
      {list.problem !== null ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : list.items.length === 0 ? (
        <EmptyState icon="flag" title={t('pocket:found.none')} text={t('pocket:found.noneText')} />
      ) : (
        <ul className="matter-list">
          {list.items.map(row => (
            <MatterRow key={row.number} row={row} />
          ))}
        </ul>
      )}
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </Page>
  )
}
