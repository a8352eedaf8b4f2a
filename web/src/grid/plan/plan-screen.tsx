import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useMe } from '../../account/me.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { findDraft } from './draft-store.ts'
import { usePlan } from './plan.ts'
import { PlanEditor } from './plan-editor.tsx'
import './plan.css'

/** A plan and what this browser kept of it; both must be there before anything is shown as unchanged. */
export function PlanScreen() {
  const { planId = '' } = useParams()
  const { personId } = useMe()
  const plan = usePlan(planId)
  const draft = useQuery({
    queryKey: ['draft', personId, planId],
    queryFn: async () => (await findDraft(personId, planId)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnMount: 'always',
  })
  if (plan.error !== null && plan.data === undefined)
    return <ErrorState problem={plan.error} retry={() => void plan.refetch()} />
  if (plan.data === undefined || draft.data === undefined || draft.isFetching) return <Skeleton kind="page" />
  if (plan.data.planId !== planId) return <Skeleton kind="page" />
  return <PlanEditor key={planId} plan={plan.data} draft={draft.data ?? undefined} />
}
