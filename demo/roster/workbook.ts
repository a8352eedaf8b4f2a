/**
 * The roster as a town hall keeps it, in one workbook of eight sheets: a title over merged headings, villages merged down,
 * sums between them, two numbers in a cell, days as text, a vacant seat, and the slips of whoever typed it (`slips`).
 */
import { utils, write } from '@e965/xlsx'
import type { GridPlan } from '@onegrid/server/grid/commands.ts'
import { chanceFrom } from '../map/chance.ts'
import { exampleSeed } from '../map/outline.ts'
import { townPlan } from '../map/town-plan.ts'
import { exampleRoster, type Listed, type ListedPost, type Roster } from './people.ts'
import { type Writing, type Written, writingOf } from './writing.ts'

export const rosterFileName = '东成镇网格队伍花名册(2022年8月).xlsx'

type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }
export type Page = { readonly name: string; readonly rows: (readonly Written[])[]; readonly merges: Merge[] }

export function rosterFile(plan: GridPlan = townPlan(), roster: Roster = exampleRoster(plan)): Buffer {
  const book = utils.book_new()
  for (const { name, rows, merges } of rosterPages(plan, roster)) {
    const sheet = utils.aoa_to_sheet(rows.map(row => [...row]))
    sheet['!merges'] = merges.map(({ top, left, bottom, right }) => ({
      s: { r: top, c: left },
      e: { r: bottom, c: right },
    }))
    utils.book_append_sheet(book, sheet, name)
  }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
}

export function rosterPages(plan: GridPlan, { people }: Roster): readonly Page[] {
  const names = new Map(plan.grids.map(grid => [grid.code, grid]))
  const units = new Map((plan.units ?? []).map(unit => [unit.code, unit.name]))
  const writing = writingOf(chanceFrom(exampleSeed + 12))
  const about: About = {
    people,
    writing,
    villages: plan.grids.filter(grid => grid.level === 'medium').map(({ code, name }) => ({ code, name })),
    groupWords: code => writing.group(code, names.get(code)?.localNames[0] ?? ''),
    unitName: code => units.get(code) ?? code,
  }
  return [
    explanation,
    townPage(about),
    villagesPage(about),
    guidancePage(about),
    volunteersPage(about),
    helpersPage(about, '护林员', ['forest_guard']),
    helpersPage(about, '保洁管水河长', ['cleaner', 'water_keeper', 'river_warden']),
    advisersPage(about),
  ]
}

type About = {
  readonly people: readonly Listed[]
  readonly writing: Writing
  readonly villages: readonly { readonly code: string; readonly name: string }[]
  groupWords(code: string): string
  unitName(code: string): string
}

const explanation: Page = {
  name: '填表说明',
  rows: [['填 表 说 明'], ['一、请各村(社区)于每月25日前更新。'], ['二、一人多岗的,在同一格内用顿号隔开。']],
  merges: [{ top: 0, left: 0, bottom: 0, right: 5 }],
}

/** A title over the whole width, and the heading below it. */
function headed(name: string, title: string, ...heading: (readonly Written[])[]): Page {
  const width = heading[0]!.length
  return { name, rows: [[title], ...heading], merges: [{ top: 0, left: 0, bottom: 0, right: width - 1 }] }
}

const officeKinds = [
  'large_leader',
  'town_administrator',
  'centre',
  'approver',
  'supervisor',
  'verifier',
  'duty_officer',
  'unit_clerk',
  'social_worker',
]

function townPage({ people, writing, unitName }: About): Page {
  const page = headed('镇级', '东成镇镇级网格工作人员名册', [
    '序号',
    '姓 名',
    '单位',
    '所属网格',
    '岗位',
    '联系电话(手机/办公)',
    '任职时间',
  ])
  const own = people
    .filter(person => person.posts.some(post => isOfTown(post)))
    .sort((one, other) => officeKinds.indexOf(one.posts[0]!.kind) - officeKinds.indexOf(other.posts[0]!.kind))
  const first = page.rows.length
  for (const [index, person] of own.entries()) {
    const [post] = person.posts.filter(isOfTown)
    page.rows.push([
      index + 1,
      writing.name(person.name, person.woman),
      post!.unitCode === undefined ? null : unitName(post!.unitCode),
      index === 0 ? '全镇' : null,
      writing.word(post!.kind),
      writing.phone(person.phone),
      writing.day(person.since),
    ])
  }
  page.merges.push({ top: first, left: 3, bottom: page.rows.length - 1, right: 3 })
  page.rows.push([null, '合计', `${own.length}人`])
  return page
}

