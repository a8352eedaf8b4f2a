import { useMe } from '../account/me.ts'
import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { countDrafts } from './draft.ts'
import { Page, Row } from './page.tsx'

/** What holds true without a network, said plainly: sending waits for a line, what was typed stays on this phone. */
export function OfflinePage() {
  const { t } = useWords()
  const drafts = countDrafts(useMe().personId)
  return (
    <Page title={t('pocket:offline.title')} back>
      <Row title={t('pocket:offline.send')} text={t('pocket:offline.sendText')} />
      <Row title={t('pocket:offline.kept')} text={t('pocket:offline.keptText')} />
      <Row title={t('pocket:offline.twice')} text={t('pocket:offline.twiceText')} />
      {drafts === 0 ? (
        <EmptyState icon="note" title={t('pocket:offline.noDrafts')} />
      ) : (
        <p className="page-note">{t('pocket:offline.drafts', { count: drafts })}</p>
      )}
    </Page>
  )
}
