import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { promiseDueAt, promiseRuns } from '@onegrid/domain/ticket/clock.ts'
import type { Ports } from '../app.ts'
import type { Tx } from '../database/database.ts'
import { contactsOf, findOnDuty, findPeopleFor, findSubstitutes } from '../team/queries.ts'
import { findTicketById } from '../ticket/queries.ts'
import { type TownAtWork, townAtWork } from '../ticket/town-rules.ts'
import type { Lookups } from './lookups.ts'
import { withOwnContacts } from './own-contact.ts'

/** The real town: people from the team, words from the catalogue, promises over the calendar in force. */
export function townLookups(ports: Ports): Lookups {
  /** A town without grids or catalogue has no tickets yet; nothing of it may stop another town's notices. */
  async function find(tx: Tx): Promise<TownAtWork | undefined> {
    try {
      return await townAtWork(ports, tx.tenantId, tx)
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }
  return {
    findPeopleFor,
    findOnDuty,
    findSubstitutes,
    contactsOf: async (tx, personIds) => withOwnContacts(tx, await contactsOf(tx, personIds)),
    findTicket: findTicketById,
    async dueAt(tx, ticket) {
      const town = promiseRuns(ticket) ? await find(tx) : undefined
      return town && promiseDueAt(ticket, town.calendar)
    },
    async findCatalogue(tx) {
      return (await find(tx))?.catalogue
    },
    async nameOf(tx, what) {
      const town = await find(tx)
      const name = 'unitId' in what ? town?.grids.findUnit(what.unitId)?.name : town?.grids.nameOf(what.gridId)
      return name === undefined ? undefined : { zh: name, en: name }
    },
  }
}
