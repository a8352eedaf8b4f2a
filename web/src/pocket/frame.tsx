import { useEffect, useState } from 'react'
import { NavLink, Outlet, useMatches, useNavigation } from 'react-router'
import { holds, useMe } from '../account/me.ts'
import { onLiveState } from '../api/live.ts'
import { EmergencyStrip } from '../team/emergency/emergency-strip.tsx'
import { Icon } from '../ui/icon.tsx'
import { ownOf, type Screen, type Tab } from '../ui/screen.ts'
import { NoPermission, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { pocketTabs } from './screens.ts'

const myTab: Tab = { path: 'me', words: 'app:tab.me', icon: 'person' }

/** The page, and the tabs below it where a thumb is. */
export function Frame() {
  const { t } = useWords()
  const me = useMe()
  const screen = useMatches().at(-1)?.handle as Screen | undefined
  const loading = useNavigation().state === 'loading'
  const tabs = [...pocketTabs.filter(tab => holds(me, tab.roles)), myTab]
  return (
    <div className="pocket">
      <div className="pocket-lines">
        <ConnectionLine />
        <EmergencyStrip />
      </div>
      <main className="pocket-page" aria-busy={loading}>
        {loading ? <Skeleton /> : holds(me, screen?.roles) ? <Outlet /> : <NoPermission {...ownOf(screen)} />}
      </main>
      <nav className="pocket-tabs no-print" aria-label={t('app:navigation')}>
        {tabs.map(tab => (
          <TabLink key={tab.path} tab={tab} />
        ))}
      </nav>
    </div>
  )
}

const noCount = () => undefined

function TabLink({ tab }: { tab: Tab }) {
  const { t } = useWords()
  const useCount = tab.useCount ?? noCount
  const count = useCount()
  return (
    <NavLink to={`/${tab.path}`} end={tab.path === ''} className="pocket-tab">
      <span className="pocket-tab-icon">
        <Icon name={tab.icon} size={24} />
        {count === undefined || count === 0 ? null : <span className="pocket-count">{count > 99 ? '99+' : count}</span>}
      </span>
      {t(tab.words)}
    </NavLink>
  )
}

/** Says that there is no line before somebody types in vain. */
function ConnectionLine() {
  const { t } = useWords()
  const [online, setOnline] = useState(navigator.onLine)
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    const change = () => setOnline(navigator.onLine)
    window.addEventListener('online', change)
    window.addEventListener('offline', change)
    const unfollow = onLiveState(setConnected)
    return () => {
      window.removeEventListener('online', change)
      window.removeEventListener('offline', change)
      unfollow()
    }
  }, [])
  if (online && connected) return null
  return (
    <p className="pocket-cut" role="status">
      <Icon name="offline" />
      {t(online ? 'app:live.cut' : 'app:error.offline')}
    </p>
  )
}
