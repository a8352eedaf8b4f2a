import type { OpenMatters, PostEnded } from '@onegrid/domain/team/posts-contract.ts'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Static } from 'typebox'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { Banner, Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import { placeName } from './posts-together.ts'
import { daysAfter, gridWords, type Person, type Post, useGridTree, useToday, wordList } from './team.ts'

/** Ends a post; what nobody would have is listed before, and goes to whom is named. */
export function EndPost({ post, person, close }: { post: Post; person: Person; close(): void }) {
  const { t, language } = useWords()
  const grids = useGridTree()
  const navigate = useNavigate()
  const today = useToday()
  const kindName = useKindName()
  const [lastDay, setLastDay] = useState(post.from > today ? post.from : today)
  const [next, setNext] = useState<Chosen>()
  // Unless somebody says otherwise, whoever is named for a seat that nobody else holds takes the seat too.
  const [saidTakes, setTakesPost] = useState<boolean>()
  const open = useGet<Static<typeof OpenMatters>>(
    ['person', 'openMatters'],
    `/people/${person.personId}/open-matters`,
    {
      postId: post.postId,
      lastDay,
    },
  )
  const role = kindName(post.kind)
  const left = open.data === undefined ? 0 : open.data.matters.length + open.data.unitMatters.length
  const days = open.data?.days.length ?? 0
  const lacks = open.data?.lacks ?? []
  const takesPost = saidTakes ?? lacks.length > 0
  const end = useIntention<object, Static<typeof PostEnded>>(
    body => ({ method: 'POST', path: `/posts/${post.postId}/end`, body }),
    {
      changes: ['person', 'account', 'ticket'],
      onDone: ({ handoverId }) => {
        toast({ text: say('team:post.ended', { name: person.name ?? '', role, day: lastDay }) })
        close()
        // A list to sign where there is something to sign for.
        if (handoverId !== undefined && (left > 0 || days > 0)) void navigate(`/print/handovers/${handoverId}`)
      },
    },
  )
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
      {lacks.length === 0 || (next !== undefined && takesPost) ? null : (
        <Banner kind="due">
          {t('posts:end.lacks', {
            place: placeName(grids, post) ?? t('team:post.wholeTown'),
            day: daysAfter(lastDay, 1),
            needs: wordList(
              language,
              lacks.map(need => t(`posts:need.${need}`)),
            ),
          })}
        </Banner>
      )}
      <div className="posts-next">
        <PersonField
          label={t(
            left > 0 || days > 0
              ? 'posts:end.next'
              : lacks.length > 0
                ? 'posts:end.successor'
                : 'posts:end.nextOptional',
          )}
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
