import { clockActor } from '@onegrid/domain/kernel/actor.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Matter } from '@onegrid/domain/team/handover.ts'
import { handOver, waitsFor } from '@onegrid/domain/ticket/decide/handover.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import { type MatterKeeper, onHandover } from '../team/handover.ts'
import { lockTicket, saveTicket } from './store.ts'
import { townAtWork } from './town-rules.ts'

/** Matters follow when somebody leaves a post or goes on leave; see server/src/team/handover.ts. */
export function registerHandover(): () => void {
  return onHandover(keeper)
}

/** One for the process: registered twice it is still asked once. */
const keeper: MatterKeeper = {
  held: async (tx, personId) =>
    (await ticketsOf(tx, personId)).flatMap(ticket => {
      const kind = waitsFor(ticket, personId)
      return kind === undefined ? [] : [matterOf(ticket, kind)]
    }),
  heldByUnit: async (tx, unitId) => {
    const rows = await tx.query<{ state: Ticket }>(
      'select state from ticket where tenant_id = $1 and open and holder_unit = $2 order by due_at, ticket_id limit 1000',
      [tx.tenantId, unitId],
      'handover-of-unit',
    )
    return rows.map(row => matterOf(row.state, 'ticket'))
  },
  describe: async (tx, ticketIds) => {
    const rows = await tx.query<{ state: Ticket; due_at: Instant }>(
      'select state, due_at from ticket where tenant_id = $1 and ticket_id = any($2::uuid[])',
      [tx.tenantId, ticketIds],
      'handover-describe',
    )
    return new Map(
      rows.map(({ state, due_at }) => {
        const { grid } = state.place
        const about = state.confidentiality === 'open' || state.confidentiality === 'neighbourly'
        const subcategory = about ? state.subcategory : undefined
        const told = { gridId: grid.small ?? grid.medium ?? grid.large, dueAt: due_at }
        return [state.ticketId, { ...told, ...(subcategory === undefined ? {} : { subcategory }) }]
      }),
    )
  },
  hand: async (ports, tx, { ticketIds, from, to, why, entry }) => {
    if (ticketIds.length === 0) return
    const town = await townAtWork(ports, tx.tenantId, tx)
    for (const ticketId of ticketIds) {
      const loaded = await lockTicket(tx, ticketId)
      if (!loaded) continue
      const { personId } = entry.actor
      const context = {
        now: entry.recordedAt,
        actor: personId === undefined ? clockActor : ({ kind: 'person', personId, posts: [] } as const),
        calendar: town.calendar,
        catalogue: town.catalogue,
        id: ports.ids.id(),
      }
      const events = handOver(loaded.ticket, { from, to, why }, context)
      await saveTicket(tx, ports.ids, loaded, events, entry, town)
    }
  },
}

function matterOf({ ticketId, number, place }: Ticket, kind: Matter['kind']): Matter {
  return { kind, ticketId, number, grid: place.grid }
}

/** Held, taken or asked to look at; a person has some dozen at most, and each list is one index range. */
async function ticketsOf(tx: Tx, personId: string): Promise<readonly Ticket[]> {
  const rows = await tx.query<{ state: Ticket }>(
    `select state from (
       select ticket_id from ticket where tenant_id = $1 and open and holder_person = $2
       union select ticket_id from ticket_person where tenant_id = $1 and person_id = $2 and relation in ('taker', 'checker')
     ) mine join ticket using (ticket_id) where tenant_id = $1 and open order by due_at, ticket_id limit 1000`,
    [tx.tenantId, personId],
    'handover-of-person',
  )
  return rows.map(row => row.state)
}
