/**
 * What is offered to a person on a ticket: what his relations permit (access.ts), what the status allows (transitions.ts) and
 * what nothing else stands against. The same table refuses in `decide`, so no screen offers what the rules would refuse; only
 * what depends on the command itself is left to the decision.
 */
import { type Actor, personOf } from '../kernel/actor.ts'
import { addDuration, type WorkCalendar } from '../kernel/calendar.ts'
import { Refusal, type RefusalCode, type RefusalFacts } from '../kernel/refusal.ts'
import { type Instant, instantOf, milliseconds } from '../kernel/time.ts'
import { capacityFor, holds, isReporter, relationsOf } from './access.ts'
import { type Catalogue, findSubcategory } from './catalogue.ts'
import { promiseDueAt } from './clock.ts'
import { isOutsideOwnList } from './decide/routing.ts'
import { type Holder, holderKey, openContest, openExtension, sameHolder, type Ticket } from './ticket.ts'
import { type Action, actions, allowedInState } from './transitions.ts'

/** Who wants to do it, when, by which rules of the town. */
export type Situation = {
  /** When it happens: the clock's now, or earlier for what was written on paper or done without signal. */
  readonly now: Instant
  readonly actor: Actor
  readonly calendar: WorkCalendar
  readonly catalogue: Catalogue
}

type Hindrance = { readonly code: RefusalCode; readonly facts?: RefusalFacts }
type Hinders = (ticket: Ticket, situation: Situation) => Hindrance | undefined

const hindrances: { readonly [A in Action]?: Hinders } = {
  closeOnTheSpot: needsAnotherPair,
  returnTicket: boundToKeep,
  forwardTicket: ticket => boundToKeep(ticket) ?? hadItBefore(ticket),
  contestDispatch: ticket =>
    isBound(ticket) ? { code: 'contest_decided', facts: { holder: keyOf(ticket) } } : undefined,
  decideContest: (ticket, { actor }) =>
    isParty(ticket, actor, ticket.contest?.by, ticket.dispatch?.by) ? ownMatter('decideContest') : undefined,
  askExtension: (ticket, situation) => extensionUsedUp(ticket) ?? deadlineOver(ticket, situation),
  decideExtension: (ticket, { actor }) =>
    isParty(ticket, actor, openExtension(ticket)?.by) ? ownMatter('decideExtension') : undefined,
  decideAppeal: (ticket, { actor }) =>
    isParty(ticket, actor, ticket.appeal?.by) ? ownMatter('decideAppeal') : undefined,
  issueOrder: mayNotBeOrdered,
  takeOrder: (ticket, { actor }) => mayNotTake(ticket, personOf(actor) ?? ''),
  handDown: mayNotGoDown,
  recordForeign: ticket => (ticket.foreign?.writtenBackAt === undefined ? undefined : { code: 'already_written_back' }),
  urgeTicket: urgedRecently,
  verifyTicket: hasHandled,
  confirmTicket: hasHandled,
  rateTicket: (ticket, situation) =>
    ticket.rating === undefined ? afterRating(ticket, situation, 'rating_closed') : { code: 'already_rated' },
  reopenTicket: (ticket, situation) => afterRating(ticket, situation, 'reopening_closed'),
  superviseTicket: overRank,
  liftSupervision: overRank,
}

/** Beyond status and permission: why this person may not do it to this ticket now, or undefined. */
export function hindranceOf(ticket: Ticket, action: Action, situation: Situation): Hindrance | undefined {
  return hindrances[action]?.(ticket, situation)
}

/** @throws Refusal with the hindrance's code and facts */
export function demandUnhindered(hindrance: Hindrance | undefined): void {
  if (hindrance) throw new Refusal(hindrance.code, hindrance.facts ?? {})
}

