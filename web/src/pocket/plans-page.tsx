import type { PlanSummaryWire } from '@onegrid/domain/grid/division/contract.ts'
import { useNavigate } from 'react-router'
import { dayWords, usePlans } from '../grid/plan/plan.ts'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Page, Row } from './page.tsx'

/** Divisions to come: what is laid out for comment, and what is decided and waits for its day. */
export function PlansPage() {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const plans = usePlans()
  const shown = plans.items.filter(isToCome)
  return (
    <Page title={t('pocket:plans.title')} back refresh={plans.reload}>
      {plans.problem !== null && plans.items.length === 0 ? (
        <ErrorState problem={plans.problem} retry={() => void plans.reload()} />
      ) : plans.pending ? (
        <Skeleton />
      ) : shown.length === 0 ? (
        <EmptyState icon="map" title={t('pocket:plans.none')} text={t('pocket:plans.noneText')} />
      ) : (
        shown.map(plan => (
          <Row
            key={plan.planId}
            title={plan.name}
            text={
              plan.effectiveOn === undefined
                ? t('pocket:plans.asks', { count: plan.comments })
                : t('pocket:plans.from', { day: dayWords(plan.effectiveOn, language) })
            }
            onClick={() => void navigate(`/plans/${plan.planId}`)}
          />
        ))
      )}
    </Page>
  )
}

function isToCome({ state, laidOutAt }: PlanSummaryWire): boolean {
  return state === 'adopted' || (state === 'draft' && laidOutAt !== undefined)
}
