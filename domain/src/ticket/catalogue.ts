/**
 * The catalogue: a town's own list of categories, filing and closing conditions, limits, routes, reasons, outside bodies
 * and the need menu. One document a town, versioned as a whole and edited on screen by its administrator; a template fills
 * a new town. No town's name stands in code.
 */
import { Refusal } from '../kernel/refusal.ts'
import type { Duration } from '../kernel/time.ts'
import type { Confidentiality, Level, Urgency } from './ticket.ts'

export type Named = { readonly zh: string; readonly en: string }

export type Category = {
  readonly code: string
  readonly name: Named
  /** The word residents see: 水 电 路 灯 垃圾 田 屋 办事 求助. */
  readonly villageWord: Named
  readonly retired?: boolean
}

export type FilingCondition = {
  readonly code: string
  readonly name: Named
  readonly limit: Duration
  readonly urgency: Urgency
  /** What must be true before the matter may be completed (结案条件). */
  readonly closing: Named
  readonly retired?: boolean
}

export type Subcategory = {
  readonly code: string
  readonly category: string
  readonly name: Named
  /** Where residents say another word than the category's: 灯 within 道路照明, 电 within 饮水供电通信. */
  readonly villageWord?: Named
  readonly anonymousAllowed: boolean
  readonly confidentiality: Confidentiality
  /** Electricity, fire, rescue and disputes cannot be open orders. */
  readonly orderAllowed: boolean
  /** 村级事项清单: matters outside a village's list may not be pushed onto it. */
  readonly villageMayHandle: boolean
  /** Where a new report goes first. */
  readonly level: Level
  /** Unit proposed at dispatch. */
  readonly unitId?: string
  readonly duplicates: {
    readonly by: 'distance' | 'supply_area'
    readonly metres: number
    readonly days: number
    readonly supply?: 'water' | 'power'
  }
  readonly conditions: readonly FilingCondition[]
  readonly retired?: boolean
}

export type Reason = { readonly code: string; readonly name: Named; readonly retired?: boolean }
export type DeclineRule = Reason & { readonly instead: Named }
export type OutsideBody = {
  readonly code: string
  readonly name: Named
  readonly phone?: string
  readonly followUp: Duration
  readonly retired?: boolean
}
export type Need = {
  readonly code: string
  readonly name: Named
  readonly subcategory: string
  /** The sentence put before the resident, who may change it. */
  readonly words: Named
  readonly retired?: boolean
}

export type Limits = {
  readonly acknowledge: Duration
  readonly contact: Duration
  readonly callBack: Duration
  /** The promise while no filing condition is chosen. */
  readonly ordinary: Duration
  /** Holding limits before the clock escalates one level (domain.md §3), by what is waited for. */
  readonly assess: Readonly<Record<Level, Duration>>
  readonly dispatch: Readonly<Record<Level, Duration>>
  readonly handle: Readonly<Record<Level, Duration>>
  readonly verify: Duration
  /** Days in which a closed matter can be rated and reported again; then it archives by itself. */
  readonly ratingDays: number
  readonly order: Duration
  readonly urgeAgain: Duration
  /** Whether ours is one working day before a limit from outside (12345); absent: yes (domain.md §3). */
  readonly dayBeforeForeign?: boolean
}

export type Catalogue = {
  readonly version: number
  readonly categories: readonly Category[]
  readonly subcategories: readonly Subcategory[]
  readonly limits: Limits
  readonly reasons: {
    readonly return: readonly Reason[]
    readonly contest: readonly Reason[]
    readonly extension: readonly Reason[]
    readonly suspension: readonly Reason[]
    readonly appeal: readonly Reason[]
    readonly referral: readonly Reason[]
  }
  readonly declineRules: readonly DeclineRule[]
  readonly outsideBodies: readonly OutsideBody[]
  readonly needs: readonly Need[]
  readonly emergencyNumbers: readonly { readonly number: string; readonly name: Named }[]
}

export type ReasonKind = keyof Catalogue['reasons']

export function findSubcategory(catalogue: Catalogue, code: string | undefined): Subcategory | undefined {
  return catalogue.subcategories.find(each => each.code === code)
}

/** Needs of the menu that such a matter is: what somebody who reports in may offer for it. */
export function needsAnswering(
  { needs }: Pick<Catalogue, 'needs'>,
  subcategory: string | undefined,
): readonly string[] {
  return needs.filter(need => need.subcategory === subcategory).map(need => need.code)
}

/** @throws Refusal category_unknown, so that a code of another town or a retired one is named at the field. */
export function getSubcategory(catalogue: Catalogue, code: string): Subcategory {
  const found = findSubcategory(catalogue, code)
  if (!found || found.retired) throw new Refusal('category_unknown', { field: 'subcategory', value: code })
  return found
}

/** @throws Refusal condition_unknown */
export function getCondition(subcategory: Subcategory, code: string | undefined): FilingCondition {
  const found =
    code === undefined
      ? subcategory.conditions.find(each => !each.retired)
      : subcategory.conditions.find(each => each.code === code)
  if (!found)
    throw new Refusal('condition_unknown', { field: 'condition', value: code ?? null, subcategory: subcategory.code })
  return found
}

/** @throws Refusal reason_unknown */
export function demandReason(catalogue: Catalogue, kind: ReasonKind, code: string): void {
  const found = catalogue.reasons[kind].find(each => each.code === code)
  if (!found || found.retired) throw new Refusal('reason_unknown', { field: 'reason', value: code })
}