const isOfTown = (post: ListedPost) => post.villageCode === undefined

const villageKinds = [
  'medium_leader',
  'village_worker',
  'social_worker',
  'small_leader',
  'party_household',
  'party_group_leader',
  'grid_worker',
  'part_time_worker',
  'party_member',
  'volunteer',
  'applicant',
  'neighbour',
]

/** The long sheet: every village with its groups, the village's name merged down, a sum below each. */
function villagesPage({ people, writing, villages, groupWords }: About): Page {
  const heading = ['序号', '村(社区)', '小组', '姓名', '性别', '出生年月', '联系方式', '网格岗位', null, '备注']
  const below = [null, null, null, null, null, null, null, '岗位(身份)', '上岗时间', null]
  const page = headed('村级网格队伍', '东成镇村(社区)、小组网格队伍花名册', heading, below)
  for (const left of [0, 1, 2, 3, 4, 5, 6, 9]) page.merges.push({ top: 1, left, bottom: 2, right: left })
  page.merges.push({ top: 1, left: 7, bottom: 1, right: 8 })
  let number = 0
  for (const village of villages) {
    const first = page.rows.length
    const lines = people.flatMap(person => linesOf(person, village.code))
    lines.sort((one, other) => rankOf(one) - rankOf(other))
    const typists = village.code === slipsIn ? [...slips] : []
    for (const { person, groupCode, kinds } of lines) {
      const line = [
        ++number,
        page.rows.length === first ? village.name : null,
        groupCode === undefined ? null : groupWords(groupCode),
        writing.name(person.name, person.woman),
        person.woman ? '女' : '男',
        writing.born(person.bornIn),
        writing.phone(person.phone),
        kinds.map(writing.word).join(kinds.length > 2 ? '\n' : '、'),
        writing.day(person.since),
        null,
      ] as const
      const slip = kinds[0] === 'neighbour' ? typists.shift() : undefined
      page.rows.push(slip === undefined ? line : slip(line, person, page.rows.at(-1)!))
    }
    page.merges.push({ top: first, left: 1, bottom: page.rows.length - 1, right: 1 })
    page.rows.push([null, '小计', null, `${lines.length}条`])
  }
  page.rows.push([null, '合计', null, `${number}条`], ['填表人:', null, null, '审核:'])
  return page
}

/** Party members and volunteers of this village have a sheet of their own. */
const withOwnSheet = '445321105204'

type Line = { readonly person: Listed; readonly groupCode?: string; readonly kinds: readonly string[] }
const rankOf = ({ kinds }: Line) => villageKinds.indexOf(kinds[0]!)

/** One line for each group in which a person has a post; posts of one group stand in one cell. */
function linesOf(person: Listed, villageCode: string): readonly Line[] {
  const byGroup = new Map<string | undefined, string[]>()
  for (const post of person.posts) {
    if (post.villageCode !== villageCode || !villageKinds.includes(post.kind) || isOnOwnSheet(post)) continue
    byGroup.set(post.groupCode, [...(byGroup.get(post.groupCode) ?? []), post.kind])
  }
  return [...byGroup].map(([groupCode, kinds]) => ({
    person,
    kinds,
    ...(groupCode === undefined ? {} : { groupCode }),
  }))
}

function isOnOwnSheet({ kind, villageCode, groupCode }: ListedPost): boolean {
  return villageCode === withOwnSheet && groupCode === undefined && (kind === 'party_member' || kind === 'volunteer')
}

type Slip = (line: readonly Written[], person: Listed, above: readonly Written[]) => readonly Written[]

