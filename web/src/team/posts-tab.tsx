import { Link, useSearchParams } from 'react-router'
import { useKindName, usePostKinds } from '../account/post-kinds.ts'
import { usePages } from '../api/queries.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { placeName } from './posts-together.ts'
import { daysAfter, type Post, useGridTree, useToday, villagesIn } from './team.ts'

/** Days within which a post counts as one that ends soon: time to find somebody and to hand over. */
const soonDays = 30

/** Everybody's posts of today, by kind and place; those that end soon on their own. */
export function PostsTab() {
  const { t, language } = useWords()
  const [query, setQuery] = useSearchParams()
  const today = useToday()
  const grids = useGridTree()
  const kinds = usePostKinds()
  const kind = query.get('kind') ?? ''
  const village = query.get('village') ?? ''
  const soon = query.get('ends') === 'soon'
  const change = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const posts = usePages<Post>(
    ['person', 'posts'],
    '/posts',
    {
      ...(kind === '' ? {} : { kind }),
      ...(village === '' ? {} : { within: village }),
      ...(soon ? { endsBy: daysAfter(today, soonDays) } : { onDay: today }),
    },
    100,
  )
  return (
    <>
      <search className="team-filters">
        <Labelled label={t('team:post.role')}>
          {ties => (
            <select {...ties} className="input" value={kind} onChange={event => change('kind', event.target.value)}>
              <option value="">{t('team:people.everyRole')}</option>
              {kinds.map(each => (
                <option key={each.code} value={each.code}>
                  {each[language]}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('team:post.village')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={village}
              onChange={event => change('village', event.target.value)}
            >
              <option value="">{t('team:post.wholeTown')}</option>
              {villagesIn(grids).map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <span className="check-line posts-soon">
          <input
            id="posts-soon"
            type="checkbox"
            checked={soon}
            onChange={event => change('ends', event.target.checked ? 'soon' : '')}
          />
          <label htmlFor="posts-soon">{t('posts:held.soon', { count: soonDays })}</label>
        </span>
        <span className="posts-act no-print">
          <Link className="button" to={village === '' ? '/election' : `/election/${village}`}>
            {t('posts:election.title')}
          </Link>
        </span>
      </search>
      {soon ? null : <EndSoon today={today} show={() => change('ends', 'soon')} />}
      <Held list={posts} soon={soon} />
    </>
  )
}

/** Said without being asked: what ends soon needs somebody found in time. */
function EndSoon({ today, show }: { today: string; show: () => void }) {
  const { t } = useWords()
  const most = 100
  const posts = usePages<Post>(['person', 'posts'], '/posts', { endsBy: daysAfter(today, soonDays) }, most)
  const count = posts.items.length
  if (count === 0) return null
  return (
    <p className="posts-notice">
      <Icon name="calendar" />
      {t(posts.hasMore ? 'posts:held.endManySoon' : 'posts:held.endSoon', { count, days: soonDays })}
      <button type="button" className="button button-small no-print" onClick={show}>
        {t('posts:held.showSoon')}
      </button>
    </p>
  )
}

function Held({ list, soon }: { list: ReturnType<typeof usePages<Post>>; soon: boolean }) {
  const { t } = useWords()
  const grids = useGridTree()
  const kindName = useKindName()
  if (list.problem !== null && list.items.length === 0)
    return <ErrorState problem={list.problem} retry={() => void list.reload()} />
  if (list.pending) return <Skeleton />
  if (list.items.length === 0)
    return (
      <EmptyState
        icon="calendar"
        title={t(soon ? 'posts:held.noneSoon' : 'posts:held.none')}
        text={t(soon ? 'posts:held.noneSoonText' : 'posts:held.noneText')}
      />
    )
  return (
    <div className="admin-scroll">
      <table className="admin-table admin-lines">
        <thead>
          <tr>
            <th scope="col">{t('team:person.name')}</th>
            <th scope="col">{t('team:post.role')}</th>
            <th scope="col">{t('team:post.where')}</th>
            <th scope="col">{t('team:post.from')}</th>
            <th scope="col">{t('team:post.until')}</th>
          </tr>
        </thead>
        <tbody>
          {list.items.map(post => (
            <tr key={post.postId}>
              <th scope="row">
                <Link to={`/people/${post.personId}`}>{post.personName ?? t('app:person.gone')}</Link>
              </th>
              <td>
                {kindName(post.kind)}
                {post.actingFor === undefined ? null : (
                  <span className="tag posts-acting">
                    {t('posts:acting', { name: post.actingForName ?? t('app:person.gone') })}
                  </span>
                )}
              </td>
              <td className="admin-line">{placeName(grids, post) ?? t('team:post.wholeTown')}</td>
              <td data-label={t('team:post.from')}>{post.from}</td>
              <td data-label={t('team:post.until')}>
                {post.until ?? <span className="faint">{t('team:post.open')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager shown={list.items.length} hasMore={list.hasMore} loadingMore={list.loadingMore} loadMore={list.loadMore} />
    </div>
  )
}
