import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue, Named } from '@onegrid/domain/ticket/catalogue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'

export type Contact = {
  readonly phone?: string
  readonly email?: string
  /** Chosen by the person; otherwise the notice's own. */
  readonly language?: Locale
}

/** Where a notice's people and words are looked up: the published views of team, grid and ticket, handed in by the process. */
export type Lookups = {
  /** People who hold the role at that grid or unit on the day; a role without either is the town's. */
  findPeopleFor(
    tx: Tx,
    wanted: { readonly role: Role; readonly gridId?: string; readonly unitId?: string; readonly at: Instant },
  ): Promise<readonly { readonly personId: string }[]>
  /** The duty officers of the roster at that instant. */
  findOnDuty(tx: Tx, at: Instant): Promise<readonly { readonly personId: string }[]>
  /** Who stands in for these persons on leave at that instant. */
  findSubstitutes(tx: Tx, personIds: readonly string[], at: Instant): Promise<readonly { readonly personId: string }[]>
  /** How persons of the town are reached; who is erased or unknown is missing. */
  contactsOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, Contact>>
  findTicket(tx: Tx, ticketId: string): Promise<Ticket | undefined>
  /** When the answer is promised, over the calendar in force. */
  dueAt(tx: Tx, ticket: Ticket): Promise<Instant | undefined>
  findCatalogue(tx: Tx): Promise<Catalogue | undefined>
  nameOf(tx: Tx, what: { readonly unitId: string } | { readonly gridId: string }): Promise<Named | undefined>
}
