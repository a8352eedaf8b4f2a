import { guidanceKinds } from '@onegrid/domain/team/post-kind.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import { holds, useMe } from '../account/me.ts'
import { useKindName } from '../account/post-kinds.ts'
import { usePages } from '../api/queries.ts'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { type Seat, SeatPost } from './seat-post.tsx'
import { type Post, useGridTree, useToday, villagesIn } from './team.ts'

/** The 3+1 of each village on one page: three who are sent, and the village's own leader. */
const columns = [...guidanceKinds, 'medium_leader'] as const

export function GuidanceTable() {
  const { t } = useWords()
  const me = useMe()
  const today = useToday()
  const grids = useGridTree()
  const kindName = useKindName()
  const [seat, setSeat] = useState<Seat>()
  const lists = [
    usePages<Post>(['person', 'posts'], '/posts', { kind: columns[0], onDay: today }, 100),
    usePages<Post>(['person', 'posts'], '/posts', { kind: columns[1], onDay: today }, 100),
    usePages<Post>(['person', 'posts'], '/posts', { kind: columns[2], onDay: today }, 100),
    usePages<Post>(['person', 'posts'], '/posts', { kind: columns[3], onDay: today }, 100),
  ]
  const problem = lists.find(list => list.problem !== null)
  if (problem !== undefined && problem.items.length === 0)
    return <ErrorState problem={problem.problem} retry={() => void problem.reload()} />
  if (lists.some(list => list.pending)) return <Skeleton />
  const mayFill = holds(me, ['town_administrator'])
  const posts = lists.flatMap(list => list.items)
  return (
    <div className="admin-scroll">
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('team:post.village')}</th>
            {columns.map(kind => (
              <th key={kind} scope="col">
                {kindName(kind)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {villagesIn(grids).map(village => (
            <tr key={village.gridId}>
              <th scope="row">{village.name}</th>
              {columns.map(kind => {
                const held = posts.filter(post => post.kind === kind && post.gridId === village.gridId)
                return (
                  <td key={kind}>
                    {held.map(post => (
                      <span key={post.postId} className="posts-name">
                        {mayFill ? (
                          <Link to={`/people/${post.personId}`}>{post.personName ?? t('app:person.gone')}</Link>
                        ) : (
                          (post.personName ?? t('app:person.gone'))
                        )}
                        {post.actingFor === undefined ? null : (
                          <span className="tag">{t('posts:acting', { name: post.actingForName ?? '' })}</span>
                        )}
                      </span>
                    ))}
                    {held.length > 0 ? null : mayFill ? (
                      <button
                        type="button"
                        className="button button-small no-print"
                        aria-label={`${t('posts:coverage.give')}: ${t('posts:coverage.fill', { grid: village.name, need: kindName(kind) })}`}
                        onClick={() => setSeat({ kind, gridId: village.gridId })}
                      >
                        {t('posts:coverage.give')}
                      </button>
                    ) : (
                      <span className="faint">{t('posts:coverage.nobody')}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {seat === undefined ? null : <SeatPost seat={seat} close={() => setSeat(undefined)} />}
    </div>
  )
}
