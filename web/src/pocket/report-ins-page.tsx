import { Activities } from '../team/report-in/activities.tsx'
import { ReportInList } from '../team/report-in/report-in-list.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** 双报到 for the village leader, who has a phone and no computer. */
export function ReportInsPage() {
  const { t } = useWords()
  return (
    <Page title={t('reportin:title')} back>
      <div className="report-in-pocket">
        <Activities />
        <ReportInList />
      </div>
    </Page>
  )
}
