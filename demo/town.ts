/** The example town before its first report: set up, drawn, its people in their posts, its categories wired to its offices. */
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { makeSetUpLink, type Plant, setUp } from '@onegrid/server/account/set-up.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { type GridPlan, plantGrids } from '@onegrid/server/grid/commands.ts'
import { forgetGridIndex, gridIndex } from '@onegrid/server/grid/grid-index.ts'
import type { Town } from '@onegrid/server/http/town.ts'
import { switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import type { Asking } from '@onegrid/server/team/asking.ts'
import { acceptInvitation, createPerson, editPerson, invitePerson } from '@onegrid/server/team/commands.ts'
import { plantAdministrators } from '@onegrid/server/team/plant.ts'
import { plantPostKinds } from '@onegrid/server/team/post-kinds.ts'
import { givePost } from '@onegrid/server/team/posts.ts'
import { findPeopleFor } from '@onegrid/server/team/queries.ts'
import { putRoster } from '@onegrid/server/team/roster.ts'
import { postsInForce } from '@onegrid/server/team/store.ts'
import { catalogueOf, plantCatalogue, publishCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { storyBegins } from './clock.ts'
import { townName, townPlan } from './map/town-plan.ts'
import { demoPassword, host, type Player } from './named-people.ts'
import { cast } from './people.ts'
import type { Progress } from './progress.ts'
import { bringInTeam } from './roster/team.ts'

/** Everybody was in his post when the year began. */
const since = '2022-01-01'

const together = 6

export type Stage = {
  readonly town: Town
  /** Person by the name that the story calls him. */
  readonly people: ReadonlyMap<string, string>
}

export async function plantTown(ports: Ports, progress: Progress): Promise<Stage> {
  const link = await makeSetUpLink(ports)
  if (link === undefined) throw new Error('This installation is set up already.')
  const plan = townPlan()
  const players = cast(plan)
  progress.expect(players.length + 3)
  const town = await setUp(ports, [plantGround(ports, plan), plantAdministrators(ports)], {
    link,
    town: { name: townName, code: 'DC', zone: 'Asia/Shanghai' },
    administrator: { name: host.name, username: host.username, password: demoPassword },
  })
  forgetGridIndex(ports.database, town.tenantId)
  progress.step('网格')
  const hostId = await firstAdministrator(ports, town)
  const actor = await actorWithPosts(ports, town, hostId)
  const people = new Map([['host', hostId]])
  const asking = (commandId: string): Asking => ({ town, actor, commandId })
  const places = await placesOf(ports, town.tenantId)
  // Some at a time: each appointment is several commits, and commits that wait for the disk together wait once.
  for (let first = 0; first < players.length; first += together) {
    const group = players.slice(first, first + together)
    const ids = await Promise.all(
      group.map((player, place) => appoint(ports, asking, `person-${first + place}`, player, places)),
    )
    for (const [place, player] of group.entries()) {
      for (const key of player.keys) people.set(key, ids[place]!)
      progress.step(player.name)
    }
  }
  await bringInTeam(ports, asking, plan)
  progress.step('网格队伍花名册')
  await fillRoster(ports, asking, people)
  await wireCategories(ports, { town, people })
  progress.step('事项与时限')
  return { town, people }
}

function plantGround(ports: Ports, plan: GridPlan): Plant {
  return async tx => {
    const recordedAt = ports.clock.now()
    await plantGrids(tx, ports.ids, plan, since)
    await plantPostKinds(tx, recordedAt)
    await plantCatalogue(tx, ports, 'village', { commandId: 'plant', recordedAt, actor: { kind: 'clock' } })
    await switchOnDemoPhone(tx, recordedAt)
  }
}

export async function actorWithPosts(ports: Ports, town: Town, personId: string): Promise<Actor> {
  const day = localDate(town.zone, ports.clock.now())
  const posts = await ports.database.read(town.tenantId, tx => postsInForce(tx, personId, day))
  return posts.length === 0 ? { kind: 'resident', personId } : { kind: 'person', personId, posts }
}

/** Whom the set-up made: the only one who holds the post so far. */
export async function firstAdministrator(ports: Ports, { tenantId }: Town): Promise<string> {
  const wanted = { role: 'town_administrator', at: ports.clock.now() } as const
  const [found] = await ports.database.read(tenantId, tx => findPeopleFor(tx, wanted))
  return found!.personId
}

type Places = { grid(code: string): string; unit(code: string): string }

async function placesOf(ports: Ports, tenantId: string): Promise<Places> {
  const { tree, units } = await gridIndex(ports, tenantId)
  const grids = new Map(tree.grids.map(grid => [grid.code, grid.gridId]))
  const byCode = new Map(units.map(unit => [unit.code, unit.unitId]))
  return { grid: code => grids.get(code)!, unit: code => byCode.get(code)! }
}

async function appoint(
  ports: Ports,
  asking: (commandId: string) => Asking,
  key: string,
  player: Player,
  places: Places,
): Promise<string> {
  const { name, phone, posts, namePublic, account } = player
  const { personId } = await createPerson(ports, asking(key), { name, phone })
  // Consent is the person's own to give.
  const himself: Actor = { kind: 'resident', personId }
  if (namePublic)
    await editPerson(ports, { ...asking(`${key}-consent`), actor: himself }, personId, {
      namePublic: true,
      phonePublic: true,
    })
  for (const [index, { role, gridCode, unitCode }] of posts.entries()) {
    const at = unitCode === undefined ? { gridId: places.grid(gridCode!) } : { unitId: places.unit(unitCode) }
    await givePost(ports, asking(`${key}-post-${index}`), { personId, role, from: since, ...at })
  }
  if (account) {
    const asked = asking(`${key}-invite`)
    const { link, code } = await invitePerson(ports, asked, personId)
    await acceptInvitation(ports, asked.town, { link, code, username: account.username, password: demoPassword })
  }
  return personId
}

/** Three officers in turn, from the set-up to the end of October, so that a night of the living demo has somebody too. */
async function fillRoster(
  ports: Ports,
  asking: (commandId: string) => Asking,
  people: ReadonlyMap<string, string>,
): Promise<void> {
  const officers = ['duty', 'duty2', 'duty3'].map(key => people.get(key)!)
  const first = storyBegins.slice(0, 10)
  const days = Array.from({ length: 73 }, (_, index) =>
    instantOf(milliseconds(`${first}T00:00:00.000Z`) + index * 86_400_000).slice(0, 10),
  )
  await putRoster(ports, asking('roster'), {
    from: first,
    until: days.at(-1)!,
    entries: days.map((day, index) => ({ day, personId: officers[index % officers.length]! })),
  })
}

/** Which office a matter is proposed to at dispatch; what is missing here stays with the village. */
const unitBySubcategory: readonly (readonly [pattern: RegExp, unitCode: string])[] = [
  [/^110[12345678]$/, 'cleaning'],
  [/^120[134569]$/, 'building'],
  [/^1207$/, 'inspection'],
  [/^1208$/, 'police'],
  [/^130[1234]$/, 'water'],
  [/^130[56]$/, 'power'],
  [/^140[123456]$/, 'services'],
  [/^1409$/, 'justice'],
  [/^1503$/, 'water'],
  [/^150[124567]$/, 'emergency'],
  [/^160\d$/, 'farming'],
  [/^17\d\d$/, 'health'],
  [/^1802$/, 'forest'],
  [/^180[134]$/, 'emergency'],
  [/^190[12]$/, 'building'],
  [/^1903$/, 'inspection'],
  [/^190[45]$/, 'building'],
  [/^200[13]$/, 'order'],
  [/^2002$/, 'farming'],
  [/^210[12]$/, 'emergency'],
  [/^2103$/, 'market'],
]

async function wireCategories(ports: Ports, { town, people }: Stage): Promise<void> {
  const [catalogue, places] = await Promise.all([catalogueOf(ports, town.tenantId), placesOf(ports, town.tenantId)])
  const subcategories = catalogue.subcategories.map(each => {
    const unit = unitBySubcategory.find(([pattern]) => pattern.test(each.code))?.[1]
    return unit === undefined ? each : { ...each, unitId: places.unit(unit) }
  })
  await publishCatalogue(ports, {
    tenantId: town.tenantId,
    actor: await actorWithPosts(ports, town, people.get('admin')!),
    commandId: 'wire-categories',
    version: catalogue.version,
    catalogue: { ...catalogue, subcategories },
    note: '把各类事项接到本镇的主办单位',
  })
}
