import { useMe } from '../account/me.ts'
import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'

/** What stands at /pocket for somebody whose posts open no page. */
export function StartPage() {
  const { t } = useWords()
  const me = useMe()
  return (
    <Page title={me.town.name}>
      <EmptyState title={t('app:start.pocket')} text={t('app:start.pocketText')} />
    </Page>
  )
}
