/** The way the template's rows are written, so that a category reads as one line and its conditions as one line each. */
import type { Duration } from '../../kernel/time.ts'
import type { Category, FilingCondition, Named, Reason, Subcategory } from '../catalogue.ts'
import type { Confidentiality, Level, Urgency } from '../ticket.ts'

export const urgentHours = (amount: number): Duration => ({ amount, unit: 'urgent_hour' })
export const workingHours = (amount: number): Duration => ({ amount, unit: 'working_hour' })
export const workingDays = (amount: number): Duration => ({ amount, unit: 'working_day' })

/** The defaults of the field [K]; a town changes them on screen. */
export const danger = urgentHours(2)
export const outage = urgentHours(24)
export const ordinary = workingDays(7)
export const complex = workingDays(15)

export const named = (zh: string, en: string): Named => ({ zh, en })

/** The words under which residents look for their matter. */
export const word = {
  water: named('水', 'Water'),
  power: named('电', 'Power'),
  road: named('路', 'Road'),
  light: named('灯', 'Light'),
  rubbish: named('垃圾', 'Rubbish'),
  field: named('田', 'Field'),
  house: named('屋', 'House'),
  paperwork: named('办事', 'Paperwork'),
  help: named('求助', 'Help'),
} as const

export function category(code: string, zh: string, en: string, villageWord: Named): Category {
  return { code, name: named(zh, en), villageWord }
}

export type ConditionRow = readonly [
  code: string,
  zh: string,
  en: string,
  limit: Duration,
  closingZh: string,
  closingEn: string,
]

/** The urgency goes with the limit: two urgent hours are danger, hours by day and night are urgent. */
function urgencyOf({ amount, unit }: Duration): Urgency {
  if (unit !== 'urgent_hour') return 'ordinary'
  return amount <= danger.amount ? 'danger' : 'urgent'
}

function condition([code, zh, en, limit, closingZh, closingEn]: ConditionRow): FilingCondition {
  return { code, name: named(zh, en), limit, urgency: urgencyOf(limit), closing: named(closingZh, closingEn) }
}

export type Traits = {
  readonly word?: Named
  /** Where a new report goes first; the village unless said otherwise. */
  readonly level?: Level
  /** False: the village cannot do it by itself, so it may not be pushed onto it. */
  readonly village?: boolean
  readonly order?: boolean
  readonly anonymous?: boolean
  readonly keep?: Confidentiality
  readonly metres?: number
  readonly days?: number
  readonly supply?: 'water' | 'power'
}

export function sub(
  code: string,
  zh: string,
  en: string,
  traits: Traits,
  ...rows: readonly ConditionRow[]
): Subcategory {
  const { level = 'medium', village = true, order = false, anonymous = true, keep = 'open', supply } = traits
  return {
    code,
    // The first two figures (after the letter of a component) are the category's.
    category: code.slice(0, -2),
    name: named(zh, en),
    ...(traits.word ? { villageWord: traits.word } : {}),
    anonymousAllowed: anonymous,
    confidentiality: keep,
    orderAllowed: order,
    villageMayHandle: village,
    level,
    duplicates: {
      by: supply ? 'supply_area' : 'distance',
      metres: traits.metres ?? 50,
      days: traits.days ?? (supply ? 2 : 14),
      ...(supply ? { supply } : {}),
    },
    conditions: rows.map(condition),
  }
}

export const reason = (code: string, zh: string, en: string): Reason => ({ code, name: named(zh, en) })
