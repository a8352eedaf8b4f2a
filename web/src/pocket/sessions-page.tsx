import type { Page as Listed } from '../api/client.ts'
import { useGet } from '../api/queries.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from '../ui/moment.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'
import { usePocketIntention } from './send.ts'

type Session = {
  readonly sessionId: string
  readonly current: boolean
  readonly startedAt: string
  readonly lastSeenAt: string
  readonly device?: string
}

/** The browser says much of itself; two words of it tell one's phone from another. */
function deviceWords(device: string | undefined): string | undefined {
  if (device === undefined) return undefined
  const system = /MicroMessenger/.test(device)
    ? 'WeChat'
    : /Edg\//.test(device)
      ? 'Edge'
      : /Firefox\//.test(device)
        ? 'Firefox'
        : /Chrome\//.test(device)
          ? 'Chrome'
          : /Safari\//.test(device)
            ? 'Safari'
            : device.slice(0, 30)
  const machine = /(Android|iPhone|iPad|Windows|Mac OS X|HarmonyOS|Linux)/.exec(device)?.[1]
  return machine === undefined ? system : `${machine} · ${system}`
}

/** Where I am signed in; a lost phone is signed out from here. */
export function SessionsPage() {
  const { t } = useWords()
  const list = useGet<Listed<Session>>(['account', 'sessions'], '/sessions')
  const end = usePocketIntention<string, undefined>(
    sessionId => ({ method: 'DELETE', path: `/sessions/${sessionId}` }),
    {
      changes: ['account'],
      onDone: () => toast({ text: t('pocket:sessions.ended') }),
      onRefused: problem => toast({ kind: 'failed', text: problem.message }),
    },
  )
  return (
    <Page title={t('account:me.sessions')} back refresh={() => list.refetch()}>
      {list.error !== null ? (
        <ErrorState problem={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={2} />
      ) : (
        (list.data?.items ?? []).map(session => (
          <div key={session.sessionId} className="row">
            <Icon name="phone" />
            <span className="row-words">
              <span className="row-title">{deviceWords(session.device) ?? t('pocket:sessions.unknown')}</span>
              <span className="row-text">
                {session.current ? t('pocket:sessions.this') : t('pocket:sessions.since')}{' '}
                {session.current ? null : <Moment at={session.startedAt} short />}
              </span>
            </span>
            {session.current ? null : (
              <button
                type="button"
                className="button"
                disabled={end.isPending}
                onClick={() => end.mutate(session.sessionId)}
              >
                {t('pocket:sessions.end')}
              </button>
            )}
          </div>
        ))
      )}
    </Page>
  )
}
