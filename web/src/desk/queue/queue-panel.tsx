import { useMemo } from 'react'
import { NavLink, useNavigate, useParams, useSearchParams } from 'react-router'
import { holds, useMe } from '../../account/me.ts'
import { useCounts } from '../../ticket/use-ticket.ts'
import { type ScreenCommand, useCommands } from '../../ui/commands.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { useWords } from '../../words/words.ts'
import { entryShapes, typing } from '../entry/entry-kinds.ts'
import { lineWords, panelLines } from './queue-address.ts'
import './queue.css'

const icons: Readonly<Record<string, IconName>> = {
  to_assess: 'assess',
  to_dispatch: 'dispatch',
  mine: 'person',
  late: 'clock',
  contested: 'flag',
  extension: 'calendar',
  appeal: 'undo',
  write_back: 'out',
  orders_open: 'order',
  to_acknowledge: 'hand',
  in_progress: 'handle',
  waiting: 'hourglass',
  to_verify: 'verify',
  to_close: 'check',
  supervised: 'eye',
  all: 'list',
}

/** Lines that stand there only while something waits in them: they are exceptions, not a morning's round. */
const onlyWhenWaiting = ['contested', 'extension', 'appeal', 'write_back']

/** The queues with their counts, live; the scope above them. */
export function QueuePanel() {
  const { t } = useWords()
  const me = useMe()
  const { line } = useParams()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const scope = search.get('scope') ?? undefined
  const { data } = useCounts(scope)
  useQueueCommands()
  if (me.posts.length === 0) return null
  const scopes = (data?.scopes ?? []).filter(each => each.key !== 'mine')
  const keep = scope === undefined ? '' : `?scope=${encodeURIComponent(scope)}`
  return (
    <div className="queue-panel">
      {scopes.length > 1 ? (
        <select
          className="queue-scope"
          aria-label={t('desk:scope.label')}
          value={data?.scope ?? ''}
          onChange={event =>
            void navigate(`/queue/${line ?? 'to_assess'}?scope=${encodeURIComponent(event.target.value)}`)
          }
        >
          {scopes.map(each => (
            <option key={each.key} value={each.key}>
              {each.name}
            </option>
          ))}
        </select>
      ) : null}
      {panelLines.map(group => (
        <ul key={group[0]} className="queue-lines">
          {group.map(name => {
            const count = data?.counts[name]
            if (onlyWhenWaiting.includes(name) && !count && name !== line) return null
            return (
              <li key={name}>
                <NavLink to={`/queue/${name}${keep}`} className="sidebar-line">
                  <Icon name={icons[name] ?? 'list'} size={18} />
                  <span className="queue-name">{t(lineWords(name))}</span>
                  {count === undefined || count === 0 ? null : (
                    <span className={name === 'late' ? 'sidebar-count queue-late' : 'sidebar-count'}>
                      {count >= 100 ? '99+' : count}
                    </span>
                  )}
                </NavLink>
              </li>
            )
          })}
        </ul>
      ))}
    </div>
  )
}

/** Every queue, every way of typing in and the sheets that belong to no ticket, by ⌘K from anywhere. */
function useQueueCommands(): void {
  const { t } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const commands = useMemo<readonly ScreenCommand[]>(() => {
    const to = (path: string, title: string, icon: IconName): ScreenCommand => ({
      id: `go-${path}`,
      title,
      group: 'go',
      icon,
      run: () => void navigate(path),
    })
    return [
      ...panelLines.flat().map(line => to(`/queue/${line}`, t(lineWords(line)), icons[line] ?? 'list')),
      ...(holds(me, typing)
        ? (['counter', 'check', 'patrol'] as const).map(kind =>
            to(`/new/${kind}`, t(`desk:new.${kind}`), entryShapes[kind].icon),
          )
        : []),
      to('/print/handover', t('desk:sheet.handover'), 'print'),
      to('/print/patrol', t('desk:sheet.patrol'), 'print'),
    ]
  }, [t, me, navigate])
  useCommands(commands)
}