/** What this person may do now, for the screen: only these actions are shown. */
export function actionsFor(ticket: Ticket, situation: Situation): readonly Action[] {
  return actions.filter(
    action =>
      allowedInState(ticket, action) &&
      capacityFor(ticket, action, situation.actor) !== undefined &&
      hindranceOf(ticket, action, situation) === undefined,
  )
}

/** Twice; and a limit from outside is not the town's to extend: an extension would be granted and change nothing. */
function extensionUsedUp({ promise }: Ticket): Hindrance | undefined {
  if (promise.fixedDueAt !== undefined) return { code: 'limit_from_outside' }
  return promise.extensions < 2 ? undefined : { code: 'extension_used_up', facts: { allowed: 2 } }
}

/** Asked for after the deadline it would make an overdue matter look on time. */
export function deadlineOver(ticket: Ticket, { calendar, now }: Situation): Hindrance | undefined {
  const dueAt = promiseDueAt(ticket, calendar)
  return now <= dueAt ? undefined : { code: 'extension_after_deadline', facts: { dueAt } }
}

/** The same person again only after a while, or it would be noise. */
function urgedRecently(ticket: Ticket, { actor, calendar, catalogue, now }: Situation): Hindrance | undefined {
  const last = ticket.urges.findLast(each => each.by === personOf(actor))
  const again = last && addDuration(calendar, last.at, catalogue.limits.urgeAgain)
  return again === undefined || now >= again ? undefined : { code: 'urged_recently', facts: { again } }
}

/** Rating and reporting again end together, some days after the matter was closed. */
function afterRating(
  ticket: Ticket,
  { catalogue, now }: Situation,
  code: 'rating_closed' | 'reopening_closed',
): Hindrance | undefined {
  const from = ticket.closing?.at ?? ticket.resolvedAt
  const endedAt = from && instantOf(milliseconds(from) + catalogue.limits.ratingDays * 24 * 3_600_000)
  return endedAt !== undefined && now <= endedAt ? undefined : { code, facts: { endedAt: endedAt ?? null } }
}

/** Electricity, fire, rescue and disputes need somebody who answers for it; what is confidential is not offered around. */
function mayNotBeOrdered({ subcategory, confidentiality }: Ticket, { catalogue }: Situation): Hindrance | undefined {
  const open = confidentiality === 'open' || confidentiality === 'neighbourly'
  if (open && findSubcategory(catalogue, subcategory)?.orderAllowed === true) return undefined
  return { code: 'order_not_allowed', facts: { subcategory: subcategory ?? null } }
}

/** What the village may not handle stays with the town, and a report about cadres must not reach the village it is about. */
function mayNotGoDown(ticket: Ticket, { catalogue }: Situation): Hindrance | undefined {
  const to = ticket.level === 'large' ? 'medium' : 'small'
  if (ticket.confidentiality === 'cadre') return { code: 'outside_own_list', facts: { confidentiality: 'cadre' } }
  if (!isOutsideOwnList(ticket, to, catalogue)) return undefined
  return { code: 'outside_own_list', facts: { subcategory: ticket.subcategory ?? null, level: to } }
}

/** What failed a verification or was reported again needs another pair of eyes; on the spot would be the way round them. */
function needsAnotherPair(ticket: Ticket): Hindrance | undefined {
  const failed = ticket.verifications.some(each => !each.passed) || ticket.reopenings.length > 0
  return failed ? { code: 'same_person_may_not_verify', facts: { action: 'closeOnTheSpot' } } : undefined
}

/** A holder whose dispatch was confirmed keeps it, and one who has contested it waits for the decision. */
function boundToKeep(ticket: Ticket): Hindrance | undefined {
  if (isBound(ticket)) return { code: 'confirmed_unit_may_not_return', facts: { holder: keyOf(ticket) } }
  return openContest(ticket) === undefined ? undefined : { code: 'contest_open' }
}

function isBound(ticket: Ticket): boolean {
  const key = keyOf(ticket)
  return key !== null && ticket.confirmed.includes(key)
}

function keyOf({ dispatch }: Ticket): string | null {
  return dispatch ? holderKey(dispatch.to) : null
}

