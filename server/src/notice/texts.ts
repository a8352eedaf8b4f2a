import { type Instant, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Named } from '@onegrid/domain/ticket/catalogue.ts'
import type { Locale } from '../http/locale.ts'
import type { NoticeFacts, NoticeKind } from './kinds.ts'
import { noticeWords } from './words.ts'

/** One text message in Chinese holds 70 characters; a longer one costs double and old phones cut it. */
export const smsCharacters = 70
/** One in Latin letters. */
const latinSmsCharacters = 160

export type Telling = { readonly locale: Locale; readonly zone: string; readonly link?: string }

/** The text of a message that leaves the product: one SMS, the link at its end. */
export function messageText(kind: NoticeKind, facts: NoticeFacts, telling: Telling): string {
  const longest = telling.locale === 'zh' ? smsCharacters : latinSmsCharacters
  const sentences = filled(kind, facts, telling)
  return sentences.find(sentence => sentence.length <= longest) ?? sentences.at(-1) ?? ''
}

/** The line in the inbox, where there is room and the link is the line itself. */
export function inboxText(kind: NoticeKind, facts: NoticeFacts, telling: Omit<Telling, 'link'>): string {
  return (filled(kind, facts, { ...telling, link: '' })[0] ?? '').replace(/[:：。.]\s*$/, '').trim()
}

function filled(kind: NoticeKind, facts: NoticeFacts, telling: Telling): string[] {
  const known: NoticeFacts = { ...facts, ...(telling.link === undefined ? {} : { link: telling.link }) }
  return noticeWords[kind][telling.locale]
    .filter(sentence => [...sentence.matchAll(/\{(\w+)\}/g)].every(([, fact]) => known[fact ?? ''] !== undefined))
    .map(sentence => sentence.replace(/\{(\w+)\}/g, (_, fact: string) => say(known[fact], telling)))
}

function say(fact: string | number | boolean | Named | undefined, { locale, zone }: Telling): string {
  if (typeof fact === 'object') return fact[locale]
  if (typeof fact === 'string' && /^\d{4}-\d\d-\d\dT/.test(fact)) return momentWords(fact, locale, zone)
  return String(fact ?? '')
}

/** "9月28日下午5点" — as short as people say it; minutes only where there are any. */
export function momentWords(instant: Instant, locale: Locale, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(milliseconds(instant))
  const part = (type: string) => Number(parts.find(each => each.type === type)?.value ?? 0)
  const [month, day, hour, minute] = [part('month'), part('day'), part('hour'), part('minute')]
  if (locale === 'en') {
    const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(
      milliseconds(instant),
    )
    return `${name}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  }
  const time =
    hour === 0 && minute === 0 ? '零点' : `${partOfDay(hour)}${hour > 12 ? hour - 12 : hour}点${minutesWords(minute)}`
  return `${month}月${day}日${time}`
}

function minutesWords(minute: number): string {
  if (minute === 0) return ''
  return minute === 30 ? '半' : `${minute}分`
}

function partOfDay(hour: number): string {
  if (hour < 6) return '凌晨'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  return hour < 18 ? '下午' : '晚上'
}
