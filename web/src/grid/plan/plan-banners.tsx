import type { NewPlanBody, PlanChangeBody, PlanStandWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import { Link, useNavigate } from 'react-router'
import { newCommandId, send } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { Banner } from '../../ui/admin-page.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { dayBefore, dayWords, useMayManagePlans } from './plan.ts'
import type { Editing } from './use-editing.ts'

/** What must be known before going on: others saved, the town changed, a draft was found again, saving failed. */
export function PlanBanners({ plan, editing, mayEdit }: { plan: PlanWire; editing: Editing; mayEdit: boolean }) {
  const { t, language } = useWords()
  const { save, stale, restored, dirty } = editing
  const staleNow = stale || save.error?.status === 412
  return (
    <div className="plan-banners">
      {plan.state === 'adopted' && plan.effectiveOn !== undefined ? (
        <Banner>{t('plan:adopted', { day: dayWords(plan.effectiveOn, language) })}</Banner>
      ) : null}
      {plan.state === 'in_force' && plan.effectiveOn !== undefined ? (
        <InForce plan={plan} effectiveOn={plan.effectiveOn} />
      ) : null}
      {mayEdit && staleNow ? (
        <StaleBanner plan={plan} editing={editing} />
      ) : save.error !== null ? (
        <Banner kind="over">{save.error.message}</Banner>
      ) : null}
      {mayEdit && restored && dirty && !staleNow ? (
        <Banner
          actions={
            <button type="button" className="button" onClick={editing.discard}>
              {t('plan:restored.discard')}
            </button>
          }
        >
          {t('plan:restored.text')}
        </Banner>
      ) : null}
      {plan.behind === undefined ? null : <Behind plan={plan} behind={plan.behind} dirty={dirty} mayEdit={mayEdit} />}
    </div>
  )
}

/** The town went on while this was drawn: what is another one now, and the way out. Nothing is adopted from here. */
function Behind({
  plan,
  behind,
  dirty,
  mayEdit,
}: {
  plan: PlanWire
  behind: NonNullable<PlanWire['behind']>
  dirty: boolean
  mayEdit: boolean
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const rebase = useIntention<undefined, PlanStandWire>(
    () => ({ method: 'POST', path: `/plans/${plan.planId}/rebase`, version: `"${plan.version}"`, body: {} }),
    { changes: ['grid'], onDone: () => toast({ text: t('plan:outdated.done') }) },
  )
  const anew = useIntention<NewPlanBody, PlanStandWire>(body => ({ method: 'POST', path: '/plans', body }), {
    changes: ['grid'],
    onDone: ({ planId }) => void navigate(`/plans/${planId}`),
  })
  const problem = rebase.error ?? anew.error
  const names = (some: readonly string[]) =>
    some.slice(0, 5).join(t('plan:outdated.and')) +
    (some.length > 5 ? t('plan:outdated.more', { count: some.length }) : '')
  const name = t('plan:outdated.anewName', { name: plan.name }).slice(0, 60)
  return (
    <Banner
      kind="due"
      actions={
        mayEdit ? (
          <>
            {behind.rebase ? (
              <button
                type="button"
                className="button button-primary"
                disabled={dirty || rebase.isPending}
                aria-describedby={dirty ? 'plan-behind' : undefined}
                onClick={() => rebase.mutate(undefined)}
              >
                {t('plan:outdated.rebase')}
              </button>
            ) : (
              <Link className="button" to={`/plans/${plan.planId}/compare`}>
                {t('plan:outdated.compare')}
              </Link>
            )}
            <button
              type="button"
              className="button"
              disabled={anew.isPending}
              onClick={() => anew.mutate({ name, origin: 'today' })}
            >
              {t('plan:outdated.anew')}
            </button>
          </>
        ) : null
      }
    >
      <span id="plan-behind">
        {t('plan:outdated.text')}
        {behind.changed.length === 0 ? '' : ` ${t('plan:outdated.changed', { names: names(behind.changed) })}`}
        {behind.ended.length === 0 ? '' : ` ${t('plan:outdated.ended', { names: names(behind.ended) })}`}{' '}
        {!mayEdit
          ? ''
          : dirty
            ? t('plan:outdated.saveFirst')
            : t(behind.rebase ? 'plan:outdated.clean' : 'plan:outdated.both')}
        {problem == null ? '' : ` ${problem.message} ${problem.remedy ?? ''}`}
      </span>
    </Banner>
  )
}

/** What is in force cannot be unmade, matters were moved: the way back is a plan of the day before, compared and adopted. */
function InForce({ plan, effectiveOn }: { plan: PlanWire; effectiveOn: string }) {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const mayManage = useMayManagePlans()
  const onDay = dayBefore(effectiveOn)
  const back = useIntention<NewPlanBody, PlanStandWire>(body => ({ method: 'POST', path: '/plans', body }), {
    changes: ['grid'],
    onDone: ({ planId }) => void navigate(`/plans/${planId}/compare`),
  })
  const name = t('plan:inForce.backName', { name: plan.name }).slice(0, 60)
  return (
    <Banner
      kind={back.error === null ? 'info' : 'over'}
      actions={
        mayManage ? (
          <button
            type="button"
            className="button"
            disabled={back.isPending}
            onClick={() => back.mutate({ name, origin: 'today', onDay })}
          >
            {t('plan:inForce.back')}
          </button>
        ) : null
      }
    >
      {back.error === null
        ? t('plan:inForce.text', { day: dayWords(effectiveOn, language) })
        : `${back.error.message} ${back.error.remedy ?? ''}`}
    </Banner>
  )
}

/** Nothing of either side is lost: keep one's own as a plan of its own, put it over theirs, or take theirs (undo brings back). */
function StaleBanner({ plan, editing }: { plan: PlanWire; editing: Editing }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const copy = useIntention<NewPlanBody, PlanStandWire>(body => ({ method: 'POST', path: '/plans', body }), {
    onDone: stand => {
      const body: PlanChangeBody = { division: editing.division as NonNullable<PlanChangeBody['division']> }
      send({
        method: 'PUT',
        path: `/plans/${stand.planId}`,
        commandId: newCommandId(),
        version: `"${stand.version}"`,
        body,
      })
        .then(() => {
          editing.discard()
          void navigate(`/plans/${stand.planId}`)
        })
        .catch((problem: unknown) =>
          toast({ text: problem instanceof Error ? problem.message : t('app:error.title'), kind: 'failed' }),
        )
    },
  })
  return (
    <Banner
      kind="over"
      actions={
        <>
          <button
            type="button"
            className="button"
            disabled={copy.isPending}
            onClick={() =>
              copy.mutate({
                name: t('plan:stale.copyName', { name: plan.name }).slice(0, 60),
                origin: 'copy',
                copyOf: plan.planId,
              })
            }
          >
            {t('plan:stale.copy')}
          </button>
          <button type="button" className="button" onClick={editing.takeTheirs}>
            {t('plan:stale.theirs')}
          </button>
          <button type="button" className="button" onClick={editing.saveOver}>
            {t('plan:stale.over')}
          </button>
        </>
      }
    >
      {copy.error === null ? t('plan:stale.text') : copy.error.message}
    </Banner>
  )
}
