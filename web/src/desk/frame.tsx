import { useQueryClient } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { NavLink, Outlet, useLocation, useMatches, useNavigate, useNavigation } from 'react-router'
import { meKey, sees, useMe } from '../account/me.ts'
import { useKindName } from '../account/post-kinds.ts'
import { signOut } from '../account/session.ts'
import { onLiveState } from '../api/live.ts'
import { EmergencyStrip } from '../team/emergency/emergency-strip.tsx'
import { postsTogether } from '../team/posts-together.ts'
import { ownReportIn } from '../team/report-in/report-ins.ts'
import { useGridTree, wordList } from '../team/team.ts'
import { type ScreenCommand, useCommands } from '../ui/commands.ts'
import { Icon } from '../ui/icon.tsx'
import { useKeys } from '../ui/keyboard.ts'
import { Mark } from '../ui/mark.tsx'
import { PreferenceSwitches } from '../ui/preference-switches.tsx'
import { ownOf, type Screen } from '../ui/screen.ts'
import { NoPermission, Skeleton } from '../ui/states.tsx'
import { chooseTheme } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'
import { changeLanguage, hasWords, useWords } from '../words/words.ts'
import { KeyList } from './key-list.tsx'
import { Palette } from './palette.tsx'
import { deskScreens, QueuePanel } from './screens.ts'
import { NextStep } from './start/next-step.tsx'

/** Header, sidebar and the page between them; everything that is the same on every page of the desk. */
export function Frame() {
  const { t } = useWords()
  const me = useMe()
  const [open, setOpen] = useState<'palette' | 'keys' | 'sidebar' | undefined>(undefined)
  const search = useRef<HTMLInputElement>(null)
  const close = () => setOpen(undefined)
  const { pathname } = useLocation()
  const lastPath = useRef(pathname)
  if (lastPath.current !== pathname) {
    lastPath.current = pathname
    // The palette closes itself; a page that only finds its own address must not take it from under the hands.
    if (open === 'sidebar') setOpen(undefined)
  }
  useKeys({
    'mod+k': () => setOpen('palette'),
    '?': () => setOpen('keys'),
    '/': () => search.current?.focus(),
  })
  useFrameCommands()
  const screen = useMatches().at(-1)?.handle as Screen | undefined
  const loading = useNavigation().state === 'loading'
  const permitted = sees(me, screen)
  return (
    <div className="desk" data-sidebar={open === 'sidebar' ? 'open' : undefined}>
      <a className="skip" href="#page">
        {t('app:skip')}
      </a>
      <header className="desk-header no-print">
        <button
          type="button"
          className="bar-button desk-burger"
          aria-label={t(open === 'sidebar' ? 'app:menu.close' : 'app:menu.open')}
          aria-expanded={open === 'sidebar'}
          onClick={() => setOpen(open === 'sidebar' ? undefined : 'sidebar')}
        >
          <Icon name={open === 'sidebar' ? 'close' : 'menu'} />
        </button>
        <NavLink to="/" className="desk-town">
          <Mark />
          <span>{me.town.name}</span>
        </NavLink>
        <SearchBox box={search} />
        <button type="button" className="desk-palette-button" onClick={() => setOpen('palette')}>
          {t('app:palette.open')}
          <span>
            <kbd className="keycap">⌘K</kbd> <kbd className="keycap">Ctrl K</kbd>
          </span>
        </button>
        <span className="desk-header-rest" />
        <LiveState />
        <PreferenceSwitches />
        <button
          type="button"
          className="bar-button desk-keys-button"
          aria-label={t('app:keys.open')}
          onClick={() => setOpen('keys')}
        >
          <Icon name="keyboard" />
        </button>
        <PersonMenu />
      </header>
      <Sidebar />
      <div className="desk-lines">
        <EmergencyStrip />
        <NextStep />
      </div>
      <main id="page" className="desk-page" tabIndex={-1} aria-busy={loading}>
        {loading ? <Skeleton /> : permitted ? <Outlet /> : <NoPermission {...ownOf(screen)} />}
      </main>
      <Palette open={open === 'palette'} close={close} />
      <KeyList open={open === 'keys'} close={close} />
    </div>
  )
}

