import type { ReactNode } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useWords } from '../words/words.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** What will be here and how to begin. */
export function EmptyState({
  title,
  text,
  icon = 'inbox',
  action,
  only = false,
}: {
  title: string
  text?: string
  icon?: IconName
  action?: ReactNode
  /** Nothing else on the page has a heading: this one is the page's. */
  only?: boolean
}) {
  const Heading = only ? 'h1' : 'h2'
  return (
    <div className="state">
      <Icon name={icon} size={36} />
      <Heading className="state-title">{title}</Heading>
      {text === undefined ? null : <p className="soft">{text}</p>}
      {action === undefined ? null : <div className="state-action">{action}</div>}
    </div>
  )
}

/** What happened, what is safe, what to do. */
export function ErrorState({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const { t } = useWords()
  const known = problem instanceof ApiProblem ? problem : undefined
  if (known?.status === 403) return <NoPermission {...(known.remedy === undefined ? {} : { who: known.remedy })} />
  const offline = known?.status === 0
  const notFound = known?.status === 404 && known.code !== 'not_set_up'
  return (
    <div className="state" role="alert">
      <Icon name={offline ? 'offline' : notFound ? 'search' : 'alert'} size={36} />
      <h2 className="state-title">{notFound ? t('app:error.notFound') : (known?.message ?? t('app:error.title'))}</h2>
      <p className="soft">
        {offline
          ? t('app:error.offlineText')
          : notFound
            ? t('app:error.notFoundText')
            : (known?.remedy ?? t('app:error.safe'))}
      </p>
      {known?.requestId === undefined ? null : (
        <p className="faint">{t('app:error.request', { requestId: known.requestId })}</p>
      )}
      {retry === undefined ? null : (
        <div className="state-action">
          <button type="button" className="button" onClick={retry}>
            {t('app:action.retry')}
          </button>
        </div>
      )}
    </div>
  )
}

export function NoPermission({ who, own }: { who?: string; own?: { readonly words: string; readonly href: string } }) {
  const { t } = useWords()
  return (
    <div className="state" role="alert">
      <Icon name="lock" size={36} />
      <h2 className="state-title">{t('app:error.notPermitted')}</h2>
      <p className="soft">{who === undefined ? t('app:error.notPermittedText') : t('app:error.whoCan', { who })}</p>
      {own === undefined ? null : (
        <div className="state-action">
          <a className="button" href={own.href}>
            {t(own.words)}
          </a>
        </div>
      )}
    </div>
  )
}

/** The shape of what comes: rows of a list, or the lines of a page. */
export function Skeleton({ rows = 6, kind = 'rows' }: { rows?: number; kind?: 'rows' | 'page' }) {
  const { t } = useWords()
  return (
    <div className={`skeleton skeleton-${kind}`} role="status" aria-live="polite">
      <span className="unseen">{t('app:loading')}</span>
      {Array.from({ length: rows }, (_, row) => `row ${row + 1}`).map(name => (
        <div key={name} className="skeleton-row" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
