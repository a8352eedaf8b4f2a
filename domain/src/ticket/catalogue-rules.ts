/**
 * What makes a document a catalogue. Every fault is found at once, so that a screen can mark all fields; the refusal names
 * the first by a JSON pointer and a rule, and the pointers of the others. Words for the rules are the screen's.
 */

import { Check, Errors } from 'typebox/value'
import { Refusal } from '../kernel/refusal.ts'
import type { Duration } from '../kernel/time.ts'
import type { Catalogue, ReasonKind, Subcategory } from './catalogue.ts'
import { noOrderFor, peopleIn } from './catalogue-people.ts'
import { CatalogueShape } from './catalogue-shape.ts'

export const catalogueRules = [
  'shape',
  'code_twice',
  'number_twice',
  'category_missing',
  'category_retired',
  'subcategory_missing',
  'subcategory_retired',
  'all_retired',
  'whole_days',
  'danger_not_urgent',
  'about_people',
  'order_kind',
  'order_hidden',
  'need_not_orderable',
  'cadre_below_town',
  'supply_missing',
  'supply_surplus',
  'code_removed',
] as const
export type CatalogueRule = (typeof catalogueRules)[number]

export type Fault = { readonly pointer: string; readonly rule: CatalogueRule; readonly value: string }

/** @throws Refusal catalogue_invalid */
export function validateCatalogue(value: unknown): Catalogue {
  const faults = shapeFaults(value)
  if (faults.length > 0) throw refusalOf(faults)
  const catalogue = value as Catalogue
  const meant = faultsOf(catalogue)
  if (meant.length > 0) throw refusalOf(meant)
  return catalogue
}

function refusalOf(faults: readonly Fault[]): Refusal {
  const [first, ...others] = faults
  const also = others.slice(0, 50).map(each => each.pointer)
  return new Refusal('catalogue_invalid', { ...first!, ...(also.length === 0 ? {} : { also }) })
}

function shapeFaults(value: unknown): readonly Fault[] {
  if (Check(CatalogueShape, value)) return []
  return Errors(CatalogueShape, value).map(error => ({
    pointer: error.instancePath,
    rule: 'shape',
    value: error.message.slice(0, 160),
  }))
}

/** What of a well-shaped document contradicts itself or the product's law, in the order of the document. */
export function faultsOf(catalogue: Catalogue): readonly Fault[] {
  const faults: Fault[] = []
  const say = (rule: CatalogueRule, pointer: string, value: string) => faults.push({ pointer, rule, value })

  const unique = (pointer: string, rows: readonly { readonly code: string }[]) =>
    rows.forEach((row, index) => {
      if (rows.findIndex(other => other.code === row.code) !== index)
        say('code_twice', `${pointer}/${index}/code`, row.code)
    })
  unique('/categories', catalogue.categories)
  unique('/subcategories', catalogue.subcategories)
  for (const [kind, rows] of Object.entries(catalogue.reasons)) unique(`/reasons/${kind}`, rows)
  unique('/declineRules', catalogue.declineRules)
  unique('/outsideBodies', catalogue.outsideBodies)
  unique('/needs', catalogue.needs)

  const people = (pointer: string, named: { readonly zh: string; readonly en: string }) => {
    const found = peopleIn(named)
    if (found) say('about_people', pointer, found)
  }
  const limit = (pointer: string, duration: Duration) => {
    if (duration.unit === 'working_day' && !Number.isInteger(duration.amount))
      say('whole_days', `${pointer}/amount`, String(duration.amount))
  }

  catalogue.categories.forEach((category, index) => {
    people(`/categories/${index}/name`, category.name)
    people(`/categories/${index}/villageWord`, category.villageWord)
  })
  if (catalogue.subcategories.every(each => each.retired)) say('all_retired', '/subcategories', '')
  catalogue.subcategories.forEach((subcategory, index) => {
    const at = `/subcategories/${index}`
    const category = catalogue.categories.find(each => each.code === subcategory.category)
    if (!category) say('category_missing', `${at}/category`, subcategory.category)
    else if (category.retired && !subcategory.retired) say('category_retired', `${at}/category`, category.code)
    people(`${at}/name`, subcategory.name)
    if (subcategory.villageWord) people(`${at}/villageWord`, subcategory.villageWord)
    orderFaults(at, subcategory, say)
    duplicateFaults(at, subcategory, say)
    unique(`${at}/conditions`, subcategory.conditions)
    if (subcategory.conditions.every(each => each.retired)) say('all_retired', `${at}/conditions`, subcategory.code)
    subcategory.conditions.forEach((condition, place) => {
      const inside = `${at}/conditions/${place}`
      people(`${inside}/name`, condition.name)
      limit(`${inside}/limit`, condition.limit)
      // Danger to life that waited for office hours would be no promise at all.
      if (condition.urgency === 'danger' && condition.limit.unit !== 'urgent_hour')
        say('danger_not_urgent', `${inside}/limit/unit`, condition.limit.unit)
    })
  })

  const { assess, dispatch, handle, ratingDays: _days, dayBeforeForeign: _before, ...single } = catalogue.limits
  for (const [name, duration] of Object.entries(single)) limit(`/limits/${name}`, duration)
  for (const [name, levels] of Object.entries({ assess, dispatch, handle }))
    for (const [level, duration] of Object.entries(levels)) limit(`/limits/${name}/${level}`, duration)
  for (const [index, body] of catalogue.outsideBodies.entries())
    limit(`/outsideBodies/${index}/followUp`, body.followUp)

  catalogue.needs.forEach((need, index) => {
    const at = `/needs/${index}`
    people(`${at}/name`, need.name)
    const subcategory = catalogue.subcategories.find(each => each.code === need.subcategory)
    if (!subcategory) say('subcategory_missing', `${at}/subcategory`, need.subcategory)
    else if (!need.retired && subcategory.retired) say('subcategory_retired', `${at}/subcategory`, need.subcategory)
    else if (!subcategory.orderAllowed) say('need_not_orderable', `${at}/subcategory`, need.subcategory)
  })
  catalogue.emergencyNumbers.forEach((row, index) => {
    if (catalogue.emergencyNumbers.findIndex(other => other.number === row.number) !== index)
      say('number_twice', `/emergencyNumbers/${index}/number`, row.number)
  })
  return faults
}

