/** Levels inside the town: reported up and handed down by a person; the climb by the clock stands in clock.ts. */
import { demand } from '../../kernel/refusal.ts'
import type { CommandOf } from '../contract.ts'
import { type Decide, deciderOf, demandAction, holdInStatus, present } from '../decide.ts'
import type { Level } from '../ticket.ts'
import { nextLevelUp } from './routing.ts'

export const reportUp: Decide<CommandOf<'reportUp'>> = (ticket, { words }, context) => {
  demandAction(ticket, 'reportUp', context)
  const to = nextLevelUp(ticket)
  demand(to !== undefined, 'level_at_top')
  const hold = holdInStatus(ticket.status, to, context.catalogue)
  return [{ type: 'TicketReportedUp', at: context.now, by: deciderOf(context), from: ticket.level, to, words, hold }]
}

/** `gridId` is known by the server to be a child of the grid that has the ticket; needed where the path ends there. */
export const handDown: Decide<CommandOf<'handDown'>> = (ticket, { gridId, words }, context) => {
  demandAction(ticket, 'handDown', context)
  demand(ticket.level !== 'small', 'level_at_bottom')
  const to: Level = ticket.level === 'large' ? 'medium' : 'small'
  demand(gridId !== undefined || ticket.place.grid[to] !== undefined, 'place_missing', { field: 'gridId' })
  const hold = holdInStatus(ticket.status, to, context.catalogue)
  const by = deciderOf(context)
  return [
    { type: 'TicketHandedDown', at: context.now, by, from: ticket.level, to, ...present({ gridId, words }), hold },
  ]
}
