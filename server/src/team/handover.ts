import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import { addDays } from '@onegrid/domain/team/decide.ts'
import { type HandoverReason, leftBehind, type Matter } from '@onegrid/domain/team/handover.ts'
import { type HeldPost, isHeldOn } from '@onegrid/domain/team/team.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'
import type { Entry } from '../journal/journal.ts'
import { recordOfPerson } from './asking.ts'
import { findPost, findPostsOf } from './store.ts'

export type MatterTold = { readonly gridId: string; readonly subcategory?: string; readonly dueAt: Instant }

/** What the slice that keeps matters does for a handover; the team knows people and days, no tickets. */
export type MatterKeeper = {
  /** Everything open that waits for the person. */
  held(tx: Tx, personId: string): Promise<readonly Matter[]>
  /** Open matters of a unit, which its clerks have together. */
  heldByUnit(tx: Tx, unitId: string): Promise<readonly Matter[]>
  /** For the list to sign: where and until when, and what it is about unless that is for few eyes. */
  describe(tx: Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, MatterTold>>
  hand(
    ports: JobPorts,
    tx: Tx,
    handover: {
      readonly ticketIds: readonly string[]
      readonly from: string
      readonly to: string
      readonly why: HandoverReason
      readonly entry: Entry
    },
  ): Promise<void>
}
const keepers = new Set<MatterKeeper>()

/** Runs in the transaction of the handover and touches nothing but it. @returns how to take it back */
export function onHandover(keeper: MatterKeeper): () => void {
  keepers.add(keeper)
  return () => keepers.delete(keeper)
}

export async function mattersOf(tx: Tx, personId: string): Promise<readonly Matter[]> {
  const found = await Promise.all([...keepers].map(keeper => keeper.held(tx, personId)))
  return found.flat()
}

export async function describeMatters(tx: Tx, ticketIds: readonly string[]): Promise<ReadonlyMap<string, MatterTold>> {
  const told = await Promise.all([...keepers].map(keeper => keeper.describe(tx, ticketIds)))
  return new Map(told.flatMap(each => [...each]))
}

export type Left = {
  readonly matters: readonly Matter[]
  /** Of a unit whose last clerk goes: only another clerk can have them. */
  readonly unitMatters: readonly Matter[]
  readonly days: readonly LocalDate[]
}
const nothing: Left = { matters: [], unitMatters: [], days: [] }

const onDuty: readonly (Role | undefined)[] = ['duty_officer', 'centre']

/** What nobody would have from the day after on, were the posts ended. */
export async function leftByPosts(tx: Tx, ending: readonly HeldPost[], lastDay: LocalDate): Promise<Left> {
  const personId = ending[0]?.personId
  if (personId === undefined) return nothing
  const ended = new Set(ending.map(post => post.postId))
  const remaining = (await findPostsOf(tx, [personId])).filter(
    post => !ended.has(post.postId) && post.actingFor === undefined && isHeldOn(post, addDays(lastDay, 1)),
  )
  const matters = await mattersOf(tx, personId)
  const left = new Map(
    ending.flatMap(post => leftBehind(post, remaining, matters)).map(matter => [matter.ticketId, matter]),
  )
  const unitMatters = (await Promise.all(ending.map(post => leftByClerk(tx, post, lastDay)))).flat()
  const dutyEnds =
    ending.some(post => onDuty.includes(post.role)) && !remaining.some(post => onDuty.includes(post.role))
  const days = remaining.length === 0 || dutyEnds ? await dutyDays(tx, personId, lastDay) : []
  return { matters: [...left.values()], unitMatters, days }
}

/** The last clerk of a unit leaves the unit's matters behind. */
async function leftByClerk(tx: Tx, post: HeldPost, lastDay: LocalDate): Promise<readonly Matter[]> {
  if (post.role !== 'unit_clerk' || post.unitId === undefined) return []
  const [other] = await tx.query(
    `select 1 from post where tenant_id = $1 and unit_id = $2 and role = 'unit_clerk' and post_id <> $3
       and from_day <= $4::date + 1 and (until_day is null or until_day > $4) limit 1`,
    [tx.tenantId, post.unitId, post.postId, lastDay],
    'handover-other-clerk',
  )
  if (other) return []
  return (await Promise.all([...keepers].map(keeper => keeper.heldByUnit(tx, post.unitId ?? '')))).flat()
}

/** Days of the roster after `after`, up to `until` where one is given. */
async function dutyDays(tx: Tx, personId: string, after: LocalDate, until?: LocalDate): Promise<readonly LocalDate[]> {
  const rows = await tx.query<{ day: LocalDate }>(
    'select day from duty where tenant_id = $1 and person_id = $2 and day > $3 and ($4::date is null or day <= $4) order by day',
    [tx.tenantId, personId, after, until ?? null],
    'handover-duty-days',
  )
  return rows.map(row => row.day)
}

const matterFacts = ({ matters, unitMatters, days }: Left) => {
  const all = [...matters, ...unitMatters]
  return {
    ...(all.length === 0 ? {} : { count: all.length }),
    ...(days.length === 0 ? {} : { days: days.length }),
    numbers: all.slice(0, 50).map(matter => matter.number),
  }
}

/** Refused with the list of what would be without an owner. @param pointer the field that would name him, where there are several */
export function demandNothingLeft(left: Left, pointer?: string): void {
  const none = left.matters.length === 0 && left.unitMatters.length === 0 && left.days.length === 0
  demand(none, 'matters_open', { ...(pointer === undefined ? {} : { pointer }), ...matterFacts(left) })
}

export type HandoverItem =
  | { readonly kind: Matter['kind']; readonly ticketId: string; readonly number: string }
  | { readonly kind: 'duty'; readonly day: LocalDate }

export type HandoverRow = {
  handover_id: string
  from_person: string
  to_person: string
  why: HandoverReason
  post_id: string | null
  leave_id: string | null
  due_day: LocalDate
  made_at: Instant
  done_at: Instant | null
  withdrawn: boolean
  items: readonly HandoverItem[]
}
export const handoverColumns =
  'handover_id, from_person, to_person, why, post_id, leave_id, due_day, made_at, done_at, withdrawn, items'

export type Planned = {
  readonly from: string
  readonly to: string
  readonly why: HandoverReason
  readonly postId?: string
  readonly leaveId?: string
  readonly dueDay: LocalDate
}

/** Writes the handover down and does it at once where its day has come. @returns its id */
export async function planHandover(
  tx: Tx,
  ports: JobPorts,
  entry: Entry,
  today: LocalDate,
  planned: Planned,
): Promise<string> {
  const handoverId = ports.ids.id()
  const { from, to, why, postId, leaveId, dueDay } = planned
  await tx.query(
    `insert into handover (tenant_id, handover_id, from_person, to_person, why, post_id, leave_id, due_day, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.tenantId, handoverId, from, to, why, postId ?? null, leaveId ?? null, dueDay, entry.recordedAt],
    'handover-insert',
  )
  await recordOfPerson(tx, ports, entry, from, 'handoverMade', { handoverId, to, why, dueDay })
  if (dueDay <= today) await doHandover(tx, ports, entry, handoverId)
  return handoverId
}

/** The post ends on another day: what was arranged for it is done then. @returns the handovers */
export async function movePlanned(tx: Tx, postId: string, dueDay: LocalDate): Promise<readonly string[]> {
  const rows = await tx.query<{ handover_id: string }>(
    `update handover set due_day = $3 where tenant_id = $1 and post_id = $2 and done_at is null and not withdrawn
     returning handover_id`,
    [tx.tenantId, postId, dueDay],
    'handover-move',
  )
  return rows.map(row => row.handover_id)
}

export async function withdrawPlanned(tx: Tx, postId: string): Promise<void> {
  await tx.query(
    'update handover set withdrawn = true where tenant_id = $1 and post_id = $2 and done_at is null and not withdrawn',
    [tx.tenantId, postId],
    'handover-withdraw',
  )
}

/** Also by the clock, on the day. Another process that is at it is left alone. */
export async function doHandover(tx: Tx, ports: JobPorts, entry: Entry, handoverId: string): Promise<void> {
  const [row] = await tx.query<HandoverRow>(
    `select ${handoverColumns} from handover where tenant_id = $1 and handover_id = $2 and done_at is null and not withdrawn
     for update skip locked`,
    [tx.tenantId, handoverId],
    'handover-lock',
  )
  if (!row) return
  const { from_person: from, to_person: to, why } = row
  const { matters, days } = await dueItems(tx, row)
  const ticketIds = matters.map(matter => matter.ticketId)
  for (const keeper of keepers) await keeper.hand(ports, tx, { ticketIds, from, to, why, entry })
  await moveDuties(tx, from, to, days)
  const items: HandoverItem[] = [
    ...matters.map(({ kind, ticketId, number }) => ({ kind, ticketId, number })),
    ...days.map(day => ({ kind: 'duty' as const, day })),
  ]
  await tx.query('update handover set done_at = $3, items = $4 where tenant_id = $1 and handover_id = $2', [
    tx.tenantId,
    handoverId,
    entry.recordedAt,
    JSON.stringify(items),
  ])
  await recordOfPerson(tx, ports, entry, from, 'handedOver', { handoverId, to, why, ticketIds, days: days.length })
}

export async function dueItems(tx: Tx, row: HandoverRow): Promise<Left> {
  const after = addDays(row.due_day, -1)
  if (row.why === 'post_ended' || row.why === 'election') {
    const post = row.post_id === null ? undefined : await findPost(tx, row.post_id)
    return post ? leftByPosts(tx, [post], after) : nothing
  }
  const matters = await mattersOf(tx, row.from_person)
  const [leave] = await tx.query<{ until_day: LocalDate }>(
    'select until_day from leave where tenant_id = $1 and leave_id = $2',
    [tx.tenantId, row.leave_id],
    'handover-leave',
  )
  if (row.why === 'leave')
    return {
      matters,
      unitMatters: [],
      days: await dutyDays(tx, row.from_person, after, leave?.until_day ?? row.due_day),
    }
  // What came for the leave goes back; what the substitute has of his own, or took on meanwhile, stays with him.
  const came = await tx.query<{ items: readonly HandoverItem[] }>(
    `select items from handover where tenant_id = $1 and leave_id = $2 and why = 'leave' and done_at is not null`,
    [tx.tenantId, row.leave_id],
    'handover-came',
  )
  const items = came.flatMap(each => each.items)
  const tickets = new Set(items.map(item => (item.kind === 'duty' ? '' : item.ticketId)))
  const days = items.flatMap(item => (item.kind === 'duty' && item.day > after ? [item.day] : []))
  return { matters: matters.filter(matter => tickets.has(matter.ticketId)), unitMatters: [], days }
}

/** Who is on duty that day already is there once. */
async function moveDuties(tx: Tx, from: string, to: string, days: readonly LocalDate[]): Promise<void> {
  if (days.length === 0) return
  await tx.query(
    `update duty set person_id = $3 where tenant_id = $1 and person_id = $2 and day = any($4::date[])
       and not exists (select 1 from duty other where other.tenant_id = $1 and other.person_id = $3 and other.day = duty.day)`,
    [tx.tenantId, from, to, days],
    'handover-duties',
  )
  await tx.query('delete from duty where tenant_id = $1 and person_id = $2 and day = any($3::date[])', [
    tx.tenantId,
    from,
    days,
  ])
}
