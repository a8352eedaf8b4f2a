import { AdminPage } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { ContactFinder } from './contact-finder.tsx'

export function ContactsScreen() {
  const { t } = useWords()
  return (
    <AdminPage title={t('team:contacts.title')} about={t('team:contacts.about')}>
      <ContactFinder />
    </AdminPage>
  )
}
