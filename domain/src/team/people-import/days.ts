/** Days as lists have them: 2022.1.1, 2022年1月, 2022/1/5, 20220105, Excel's day count, 至今. */
import type { LocalDate } from '../../kernel/time.ts'

export type Edge = 'first' | 'last'

/** `open` is 至今, 长期: no last day. */
export type DayRead = { readonly day: LocalDate } | { readonly open: true } | { readonly fault: 'day_unread' }

/** Excel counts days from 30 December 1899 (its 1900 is a leap year that never was); 20,000 is 1954, 80,000 is 2119. */
const dayZero = Date.UTC(1899, 11, 30)

/** A month alone begins on its first day and ends on its last; so does a year. */
export function dayFrom(said: string, edge: Edge): DayRead {
  const text = said
    .normalize('NFKC')
    .replace(/[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/, '')
    .replace(/\s+/g, '')
    .replace(/(?:起|止|前|前后|日起|号)$/, found => (found === '号' ? '日' : ''))
  if (/^(?:至今|今|长期|现在|在任|无固定期限|-+|—+|\/)$/.test(text)) return { open: true }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text)
  if (serial) {
    const count = Number(serial[1])
    return count >= 20_000 && count <= 80_000
      ? { day: new Date(dayZero + count * 86_400_000).toISOString().slice(0, 10) }
      : unread
  }
  const plain = /^((?:19|20)\d{2})(\d{2})(\d{2})?$/.exec(text)
  if (plain) return dayOf(plain[1]!, plain[2], plain[3], edge)
  const parts =
    /^((?:19|20)\d{2}|\d{2})(?:年|[.\-/·。,、])?(?:(\d{1,2})(?:月|月份)?(?:[.\-/·。,、]?(\d{1,2})日?)?)?[.。]?$/.exec(
      text,
    )
  if (parts) return dayOf(parts[1]!.length === 2 ? `20${parts[1]}` : parts[1]!, parts[2], parts[3], edge)
  return unread
}

const unread: DayRead = { fault: 'day_unread' }

function dayOf(year: string, month: string | undefined, day: string | undefined, edge: Edge): DayRead {
  const wanted = month === undefined ? (edge === 'first' ? 1 : 12) : Number(month)
  if (wanted < 1 || wanted > 12) return unread
  const length = new Date(Date.UTC(Number(year), wanted, 0)).getUTCDate()
  const on = day === undefined ? (edge === 'first' ? 1 : length) : Number(day)
  if (on < 1 || on > length) return unread
  return { day: `${year}-${String(wanted).padStart(2, '0')}-${String(on).padStart(2, '0')}` }
}

/** 2022.1-2024.12, 2022年1月至今, 2022-01-01至2024-12-31. */
export function termFrom(said: string): { readonly from: DayRead; readonly until: DayRead } {
  const text = said.normalize('NFKC').replace(/\s+/g, '')
  const [first, second, ...more] = text.split(/至(?!今)|~|--|—+|–|到|(?=至今)/).filter(Boolean)
  if (second !== undefined && more.length === 0)
    return { from: dayFrom(first!, 'first'), until: dayFrom(second, 'last') }
  // One hyphen stands between two days as often as inside one.
  const halves = /^(.*\d[年月日]?)-((?:19|20)\d{2}.*|至今|今)$/.exec(text)
  if (halves) return { from: dayFrom(halves[1]!, 'first'), until: dayFrom(halves[2]!, 'last') }
  return { from: dayFrom(text, 'first'), until: { open: true } }
}