function Sidebar() {
  const { t } = useWords()
  const me = useMe()
  const lines = deskScreens.filter(screen => screen.menu !== undefined && sees(me, screen))
  const { pathname } = useLocation()
  useEffect(() => {
    // The line of this page may lie below the fold of a small screen; the address says when to look again.
    if (pathname !== '') document.querySelector('.sidebar-line.active')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <nav className="desk-sidebar no-print" aria-label={t('app:navigation')}>
      {QueuePanel === undefined ? null : <QueuePanel />}
      {(['work', 'administration'] as const).map(group => {
        const own = lines.filter(screen => screen.menu?.group === group)
        if (own.length === 0) return null
        return (
          <section key={group}>
            <h2 className="sidebar-title">{t(`app:sidebar.${group}`)}</h2>
            {own.map(({ path, menu }) =>
              menu === undefined ? null : (
                <NavLink key={path} to={`/${menu.to ?? path}`} end={path === ''} className="sidebar-line">
                  <Icon name={menu.icon} />
                  <span>{t(menu.words)}</span>
                </NavLink>
              ),
            )}
          </section>
        )
      })}
    </nav>
  )
}

/** Finds by number or words; the result page is the slice's that owns `search`. */
function SearchBox({ box }: { box: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [wish, setWish] = useState('')
  if (!deskScreens.some(screen => screen.path === 'search')) return null
  return (
    <search className="desk-search">
      <form
        onSubmit={event => {
          event.preventDefault()
          if (wish.trim() !== '') void navigate(`/search?words=${encodeURIComponent(wish.trim())}`)
        }}
      >
        <Icon name="search" size={18} />
        <input
          ref={box}
          value={wish}
          onChange={event => setWish(event.target.value)}
          placeholder={t('app:search.placeholder')}
          aria-label={t('app:search.label')}
          onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <kbd className="keycap">/</kbd>
      </form>
    </search>
  )
}

function LiveState() {
  const { t } = useWords()
  const [connected, setConnected] = useState(true)
  useEffect(() => onLiveState(setConnected), [])
  if (connected) return null
  return (
    <span className="desk-cut" role="status">
      <Icon name="offline" size={18} />
      {t('app:live.cut')}
    </span>
  )
}

function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  const { t } = useWords()
  return async () => {
    await signOut()
    queries.clear()
    queries.setQueryData(meKey, null)
    toast({ text: t('account:me.signedOut') })
  }
}

/** Asked for when the menu opens: no page waits for it. */
function OwnPosts() {
  const { language } = useWords()
  const me = useMe()
  const grids = useGridTree()
  const kindName = useKindName()
  const said = postsTogether(grids, me.posts).map(post => [post.at, kindName(post.kind)].filter(Boolean).join(' · '))
  return wordList(language, said)
}

function PersonMenu() {
  const { t } = useWords()
  const me = useMe()
  const leave = useSignOut()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'posts',
            type: 'group',
            label: <OwnPosts />,
          },
          { type: 'divider' },
          {
            key: 'own-report-in',
            icon: <Icon name="people" size={18} />,
            label: <a href={ownReportIn.href}>{t(ownReportIn.words)}</a>,
          },
          {
            key: 'out',
            icon: <Icon name="out" size={18} />,
            label: t('account:me.signOut'),
            onClick: () => void leave(),
          },
        ],
      }}
    >
      <button type="button" className="bar-button desk-person" aria-label={t('app:menu.person', { name: me.name })}>
        <Icon name="person" />
        <span>{me.name}</span>
        <Icon name="chevron" size={14} />
      </button>
    </Dropdown>
  )
}

/** What ⌘K offers on every page: all pages of the sidebar, and the person's own settings. */
function useFrameCommands(): void {
  const { t, language } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const leave = useSignOut()
  const latestLeave = useRef(leave)
  latestLeave.current = leave
  const commands = useMemo<readonly ScreenCommand[]>(() => {
    const to = (path: string, title: string, more: Partial<ScreenCommand>): ScreenCommand => {
      const also = `app:palette.also.${path}`
      return {
        id: `go-${path}`,
        title,
        group: 'go',
        ...(hasWords(also) ? { also: t(also) } : {}),
        ...more,
        run: () => void navigate(`/${path}`),
      }
    }
    const pages = deskScreens
      .filter(screen => sees(me, screen))
      .flatMap(({ path, menu, parts = [] }): ScreenCommand[] => {
        const name = menu === undefined ? '' : `${t(menu.words)} · `
        const icon = menu === undefined ? {} : { icon: menu.icon }
        return [
          ...(menu === undefined
            ? []
            : [
                to(menu.to ?? path, t(menu.words), {
                  ...icon,
                  ...(menu.key === undefined ? {} : { keys: `g ${menu.key}` }),
                }),
              ]),
          ...parts.map(part => to(part.to, `${name}${t(part.words)}`, { ...icon, onlyFound: true })),
        ]
      })
    const other = language === 'zh' ? 'en' : 'zh'
    return [
      ...pages,
      {
        id: 'language',
        title: `${t('app:language.change')} · ${t(`app:language.${other}`)}`,
        also: 'language yuyan',
        group: 'set',
        icon: 'globe',
        run: () => void changeLanguage(other),
      },
      {
        id: 'light',
        title: t('app:theme.toLight'),
        also: 'qianse',
        group: 'set',
        icon: 'sun',
        run: () => chooseTheme('light'),
      },
      {
        id: 'dark',
        title: t('app:theme.toDark'),
        also: 'shense',
        group: 'set',
        icon: 'moon',
        run: () => chooseTheme('dark'),
      },
      { id: 'system', title: t('app:theme.system'), group: 'set', icon: 'settings', run: () => chooseTheme('system') },
      {
        id: 'sign-out',
        title: t('account:me.signOut'),
        also: 'tuichu',
        group: 'set',
        icon: 'out',
        run: () => void latestLeave.current(),
      },
    ]
  }, [t, language, me, navigate])
  useCommands(commands)
  useGoKeys()
}

/** `g` then a letter, within a second and a half. */
function useGoKeys(): void {
  const navigate = useNavigate()
  const me = useMe()
  useEffect(() => {
    let waitingUntil = 0
    const hear = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return
      const waiting = performance.now() < waitingUntil
      waitingUntil = !waiting && event.key === 'g' ? performance.now() + 1_500 : 0
      const screen = deskScreens.find(each => each.menu?.key === event.key && sees(me, each))
      if (!waiting || screen === undefined) return
      // The letter after `g` must not reach the list below.
      event.preventDefault()
      event.stopImmediatePropagation()
      void navigate(`/${screen.menu?.to ?? screen.path}`)
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [navigate, me])
}
