import { useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { GivePost } from './give-post.tsx'
import { isOver, type Person, type Post, placeName, useGridTree, useKindName, useToday } from './team.ts'

export function PersonPosts({ person }: { person: Person }) {
  const { t } = useWords()
  const today = useToday()
  const [giving, setGiving] = useState(false)
  const held = person.posts.filter(post => !isOver(post, today))
  const over = person.posts.filter(post => isOver(post, today))
  return (
    <section className="admin-rows">
      <header className="team-part">
        <h2>{t('team:post.title')}</h2>
        <button type="button" className="button no-print" onClick={() => setGiving(true)}>
          {t('team:post.give')}
        </button>
      </header>
      {held.some(post => post.role === 'town_administrator') ? <Banner>{t('team:post.administrators')}</Banner> : null}
      {held.length === 0 ? (
        <EmptyState icon="person" title={t('team:person.noPost')} text={t('team:post.noneText')} />
      ) : (
        <Posts posts={held} person={person} />
      )}
      {over.length === 0 ? null : (
        <>
          <h3>{t('team:post.earlier')}</h3>
          <Posts posts={over} person={person} over />
        </>
      )}
      {giving ? <GivePost person={person} close={() => setGiving(false)} /> : null}
    </section>
  )
}

function Posts({ posts, person, over = false }: { posts: readonly Post[]; person: Person; over?: boolean }) {
  const { t } = useWords()
  return (
    <table className="admin-table">
      <thead>
        <tr>
          <th scope="col">{t('team:post.role')}</th>
          <th scope="col">{t('team:post.where')}</th>
          <th scope="col">{t('team:post.from')}</th>
          <th scope="col">{t('team:post.until')}</th>
          {over ? null : (
            <th scope="col">
              <span className="unseen">{t('team:post.end')}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {posts.map(post => (
          <PostRow key={post.postId} post={post} person={person} over={over} />
        ))}
      </tbody>
    </table>
  )
}

function PostRow({ post, person, over }: { post: Post; person: Person; over: boolean }) {
  const { t } = useWords()
  const today = useToday()
  const grids = useGridTree()
  const kindName = useKindName()
  const [ending, setEnding] = useState(false)
  const [lastDay, setLastDay] = useState(today)
  const role = kindName(post.kind)
  const end = useIntention<string, unknown>(
    day => ({ method: 'POST', path: `/posts/${post.postId}/end`, body: { lastDay: day } }),
    {
      changes: ['person', 'account'],
      onDone: () => {
        setEnding(false)
        toast({ text: say('team:post.ended', { name: person.name ?? '', role, day: lastDay }) })
      },
    },
  )
  return (
    <>
      <tr>
        <th scope="row">{role}</th>
        <td>{placeName(grids, post) ?? t('team:post.wholeTown')}</td>
        <td>{post.from}</td>
        <td>{post.until ?? <span className="faint">{t('team:post.open')}</span>}</td>
        {over ? null : (
          <td className="team-end no-print">
            <button
              type="button"
              className="button button-small"
              aria-expanded={ending}
              aria-label={t('team:post.endNamed', { role })}
              onClick={() => setEnding(!ending)}
            >
              {t('team:post.end')}
            </button>
          </td>
        )}
      </tr>
      {ending ? (
        <tr>
          <td colSpan={5}>
            <form
              className="team-ending"
              onSubmit={event => {
                event.preventDefault()
                end.mutate(lastDay)
              }}
            >
              <Labelled label={t('team:post.lastDay')} hint={t('team:post.endHint')} fault={end.error?.message}>
                {ties => (
                  <input
                    {...ties}
                    className="input"
                    type="date"
                    required
                    value={lastDay}
                    min={post.from}
                    max={post.until}
                    onChange={event => setLastDay(event.target.value)}
                  />
                )}
              </Labelled>
              {end.error?.remedy === undefined ? null : <p className="soft">{end.error.remedy}</p>}
              <div className="admin-actions">
                <button type="submit" className="button button-primary" disabled={end.isPending}>
                  {t('team:post.endConfirm')}
                </button>
                <button type="button" className="button button-quiet" onClick={() => setEnding(false)}>
                  {t('app:action.cancel')}
                </button>
              </div>
            </form>
          </td>
        </tr>
      ) : null}
    </>
  )
}
