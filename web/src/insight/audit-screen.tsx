import { Tabs } from 'antd'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { type Pages, usePages } from '../api/queries.ts'
import { AdminPage, Labelled } from '../ui/admin-page.tsx'
import { Moment } from '../ui/moment.tsx'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { hasWords, useWords } from '../words/words.ts'
import './audit.css'

type Entry = {
  readonly entryId: string
  readonly streamKind: string
  readonly type: string
  readonly at: string
  readonly recordedAt: string
  readonly actorKind: string
  readonly name?: string
  readonly as?: string
  readonly acting?: boolean
  readonly number?: string
}
type Unmasking = {
  readonly readId: string
  readonly name?: string
  readonly what: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly reason: string
  readonly at: string
}

/** What the journal tells of, as its filter. */
const kinds = [
  'ticket',
  'person',
  'team',
  'people_import',
  'catalogue',
  'calendar',
  'grid',
  'plan',
  'venue',
  'training',
  'report_in',
  'activity',
  'emergency',
  'duty_swap',
  'channel',
  'town',
  'erasure',
] as const
/** Typed in later than it happened: both times are shown. Milliseconds. */
const lateFrom = 60_000

/** 操作记录: who, when, what; never how much of anybody. */
export function AuditScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const { tab = 'trail' } = useParams<'tab'>()
  return (
    <AdminPage title={t('insight:audit.title')} about={t('insight:audit.about')}>
      <Tabs
        activeKey={tab === 'reads' ? 'reads' : 'trail'}
        onChange={next => void navigate(next === 'reads' ? '/audit/reads' : '/audit')}
        destroyOnHidden
        items={[
          { key: 'trail', label: t('insight:audit.trail'), children: <Trail /> },
          { key: 'reads', label: t('insight:audit.reads'), children: <Unmaskings /> },
        ]}
      />
    </AdminPage>
  )
}

function Trail() {
  const { t } = useWords()
  const [query, setQuery] = useSearchParams()
  const kind = kinds.find(each => each === query.get('kind'))
  const entries = usePages<Entry>(['audit', 'entries'], '/audit', kind === undefined ? {} : { kind })
  return (
    <div className="admin-rows">
      <div className="audit-filter">
        <Labelled label={t('insight:audit.kind')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={kind ?? ''}
              onChange={event =>
                setQuery(event.target.value === '' ? {} : { kind: event.target.value }, { replace: true })
              }
            >
              <option value="">{t('insight:audit.everyKind')}</option>
              {kinds.map(each => (
                <option key={each} value={each}>
                  {t(`insight:kind.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Listed list={entries} empty={t('insight:audit.none')}>
        <table className="admin-table" aria-busy={entries.stale}>
          <thead>
            <tr>
              <th scope="col">{t('insight:audit.when')}</th>
              <th scope="col">{t('insight:audit.who')}</th>
              <th scope="col">{t('insight:audit.what')}</th>
              <th scope="col">{t('insight:audit.subject')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.items.map(entry => (
              <tr key={entry.entryId}>
                <td>
                  <Moment at={entry.at} short />
                  {Date.parse(entry.recordedAt) - Date.parse(entry.at) > lateFrom ? (
                    <small className="audit-late">
                      {t('insight:audit.recorded')} <Moment at={entry.recordedAt} short />
                    </small>
                  ) : null}
                </td>
                <td>
                  <Who entry={entry} />
                </td>
                <td>
                  {hasWords(`insight:event.${entry.type}`)
                    ? t(`insight:event.${entry.type}`)
                    : t('insight:event.other', { type: entry.type })}
                </td>
                <td>
                  {entry.number === undefined ? (
                    <span className="faint">
                      {entry.streamKind === 'ticket'
                        ? t('insight:audit.guarded')
                        : hasWords(`insight:kind.${entry.streamKind}`)
                          ? t(`insight:kind.${entry.streamKind}`)
                          : entry.streamKind}
                    </span>
                  ) : (
                    <Link to={`/tickets/${entry.number}`}>{entry.number}</Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Listed>
    </div>
  )
}

function Who({ entry }: { entry: Entry }) {
  const { t } = useWords()
  const role =
    entry.as !== undefined && hasWords(`account:role.${entry.as}`) ? t(`account:role.${entry.as}`) : undefined
  return (
    <>
      {entry.name ?? t(`insight:actor.${entry.actorKind}`)}
      {role === undefined ? null : (
        <span className="person-post">
          {role}
          {entry.acting === true ? t('insight:audit.acting') : ''}
        </span>
      )}
    </>
  )
}

function Unmaskings() {
  const { t } = useWords()
  const reads = usePages<Unmasking>(['audit', 'reads'], '/audit/reads')
  return (
    <Listed list={reads} empty={t('insight:audit.noReads')}>
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('insight:audit.when')}</th>
            <th scope="col">{t('insight:audit.who')}</th>
            <th scope="col">{t('insight:audit.saw')}</th>
            <th scope="col">{t('insight:audit.why')}</th>
          </tr>
        </thead>
        <tbody>
          {reads.items.map(read => (
            <tr key={read.readId}>
              <td>
                <Moment at={read.at} short />
              </td>
              <td>{read.name ?? t('app:person.gone')}</td>
              <td>
                {hasWords(`insight:saw.${read.what}`) ? t(`insight:saw.${read.what}`) : read.what}
                <Subject read={read} />
              </td>
              <td className="audit-reason">{read.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Listed>
  )
}

function Subject({ read }: { read: Unmasking }) {
  const { t } = useWords()
  if (read.subjectKind !== 'person') return null
  return (
    <>
      {' · '}
      <Link to={`/people/${read.subjectId}`}>{t('insight:audit.person')}</Link>
    </>
  )
}

function Listed({ list, empty, children }: { list: Pages<unknown>; empty: string; children: React.ReactNode }) {
  const { t } = useWords()
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton />
  if (list.items.length === 0) return <EmptyState icon="list" title={empty} text={t('insight:audit.noneText')} />
  return (
    <div className="admin-scroll">
      {children}
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </div>
  )
}
