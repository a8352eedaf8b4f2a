import { Link, useLocation } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { nextOf, useFreshSteps, useGettingStarted, wayOf } from './getting-started.ts'
import './getting-started.css'

/** Above every page of an administrator while his town is being set up: what comes next, one click away. */
export function NextStep() {
  const { t } = useWords()
  const { pathname } = useLocation()
  useFreshSteps()
  const { data } = useGettingStarted()
  const line = data === undefined ? undefined : nextOf(data)
  if (data === undefined || line === undefined || pathname === '/' || pathname === '/start') return null
  const { name, to, outside } = wayOf(line, data)
  return (
    <aside className="next-step no-print" aria-label={t('start:title')}>
      <p>
        {t('start:next')}
        {outside ? (
          <a href={to} target="_blank" rel="noreferrer">
            {t(`start:step.${name}.title`)}
          </a>
        ) : (
          <Link to={to}>{t(`start:step.${name}.title`)}</Link>
        )}
      </p>
      <Link to="/start">
        {t('start:back')}
        <Icon name="right" size={16} />
      </Link>
    </aside>
  )
}
