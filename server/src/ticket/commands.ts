import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { capacityFor, maySee } from '@onegrid/domain/ticket/access.ts'
import type { BodyOf, Verb } from '@onegrid/domain/ticket/contract.ts'
import { attachDuplicate, detachDuplicate } from '@onegrid/domain/ticket/decide/merge.ts'
import type { Context } from '@onegrid/domain/ticket/decide.ts'
import type { Holder, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { type ResolvedCommand, verbs } from '@onegrid/domain/ticket/verbs.ts'
import type { Ports } from '../app.ts'
import { claimPhotos } from '../blobs/claim.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import type { JournalActor } from '../journal/chain.ts'
import { runCommand } from '../journal/command.ts'
import { insertContent } from '../journal/content.ts'
import type { Entry } from '../journal/journal.ts'
import { demandPostHolders } from '../team/queries.ts'
import { levelOfHolder, orderReach } from './candidates.ts'
import { eraseTicketContent } from './erase.ts'
import { demandUnits, happenedAt, resolveBody, unitsIn, WordsKept } from './resolve.ts'
import { findTicketForUpdate, getTicketForUpdate, type Loaded, lockTicket, saveTicket } from './store.ts'
import { type TownAtWork, townAtWork } from './town-rules.ts'

export type Acting = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  /** Proves to whom the photos of somebody without an account belong (server/src/blobs/uploader.ts). */
  readonly uploadSecret?: string | undefined
  /** In which language the page or the program speaks to whoever acts. */
  readonly locale?: Locale
}

export type Acted = { readonly ticketId: string; readonly number: string; readonly sequence: number }

/** One verb on one ticket: load → resolve → decide → append, in one transaction, once for each command id. */
export async function actOnTicket<V extends Verb>(
  ports: Ports,
  acting: Acting,
  number: string,
  verb: V,
  body: Readonly<Record<string, unknown>>,
): Promise<Acted> {
  const { tenantId, actor, commandId } = acting
  const recordedAt = ports.clock.now()
  // Whose command it was belongs to it: somebody else with the same id is refused, and not shown the first one's answer.
  const asked = { verb, number, by: personOf(actor) ?? null, body }
  return runCommand(ports.database, { tenantId, commandId, asked, recordedAt }, async tx => {
    const town = await townAtWork(ports, tenantId, tx)
    const loaded = await getTicketForUpdate(tx, number)
    demand(maySee(loaded.ticket, actor), 'not_found')
    const context = contextOf(
      ports,
      town,
      actor,
      happenedAt(body['happenedAt'] as Instant | undefined, recordedAt, actor),
      loaded.ticket,
    )
    const kept = new WordsKept(ports.ids, loaded.ticket.ticketId)
    const entry = { commandId, recordedAt, actor: journalActor(actor, loaded.ticket, verb) }
    const saved =
      verb === 'mergeTicket' || verb === 'unmergeTicket'
        ? await mergeOrUnmerge(tx, ports, town, loaded, verb, body, context, entry)
        : await decideAndSave(
            tx,
            ports,
            town,
            loaded,
            verb,
            resolveBody(verb, body, kept, town),
            context,
            entry,
            acting.uploadSecret,
          )
    await insertContent(tx, kept.rows)
    return { ticketId: saved.ticket.ticketId, number, sequence: saved.ticket.sequence }
  })
}

function contextOf(ports: Ports, town: TownAtWork, actor: Actor, now: Instant, ticket: Ticket): Context {
  // What is written down later cannot have happened before the matter was reported (docs/decisions/0007-told-times.md).
  const told = now < ticket.reportedAt ? ticket.reportedAt : now
  return { now: told, actor, calendar: town.calendar, catalogue: town.catalogue, id: ports.ids.id() }
}

