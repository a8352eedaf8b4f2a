import { useState } from 'react'
import { useKindName } from '../account/post-kinds.ts'
import { Banner } from '../ui/admin-page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { EndPost } from './end-post.tsx'
import { GivePost } from './give-post.tsx'
import { LeaveForm } from './leave-form.tsx'
import { MoveEnd } from './move-end.tsx'
import { placeName } from './posts-together.ts'
import { isOver, type Person, type Post, useGridTree, useToday } from './team.ts'
import './posts.css'

export function PersonPosts({ person }: { person: Person }) {
  const { t } = useWords()
  const today = useToday()
  const [giving, setGiving] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const held = person.posts.filter(post => !isOver(post, today))
  const over = person.posts.filter(post => isOver(post, today))
  return (
    <section className="admin-rows">
      <header className="team-part">
        <h2>{t('team:post.title')}</h2>
        <span className="admin-actions no-print">
          {held.length === 0 ? null : (
            <button type="button" className="button" onClick={() => setLeaving(true)}>
              {t('posts:leave.make')}
            </button>
          )}
          <button type="button" className="button" onClick={() => setGiving(true)}>
            {t('team:post.give')}
          </button>
        </span>
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
      {leaving ? (
        <LeaveForm
          person={{ personId: person.personId, name: person.name ?? t('app:person.gone') }}
          close={() => setLeaving(false)}
        />
      ) : null}
    </section>
  )
}

function Posts({ posts, person, over = false }: { posts: readonly Post[]; person: Person; over?: boolean }) {
  const { t } = useWords()
  return (
    <table className="admin-table admin-lines">
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
  const grids = useGridTree()
  const kindName = useKindName()
  const [open, setOpen] = useState<'end' | 'move'>()
  const turn = (wanted: 'end' | 'move') => setOpen(open === wanted ? undefined : wanted)
  const role = kindName(post.kind)
  return (
    <>
      <tr>
        <th scope="row">
          {role}
          {post.actingFor === undefined ? null : (
            <span className="tag posts-acting">
              {t('posts:acting', { name: post.actingForName ?? t('app:person.gone') })}
            </span>
          )}
        </th>
        <td className="admin-line">{placeName(grids, post) ?? t('team:post.wholeTown')}</td>
        <td data-label={t('team:post.from')}>{post.from}</td>
        <td data-label={t('team:post.until')}>{post.until ?? <span className="faint">{t('team:post.open')}</span>}</td>
        {over ? null : (
          <td className="team-end admin-line no-print">
            {post.until === undefined || post.actingFor !== undefined ? null : (
              <button
                type="button"
                className="button button-small"
                aria-expanded={open === 'move'}
                aria-label={t('posts:moveEnd.named', { role })}
                onClick={() => turn('move')}
              >
                {t('posts:moveEnd.open')}
              </button>
            )}
            {/* A substitute's post ends with the leave. */}
            <button
              type="button"
              className="button button-small"
              hidden={post.actingFor !== undefined}
              aria-expanded={open === 'end'}
              aria-label={t('team:post.endNamed', { role })}
              onClick={() => turn('end')}
            >
              {t('team:post.end')}
            </button>
          </td>
        )}
      </tr>
      {open === undefined ? null : (
        <tr>
          <td colSpan={5} className="admin-line">
            {open === 'end' ? (
              <EndPost post={post} person={person} close={() => setOpen(undefined)} />
            ) : (
              <MoveEnd post={post} person={person} close={() => setOpen(undefined)} />
            )}
          </td>
        </tr>
      )}
    </>
  )
}
