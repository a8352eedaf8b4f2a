import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { codeLetters, type Ids } from '../ids.ts'

/** 9 letters of 31 are 44 bits: nobody finds a neighbour's matter by counting (design.md §3.3 asks for 40). */
const randomLetters = 9

/** The town's code, the day, and letters that cannot be misread: `DC-220926-7KQ4-M2HXP`. */
export function newNumber(townCode: string, zone: string, at: Instant, ids: Ids): string {
  const day = localDate(zone, at).slice(2).replaceAll('-', '')
  const letters = ids.code(randomLetters)
  return `${townCode}-${day}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** What people type or read out — small letters, spaces, missing dashes — as it is stored; undefined when it cannot be one. */
export function normalisedNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑–—_.]/g, '')
  const found = new RegExp(`^([A-Z]{1,12})(\\d{6})([${codeLetters}]{4})([${codeLetters}]{${randomLetters - 4}})$`).exec(
    plain,
  )
  return found ? `${found[1]}-${found[2]}-${found[3]}-${found[4]}` : undefined
}
