import { clockActor, holdsRole, personOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import { teamRights } from '@onegrid/domain/team/access.ts'
import { addDays } from '@onegrid/domain/team/decide.ts'
import { actingPosts, decideEndLeave, decideLeave, type Leave } from '@onegrid/domain/team/leave.ts'
import type { HeldPost } from '@onegrid/domain/team/team.ts'
import { tellOfChange } from '../account/sessions.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'
import type { Entry } from '../journal/journal.ts'
import { type Asking, entryOf, recordOfPerson, runTeamCommand, type TeamPorts, todayOf } from './asking.ts'
import { doHandover, planHandover } from './handover.ts'
import { demandReceiver } from './post-end.ts'
import { givePosts } from './posts.ts'
import { findPostsOf, getColleagueForChange } from './store.ts'

export type LeaveRow = {
  leave_id: string
  person_id: string
  substitute_id: string
  from_day: LocalDate
  until_day: LocalDate
  hand_over: boolean
  come_back: boolean
  state: Leave['state']
}
export const leaveColumns = 'leave_id, person_id, substitute_id, from_day, until_day, hand_over, come_back, state'

export function leaveOf(row: LeaveRow): Leave {
  return {
    leaveId: row.leave_id,
    personId: row.person_id,
    substituteId: row.substitute_id,
    from: row.from_day,
    until: row.until_day,
    handOver: row.hand_over,
    comeBack: row.come_back,
    state: row.state,
  }
}

export type LeaveWords = Omit<Leave, 'leaveId' | 'state'>

/**
 * A leave makes the substitute's posts for those days, and matters follow at the start. Whoever keeps the team may make one,
 * and a village's leader for the people of his own village.
 */
export function makeLeave(ports: TeamPorts, asking: Asking, words: LeaveWords): Promise<{ leaveId: string }> {
  return runTeamCommand(ports, asking, 'makeLeave', words, async tx => {
    const today = todayOf(ports, asking)
    await getColleagueForChange(tx, words.personId).catch(unknownAt('/personId'))
    const held = await findPostsOf(tx, [words.personId])
    await demandMayArrange(tx, asking, held, words.substituteId)
    if (words.substituteId !== words.personId)
      await demandReceiver(tx, words.personId, words.substituteId).catch(unknownAt('/substituteId'))
    const leave: Leave = { ...words, leaveId: ports.ids.id(), state: words.from <= today ? 'running' : 'planned' }
    decideLeave(leave, await leavesAround(tx, [leave.personId, leave.substituteId], today), today)
    await insertLeave(tx, leave, ports.clock.now())
    const entry = entryOf(ports, asking)
    const acting = actingPosts(leave, held, await findPostsOf(tx, [leave.substituteId]))
    await givePosts(tx, ports, entry, today, acting)
    const { personId, ...facts } = leave
    await recordOfPerson(tx, ports, entry, personId, 'leaveMade', facts)
    if (leave.state === 'running')
      await recordOfPerson(tx, ports, entry, personId, 'leaveBegan', { leaveId: leave.leaveId })
    if (leave.handOver)
      await planHandover(tx, ports, entry, today, {
        from: personId,
        to: leave.substituteId,
        why: 'leave',
        leaveId: leave.leaveId,
        dueDay: leave.from,
      })
    return { leaveId: leave.leaveId }
  })
}

function unknownAt(pointer: string) {
  return (error: unknown): never => {
    const unknown = error instanceof Refusal && (error.code === 'not_found' || error.code === 'person_unknown')
    throw unknown ? new Refusal('person_unknown', { pointer }) : error
  }
}

/** @throws Refusal not_permitted unless he keeps the team, or leads the village in which both have their posts */
async function demandMayArrange(
  tx: Tx,
  { actor }: Asking,
  held: readonly HeldPost[],
  substituteId: string,
): Promise<void> {
  demand(personOf(actor) !== undefined, 'not_signed_in')
  if (holdsRole(actor, ...teamRights.manageTeam)) return
  const led = actor.kind === 'person' ? actor.posts.filter(post => post.role === 'medium_leader') : []
  const villages = led.flatMap(post => (post.gridId === undefined ? [] : [post.gridId]))
  demand(villages.length > 0, 'not_permitted', { right: 'manageTeam' })
  const substitute = await findPostsOf(tx, [substituteId])
  const within = await gridsWithin(tx, villages)
  const inVillage = (post: HeldPost) => post.gridId !== undefined && within.has(post.gridId)
  // Rights beyond the village are not his to pass on.
  demand(held.length > 0 && held.every(inVillage) && substitute.some(inVillage), 'not_permitted', {
    right: 'manageTeam',
  })
}

async function gridsWithin(tx: Tx, villages: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ grid_id: string }>(
    'select grid_id from grid where tenant_id = $1 and (grid_id = any($2::uuid[]) or parent_id = any($2::uuid[]))',
    [tx.tenantId, villages],
    'leave-village-grids',
  )
  return new Set(rows.map(row => row.grid_id))
}

async function leavesAround(tx: Tx, personIds: readonly string[], today: LocalDate): Promise<Leave[]> {
  const rows = await tx.query<LeaveRow>(
    `select ${leaveColumns} from leave where tenant_id = $1 and until_day >= $3 and state in ('planned', 'running')
       and (person_id = any($2::uuid[]) or substitute_id = any($2::uuid[])) for update`,
    [tx.tenantId, personIds, today],
    'leaves-around',
  )
  return rows.map(leaveOf)
}

