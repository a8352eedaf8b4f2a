import { OwnContactPart } from '../account/own-contact.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** How messages reach me. */
export function ContactPage() {
  const { t } = useWords()
  return (
    <Page title={t('account:contact.title')} back>
      <div className="own-page">
        <OwnContactPart />
      </div>
    </Page>
  )
}