/** 楠村 typed in a hurry. What the import asks about each stands in `mending.ts`. */
const slipsIn = '445321105207'
const [phoneColumn, sinceColumn] = [6, 8]
const slips: readonly Slip[] = [
  // Letters for noughts.
  (line, person) => line.with(phoneColumn, person.phone.replace('0000', 'OOOO')),
  // What Excel made of a number in a narrow column, saved as text.
  line => line.with(phoneColumn, '1.38E+10'),
  line => line.with(sinceColumn, '上届选的'),
  // A wife gives her husband's number.
  (line, _person, above) => line.with(phoneColumn, above[phoneColumn] ?? null),
]

/** 3+1 as the Party-building office keeps it: merged villages, terms in one cell, a seat that waits. */
function guidancePage({ people, writing, villages }: About): Page {
  const page = headed('3+1指导力量', '东成镇“3+1”驻村指导力量一览表', ['村(社区)', '职务', '姓名', '联系电话', '任期'])
  const kinds = ['stationed_leader', 'first_secretary', 'party_instructor', 'stationed_team']
  for (const village of villages) {
    const first = page.rows.length
    for (const kind of kinds) {
      const holders = people.filter(each =>
        each.posts.some(post => post.kind === kind && post.villageCode === village.code),
      )
      const lines = holders.map(person => [
        null,
        writing.word(kind),
        writing.name(person.name, person.woman),
        writing.phone(person.phone),
        `${person.since.slice(0, 7).replace('-', '.')}-2024.12`,
      ])
      if (holders.length === 0 && kind === 'first_secretary')
        lines.push([null, '第一书记', '空缺', null, null as never])
      page.rows.push(...lines)
    }
    page.rows[first] = page.rows[first]!.with(0, village.name)
    page.merges.push({ top: first, left: 0, bottom: page.rows.length - 1, right: 0 })
  }
  return page
}

/** Marks in columns whose headings are the posts; the village stands in the title alone. */
function volunteersPage({ people, writing }: About): Page {
  const page = headed('都斛积分超市', '都斛村党员、志愿者名册', [
    '序号',
    '姓名',
    '手机号码',
    '党员',
    '志愿者',
    '加入时间',
  ])
  const isParty = (post: ListedPost) => post.kind === 'party_member' || post.kind === 'party_household'
  for (const person of people) {
    const here = person.posts.filter(post => post.villageCode === withOwnSheet)
    if (!here.some(post => isOnOwnSheet(post))) continue
    const party = here.some(isParty)
    page.rows.push([
      page.rows.length - 1,
      writing.name(person.name, person.woman),
      writing.phone(person.phone),
      party ? '√' : null,
      party ? null : '√',
      writing.day(person.since),
    ])
  }
  return page
}

/** Small lists of one trade; where there is but one, the sheet's name says it. */
function helpersPage({ people, writing, villages }: About, name: string, kinds: readonly string[]): Page {
  const several = kinds.length > 1
  const page = headed(name, `东成镇${name}名单`, [
    '序号',
    '村',
    '姓名',
    ...(several ? ['类别'] : []),
    '电话',
    '聘用时间',
  ])
  for (const village of villages)
    for (const person of people)
      for (const post of person.posts) {
        if (post.villageCode !== village.code || !kinds.includes(post.kind)) continue
        // A letter of the village's name is wrong, as everybody types it once.
        const said = post.kind === 'river_warden' ? village.name.replace('塘', '唐') : village.name
        page.rows.push([
          page.rows.length - 1,
          said,
          writing.name(person.name, person.woman),
          ...(several ? [writing.word(post.kind)] : []),
          writing.phone(person.phone),
          writing.day(person.since),
        ])
      }
  return page
}

/** One lawyer for several villages, in a row for each. */
function advisersPage({ people, writing, villages }: About): Page {
  const page = headed('法律顾问和调解员', '东成镇一村一法律顾问、调解员名单', [
    '村(社区)',
    '姓名',
    '岗位',
    '联系电话',
    '聘期',
  ])
  for (const village of villages)
    for (const kind of ['legal_adviser', 'mediator'])
      for (const person of people)
        if (person.posts.some(post => post.kind === kind && post.villageCode === village.code))
          page.rows.push([
            village.name,
            writing.name(person.name, person.woman),
            writing.word(kind),
            writing.phone(person.phone),
            '2021年9月至2023年8月',
          ])
  return page
}
