import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type {
  BarriersWire,
  HouseholdsWire,
  ProposalHead,
  ProposalWire,
  WishesBody,
} from '@onegrid/domain/grid/propose/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useGet, usePages } from '../../api/queries.ts'

/** Milliseconds between two looks at how far it is. */
const lookAgain = 600

export function useProposal(proposalId: string | undefined) {
  return useQuery<ProposalWire, ApiProblem>({
    queryKey: ['proposal', 'one', proposalId],
    queryFn: ({ signal }) => get<ProposalWire>(`/proposals/${proposalId}`, {}, signal),
    enabled: proposalId !== undefined,
    refetchInterval: query => (query.state.data?.state === 'running' ? lookAgain : false),
  })
}

export const useProposals = () => usePages<ProposalHead>(['proposal', 'list'], '/proposals', {}, 12)
export const useHouseholds = () => useGet<HouseholdsWire>(['proposal', 'households'], '/households')
export const useBarriers = () => useGet<BarriersWire>(['proposal', 'barriers'], '/barriers')
export const useVillages = () => useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines', { level: 'medium' })

/** What the form holds; a number that is being typed may be empty. */
export type Draft = {
  readonly villageIds: readonly string[]
  readonly by: 'householdsEach' | 'count'
  readonly number: string
  readonly weights: WishesBody['weights']
  readonly seed: number
}

export function draftOf(wishes: WishesBody): Draft {
  return {
    villageIds: wishes.villageIds,
    by: wishes.count === undefined ? 'householdsEach' : 'count',
    number: String(wishes.count ?? wishes.householdsEach ?? ''),
    weights: wishes.weights,
    seed: wishes.seed ?? 1,
  }
}

export function bodyOf({ villageIds, by, number, weights, seed }: Draft): WishesBody | undefined {
  const wished = Number(number)
  if (villageIds.length === 0 || !Number.isInteger(wished) || wished < 1) return undefined
  if (weights.households + weights.area === 0) return undefined
  return { villageIds: [...villageIds], [by]: wished, weights, seed }
}

/** How much more the fullest grid has than the mean, in hundredths. */
export function over(spread: number): string {
  return ((spread - 1) * 100).toFixed(1)
}
