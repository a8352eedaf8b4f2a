/** What is wrong with a row, said so that a clerk can mend it beside the cell. The sentences are the screen's. */
import type { Field } from './columns.ts'

/** `stop`: the row stays out until somebody decides. `look`: it goes in as read, and the person should know how it was read. */
export const faultLevels = {
  name_missing: 'stop',
  name_vacant: 'look',
  name_several: 'stop',
  name_odd: 'stop',
  name_beside: 'look',
  phone_wrong: 'stop',
  phone_rounded: 'stop',
  phone_missing: 'look',
  phone_second: 'look',
  phone_not_mobile: 'look',
  day_unread: 'stop',
  days_turned: 'stop',
  village_unknown: 'stop',
  village_missing: 'stop',
  group_unknown: 'stop',
  group_missing: 'stop',
  place_unknown: 'stop',
  place_missing: 'stop',
  unit_unknown: 'stop',
  unit_missing: 'stop',
  post_unknown: 'stop',
  post_missing: 'stop',
  post_taken: 'stop',
  phone_shared: 'stop',
  phone_of_other: 'stop',
  same_name_here: 'stop',
  same_name_elsewhere: 'stop',
  same_name_other_number: 'look',
  phone_changes: 'look',
} as const satisfies Record<string, 'stop' | 'look'>
export type FaultCode = keyof typeof faultLevels
export const faultCodes = Object.keys(faultLevels) as readonly FaultCode[]

/** One click that mends it: another text in the cell, a word's meaning for the whole list, an answer, or the row left out. */
export type Fix =
  | { readonly do: 'cell'; readonly field: Field; readonly text: string }
  | { readonly do: 'word'; readonly of: WordKind; readonly word: string; readonly to: string; readonly name: string }
  | { readonly do: 'same' }
  | { readonly do: 'other' }

export const wordKinds = ['village', 'place', 'post', 'unit'] as const
/** Of which words a list has its own: each is explained once, for all rows that use it. */
export type WordKind = (typeof wordKinds)[number]

export type Fault = {
  readonly code: FaultCode
  readonly level: 'stop' | 'look'
  readonly field: Field
  /** What was found, and where the other row or person stands. */
  readonly facts: Readonly<Record<string, string | number>>
  readonly fixes: readonly Fix[]
}

export function fault(
  code: FaultCode,
  field: Field,
  facts: Fault['facts'] = {},
  fixes: readonly (Fix | undefined)[] = [],
  level: Fault['level'] = faultLevels[code],
): Fault {
  return { code, level, field, facts, fixes: fixes.filter(fix => fix !== undefined) }
}
