import { clockActor } from '@onegrid/domain/kernel/actor.ts'
import { isWorkingTime } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { timersOf } from '@onegrid/domain/ticket/clock.ts'
import { changeLimit, clockHand, fireTimer, recalculate } from '@onegrid/domain/ticket/decide/clock.ts'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import { evolve } from '@onegrid/domain/ticket/evolve.ts'
import { isOpen, type Level, type Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'
import type { Entry } from '../journal/journal.ts'
import { findPeopleFor } from '../team/queries.ts'
import { type Loaded, lockTicket, saveTicket, type TownRules, writeRow } from './store.ts'
import { type TownAtWork, townAtWork } from './town-rules.ts'

/** Tickets of one statement; each is moved in a transaction of its own, so a town's storm never holds a lock for long. */
const sweptAtOnce = 200

/** Fires every timer that is due now, the earliest first. Two processes skip what the other holds; a timer fires once. */
export async function sweepTickets(ports: JobPorts, tenantId: string, now: Instant): Promise<void> {
  for (let seen = ''; ; ) {
    const due = await ports.database.read(tenantId, tx =>
      tx.query<{ ticket_id: string }>(
        `select ticket_id from ticket where tenant_id = $1 and timer_at <= $2 order by timer_at, ticket_id limit ${sweptAtOnce}`,
        [tenantId, now],
        'ticket-timers-due',
      ),
    )
    for (const { ticket_id } of due) await ports.database.write(tenantId, tx => fireDue(tx, ports, ticket_id, now))
    const key = due.map(each => each.ticket_id).join()
    // What another process holds, or what is due this very instant and not before, is seen again: it waits for the next round.
    if (due.length < sweptAtOnce || key === seen) return
    seen = key
  }
}

async function fireDue(tx: Tx, ports: JobPorts, ticketId: string, now: Instant): Promise<void> {
  const [free] = await tx.query<object>(
    'select 1 from ticket where tenant_id = $1 and ticket_id = $2 for update skip locked',
    [tx.tenantId, ticketId],
    'ticket-timer-lock',
  )
  const loaded = free === undefined ? undefined : await lockTicket(tx, ticketId)
  if (!loaded) return
  const town = await townAtWork(ports, tx.tenantId, tx)
  const staffed = await staffedLevels(tx, loaded.ticket, now)
  const context = {
    now,
    actor: clockActor,
    calendar: town.calendar,
    catalogue: town.catalogue,
    id: ports.ids.id(),
    staffed,
    dutyTime: town.emergency || !isWorkingTime(town.calendar, now),
  }
  const events: TicketEvent[] = []
  let ticket = loaded.ticket
  // One timer changes what the others wait for, so the list is made anew after each; every kind fires at most once a round.
  const fired = new Set<string>()
  for (;;) {
    const next = timersOf(ticket, town.calendar, town.catalogue)
      .filter(timer => timer.dueAt <= now && !fired.has(timer.kind))
      .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1))[0]
    if (!next) break
    fired.add(next.kind)
    const told = fireTimer(ticket, next.kind, context)
    ticket = told.reduce<Ticket>(evolve, ticket)
    events.push(...told)
  }
  await saveByClock(tx, ports, loaded, events, now, town)
}

/** Every level above the ticket's that somebody leads; the town centre always is. */
async function staffedLevels(tx: Tx, ticket: Ticket, at: Instant): Promise<readonly Level[]> {
  const { medium } = ticket.place.grid
  if (ticket.level !== 'small' || medium === undefined) return ['large']
  const leaders = await findPeopleFor(tx, { role: 'medium_leader', gridId: medium, at })
  const acting = leaders.length > 0 ? leaders : await findPeopleFor(tx, { role: 'village_worker', gridId: medium, at })
  return acting.length > 0 ? ['medium', 'large'] : ['large']
}

async function saveByClock(
  tx: Tx,
  ports: JobPorts,
  loaded: Loaded,
  events: readonly TicketEvent[],
  now: Instant,
  town: TownAtWork,
): Promise<void> {
  const commandId = `clock-${loaded.ticket.ticketId}-${loaded.ticket.sequence}`
  if (events.length === 0) return
  await saveTicket(tx, ports.ids, loaded, events, { commandId, recordedAt: now, actor: { kind: 'clock' } }, town)
}

/**
 * A changed calendar or catalogue shows at once on every open ticket: due columns, limits and lights are set anew, in the
 * transaction of the change. A town has some hundred open matters; what is closed keeps the clock of its day.
 */
export async function recalculateOpenTickets(tx: Tx, ports: JobPorts, town: TownRules, entry: Entry): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await tx.query<{ ticket_id: string }>(
      `select ticket_id from ticket where tenant_id = $1 and timer_at is not null and ticket_id > $2 order by ticket_id limit ${sweptAtOnce}`,
      [tx.tenantId, after],
      'ticket-open-page',
    )
    for (const { ticket_id } of page) await recalculateOne(tx, ports, town, ticket_id, entry)
    const last = page.at(-1)
    if (!last || page.length < sweptAtOnce) return
    after = last.ticket_id
  }
}

async function recalculateOne(tx: Tx, ports: JobPorts, town: TownRules, ticketId: string, entry: Entry): Promise<void> {
  const loaded = await lockTicket(tx, ticketId)
  if (!loaded) return
  const { ticket } = loaded
  const context = {
    now: entry.recordedAt,
    actor: clockActor,
    calendar: town.calendar,
    catalogue: town.catalogue,
    id: ports.ids.id(),
  }
  const condition = findSubcategory(town.catalogue, ticket.subcategory)?.conditions.find(
    each => each.code === ticket.condition,
  )
  const events =
    isOpen(ticket) && condition
      ? changeLimit(
          ticket,
          { condition: condition.code, limit: condition.limit, by: entry.actor.personId ?? clockHand },
          context,
        )
      : []
  const told = events.length > 0 ? events : recalculate(ticket, context)
  if (told.length > 0) await saveTicket(tx, ports.ids, loaded, told, entry, town)
  else await writeRow(tx, ticket, loaded.head, town)
}
