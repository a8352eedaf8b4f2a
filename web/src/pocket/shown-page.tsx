import { OwnConsent } from '../team/own-consent.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** What residents see of me. */
export function ShownPage() {
  const { t } = useWords()
  return (
    <Page title={t('team:consent.title')} back>
      <div className="own-page">
        <OwnConsent />
      </div>
    </Page>
  )
}