/**
 * "The receiver of a return may not push it straight forward" (domain.md §3), read so: a matter that has come back may be
 * dispatched by the leader to another; but a holder who has had it before — who returned it himself, or whose forwarding
 * was what the other sent back — and who gets it again may not forward it.
 */
function hadItBefore(ticket: Ticket): Hindrance | undefined {
  const last = ticket.returns.at(-1)
  const holder = ticket.dispatch?.to
  if (!last || !holder) return undefined
  const again = [last.holder, last.forwardedBy].some(each => each !== undefined && sameHolder(each, holder))
  return again ? { code: 'returned_may_not_be_forwarded', facts: { holder: holderKey(holder) } } : undefined
}

/** Whoever asked, dispatched or holds it decides nothing about it. */
function isParty(ticket: Ticket, actor: Actor, ...parties: readonly (string | undefined)[]): boolean {
  const personId = personOf(actor)
  if (personId === undefined) return false
  return parties.includes(personId) || (ticket.dispatch !== undefined && holds(ticket.dispatch.to, actor))
}

function ownMatter(action: Action): Hindrance {
  return { code: 'own_matter', facts: { action } }
}

/** Nobody takes the same order twice, and nobody is rewarded for his own matter (domain.md §3). */
export function mayNotTake(ticket: Ticket, personId: string): Hindrance | undefined {
  if (ticket.order?.takers.some(each => each.personId === personId))
    return { code: 'order_already_taken', facts: { personId } }
  const own = isReporter(ticket, personId) || ticket.concerned.includes(personId)
  return own ? { code: 'own_matter', facts: { personId } } : undefined
}

/**
 * Whom a ticket may not be given to by dispatch or forwarding: nobody whom the report concerns; nobody who contested it and
 * was given right; and not the very holder whose return was the last: the leader who got it back gives it to another, or the
 * holder's refusal is decided as a contest first — else a return would mean nothing and the ticket would go to and fro.
 */
export function mayNotReceive(ticket: Ticket, to: Holder): Hindrance | undefined {
  if (to.kind === 'person' && ticket.concerned.includes(to.personId))
    return { code: 'own_matter', facts: { personId: to.personId } }
  if (ticket.relieved?.includes(holderKey(to))) return { code: 'contest_decided', facts: { field: 'to' } }
  const last = ticket.returns.at(-1)
  if (!last || !sameHolder(last.holder, to)) return undefined
  const decision = ticket.contest?.decision
  if (decision !== undefined && decision.at >= last.at) return undefined
  return { code: 'contest_missing', facts: { field: 'to', returnedBy: holderKey(to) } }
}

/** Verified by another person than who completed, held or took it. */
function hasHandled(ticket: Ticket, { actor }: Situation): Hindrance | undefined {
  if (actor.kind !== 'person' && actor.kind !== 'resident') return undefined
  const took = ticket.dispatch === undefined && ticket.order?.takers.some(each => each.personId === actor.personId)
  const among = (holder: Holder | undefined) => holder !== undefined && holds(holder, actor)
  const handled = ticket.result?.by === actor.personId || took === true || among(ticket.dispatch?.to)
  if (!handled && !among(ticket.responsible)) return undefined
  return { code: 'same_person_may_not_verify', facts: { completedBy: ticket.result?.by ?? null } }
}

/** 挂牌督办, level 3, is set, lowered and lifted by the approver (分管领导) alone. */
function overRank(ticket: Ticket, { actor }: Situation): Hindrance | undefined {
  return maySupervise(ticket, ticket.supervision?.level, actor)
}

export function maySupervise(ticket: Ticket, level: 1 | 2 | 3 | undefined, actor: Actor): Hindrance | undefined {
  if (level !== 3 || relationsOf(ticket, actor).has('approver')) return undefined
  return { code: 'not_permitted', facts: { field: 'level', who: ['approver'] } }
}
