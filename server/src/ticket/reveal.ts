import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { maySee } from '@onegrid/domain/ticket/access.ts'
import type { BodyOf } from '@onegrid/domain/ticket/contract.ts'
import { revealReporter as decideReveal } from '@onegrid/domain/ticket/decide/contact.ts'
import type { Ports } from '../app.ts'
import { runCommand } from '../journal/command.ts'
import { readContent } from '../journal/content.ts'
import { noteSensitiveRead } from '../team/sensitive-read.ts'
import { cleanWords } from './clean-words.ts'
import type { Acting } from './commands.ts'
import { findTicket } from './queries.ts'
import { townAtWork } from './town-rules.ts'

export type RevealedContact = { readonly name: string | null; readonly phone: string | null }

/** Unmasks the reporter's number on purpose: who, when and why is written down before it is shown. */
export async function revealReporter(
  ports: Ports,
  acting: Acting,
  number: string,
  body: BodyOf<'revealReporter'>,
): Promise<RevealedContact> {
  const { tenantId, actor, commandId } = acting
  const now = ports.clock.now()
  const reason = cleanWords(body.reason)
  demand(reason !== '', 'reason_required', { field: 'reason', pointer: '/reason' })
  // Whose command it was belongs to it: a repeat by anybody else must not read what the first one was shown.
  const { contentId } = await runCommand(
    ports.database,
    {
      tenantId,
      commandId,
      asked: { verb: 'revealReporter', number, by: personOf(actor) ?? null, body },
      recordedAt: now,
    },
    async tx => {
      const ticket = await findTicket(tx, number)
      if (!ticket || !maySee(ticket, actor)) throw new Refusal('not_found')
      const town = await townAtWork(ports, tenantId, tx)
      const kept = { contentId: '', digest: '' }
      decideReveal(
        ticket,
        { reason: kept },
        { now, actor, calendar: town.calendar, catalogue: town.catalogue, id: ports.ids.id() },
      )
      demand(actor.kind === 'person', 'not_permitted')
      await noteSensitiveRead(tx, ports, {
        actor,
        what: 'reporter_contact',
        subject: { kind: 'ticket', id: ticket.ticketId },
        reason,
        at: now,
      })
      return { contentId: ticket.reporter.contact?.contentId ?? '' }
    },
  )
  // The number itself is never kept as a command's result: a repeat reads it anew, and an erased one stays erased.
  const contents = await ports.database.read(tenantId, tx =>
    readContent<RevealedContact>(tx, contentId === '' ? [] : [contentId]),
  )
  return contents.get(contentId) ?? { name: null, phone: null }
}
