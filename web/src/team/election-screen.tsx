import { lackedWithout } from '@onegrid/domain/team/coverage.ts'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { usePages } from '../api/queries.ts'
import { AdminPage, Banner, Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { afterSaving, Unsaved } from '../ui/unsaved.tsx'
import { say, useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { daysAfter, gridWords, type Post, useGridTree, useToday, villagesIn, wordList } from './team.ts'
import './posts.css'
import './team.css'

/** Posts that a village elects; who is sent by the town stays as he is. */
const elected = ['medium_leader', 'village_worker', 'small_leader', 'party_household', 'party_group_leader']

export function ElectionScreen() {
  const { t } = useWords()
  const navigate = useNavigate()
  const { gridId = '' } = useParams<'gridId'>()
  const grids = useGridTree()
  return (
    <AdminPage
      title={t('posts:election.title')}
      about={t('posts:election.about')}
      back={
        <Link to="/posts">
          <Icon name="left" size={16} />
          {t('posts:title')}
        </Link>
      }
    >
      <div className="team-filters">
        <Labelled label={t('team:post.village')}>
          {ties => (
            <select
              {...ties}
              className="input"
              value={gridId}
              onChange={event => void navigate(`/election/${event.target.value}`)}
            >
              <option value="">{t('team:post.choose')}</option>
              {villagesIn(grids).map(grid => (
                <option key={grid.gridId} value={grid.gridId}>
                  {grid.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      {gridId === '' ? (
        <EmptyState icon="people" title={t('posts:election.choose')} text={t('posts:election.chooseText')} />
      ) : (
        <Village key={gridId} gridId={gridId} />
      )}
    </AdminPage>
  )
}

function Village({ gridId }: { gridId: string }) {
  const { t } = useWords()
  const today = useToday()
  const posts = usePages<Post>(['person', 'posts'], '/posts', { within: gridId, onDay: today }, 100)
  if (posts.problem !== null && posts.items.length === 0)
    return <ErrorState problem={posts.problem} retry={() => void posts.reload()} />
  if (posts.pending) return <Skeleton />
  const seats = posts.items.filter(post => elected.includes(post.kind) && post.actingFor === undefined)
  if (seats.length === 0)
    return <EmptyState icon="people" title={t('posts:election.none')} text={t('posts:election.noneText')} />
  return (
    <>
      <Seats gridId={gridId} seats={seats} posts={posts.items} />
      {posts.hasMore ? (
        <button type="button" className="button" onClick={posts.loadMore}>
          {t('app:action.loadMore')}
        </button>
      ) : null}
    </>
  )
}

type Change =
  | { readonly as: 'stays' }
  | { readonly as: 'next'; readonly person?: Chosen }
  | { readonly as: 'empty'; readonly to?: Chosen }

function Seats({
  gridId,
  seats,
  posts,
}: {
  gridId: string
  seats: readonly Post[]
  /** All posts of the village, also those that nobody elects: another leader may be there. */
  posts: readonly Post[]
}) {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const today = useToday()
  const grids = useGridTree()
  const kindName = useKindName()
  const [day, setDay] = useState(() => daysAfter(today, 1))
  const [changes, setChanges] = useState<Readonly<Record<string, Change>>>({})
  const [asked, setAsked] = useState(false)
  const [sent, setSent] = useState<readonly string[]>([])
  const changed = seats.flatMap(seat => {
    const change = changes[seat.postId] ?? { as: 'stays' }
    return change.as === 'stays' ? [] : [{ seat, change }]
  })
  const emptied = new Set(changed.filter(({ change }) => change.as === 'empty').map(({ seat }) => seat.postId))
  const lacksWithout = (seat: Post) => {
    const grid = grids.find(each => each.gridId === seat.gridId)
    const there = posts.filter(post => post.postId === seat.postId || !emptied.has(post.postId))
    return grid === undefined || !emptied.has(seat.postId) ? [] : lackedWithout(grid, [seat], there, day)
  }
  const unfinished = changed.some(({ change }) => change.as === 'next' && change.person === undefined)
  const elect = useIntention<object, { readonly ended: number; readonly handovers: readonly string[] }>(
    body => ({ method: 'POST', path: `/grids/${gridId}/posts`, body }),
    {
      changes: ['person', 'account', 'ticket'],
      onDone: ({ ended }) => {
        toast({ text: say('posts:election.done', { count: ended, day }) })
        void navigate('/posts/leaves', afterSaving)
      },
    },
  )
  // Beside the seat that it is about, as long as it is as it was sent.
  const refusedAt = /^\/changes\/(\d+)\//.exec(elect.error?.pointer ?? '')?.[1]
  const refusedSeat = refusedAt === undefined ? undefined : sent[Number(refusedAt)]
  const set = (postId: string, change: Change) => {
    if (postId === refusedSeat) elect.reset()
    setChanges({ ...changes, [postId]: change })
  }
  return (
    <form
      className="admin-rows"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setAsked(true)
        if (unfinished || changed.length === 0 || day === '') return
        setSent(changed.map(({ seat }) => seat.postId))
        elect.mutate({
          day,
          changes: changed.map(({ seat, change }) => ({
            postId: seat.postId,
            ...(change.as === 'next' && change.person !== undefined ? { personId: change.person.personId } : {}),
            ...(change.as === 'empty' && change.to !== undefined ? { handOverTo: change.to.personId } : {}),
          })),
        })
      }}
    >
      <Unsaved when={changed.length > 0} />
      {elect.error === null || refusedSeat !== undefined ? null : (
        <Banner kind="over">
          {elect.error.message} {elect.error.remedy}
        </Banner>
      )}
      <div className="team-filters">
        <Labelled label={t('posts:election.day')} hint={t('posts:election.dayHint')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="date"
              min={today}
              value={day}
              onChange={event => setDay(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <table className="admin-table admin-lines posts-election">
        <thead>
          <tr>
            <th scope="col">{t('posts:election.seat')}</th>
            <th scope="col">{t('posts:election.now')}</th>
            <th scope="col">{t('posts:election.then')}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map(seat => {
            const change = changes[seat.postId] ?? { as: 'stays' as const }
            const lacks = lacksWithout(seat)
            return (
              <tr key={seat.postId}>
                <th scope="row">
                  {kindName(seat.kind)} <span className="soft">{gridWords(grids, seat.gridId ?? '')}</span>
                </th>
                <td>{seat.personName ?? t('app:person.gone')}</td>
                <td>
                  <select
                    className="input"
                    aria-label={t('posts:election.thenOf', {
                      role: kindName(seat.kind),
                      name: seat.personName ?? '',
                    })}
                    value={change.as}
                    onChange={event => set(seat.postId, { as: event.target.value as Change['as'] })}
                  >
                    <option value="stays">{t('posts:election.stays')}</option>
                    <option value="next">{t('posts:election.next')}</option>
                    <option value="empty">{t('posts:election.empty')}</option>
                  </select>
                  {lacks.length === 0 ? null : (
                    <p className="posts-notice" role="status">
                      <Icon name="alert" />
                      {t('posts:election.lacks', {
                        place: gridWords(grids, seat.gridId ?? ''),
                        day,
                        needs: wordList(
                          language,
                          lacks.map(need => t(`posts:need.${need}`)),
                        ),
                      })}
                    </p>
                  )}
                  {change.as === 'stays' ? null : (
                    <PersonField
                      label={t(change.as === 'next' ? 'posts:election.who' : 'posts:election.to')}
                      value={change.as === 'next' ? change.person : change.to}
                      leaveOut={seat.personId}
                      fault={
                        asked && change.as === 'next' && change.person === undefined
                          ? t('posts:person.missing')
                          : seat.postId === refusedSeat
                            ? `${elect.error?.message ?? ''} ${elect.error?.remedy ?? ''}`
                            : undefined
                      }
                      choose={person =>
                        set(
                          seat.postId,
                          change.as === 'next'
                            ? { as: 'next', ...(person === undefined ? {} : { person }) }
                            : { as: 'empty', ...(person === undefined ? {} : { to: person }) },
                        )
                      }
                    />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <div className="admin-actions">
        <button
          type="submit"
          className="button button-primary"
          disabled={elect.isPending || changed.length === 0 || day === ''}
        >
          {t('posts:election.act', { count: changed.length })}
        </button>
      </div>
    </form>
  )
}
