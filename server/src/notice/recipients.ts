import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Reporter, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { Lookups } from './lookups.ts'
import type { Notify } from './notify.ts'
import type { Audience } from './plan.ts'

type Recipient = Notify['to']

export type Occasion = {
  readonly ticket: Ticket
  readonly at: Instant
  /** Who did it: he gets no notice of what he did himself — save the receipt of his own report. */
  readonly actorId: string | undefined
}

/**
 * Looks the audience up. Whom a report concerns hears nothing of it; of a matter about cadres only the town centre and the
 * reporter hear, of a sensitive one nobody who would merely be invited to take it (domain.md §3).
 */
export async function recipientsOf(
  tx: Tx,
  lookups: Lookups,
  audience: readonly Audience[],
  occasion: Occasion,
): Promise<readonly Recipient[]> {
  const found = new Map<string, Recipient>()
  for (const each of audience) {
    if (!mayHear(each, occasion.ticket)) continue
    for (const to of await lookUp(tx, lookups, each, occasion.at)) {
      if ('personId' in to) {
        if (to.personId === occasion.actorId || occasion.ticket.concerned.includes(to.personId)) continue
        found.set(`person ${to.personId}`, to)
      } else found.set(`contact ${to.contactContentId}`, to)
    }
  }
  return [...found.values()]
}

function mayHear(audience: Audience, ticket: Ticket): boolean {
  if (audience.kind === 'reporter') return true
  if (ticket.confidentiality === 'cadre') return audience.kind === 'role' && audience.role === 'centre'
  if (ticket.confidentiality !== 'sensitive') return true
  const invited = ['party_member', 'volunteer', 'social_worker', 'grid_worker']
  return audience.kind !== 'role' || !invited.includes(audience.role)
}

async function lookUp(tx: Tx, lookups: Lookups, audience: Audience, at: Instant): Promise<readonly Recipient[]> {
  switch (audience.kind) {
    case 'reporter':
      return reporterIn(audience.reporter)
    case 'person':
      return withSubstitutes(tx, lookups, [{ personId: audience.personId }], at)
    case 'on_duty':
      return withSubstitutes(tx, lookups, await lookups.findOnDuty(tx, at), at)
    case 'role':
      return holdersOf(tx, lookups, audience, at)
  }
}

/** What was not handed over still waits for who is away: he and who stands in for him both hear. */
async function withSubstitutes(
  tx: Tx,
  lookups: Lookups,
  people: readonly { readonly personId: string }[],
  at: Instant,
): Promise<readonly Recipient[]> {
  const personIds = people.map(person => person.personId)
  return [...people, ...(await lookups.findSubstitutes(tx, personIds, at))]
}

/** A batch of forty reports asks for the same three leaders again and again; posts change by the day. */
const heldIn = new WeakMap<Tx, Map<string, readonly Recipient[]>>()

async function holdersOf(
  tx: Tx,
  lookups: Lookups,
  { role, gridId, unitId }: Extract<Audience, { kind: 'role' }>,
  at: Instant,
): Promise<readonly Recipient[]> {
  const held = heldIn.get(tx) ?? new Map<string, readonly Recipient[]>()
  heldIn.set(tx, held)
  // The hour names the day of any zone well enough; a batch's events are seconds apart.
  const key = [role, gridId, unitId, at.slice(0, 13)].join()
  const known = held.get(key)
  if (known) return known
  const people = await lookups.findPeopleFor(tx, {
    role,
    at,
    ...(gridId === undefined ? {} : { gridId }),
    ...(unitId === undefined ? {} : { unitId }),
  })
  const found = people.map(({ personId }) => ({ personId }))
  held.set(key, found)
  return found
}

/** A person of the town is reached as one; else by the phone in the contact row; an anonymous report leads to nobody. */
function reporterIn(reporter: Reporter): readonly Recipient[] {
  if (reporter.personId !== undefined) return [{ personId: reporter.personId }]
  return reporter.contact === undefined ? [] : [{ contactContentId: reporter.contact.contentId }]
}
