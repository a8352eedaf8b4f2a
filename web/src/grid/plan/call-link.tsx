import { Link } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'

/** From a grid to whom to call about it, in one tap. */
export function CallLink({ gridId, name }: { gridId: string; name: string }) {
  const { t } = useWords()
  return (
    <Link
      className="plan-call no-print"
      to={`/contacts?grid=${gridId}`}
      aria-label={`${t('plan:grid.call')} · ${name}`}
    >
      <Icon name="phone" size={16} />
      {t('plan:grid.call')}
    </Link>
  )
}
