import type { OpenMatters, PostEnded } from '@onegrid/domain/team/posts-contract.ts'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Static } from 'typebox'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { gridWords, type Person, type Post, useGridTree, useToday } from './team.ts'

/** Ends a post; what nobody would have is listed before, and goes to whom is named. */
export function EndPost({ post, person, close }: { post: Post; person: Person; close(): void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const today = useToday()
  const kindName = useKindName()
  const [lastDay, setLastDay] = useState(post.from > today ? post.from : today)
  const [next, setNext] = useState<Chosen>()
  const [takesPost, setTakesPost] = useState(false)
  const open = useGet<Static<typeof OpenMatters>>(
    ['person', 'openMatters'],
    `/people/${person.personId}/open-matters`,
    {
      postId: post.postId,
      lastDay,
    },
  )
  const role = kindName(post.kind)
  const end = useIntention<object, Static<typeof PostEnded>>(
    body => ({ method: 'POST', path: `/posts/${post.postId}/end`, body }),
    {
      changes: ['person', 'account', 'ticket'],
      onDone: ({ handoverId }) => {
        toast({ text: say('team:post.ended', { name: person.name ?? '', role, day: lastDay }) })
        close()
        if (handoverId !== undefined) void navigate(`/print/handovers/${handoverId}`)
      },
    },
  )
  const left = open.data === undefined ? 0 : open.data.matters.length + open.data.unitMatters.length
  const days = open.data?.days.length ?? 0
  return (
    <form
      className="admin-rows"
      onSubmit={event => {
        event.preventDefault()
        end.mutate({ lastDay, ...(next === undefined ? {} : { handOverTo: next.personId, takesPost }) })
      }}
    >
      <div className="team-ending">
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
      </div>
      {end.error?.remedy === undefined ? null : <p className="soft">{end.error.remedy}</p>}
      {left === 0 && days === 0 ? null : <LeftOpen open={open.data!} />}
      <div className="posts-next">
        <PersonField
          label={t(left === 0 && days === 0 ? 'posts:end.nextOptional' : 'posts:end.next')}
          value={next}
          leaveOut={person.personId}
          choose={setNext}
        />
        {next === undefined ? null : (
          <span className="check-line">
            <input
              id="end-takes"
              type="checkbox"
              checked={takesPost}
              onChange={event => setTakesPost(event.target.checked)}
            />
            <label htmlFor="end-takes">{t('posts:end.takesPost', { role })}</label>
          </span>
        )}
      </div>
      <div className="admin-actions">
        <button type="submit" className="button button-primary" disabled={end.isPending}>
          {t('team:post.endConfirm')}
        </button>
        <button type="button" className="button button-quiet" onClick={close}>
          {t('app:action.cancel')}
        </button>
      </div>
    </form>
  )
}

function LeftOpen({ open }: { open: Static<typeof OpenMatters> }) {
  const { t } = useWords()
  const grids = useGridTree()
  const all = [...open.matters, ...open.unitMatters]
  return (
    <div className="posts-open">
      <p>
        {t(open.days.length === 0 ? 'posts:end.open' : 'posts:end.openDays', {
          count: all.length,
          days: open.days.length,
        })}
      </p>
      <ul>
        {all.slice(0, 12).map(matter => (
          <li key={matter.number}>
            {matter.number} <span className="soft">{gridWords(grids, matter.gridId)}</span>
          </li>
        ))}
        {open.days.slice(0, 12).map(day => (
          <li key={day}>{t('posts:end.duty', { day })}</li>
        ))}
      </ul>
      {open.unitMatters.length === 0 ? null : <p className="soft">{t('posts:end.unit')}</p>}
    </div>
  )
}
