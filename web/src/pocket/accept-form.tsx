import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMe } from '../account/me.ts'
import { useIntention } from '../api/intention.ts'
import type { ApiProblem } from '../api/problem.ts'
import { durationOf } from '../ticket/event-sentence.ts'
import { pageKey, useAct, useCandidates, useCatalogue, verbCommand } from '../ticket/use-ticket.ts'
import { bodyOf, startValues } from '../ticket/verb-form.ts'
import { useWords } from '../words/words.ts'
import { ActingLine } from './acting-line.tsx'
import { CategoryField } from './category-field.tsx'
import { Choices } from './choices.tsx'
import { useDraft } from './draft.ts'
import { Duplicates } from './duplicates.tsx'
import { FormFault, MatterBrief, RestoredLine } from './form-parts.tsx'
import { HolderField, type HolderValue } from './holder-field.tsx'
import { Page, useBack } from './page.tsx'
import { actsForLeader } from './posts.ts'
import { send } from './send.ts'

/**
 * 研判、受理、派单 in one go: what it is, how urgent, who takes it. Two commands, because accepting stands even where the
 * dispatch is refused; the page then goes on with the dispatch alone.
 */
export function AcceptForm({ page }: { page: TicketPage }) {
  const { t, language } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { number, place } = page.ticket
  const goBack = useBack(`/ticket/${number}`)
  const { data: catalogue } = useCatalogue()
  const candidates = useCandidates(number).data?.items ?? []
  const { values, change, forget, restored } = useDraft<Record<string, unknown>>(`${number}.acceptTicket`, {
    ...startValues('acceptTicket', page),
  })
  const [fault, setFault] = useState<ApiProblem>()
  const subcategory = catalogue?.subcategories.find(each => each.code === values['subcategory'])
  const conditions = (subcategory?.conditions ?? []).filter(each => !each.retired)
  const condition =
    conditions.find(each => each.code === values['condition']) ??
    conditions.find(each => each.urgency === values['urgency']) ??
    conditions[0]
  const to = values['to'] as HolderValue | undefined
  const holder = candidates.find(each => each.id === (to?.kind === 'unit' ? to.unitId : to?.personId))

  // The first of the two writes without a notice of its own: what counts is said once, at the end.
  const accept = useIntention<Record<string, unknown>, TicketPage>(
    body => verbCommand(number, 'acceptTicket', body),
    {},
    send,
  )
  const act = useAct(
    number,
    {
      onDone: () => {
        forget()
        goBack()
      },
    },
    send,
  )
  const busy = accept.isPending || act.isPending
  const body = () => bodyOf('acceptTicket', values, page)
  const acceptOnly = () => {
    setFault(undefined)
    act.mutate({ verb: 'acceptTicket', body: body() }, { onError: setFault })
  }
  const acceptAndDispatch = async () => {
    setFault(undefined)
    try {
      const accepted = await accept.mutateAsync(body())
      try {
        await act.mutateAsync({ verb: 'dispatchTicket', body: { to } })
      } catch (problem) {
        // It is accepted all the same: go on with the dispatch, where the refusal and its remedy are shown.
        queries.setQueryData(pageKey(number), accepted)
        await queries.invalidateQueries({ queryKey: ['ticket'] })
        forget()
        void navigate(`/ticket/${number}/dispatch`, {
          replace: true,
          state: { fault: (problem as ApiProblem).message },
        })
      }
    } catch (problem) {
      setFault(problem as ApiProblem)
    }
  }
  const ready = subcategory !== undefined
  return (
    <Page
      title={t('ticket:action.assessTicket')}
      back
      foot={
        ready && to !== undefined ? (
          <button
            type="button"
            className="button button-primary button-large"
            disabled={busy}
            onClick={() => void acceptAndDispatch()}
          >
            {t('pocket:accept.dispatchTo', { name: holder?.name ?? '' })}
          </button>
        ) : ready ? (
          <button type="button" className="button button-large" disabled={busy} onClick={acceptOnly}>
            {t('pocket:accept.only')}
          </button>
        ) : (
          <Link className="button button-large" to={`/ticket/${number}/more`} replace>
            {t('pocket:accept.other')}
          </Link>
        )
      }
    >
      {actsForLeader(me, place) ? <ActingLine posts={me.posts.filter(post => post.gridId === place.medium)} /> : null}
      <MatterBrief page={page} />
      <div className="fields form">
        <RestoredLine shown={restored} />
        <CategoryField
          value={values['subcategory'] as string | undefined}
          onChange={code => change({ subcategory: code, condition: undefined })}
        />
        <Duplicates page={page} />
        {!ready ? null : (
          <>
            <Choices
              name="urgency"
              label={t('ticket:field.urgency')}
              row
              value={values['urgency'] as string | undefined}
              choices={['ordinary', 'urgent', 'danger'].map(each => ({
                value: each,
                title: t(`ticket:choice.urgency.${each}`),
              }))}
              onChange={urgency => change({ urgency, condition: undefined })}
            />
            {conditions.length < 2 ? (
              <p className="soft">{t('pocket:accept.limit', { limit: durationOf(condition?.limit, { say: t }) })}</p>
            ) : (
              <Choices
                name="condition"
                label={t('ticket:field.condition')}
                value={condition?.code}
                choices={conditions.map(each => ({
                  value: each.code,
                  title: each.name[language],
                  end: durationOf(each.limit, { say: t }),
                }))}
                onChange={code => change({ condition: code })}
              />
            )}
            <HolderField
              number={number}
              label={t('ticket:field.to')}
              value={to}
              onChange={next => change({ to: next })}
            />
          </>
        )}
        {fault === undefined ? null : <FormFault problem={fault} />}
      </div>
    </Page>
  )
}
