import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type {
  BarriersWire,
  HouseholdsWire,
  ProposalHead,
  ProposalWire,
  WishesBody,
} from '@onegrid/domain/grid/propose/contract.ts'
import { type WishFault, wishFault } from '@onegrid/domain/grid/propose/wishes.ts'
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

/** What stands in the way of these wishes: a field with its fault, or a choice that is missing. */
export type WishProblem = WishFault | { readonly field: 'villages' | 'weights'; readonly rule: 'missing' }

export function problemOf(draft: Draft, { villages }: HouseholdsWire): WishProblem | undefined {
  const { villageIds, by, number, weights } = draft
  if (villageIds.length === 0) return { field: 'villages', rule: 'missing' }
  const chosen = villages.filter(({ gridId }) => villageIds.includes(gridId))
  const known = {
    households: chosen.reduce((sum, { households }) => sum + households, 0),
    complete: chosen.every(({ households }) => households > 0),
  }
  const wished = number.trim() === '' ? Number.NaN : Number(number)
  const fault = wishFault({ [by]: wished }, villageIds.length, known)
  if (fault !== undefined) return fault
  return weights.households + weights.area === 0 ? { field: 'weights', rule: 'missing' } : undefined
}

/** What a town usually wishes: 150 households each, or, where none are known, some eight groups a village. */
export function usualNumber(by: Draft['by'], villageIds: readonly string[], { villages }: HouseholdsWire): string {
  if (by === 'householdsEach') return '150'
  const households = villages
    .filter(({ gridId }) => villageIds.includes(gridId))
    .reduce((sum, each) => sum + each.households, 0)
  return String(Math.max(villageIds.length, households === 0 ? villageIds.length * 8 : Math.round(households / 150)))
}

export function bodyOf({ villageIds, by, number, weights, seed }: Draft): WishesBody {
  return { villageIds: [...villageIds], [by]: Number(number), weights, seed }
}

/** How much more the fullest grid has than the mean, in hundredths. */
export function over(spread: number): string {
  return ((spread - 1) * 100).toFixed(1)
}
