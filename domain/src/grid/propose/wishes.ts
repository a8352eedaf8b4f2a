/**
 * What a town wishes of a proposal (科学划网) and what one looks like. The search itself begins in propose.ts; how it was
 * chosen stands in docs/decisions/0012-proposer.md.
 */
import { demand, Refusal } from '../../kernel/refusal.ts'
import type { HouseholdPoint } from '../division/compare.ts'
import type { Corner, Division } from '../division/division.ts'

export const barrierKinds = ['river', 'road'] as const
export type BarrierKind = (typeof barrierKinds)[number]

/** A line that no small grid may cross. */
export type Barrier = {
  readonly barrierId: string
  readonly kind: BarrierKind
  readonly name: string
  readonly line: readonly Corner[]
}

/** From 0 to 100, as the sliders stand; only their proportions count. */
export type Weights = { readonly households: number; readonly area: number; readonly compactness: number }

export type Wishes = {
  /** The villages (medium grids) whose small grids are drawn anew. */
  readonly villageKeys: readonly string[]
  /** Either how many small grids there shall be, all villages together, or how many households one shall have. */
  readonly count?: number
  readonly householdsEach?: number
  readonly weights: Weights
  readonly seed: number
}

/** One proposal is looked for in each of these manners; the person compares and chooses. */
export const manners = ['balanced', 'compact', 'even_areas', 'near_today'] as const
export type Manner = (typeof manners)[number]

/** What a figure about people rests on; weaker grounds are said on screen. */
export const groundsOfFigures = ['points', 'population', 'area'] as const
export type Basis = (typeof groundsOfFigures)[number]

export type Figures = {
  readonly grids: number
  readonly households: number
  /** Largest number of households in a grid ÷ mean; 1 where all are equal. */
  readonly spread: number
  /** No division within these borders, with as many grids in each part, can have a smaller spread. */
  readonly spreadBound: number
  readonly areaSpread: number
  /** Mean of 4π·area ÷ perimeter² on the exact outlines; a circle has 1. */
  readonly compactness: number
  /** Households whose grid is another one than today. */
  readonly moved: number
  readonly fewest: number
  readonly most: number
}

export type Proposal = {
  readonly manner: Manner
  readonly weights: Weights
  readonly figures: Figures
  readonly division: Division
  /** Households by key of the small grids in the chosen villages. */
  readonly households: Readonly<Record<string, number>>
}

export type Proposed = {
  readonly basis: Basis
  /** Villages for which neither points nor a population are known, and which are divided by area alone. */
  readonly byAreaAlone: readonly string[]
  /** Pieces that a barrier cuts off and that are too small for a grid of their own: they stay with their neighbour. */
  readonly piecesJoined: number
  readonly proposals: readonly Proposal[]
}

/** Everything that a proposal is made from; the same question gives the same answer. */
export type ProposalQuestion = {
  readonly division: Division
  readonly wishes: Wishes
  readonly points: readonly HouseholdPoint[]
  /** Households by key of today's small grid, where no points are known. */
  readonly population: ReadonlyMap<string, number>
  readonly barriers: readonly Barrier[]
}

export const mostGrids = 5000
export const mostPoints = 100_000
export const mostBarrierCorners = 20_000

export const wishRules = ['whole', 'few', 'many', 'beyond', 'none_known'] as const
/** Why a wished number cannot be met; `limit` is the nearest number that can. */
export type WishFault = {
  readonly field: 'count' | 'householdsEach'
  readonly rule: (typeof wishRules)[number]
  readonly limit?: number
}

/** @param known households of the chosen villages; nothing where one of them has none, for then only ground counts */
export function wishFault(
  { count, householdsEach }: Pick<Wishes, 'count' | 'householdsEach'>,
  villages: number,
  known: { readonly households: number; readonly complete: boolean },
): WishFault | undefined {
  if (householdsEach !== undefined) {
    const field = 'householdsEach'
    if (!Number.isInteger(householdsEach) || householdsEach < 1) return { field, rule: 'whole', limit: 1 }
    if (known.households === 0) return { field, rule: 'none_known' }
    if (householdsEach > known.households) return { field, rule: 'beyond', limit: known.households }
    const least = Math.ceil(known.households / mostGrids)
    return householdsEach < least ? { field, rule: 'few', limit: least } : undefined
  }
  const field = 'count'
  if (count === undefined || !Number.isInteger(count) || count < 1) return { field, rule: 'whole', limit: 1 }
  // A small grid never crosses a village's border, so each village has at least one.
  if (count < villages) return { field, rule: 'few', limit: villages }
  if (known.complete && count > known.households) return { field, rule: 'beyond', limit: known.households }
  return count > mostGrids ? { field, rule: 'many', limit: mostGrids } : undefined
}

const sentences: Readonly<
  Record<WishFault['field'], Readonly<Record<WishFault['rule'], (limit: number) => readonly [string, string]>>>
> = {
  count: {
    whole: () => ['a whole number from 1', '请填1以上的整数'],
    few: limit => [`at least ${limit}, one for each chosen village`, `每个村至少一个，请填${limit}以上，或少选几个村`],
    many: limit => [`at most ${limit}`, `最多${limit}个`],
    beyond: limit => [
      `at most ${limit}, as many as there are households`,
      `比住户还多，这些村共${limit}户，请填${limit}以下`,
    ],
    none_known: () => ['a whole number from 1', '请填1以上的整数'],
  },
  householdsEach: {
    whole: () => ['a whole number from 1', '请填1以上的整数'],
    few: limit => [`at least ${limit}, or there would be too many grids`, `网格会太多，请填${limit}以上`],
    many: limit => [`at most ${limit}`, `请填${limit}以下`],
    beyond: limit => [
      `at most ${limit}, all households of the chosen villages`,
      `这些村一共只有${limit}户，请填${limit}以下`,
    ],
    none_known: () => [
      'the number of grids instead, or households imported first: none are known here',
      '还不知道这些村的住户，请改按小网格总数，或先导入住户',
    ],
  },
}

/** @throws Refusal field_invalid */
export function demandWishes(wishes: Wishes): void {
  const { villageKeys, count, householdsEach, weights } = wishes
  const refuse = (field: string) => ({ field })
  demand(villageKeys.length > 0, 'field_invalid', refuse('villageKeys'))
  demand((count === undefined) !== (householdsEach === undefined), 'field_invalid', refuse('count'))
  const each = [weights.households, weights.area, weights.compactness]
  demand(
    each.every(weight => weight >= 0 && weight <= 100),
    'field_invalid',
    refuse('weights'),
  )
  demand(weights.households + weights.area > 0, 'field_invalid', refuse('weights'))
}

/** @throws Refusal field_invalid, naming the field and the number that can be met */
export function demandMeetable(wishes: Wishes, known: Parameters<typeof wishFault>[2]): void {
  const fault = wishFault(wishes, wishes.villageKeys.length, known)
  if (fault === undefined) return
  const { field, rule, limit = 0 } = fault
  const [expected, expectedZh] = sentences[field][rule](limit)
  throw new Refusal('field_invalid', { pointer: `/${field}`, expected, expectedZh })
}
