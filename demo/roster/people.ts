/**
 * The team of the example town as its lists have it: 1,100 people in the article's proportions (147 leaders of groups, 147
 * Party-member households, 69 Party groups, 3+1 for each village, 64 Party members and 97 volunteers of 都斛), the story's cast
 * among them. All others are drawn by a fixed seed; names stand for nobody, numbers lie in the block 1380000xxxx.
 */
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { GridPlan } from '@onegrid/server/grid/commands.ts'
import { type Chance, chanceFrom } from '../map/chance.ts'
import { exampleSeed, townCode } from '../map/outline.ts'
import { host, residentNames, shortName } from '../named-people.ts'
import { cast } from '../people.ts'
import { namesFor } from './names.ts'

export const rosterSize = 1100
export const partyGroupCount = 69

/** As a list says it: a village alone, a group of it, the whole town, or an office. */
export type ListedPost = {
  /** Code of the kind of post; `applicant` and `neighbour` are words that the town's list of posts does not know. */
  readonly kind: string
  readonly villageCode?: string
  readonly groupCode?: string
  readonly unitCode?: string
}
export type Listed = {
  readonly name: string
  readonly phone: string
  readonly posts: readonly ListedPost[]
  readonly woman: boolean
  readonly bornIn: number
  /** Since when, as the list says it; the story's cast has its own. */
  readonly since: LocalDate
  /** Of the story's cast, who is in the town before the list comes. */
  readonly known: boolean
}

type Village = { readonly code: string; readonly short: string; readonly groups: readonly string[] }

/** `groups` are the small grids of one Party group, in order; its leader's household stands in the first of them. */
export type PartyGroupWish = { readonly name: string; readonly villageCode: string; readonly groups: readonly string[] }

export type Roster = { readonly people: readonly Listed[]; readonly partyGroups: readonly PartyGroupWish[] }

/** Villages that the article names for something: their own people are many. */
const partyVillage = '都斛'
const partyMembersThere = 64
const volunteersThere = 97

/** @param size other than the example's for a measurement; neighbours make it up */
export function exampleRoster(plan: GridPlan, size = rosterSize): Roster {
  const chance = chanceFrom(exampleSeed + 11)
  const villages = villagesOf(plan)
  const players = cast(plan)
  const known = players.map(({ name, phone, posts }): Listed => {
    const places = posts.map(({ role, gridCode, unitCode }): ListedPost => {
      if (unitCode !== undefined) return { kind: role, unitCode }
      return { kind: role, ...placeOf(villages, gridCode ?? townCode) }
    })
    const woman = womensLetters.test(name)
    return { name, phone, posts: places, ...lifeOf(chance), woman, since: '2022-01-01', known: true }
  })
  const draw = drawer(chance, [...players.map(player => player.name), ...residentNames, host.name])
  const partyGroups = partyGroupsOf(villages)
  const groupLeaders = new Set(partyGroups.map(group => group.groups[0]))
  const people = [
    ...known,
    ...townOffices(draw),
    ...villages.flatMap(village => groupPeople(village, groupLeaders, draw)),
  ]
  people.push(...guidance(villages, draw), ...helpers(villages, draw, chance))
  const missing = size - people.length
  if (missing < 100) throw new Error(`The roster would have ${people.length} people and few neighbours among them.`)
  for (let count = 0; count < missing; count++) {
    const village = villages[count % villages.length]!
    people.push(draw({ kind: 'neighbour', villageCode: village.code, groupCode: chance.pick(village.groups) }))
  }
  return { people, partyGroups }
}

/** The cast has names and no more; a list says the rest. */
const womensLetters = /[英珍兰婷梅玲霞娟芬琼莲凤仪群燕敏好娣萍玉秀丽桂雅秋晓静若月]/

function villagesOf({ grids }: GridPlan): readonly Village[] {
  return grids
    .filter(grid => grid.level === 'medium')
    .map(({ code, name }) => ({
      code,
      short: shortName(name),
      groups: grids.filter(grid => grid.parentCode === code).map(grid => grid.code),
    }))
}

function placeOf(villages: readonly Village[], code: string): Pick<ListedPost, 'villageCode' | 'groupCode'> {
  const village = villages.find(each => each.code === code || each.groups.includes(code))
  if (village === undefined) return {}
  return village.code === code ? { villageCode: code } : { villageCode: village.code, groupCode: code }
}

type Draw = (...posts: readonly ListedPost[]) => Listed

function drawer(chance: Chance, taken: readonly string[]): Draw {
  const nextName = namesFor(chance, new Set(taken))
  let number = 2000
  return (...posts) => {
    const life = lifeOf(chance)
    return {
      name: nextName(life.woman),
      phone: `1380000${number++}`,
      posts,
      ...life,
      since: sinceOf(chance),
      known: false,
    }
  }
}

function lifeOf(chance: Chance): Pick<Listed, 'woman' | 'bornIn'> {
  return { woman: chance.next() < 0.42, bornIn: 1953 + Math.floor(chance.next() * 48) }
}

