import type { GridTreeWire } from '@onegrid/domain/grid/contract.ts'
import type { PlanStandWire, PlanSummaryWire } from '@onegrid/domain/grid/division/contract.ts'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { useGet } from '../../api/queries.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Pager } from '../../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useWords } from '../../words/words.ts'
import { DayGrids } from './day-grids.tsx'
import { NewPlan } from './new-plan.tsx'
import { dayWords, useMayManagePlans, usePlans } from './plan.ts'
import './plan.css'

/** The plans on the left, the grids in force on a chosen day on the right. */
export function PlansScreen() {
  const { t } = useWords()
  const mayManage = useMayManagePlans()
  const [query, setQuery] = useSearchParams()
  const copyOf = query.get('copy') ?? undefined
  const [adding, setAdding] = useState(false)
  const plans = usePlans()
  const close = () => {
    setAdding(false)
    if (copyOf !== undefined) setQuery({}, { replace: true })
  }
  return (
    <AdminPage
      title={t('plan:title')}
      about={t('plan:about')}
      actions={
        mayManage ? (
          <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
            {t('plan:new.open')}
          </button>
        ) : null
      }
    >
      <div className="plans">
        <section className="plans-list" aria-label={t('plan:list.plans')}>
          {plans.problem !== null ? (
            <ErrorState problem={plans.problem} retry={() => void plans.reload()} />
          ) : plans.pending ? (
            <Skeleton rows={4} />
          ) : plans.items.length === 0 ? (
            <NoPlans mayManage={mayManage} begin={() => setAdding(true)} />
          ) : (
            <>
              <ul>
                {plans.items.map(plan => (
                  <PlanLine key={plan.planId} plan={plan} mayManage={mayManage} />
                ))}
              </ul>
              <Pager
                shown={plans.items.length}
                hasMore={plans.hasMore}
                loadingMore={plans.loadingMore}
                loadMore={plans.loadMore}
              />
            </>
          )}
        </section>
        <DayGrids />
      </div>
      {adding || copyOf !== undefined ? (
        <NewPlan plans={plans.items} close={close} {...(copyOf === undefined ? {} : { copyOf })} />
      ) : null}
    </AdminPage>
  )
}

/** How to begin: three ways, in the order in which a town has the material. */
function NoPlans({ mayManage, begin }: { mayManage: boolean; begin(): void }) {
  const { t } = useWords()
  const tree = useGet<GridTreeWire>(['grid', 'tree'], '/grids')
  // Without villages the first step is another page; the head of this one begins an empty plan.
  if (mayManage && tree.data?.items.length === 1)
    return (
      <EmptyState
        icon="map"
        title={t('app:noGrids.village')}
        text={t('plan:empty.beginText')}
        action={
          <Link className="button" to="/grid-import">
            {t('app:noGrids.villageBegin')}
          </Link>
        }
      />
    )
  return (
    <EmptyState
      icon="map"
      title={t('plan:empty.title')}
      text={t(mayManage ? 'plan:empty.text' : 'plan:empty.looking')}
      action={
        mayManage ? (
          <button type="button" className="button" onClick={begin}>
            {t('plan:new.open')}
          </button>
        ) : undefined
      }
    />
  )
}

function PlanLine({ plan, mayManage }: { plan: PlanSummaryWire; mayManage: boolean }) {
  const { t, language } = useWords()
  const [asking, setAsking] = useState(false)
  const withdraw = useIntention<undefined, PlanStandWire>(
    () => ({ method: 'POST', path: `/plans/${plan.planId}/withdraw`, body: {} }),
    { changes: ['grid'], onDone: () => toast({ text: t('plan:withdraw.done', { name: plan.name }) }) },
  )
  const open = plan.state === 'draft' || plan.state === 'adopted'
  return (
    <li className="plans-line" data-over={!open || undefined}>
      <div className="plans-head">
        <Link to={`/plans/${plan.planId}`} className="plans-name">
          {plan.name}
        </Link>
        <span className="tag">{t(`plan:state.${plan.state}`)}</span>
        {plan.state === 'draft' && plan.laidOutAt !== undefined ? (
          <span className="tag">{t('plan:layOut.tag')}</span>
        ) : null}
        {plan.moving ? <span className="tag">{t('plan:moving')}</span> : null}
      </div>
      <p className="soft">
        {t('plan:list.counts', { medium: plan.counts.medium, small: plan.counts.small })}
        {plan.counts.undrawn === 0 ? null : ` · ${t('plan:list.undrawn', { count: plan.counts.undrawn })}`}
        {plan.comments === 0 ? null : ` · ${t('plan:list.comments', { count: plan.comments })}`}
      </p>
      <p className="soft">
        {plan.effectiveOn === undefined
          ? null
          : `${t('plan:list.from', { day: dayWords(plan.effectiveOn, language) })} · `}
        {plan.createdBy?.name === undefined ? null : `${plan.createdBy.name} · `}
        <Moment at={plan.changedAt} />
      </p>
      {withdraw.error === null ? null : (
        <Banner kind="over">
          {withdraw.error.message} {withdraw.error.remedy}
        </Banner>
      )}
      <div className="plan-acts">
        <Link className="button button-small" to={`/plans/${plan.planId}`}>
          {t(mayManage && plan.state === 'draft' ? 'plan:list.edit' : 'plan:list.look')}
        </Link>
        <Link className="button button-small" to={`/plans/${plan.planId}/compare`}>
          {t('plan:compare.open')}
        </Link>
        {mayManage ? (
          <Link className="button button-small" to={`/plans?copy=${plan.planId}`}>
            {t('plan:copy')}
          </Link>
        ) : null}
        {mayManage && open ? (
          asking ? (
            <>
              <button
                type="button"
                className="button button-small"
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate(undefined)}
              >
                {t('plan:withdraw.sure')}
              </button>
              <button type="button" className="button button-small button-quiet" onClick={() => setAsking(false)}>
                {t('app:action.cancel')}
              </button>
            </>
          ) : (
            <button type="button" className="button button-small button-quiet" onClick={() => setAsking(true)}>
              {t('plan:withdraw.open')}
            </button>
          )
        ) : null}
      </div>
    </li>
  )
}
