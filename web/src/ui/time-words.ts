/** Time said as people say it (look.md rule 7), in the town's zone. Pure: the caller brings the zone and the present. */
export type SpokenLanguage = 'zh' | 'en'

type Parts = { year: number; month: number; day: number; weekday: number; hour: number; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>()

/** Gregorian parts of an instant on the wall clock of a zone; weekday 0 is Sunday. */
export function wallClock(instant: string, zone: string): Parts {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  const found: Record<string, number> = {}
  for (const part of format.formatToParts(new Date(instant))) found[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

const weekdaysZh = ['日', '一', '二', '三', '四', '五', '六']
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const longMonthsEn = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function partOfDay(hour: number): string {
  if (hour < 6) return '凌晨'
  if (hour < 12) return '上午'
  if (hour < 13) return '中午'
  if (hour < 18) return '下午'
  return '晚上'
}

/** 9月28日(星期三)下午5点 · Wed 28 Sep, 5 p.m. The year is said only when it is not this year. */
export function momentWords(instant: string, zone: string, now: string, language: SpokenLanguage): string {
  const at = wallClock(instant, zone)
  const otherYear = at.year !== wallClock(now, zone).year
  if (language === 'zh') {
    const year = otherYear ? `${at.year}年` : ''
    return `${year}${at.month}月${at.day}日(星期${weekdaysZh[at.weekday]})${clockWords(at, language)}`
  }
  const year = otherYear ? ` ${at.year}` : ''
  return `${weekdaysEn[at.weekday]} ${at.day} ${monthsEn[at.month - 1]}${year}, ${clockWords(at, language)}`
}

function clockWords({ hour, minute }: Parts, language: SpokenLanguage): string {
  const hour12 = hour % 12 === 0 ? 12 : hour % 12
  const two = String(minute).padStart(2, '0')
  if (language === 'zh') return `${partOfDay(hour)}${hour === 0 ? 0 : hour12}${minute === 0 ? '点' : `点${two}分`}`
  return `${hour12}${minute === 0 ? '' : `:${two}`} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

/** The end of something that began: on the same day the hour is enough. */
export function endWords(
  { begins, ends }: { readonly begins: string; readonly ends: string },
  zone: string,
  now: string,
  language: SpokenLanguage,
): string {
  const [from, to] = [wallClock(begins, zone), wallClock(ends, zone)]
  const sameDay = from.year === to.year && from.month === to.month && from.day === to.day
  return sameDay ? clockWords(to, language) : momentWords(ends, zone, now, language)
}

/** A day of the calendar, as a roster says it: 9月28日(星期三) · Wed 28 Sep. @param day `2022-09-28` */
export function dayOfWeekWords(day: string, language: SpokenLanguage): string {
  const { month, day: date, weekday } = wallClock(`${day}T00:00:00.000Z`, 'UTC')
  return language === 'zh'
    ? `${month}月${date}日(星期${weekdaysZh[weekday]})`
    : `${weekdaysEn[weekday]} ${date} ${monthsEn[month - 1]}`
}

/** What stays on paper says its year: 2022年9月28日 · 28 September 2022. */
export function dateWords(instant: string, zone: string, language: SpokenLanguage): string {
  const { year, month, day } = wallClock(instant, zone)
  return language === 'zh' ? `${year}年${month}月${day}日` : `${day} ${longMonthsEn[month - 1]} ${year}`
}

/** For dense rows of the desk: 09-28 17:00, with the year when it is another one. */
export function shortMoment(instant: string, zone: string, now: string): string {
  const at = wallClock(instant, zone)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${two(at.month)}-${two(at.day)} ${two(at.hour)}:${two(at.minute)}`
  return at.year === wallClock(now, zone).year ? day : `${at.year}-${day}`
}

export type Span = { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number }

/** The largest unit in which the span is still exact enough to act on: 59 minutes, 47 hours, then days. Rounded down. */
export function spanOf(milliseconds: number): Span {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000)
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return { unit: 'hours', count: hours }
  return { unit: 'days', count: Math.floor(hours / 24) }
}