/** The last election of villages was early in 2021 [K]; who came later came with a reason of his own. */
function sinceOf(chance: Chance): LocalDate {
  const [year, month] = chance.pick([
    [2021, 3],
    [2021, 3],
    [2021, 4],
    [2021, 9],
    [2022, 1],
    [2022, 5],
  ] as const)
  return `${year}-${String(month).padStart(2, '0')}-01`
}

function townOffices(draw: Draw): Listed[] {
  const clerks = ['justice', 'party', 'market', 'forest'].map(unitCode => draw({ kind: 'unit_clerk', unitCode }))
  return [draw({ kind: 'large_leader' }), ...clerks]
}

/** Neighbouring groups together, so many in each village that the town has 69. */
function partyGroupsOf(villages: readonly Village[]): readonly PartyGroupWish[] {
  const counts = villages.map(village => Math.max(1, Math.floor((village.groups.length * partyGroupCount) / 147)))
  for (let left = partyGroupCount - counts.reduce((sum, count) => sum + count, 0); left > 0; left--) {
    const rest = villages.map((village, at) => village.groups.length / counts[at]!)
    counts[rest.indexOf(Math.max(...rest))]! += 1
  }
  return villages.flatMap(({ code, short, groups }, at) =>
    Array.from({ length: counts[at]! }, (_, index) => ({
      name: `${short}第${'一二三四五六七八九十'[index]}网格党小组`,
      villageCode: code,
      groups: groups.filter((_group, place) => Math.floor((place * counts[at]!) / groups.length) === index),
    })),
  )
}

/** In each group its leader, its Party-member household and who walks it beside his work. */
function groupPeople(village: Village, groupLeaders: ReadonlySet<string | undefined>, draw: Draw): Listed[] {
  const people: Listed[] = []
  let walker: ListedPost[] = []
  for (const [index, groupCode] of village.groups.entries()) {
    const at = { villageCode: village.code, groupCode }
    const household: ListedPost[] = [{ kind: 'party_household', ...at }]
    if (groupLeaders.has(groupCode)) household.push({ kind: 'party_group_leader', ...at })
    // Two of five leaders of groups are Party members, and their home is the household.
    if (index % 5 < 2) people.push(draw({ kind: 'small_leader', ...at }, ...household))
    else people.push(draw({ kind: 'small_leader', ...at }), draw(...household))
    walker.push({ kind: 'part_time_worker', ...at })
    // Every fourth walks two groups.
    if (index % 4 === 0 && index + 1 < village.groups.length) continue
    people.push(draw(...walker))
    walker = []
  }
  return people
}

/** 3+1: who stands by each village, and the teams that were sent. */
function guidance(villages: readonly Village[], draw: Draw): Listed[] {
  const people: Listed[] = []
  for (let at = 0; at < villages.length; at += 2)
    people.push(
      draw(...villages.slice(at, at + 2).map(({ code }) => ({ kind: 'stationed_leader', villageCode: code }))),
    )
  for (const [at, { code }] of villages.entries()) {
    const here = (kind: string) => draw({ kind, villageCode: code })
    // One village waits for its first secretary: the list says so, and so does the coverage.
    if (at !== 11) people.push(here('first_secretary'))
    people.push(here('party_instructor'))
    if (at % 3 === 0) people.push(here('stationed_team'), here('stationed_team'), here('stationed_team'))
  }
  return people
}

function helpers(villages: readonly Village[], draw: Draw, chance: Chance): Listed[] {
  const people: Listed[] = []
  const many = (count: number, make: (at: number) => Listed) => {
    for (let at = 0; at < count; at++) people.push(make(at))
  }
  for (const village of villages) {
    const at = { villageCode: village.code }
    const group = () => ({ ...at, groupCode: chance.pick(village.groups) })
    if (village.short === partyVillage) {
      // The households of its groups and the one of the story are Party members already.
      const already = village.groups.length + 1
      many(partyMembersThere - already, () => draw({ kind: 'party_member', ...at }))
      many(volunteersThere, () => draw({ kind: 'volunteer', ...at }))
    } else many(6, () => draw({ kind: 'party_member', ...group() }))
    people.push(draw({ kind: 'social_worker', ...at }), draw({ kind: 'river_warden', ...at }))
    many(2, () => draw({ kind: 'applicant', ...group() }))
    people.push(draw({ kind: 'mediator', ...at }))
    many(village.groups.length > 9 ? 4 : 2, () => draw({ kind: 'forest_guard', ...at }))
    many(village.groups.length > 9 ? 4 : 3, () => draw({ kind: 'cleaner', ...at }))
    people.push(draw({ kind: 'water_keeper', ...at }))
  }
  // Five lawyers, each for three or four villages.
  many(5, lawyer =>
    draw(
      ...villages
        .filter((_village, index) => index % 5 === lawyer)
        .map(({ code }) => ({ kind: 'legal_adviser', villageCode: code })),
    ),
  )
  return people
}