type Say = (rule: CatalogueRule, pointer: string, value: string) => void

function orderFaults(at: string, subcategory: Subcategory, say: Say): void {
  const { name, orderAllowed, confidentiality, duplicates } = subcategory
  if (confidentiality === 'cadre' && (subcategory.level !== 'large' || subcategory.villageMayHandle || orderAllowed))
    say('cadre_below_town', `${at}/confidentiality`, confidentiality)
  if (!orderAllowed) return
  const kind = duplicates.supply === 'power' ? 'electricity' : noOrderFor(name)
  if (kind) say('order_kind', `${at}/orderAllowed`, kind)
  // Takers are neighbours who do not handle the matter: what they may not see they cannot take.
  if (confidentiality === 'sensitive') say('order_hidden', `${at}/orderAllowed`, confidentiality)
}

function duplicateFaults(at: string, { duplicates }: Subcategory, say: Say): void {
  if (duplicates.by === 'supply_area' && duplicates.supply === undefined)
    say('supply_missing', `${at}/duplicates/supply`, duplicates.by)
  if (duplicates.by === 'distance' && duplicates.supply !== undefined)
    say('supply_surplus', `${at}/duplicates/supply`, duplicates.supply)
}

/**
 * Every code that was ever in force stays, retired at most: tickets, exports and figures of other years name it.
 * @throws Refusal catalogue_invalid with rule code_removed
 */
export function demandKept(before: Catalogue, after: Catalogue): void {
  const faults: Fault[] = []
  const kept = (
    pointer: string,
    old: readonly { readonly code: string }[],
    now: readonly { readonly code: string }[],
  ) => {
    for (const { code } of old)
      if (!now.some(each => each.code === code)) faults.push({ pointer, rule: 'code_removed', value: code })
  }
  kept('/categories', before.categories, after.categories)
  kept('/subcategories', before.subcategories, after.subcategories)
  after.subcategories.forEach((subcategory, index) => {
    const old = before.subcategories.find(each => each.code === subcategory.code)
    if (old) kept(`/subcategories/${index}/conditions`, old.conditions, subcategory.conditions)
  })
  for (const kind of Object.keys(before.reasons) as ReasonKind[])
    kept(`/reasons/${kind}`, before.reasons[kind], after.reasons[kind])
  kept('/declineRules', before.declineRules, after.declineRules)
  kept('/outsideBodies', before.outsideBodies, after.outsideBodies)
  kept('/needs', before.needs, after.needs)
  if (faults.length > 0) throw refusalOf(faults)
}

/** A limit that stands on open tickets and is another now. */
export type LimitChange =
  | {
      readonly of: 'condition'
      readonly subcategory: string
      readonly condition: string
      readonly from: Duration
      readonly to: Duration
    }
  /** The promise of tickets without a filing condition. */
  | { readonly of: 'ordinary'; readonly from: Duration; readonly to: Duration }
  /** A clock beside the promise, as a path in `limits`: `handle/medium`, `callBack`. */
  | { readonly of: 'holding'; readonly name: string; readonly from: Duration; readonly to: Duration }

export function limitChanges(before: Catalogue, after: Catalogue): readonly LimitChange[] {
  const changes: LimitChange[] = []
  for (const subcategory of after.subcategories) {
    const old = before.subcategories.find(each => each.code === subcategory.code)
    for (const { code, limit } of subcategory.conditions) {
      const from = old?.conditions.find(each => each.code === code)?.limit
      if (from && !same(from, limit))
        changes.push({ of: 'condition', subcategory: subcategory.code, condition: code, from, to: limit })
    }
  }
  const old = holdingLimits(before)
  for (const [name, to] of holdingLimits(after)) {
    const from = old.get(name)
    if (!from || same(from, to)) continue
    changes.push(name === 'ordinary' ? { of: 'ordinary', from, to } : { of: 'holding', name, from, to })
  }
  return changes
}

function holdingLimits({ limits }: Catalogue): ReadonlyMap<string, Duration> {
  const { assess, dispatch, handle, ratingDays: _days, dayBeforeForeign: _before, ...single } = limits
  const found = new Map<string, Duration>(Object.entries(single))
  for (const [name, levels] of Object.entries({ assess, dispatch, handle }))
    for (const [level, duration] of Object.entries(levels)) found.set(`${name}/${level}`, duration)
  return found
}

function same(one: Duration, other: Duration): boolean {
  return one.amount === other.amount && one.unit === other.unit
}