async function decideAndSave<V extends Verb>(
  tx: Tx,
  ports: Ports,
  town: TownAtWork,
  loaded: Loaded,
  verb: V,
  command: Record<string, unknown>,
  context: Context,
  entry: Entry,
  uploadSecret: string | undefined,
): Promise<Loaded> {
  await demandReferences(tx, verb, command, town, loaded.ticket)
  if (command['to']) command['toLevel'] = await levelOfHolder(tx, command['to'] as Holder, town, context.now)
  if (verb === 'issueOrder') command['reach'] = await orderReach(tx, loaded.ticket, town, context.now)
  const decide = verbs[verb].decide as (
    ticket: Ticket,
    command: ResolvedCommand<V>,
    context: Context,
  ) => ReturnType<(typeof verbs)[V]['decide']>
  const events = decide(loaded.ticket, command as ResolvedCommand<V>, context)
  await claimPhotos(tx, {
    photoIds: photosIn(command),
    ticketId: loaded.ticket.ticketId,
    actor: context.actor,
    uploadSecret,
  })
  if (verb === 'eraseTicket')
    await eraseTicketContent(tx, ports.ids, loaded.ticket, command as BodyOf<'eraseTicket'>, entry)
  return saveTicket(tx, ports.ids, loaded, events, entry, town)
}

/** Two tickets move in one act: the one that ends and the one that goes on. */
async function mergeOrUnmerge(
  tx: Tx,
  ports: Ports,
  town: TownAtWork,
  loaded: Loaded,
  verb: 'mergeTicket' | 'unmergeTicket',
  body: Readonly<Record<string, unknown>>,
  context: Context,
  entry: Entry,
): Promise<Loaded> {
  const other =
    verb === 'mergeTicket'
      ? await findTicketForUpdate(tx, String(body['into']))
      : loaded.ticket.mergedInto === undefined
        ? undefined
        : await lockTicket(tx, loaded.ticket.mergedInto)
  if (verb === 'mergeTicket') {
    const seen = other !== undefined && maySee(other.ticket, context.actor)
    if (!seen)
      throw new Refusal('merge_target_hidden', { field: 'into', pointer: '/into', value: String(body['into']) })
    const events = verbs.mergeTicket.decide(loaded.ticket, { target: other.ticket }, context)
    await saveTicket(tx, ports.ids, other, attachDuplicate(other.ticket, loaded.ticket, context), entry, town)
    return saveTicket(tx, ports.ids, loaded, events, entry, town)
  }
  const events = verbs.unmergeTicket.decide(loaded.ticket, {}, context)
  if (other) await saveTicket(tx, ports.ids, other, detachDuplicate(other.ticket, loaded.ticket, context), entry, town)
  return saveTicket(tx, ports.ids, loaded, events, entry, town)
}

/** Ids in a command must be this town's own: a unit, a person with a post, a grid below the ticket's. */
async function demandReferences(
  tx: Tx,
  verb: Verb,
  command: Readonly<Record<string, unknown>>,
  town: TownAtWork,
  ticket: Ticket,
): Promise<void> {
  const to = command['to'] as Holder | undefined
  if (to) demandUnits(unitsIn(to), town)
  if (Array.isArray(command['units'])) demandUnits(command['units'] as string[], town)
  const people = [
    ...(to?.kind === 'person' ? [to.personId] : []),
    ...(typeof command['personId'] === 'string' ? [command['personId']] : []),
    ...((command['concerned'] as readonly string[] | undefined) ?? []),
  ]
  if (people.length > 0) await demandPostHolders(tx, people)
  if (verb === 'handDown' && typeof command['gridId'] === 'string') {
    const grid = town.grids.tree.find(command['gridId'])
    const parent =
      ticket.level === 'large' ? ticket.place.grid.large : (ticket.place.grid.medium ?? ticket.place.grid.large)
    demand(grid?.parentId === parent, 'grid_unknown', { field: 'gridId', pointer: '/gridId' })
  }
  if (verb === 'announceProblem' && typeof command['gridId'] === 'string') {
    demand(town.grids.tree.find(command['gridId']) !== undefined, 'grid_unknown', {
      field: 'gridId',
      pointer: '/gridId',
    })
  }
}

function photosIn(command: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ...((command['photos'] as readonly string[] | undefined) ?? []),
    ...((command['settledPhotos'] as readonly string[] | undefined) ?? []),
  ]
}

/** Who did it, and in which capacity: a village worker who acts for the leader is written down so. */
export function journalActor(actor: Actor, ticket?: Ticket, verb?: Verb): JournalActor {
  const capacity = ticket && verb ? capacityFor(ticket, verb, actor) : undefined
  const personId = personOf(actor)
  return {
    kind: actor.kind,
    ...(personId === undefined ? {} : { personId }),
    ...(capacity ? { as: capacity.relation, ...(capacity.acting ? { acting: true } : {}) } : {}),
  }
}
