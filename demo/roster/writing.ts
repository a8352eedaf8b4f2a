/** How town halls write names, numbers, days and groups in one and the same list. What is meant never changes by it. */
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Chance } from '../map/chance.ts'
import { chineseNumber } from '../map/local-names.ts'

export type Written = string | number | null

export type Writing = {
  name(name: string, woman: boolean): string
  phone(phone: string): Written
  day(day: LocalDate): Written
  group(code: string, localName: string): string
  born(year: number): string
  word(kind: string): string
}

/** The same digits as wide as letters, as a Chinese keyboard types them. */
const wide = (text: string) => text.replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** What the lists of a town call the posts; some of them two ways. */
const words: Readonly<Record<string, readonly string[]>> = {
  town_administrator: ['管理员', '系统管理员'],
  centre: ['服务中心', '网格中心'],
  duty_officer: ['值班员'],
  approver: ['分管领导'],
  verifier: ['核验员'],
  supervisor: ['督办员'],
  unit_clerk: ['经办人', '联络员'],
  large_leader: ['总网格长'],
  medium_leader: ['村书记', '村级网格长'],
  village_worker: ['村专职网格员', '村网格员'],
  small_leader: ['村民小组长', '小组长', '组长'],
  grid_worker: ['网格员', '专职网格员'],
  part_time_worker: ['兼职网格员', '网格信息员'],
  party_household: ['党员中心户', '中心户'],
  party_group_leader: ['党小组长', '网格党小组组长'],
  party_member: ['党员'],
  volunteer: ['志愿者'],
  social_worker: ['双百社工', '社工'],
  applicant: ['入党积极分子'],
  neighbour: ['热心群众'],
  stationed_leader: ['驻村领导', '挂点领导'],
  first_secretary: ['第一书记'],
  party_instructor: ['党建指导员'],
  stationed_team: ['驻村工作队员', '工作队员'],
  river_warden: ['村级河长', '河长'],
  mediator: ['调解员', '人民调解员'],
  forest_guard: ['护林员'],
  cleaner: ['保洁员', '环卫工'],
  water_keeper: ['管水员'],
  legal_adviser: ['法律顾问'],
}

export function writingOf(chance: Chance): Writing {
  const often = (share: number) => chance.next() < share
  return {
    name(name, woman) {
      const gap = chance.pick([' ', '  ', '　'])
      const shown = name.length === 2 && often(0.8) ? `${name[0]}${gap}${name[1]}` : name
      return woman && often(0.03) ? `${shown}(女)` : shown
    },
    phone(phone) {
      const style = chance.next()
      const desk = `0766-28${String(10000 + Math.floor(chance.next() * 90000))}`
      if (style < 0.62) return Number(phone)
      if (style < 0.74) return phone
      if (style < 0.82) return `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`
      if (style < 0.87) return `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`
      if (style < 0.91) return wide(phone)
      if (style < 0.96) return `${phone}/${desk}`
      return `${phone}\n${desk}`
    },
    day(day) {
      const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
      const style = chance.next()
      if (style < 0.3) return `${year}.${month}`
      if (style < 0.5) return `${year}年${month}月`
      if (style < 0.65) return `${year}.${month}.1`
      if (style < 0.75) return `${year}/${month}/1`
      if (style < 0.85) return `${year}-${String(month).padStart(2, '0')}-01`
      if (style < 0.92) return `${year}${String(month).padStart(2, '0')}01`
      // As Excel keeps a day when somebody turned the column into numbers.
      return Math.round(Date.UTC(year, month - 1, 1) / 86_400_000) + 25_569
    },
    group(code, localName) {
      const number = Number(code.slice(-3))
      const style = chance.next()
      if (style < 0.35) return `${number}组`
      if (style < 0.65) return `${chineseNumber(number)}组`
      if (style < 0.8) return `第${chineseNumber(number)}小组`
      if (style < 0.9) return `第${chineseNumber(number)}村民小组`
      return localName
    },
    born: year => `${year}.${1 + Math.floor(chance.next() * 12)}`,
    word: kind => chance.pick(words[kind] ?? [kind]),
  }
}
