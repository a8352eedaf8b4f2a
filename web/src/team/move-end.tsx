import type { PostEndMoved } from '@onegrid/domain/team/posts-contract.ts'
import { useState } from 'react'
import type { Static } from 'typebox'
import { useKindName } from '../account/post-kinds.ts'
import { useIntention } from '../api/intention.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { toast } from '../ui/toast.tsx'
import { say, useWords } from '../words/words.ts'
import { type Person, type Post, useToday } from './team.ts'

/** An end that was set and has not come: another day, or none after all. */
export function MoveEnd({ post, person, close }: { post: Post; person: Person; close(): void }) {
  const { t } = useWords()
  const today = useToday()
  const role = useKindName()(post.kind)
  const name = person.name ?? t('app:person.gone')
  const [lastDay, setLastDay] = useState(post.until ?? today)
  const move = useIntention<{ readonly lastDay?: string }, Static<typeof PostEndMoved>>(
    body => ({ method: 'POST', path: `/posts/${post.postId}/move-end`, body }),
    {
      changes: ['person', 'account', 'ticket'],
      onDone: ({ lastDay: until }) => {
        toast({
          text:
            until === undefined
              ? say('posts:moveEnd.takenBack', { name, role })
              : say('team:post.ended', { name, role, day: until }),
        })
        close()
      },
    },
  )
  return (
    <form
      className="admin-rows"
      onSubmit={event => {
        event.preventDefault()
        if (lastDay !== post.until) move.mutate({ lastDay })
      }}
    >
      <div className="team-ending">
        <Labelled label={t('team:post.lastDay')} hint={t('posts:moveEnd.hint')} fault={move.error?.message}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="date"
              required
              value={lastDay}
              min={post.from > today ? post.from : today}
              onChange={event => setLastDay(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      {move.error?.remedy === undefined ? null : <p className="soft">{move.error.remedy}</p>}
      <div className="admin-actions">
        <button
          type="submit"
          className="button button-primary"
          disabled={move.isPending || lastDay === '' || lastDay === post.until}
        >
          {t('posts:moveEnd.save')}
        </button>
        <button type="button" className="button" disabled={move.isPending} onClick={() => move.mutate({})}>
          {t('posts:moveEnd.takeBack')}
        </button>
        <button type="button" className="button button-quiet" onClick={close}>
          {t('app:action.cancel')}
        </button>
      </div>
    </form>
  )
}
