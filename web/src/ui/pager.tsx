import { useWords } from '../words/words.ts'

/** Below a keyset-paged list: there is a next page or there is not; nobody counts a million rows. */
export function Pager({
  shown,
  hasMore,
  loadingMore,
  loadMore,
}: {
  shown: number
  hasMore: boolean
  loadingMore: boolean
  loadMore(): void
}) {
  const { t } = useWords()
  if (shown === 0) return null
  return (
    <div className="pager no-print">
      <span className="faint">
        {hasMore ? t('app:pager.shown', { count: shown }) : t('app:pager.end', { count: shown })}
      </span>
      {hasMore ? (
        <button type="button" className="button" onClick={loadMore} disabled={loadingMore}>
          {loadingMore ? t('app:loading') : t('app:action.loadMore')}
        </button>
      ) : null}
    </div>
  )
}
