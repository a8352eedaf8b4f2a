import { AdminPage } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { OwnConsent } from './own-consent.tsx'

/** What residents see of me. */
export function ShownScreen() {
  const { t } = useWords()
  return (
    <AdminPage title={t('team:consent.title')}>
      <OwnConsent />
    </AdminPage>
  )
}
