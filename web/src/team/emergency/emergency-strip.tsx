import { Link, useLocation } from 'react-router'
import { useMe } from '../../account/me.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { useEmergency } from './emergency.ts'
import './emergency-strip.css'

/** On top of every page while a response is on, and one tap from the board. It comes and goes by itself. */
export function EmergencyStrip() {
  const me = useMe()
  return me.posts.length === 0 ? null : <Strip />
}

function Strip() {
  const { t } = useWords()
  const { pathname } = useLocation()
  const emergency = useEmergency().data?.emergency
  if (emergency === undefined || pathname === '/emergency') return null
  const level = t(`emergency:level.${emergency.level}`)
  return (
    <aside className="emergency-strip no-print" aria-label={t('emergency:strip')}>
      <Icon name="alert" size={18} />
      <Link to="/emergency">{t('emergency:now', { title: emergency.title, level })}</Link>
    </aside>
  )
}
