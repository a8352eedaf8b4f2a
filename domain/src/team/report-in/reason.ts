import { kilometresOf, type Match } from './match.ts'
import type { TimeSlot } from './report-in.ts'

export type Sentence = { readonly zh: string; readonly en: string }

const slotWords: Readonly<Record<TimeSlot, Sentence>> = {
  workday_day: { zh: '工作日白天', en: 'workdays by day' },
  workday_evening: { zh: '工作日晚上', en: 'workday evenings' },
  restday_day: { zh: '休息日白天', en: 'rest days by day' },
  restday_evening: { zh: '休息日晚上', en: 'rest day evenings' },
}

/** Why these two fit, in one sentence that reads the same to the leader and to the helper. */
export function reasonOf(
  match: Match,
  skill: (code: string) => Sentence,
  /** The need asks for no skill: then none is spoken of. */
  { everybody = false }: { readonly everybody?: boolean } = {},
): Sentence {
  const kilometres = match.metres === undefined ? undefined : kilometresOf(match)
  const skills = match.skills.map(skill)
  const said = (zh: string, en: string): Sentence => ({ zh, en })
  const parts: Sentence[] = [
    match.skill === 'none'
      ? said('没有报对口的特长', 'offers nothing of this kind')
      : match.skill === 'exact'
        ? said(`可以做${list(skills, 'zh')}`, `offers ${list(skills, 'en')}`)
        : said(`可以做相近的${list(skills, 'zh')}`, `offers something near: ${list(skills, 'en')}`),
    match.nearness === 'group'
      ? said('同一小组', 'same group')
      : match.nearness === 'village'
        ? said('同村', 'same village')
        : kilometres === undefined
          ? said('邻村', 'another village')
          : said(`相距约${kilometres}公里`, `about ${kilometres} km away`),
    match.time === 'fits'
      ? said(`${slots(match.slots, 'zh')}有空`, `free on ${slots(match.slots, 'en')}`)
      : match.time === 'unsaid'
        ? said('没写时间', 'no times given')
        : said('报的是别的时间', 'free at other times'),
  ]
  if (everybody) parts.shift()
  const [first, ...rest] = parts.map(part => part.en)
  return {
    zh: parts.map(part => part.zh).join('，'),
    en: [`${first!.charAt(0).toUpperCase()}${first!.slice(1)}`, ...rest].join(', '),
  }
}

function list(names: readonly Sentence[], language: 'zh' | 'en'): string {
  return names.map(name => name[language]).join(language === 'zh' ? '、' : ', ')
}

function slots(of: readonly TimeSlot[], language: 'zh' | 'en'): string {
  return of.map(slot => slotWords[slot][language]).join(language === 'zh' ? '、' : ' and ')
}
