import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Locale } from '../../http/locale.ts'

/** Time as people say it (look.md rule 7), on the wall clock of the town's zone. */
export type Spoken = {
  /** 9月28日(星期三)下午5点 · Wed 28 September, 5 p.m. */
  moment(at: Instant): string
  /** The end of something: the hour alone where it ends on the day on which it began. */
  end(of: { readonly begins: Instant; readonly ends: Instant }): string
  /** 9月28日 17:05, for a list of many. */
  short(at: Instant): string
}

type Parts = { year: number; month: number; day: number; hour: number; minute: number }

const weekdays = {
  zh: ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const
const months = [
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

export function spokenIn(locale: Locale, zone: string, now: Instant): Spoken {
  const thisYear = partsOf(zone, now).year
  const spoken: Spoken = {
    moment(at) {
      const parts = partsOf(zone, at)
      const year = parts.year === thisYear ? '' : locale === 'zh' ? `${parts.year}年` : ` ${parts.year}`
      const weekday = weekdays[locale][new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay()]
      if (locale === 'zh') return `${year}${parts.month}月${parts.day}日(星期${weekday})${hourZh(parts)}`
      return `${weekday} ${parts.day} ${months[parts.month - 1]}${year}, ${hourEn(parts)}`
    },
    end({ begins, ends }) {
      const [from, to] = [partsOf(zone, begins), partsOf(zone, ends)]
      const sameDay = from.year === to.year && from.month === to.month && from.day === to.day
      if (!sameDay) return spoken.moment(ends)
      return locale === 'zh' ? hourZh(to) : hourEn(to)
    },
    short(at) {
      const parts = partsOf(zone, at)
      const clock = `${parts.hour}:${String(parts.minute).padStart(2, '0')}`
      const year = parts.year === thisYear ? '' : locale === 'zh' ? `${parts.year}年` : ` ${parts.year}`
      return locale === 'zh'
        ? `${year}${parts.month}月${parts.day}日 ${clock}`
        : `${parts.day} ${months[parts.month - 1]!.slice(0, 3)}${year} ${clock}`
    },
  }
  return spoken
}

const formats = new Map<string, Intl.DateTimeFormat>()

function partsOf(zone: string, at: Instant): Parts {
  const known = formats.get(zone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  formats.set(zone, format)
  const found: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(new Date(at))) found[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = found
  return { year, month, day, hour, minute }
}

function hourZh({ hour, minute }: Parts): string {
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上'
  return `${part}${hour > 12 ? hour - 12 : hour}点${minute === 0 ? '' : `${String(minute).padStart(2, '0')}分`}`
}

function hourEn({ hour, minute }: Parts): string {
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'a.m.' : 'p.m.'}`
}

const digitsZh = '零一二三四五六七八九'

/** A number to be read over the telephone: letters apart, figures as they are said. */
export function readAloud(number: string, locale: Locale): string {
  return number
    .split('-')
    .map(group => {
      const said = [...group].map(letter => (locale === 'zh' && /\d/.test(letter) ? digitsZh[Number(letter)] : letter))
      return said.join(locale === 'zh' && /^\d+$/.test(group) ? '' : ' ')
    })
    .join(locale === 'zh' ? '，' : ', ')
}
