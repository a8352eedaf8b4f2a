import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'

/** What stands at /desk for somebody whose posts open no page. */
export function StartPage() {
  const { t } = useWords()
  return <EmptyState only title={t('app:start.desk')} text={t('app:start.deskText')} />
}
