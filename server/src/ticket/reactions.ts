import { clockActor } from '@onegrid/domain/kernel/actor.ts'
import { attachDuplicate, mergeTicket } from '@onegrid/domain/ticket/decide/merge.ts'
import { gathers } from '@onegrid/domain/ticket/decide/problem.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { onDivisionFollowed } from '../grid/plan/change.ts'
import { onSupplyAreasChanged } from '../grid/supply-areas.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { registerReaction } from '../jobs/reactions.ts'
import { registerSweep } from '../jobs/sweep.ts'
import { sealChains } from '../journal/anchor.ts'
import { calendarOf, onCalendarChanged } from './calendar.ts'
import { catalogueOf, onCataloguePublished } from './catalogue.ts'
import { followDivision, followLate } from './division.ts'
import { registerHandover } from './handover.ts'
import { lockTicket, saveTicket } from './store.ts'
import { recalculateOpenTickets, sweepTickets } from './timers.ts'
import { townAtWork, townWith } from './town-rules.ts'

/** What the ticket slice does by itself: timers, gathering under a known problem, clocks under changed rules, sealing. */
export function ticketReactions(): void {
  registerHandover()
  registerSweep('ticket timers', 'always', sweepTickets)
  registerSweep('seal chains', 'daily', async (ports, tenantId, now) => {
    await ports.database.write(tenantId, tx => sealChains(tx, ports.ids, now))
  })

  // A known-problem notice ("whole village without power") takes all incoming reports of it under itself.
  registerReaction('gather under known problem', ['TicketReported', 'TicketAssessed'], async (tx, event, ports) => {
    const [open] = await tx.query<{ ticket_id: string }>(
      'select ticket_id from ticket where tenant_id = $1 and problem_open limit 1',
      [tx.tenantId],
      'problem-open-any',
    )
    if (open) await gatherUnderProblem(tx, ports, event.streamId)
  })

  onCataloguePublished(async (ports, tx, { after, entry }) => {
    const town = await townAtWork(ports, tx.tenantId, tx)
    await recalculateOpenTickets(tx, ports, { ...town, catalogue: after }, entry)
  })
  onCalendarChanged(async (ports, tx, { after, entry }) => {
    const town = await townAtWork(ports, tx.tenantId, tx)
    await recalculateOpenTickets(tx, ports, { ...town, calendar: after }, entry)
  })
  onSupplyAreasChanged(async (ports, tx, { after, entry }) => {
    const catalogue = await catalogueOf(ports, tx.tenantId, tx)
    const calendar = await calendarOf(ports, tx.tenantId, tx)
    await recalculateOpenTickets(tx, ports, townWith(after, catalogue, calendar), entry)
  })
  onDivisionFollowed(followDivision)
  // A matter that comes back to life under another division than it was closed in, or was written down in its last moment.
  registerReaction(
    'follow the division',
    ['TicketReported', 'TicketReopened', 'TicketUnmerged'],
    async (tx, event, ports) => followLate(tx, ports, event.streamId),
  )
}

async function gatherUnderProblem(
  tx: Parameters<typeof lockTicket>[0],
  ports: JobPorts,
  ticketId: string,
): Promise<void> {
  const town = await townAtWork(ports, tx.tenantId, tx)
  const loaded = await lockTicket(tx, ticketId)
  if (!loaded || loaded.ticket.mergedInto !== undefined || loaded.ticket.subcategory === undefined) return
  const { ticket } = loaded
  const now = ports.clock.now()
  const supplyArea = town.supplyAreaOf(ticket)
  const problems = await tx.query<{ state: Ticket }>(
    'select state from ticket where tenant_id = $1 and problem_open order by ticket_id',
    [tx.tenantId],
    'problem-open-all',
  )
  const incoming = {
    subcategory: ticket.subcategory ?? '',
    grid: ticket.place.grid,
    supplyAreaIds: supplyArea === null ? [] : [supplyArea],
  }
  const target = problems.find(({ state }) => state.ticketId !== ticketId && gathers(state, incoming, now))?.state
  const locked = target && (await lockTicket(tx, target.ticketId))
  if (!locked) return
  const context = { now, actor: clockActor, calendar: town.calendar, catalogue: town.catalogue, id: ports.ids.id() }
  const entry = {
    commandId: `gather-${ticketId}-${ticket.sequence}`,
    recordedAt: now,
    actor: { kind: 'clock' as const },
  }
  const merged = mergeTicket(ticket, { target: locked.ticket }, context)
  await saveTicket(tx, ports.ids, locked, attachDuplicate(locked.ticket, ticket, context), entry, town)
  await saveTicket(tx, ports.ids, loaded, merged, entry, town)
}
