import type { CommentBody, commentsShape } from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { useState } from 'react'
import type { Static } from 'typebox'
import { useIntention } from '../../api/intention.ts'
import { usePages } from '../../api/queries.ts'
import { Banner, Labelled } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'

type Comment = Static<typeof commentsShape>['items'][number]

/** What people of the team said about the plan, in their order; about the chosen grid when one is chosen. */
export function Comments({
  planId,
  division,
  chosen,
  choose,
  hint,
}: {
  planId: string
  division: Division
  chosen: string | undefined
  choose(key: string): void
  /** How a grid is chosen on this page, where it is not plain. */
  hint: string | undefined
}) {
  const { t } = useWords()
  const comments = usePages<Comment>(['grid', 'comments', planId], `/plans/${planId}/comments`)
  const [words, setWords] = useState('')
  const names = new Map(division.grids.map(grid => [grid.key, grid.name]))
  const about = chosen === undefined ? undefined : names.get(chosen)
  const say = useIntention<CommentBody, unknown>(
    body => ({ method: 'POST', path: `/plans/${planId}/comments`, body }),
    {
      changes: ['grid'],
      onDone: () => setWords(''),
    },
  )
  return (
    <div className="plan-comments">
      {comments.problem !== null ? (
        <ErrorState problem={comments.problem} retry={() => void comments.reload()} />
      ) : comments.pending ? (
        <Skeleton rows={3} />
      ) : comments.items.length === 0 ? (
        <p className="soft">{t('plan:comments.none')}</p>
      ) : (
        <ol>
          {comments.items.map(comment => (
            <li key={comment.commentId}>
              <p className="soft">
                <strong>{comment.personName ?? t('plan:comments.somebody')}</strong> <Moment at={comment.at} />
              </p>
              {comment.gridKey === undefined ? null : names.has(comment.gridKey) ? (
                <button type="button" className="plan-about" onClick={() => choose(comment.gridKey ?? '')}>
                  {names.get(comment.gridKey)}
                </button>
              ) : (
                <span className="soft">{t('plan:comments.goneGrid')}</span>
              )}
              <p className="plan-words">{comment.words ?? t('plan:comments.erased')}</p>
            </li>
          ))}
        </ol>
      )}
      {comments.hasMore ? (
        <button type="button" className="button button-small" onClick={comments.loadMore}>
          {t('plan:comments.more')}
        </button>
      ) : null}
      <form
        onSubmit={event => {
          event.preventDefault()
          say.mutate({
            words: words.trim(),
            ...(about === undefined || chosen === undefined ? {} : { gridKey: chosen }),
          })
        }}
      >
        {say.error === null ? null : <Banner kind="over">{say.error.message}</Banner>}
        <Labelled
          label={about === undefined ? t('plan:comments.onPlan') : t('plan:comments.onGrid', { name: about })}
          hint={about === undefined ? hint : undefined}
        >
          {ties => (
            <textarea
              {...ties}
              className="input"
              rows={3}
              maxLength={2000}
              value={words}
              onChange={event => setWords(event.target.value)}
            />
          )}
        </Labelled>
        <button type="submit" className="button button-small" disabled={words.trim() === '' || say.isPending}>
          {t('plan:comments.say')}
        </button>
      </form>
    </div>
  )
}