async function insertLeave(tx: Tx, leave: Leave, at: Instant): Promise<void> {
  await tx.query(
    `insert into leave (tenant_id, ${leaveColumns}, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.tenantId,
      leave.leaveId,
      leave.personId,
      leave.substituteId,
      leave.from,
      leave.until,
      leave.handOver,
      leave.comeBack,
      leave.state,
      at,
    ],
    'leave-insert',
  )
}

/** Earlier than planned, or not at all: the substitute's posts end with it, and what was to come back comes back. */
export function endLeave(
  ports: TeamPorts,
  asking: Asking,
  leaveId: string,
  lastDay?: LocalDate,
): Promise<{ leaveId: string }> {
  return runTeamCommand(ports, asking, 'endLeave', { leaveId, lastDay: lastDay ?? null }, async tx => {
    const leave = await lockLeave(tx, leaveId)
    if (!leave) throw new Refusal('not_found', { leaveId })
    // Whoever is away may say himself that he is back.
    if (personOf(asking.actor) !== leave.personId)
      await demandMayArrange(tx, asking, await findPostsOf(tx, [leave.personId]), leave.substituteId)
    const today = todayOf(ports, asking)
    const ended = decideEndLeave(leave, lastDay, today)
    const until = ended.state === 'withdrawn' ? addDays(leave.from, -1) : ended.until
    await endActingPosts(tx, leaveId, until)
    await tx.query('update handover set withdrawn = true where tenant_id = $1 and leave_id = $2 and done_at is null', [
      tx.tenantId,
      leaveId,
    ])
    const entry = entryOf(ports, asking)
    if (ended.state === 'withdrawn' || until < today)
      await finish(tx, ports, entry, today, leave, ended.state === 'withdrawn' ? 'withdrawn' : 'over')
    else
      await tx.query('update leave set until_day = $3 where tenant_id = $1 and leave_id = $2', [
        tx.tenantId,
        leaveId,
        until,
      ])
    return { leaveId }
  })
}

async function lockLeave(tx: Tx, leaveId: string): Promise<Leave | undefined> {
  const [row] = await tx.query<LeaveRow>(
    `select ${leaveColumns} from leave where tenant_id = $1 and leave_id = $2 for update`,
    [tx.tenantId, leaveId],
    'leave-lock',
  )
  return row && leaveOf(row)
}

/** A post that would not have begun is none. */
async function endActingPosts(tx: Tx, leaveId: string, until: LocalDate): Promise<void> {
  await tx.query('delete from post where tenant_id = $1 and leave_id = $2 and from_day > $3', [
    tx.tenantId,
    leaveId,
    until,
  ])
  await tx.query('update post set until_day = $3 where tenant_id = $1 and leave_id = $2 and until_day > $3', [
    tx.tenantId,
    leaveId,
    until,
  ])
}

async function finish(
  tx: Tx,
  ports: JobPorts,
  entry: Entry,
  today: LocalDate,
  leave: Leave,
  state: 'over' | 'withdrawn',
): Promise<void> {
  const { leaveId, personId, substituteId } = leave
  // One that was withdrawn keeps its days, so that the list says what was meant.
  const until = addDays(today, -1)
  await tx.query(
    `update leave set state = $3, until_day = case when $3 = 'over' then least(until_day, $4::date) else until_day end
     where tenant_id = $1 and leave_id = $2`,
    [tx.tenantId, leaveId, state, until],
    'leave-finish',
  )
  await recordOfPerson(tx, ports, entry, personId, 'leaveEnded', { leaveId })
  const came = leave.handOver && leave.state === 'running'
  if (came && leave.comeBack)
    await planHandover(tx, ports, entry, today, {
      from: substituteId,
      to: personId,
      why: 'leave_over',
      leaveId,
      dueDay: today,
    })
}

/** By the clock, each in a transaction of its own: leaves that begin and end today, handovers whose day has come. */
export async function sweepLeaves(ports: JobPorts, tenantId: string, now: Instant): Promise<void> {
  const due = await ports.database.read(tenantId, async tx => {
    const today = localDate(await zoneOf(tx), now)
    const leaves = await tx.query<{ leave_id: string }>(
      `select leave_id from leave where tenant_id = $1 and ((state = 'planned' and from_day <= $2) or (state = 'running' and until_day < $2))
       order by from_day, leave_id limit 500`,
      [tenantId, today],
      'leaves-due',
    )
    const handovers = await tx.query<{ handover_id: string }>(
      `select handover_id from handover where tenant_id = $1 and due_day <= $2 and done_at is null and not withdrawn
       order by due_day, handover_id limit 500`,
      [tenantId, today],
      'handovers-due',
    )
    return { today, leaves, handovers }
  })
  const entry = (id: string): Entry => ({ commandId: `clock-${id}`, recordedAt: now, actor: { kind: clockActor.kind } })
  for (const { handover_id } of due.handovers)
    await ports.database.write(tenantId, tx => doHandover(tx, ports, entry(handover_id), handover_id))
  for (const { leave_id } of due.leaves)
    await ports.database.write(tenantId, async tx => {
      const leave = await lockLeave(tx, leave_id)
      if (!leave) return
      const { personId, leaveId } = leave
      if (leave.state === 'planned' && leave.from <= due.today) {
        await tx.query(`update leave set state = 'running' where tenant_id = $1 and leave_id = $2`, [tenantId, leaveId])
        await recordOfPerson(tx, ports, entry(`begin-${leaveId}`), personId, 'leaveBegan', { leaveId })
      }
      const running = { ...leave, state: 'running' as const }
      if (leave.state !== 'over' && leave.state !== 'withdrawn' && leave.until < due.today)
        await finish(tx, ports, entry(`end-${leaveId}`), due.today, running, 'over')
      await tellOfChange(tx)
    })
}

async function zoneOf(tx: Tx): Promise<string> {
  const [town] = await tx.query<{ zone: string }>('select zone from tenant where tenant_id = $1', [tx.tenantId])
  return town?.zone ?? 'UTC'
}
