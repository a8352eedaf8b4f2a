import { Link } from 'react-router'
import { useWords } from '../words/words.ts'
import { EmptyState } from './states.tsx'

const ways = {
  village: '/grid-import',
  outline: '/grid-import',
  small: '/propose',
} as const

/** Before a town has villages, or small grids, a page that stands on them says what it will be for and where to begin. */
export function NoGrids({
  lacking,
  text,
  mayBegin,
}: {
  lacking: keyof typeof ways
  /** What this page will be for. */
  text: string
  mayBegin: boolean
}) {
  const { t } = useWords()
  return (
    <EmptyState
      icon="map"
      title={t(`app:noGrids.${lacking}`)}
      text={`${text} ${t(mayBegin ? `app:noGrids.${lacking}First` : 'app:noGrids.wait')}`}
      action={
        mayBegin ? (
          <Link className="button button-primary" to={ways[lacking]}>
            {t(`app:noGrids.${lacking}Begin`)}
          </Link>
        ) : undefined
      }
    />
  )
}
