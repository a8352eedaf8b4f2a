import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Bell } from './bell.tsx'
import { MatterGroup } from './matter-row.tsx'
import { Page } from './page.tsx'
import { useTasks } from './use-lists.ts'

/** Today: what I have in my hands, in the order in which it wants something of me. */
export function MinePage() {
  const { t } = useWords()
  const list = useTasks()
  return (
    <Page title={t('pocket:mine.title')} beside={<Bell />} refresh={list.reload}>
      {list.problem !== null ? (
        <ErrorState problem={list.problem} retry={() => void list.reload()} />
      ) : list.pending ? (
        <Skeleton />
      ) : list.groups.length === 0 ? (
        <EmptyState icon="check" title={t('pocket:mine.none')} text={t('pocket:mine.noneText')} />
      ) : (
        list.groups.map(group => (
          <MatterGroup key={group.kind} title={t(`pocket:mine.${group.kind}`)} rows={group.rows} />
        ))
      )}
      {list.cut ? <p className="page-note">{t('pocket:list.cut')}</p> : null}
    </Page>
  )
}
