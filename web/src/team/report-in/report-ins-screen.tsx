import { AdminPage } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import { Activities } from './activities.tsx'
import { ReportInList } from './report-in-list.tsx'

/** 双报到 at the desk: who offers what in the villages that one leads. */
export function ReportInsScreen() {
  const { t } = useWords()
  return (
    <AdminPage title={t('reportin:title')} about={t('reportin:about')}>
      <Activities />
      <ReportInList />
    </AdminPage>
  )
}
