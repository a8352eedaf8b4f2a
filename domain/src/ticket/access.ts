/**
 * Who may do what, as declarations that the server enforces and every response carries. A person stands in relations to a
 * ticket (its reporter, its holder, leader of the grid that has it …); an action names the relations that may do it.
 * Interest rules (domain.md §3): nobody decides, verifies or rewards his own matter; a report about cadres reaches only the
 * town centre and is invisible to those whom it concerns.
 */
import { type Actor, personOf, postsOf, type Role } from '../kernel/actor.ts'
import { demand } from '../kernel/refusal.ts'
import type { Holder, Ticket, TicketPhoto } from './ticket.ts'
import type { Action } from './transitions.ts'

export const relations = [
  'reporter',
  'finder', // the worker who found or typed it in
  'worker', // grid worker or village worker of a grid on the ticket's path
  'leader', // leads the grid that has the ticket now (a village worker acts for the medium leader)
  'higher', // leads a grid above it on the path; the centre is above all
  'centre',
  'holder', // the person, or a clerk of the lead unit, to whom it is dispatched
  'assisting',
  'taker',
  'eligible', // may take orders of the grid: Party member, volunteer, social worker, grid worker
  'checker', // asked to verify on site
  'called', // clerk of a unit called to the spot
  'verifier',
  'approver',
  'supervisor',
] as const
export type Relation = (typeof relations)[number]

const leading: readonly Relation[] = ['leader', 'higher', 'centre']
const handling: readonly Relation[] = ['holder', 'taker']

export const permissions: Readonly<Record<Action, readonly Relation[]>> = {
  assessTicket: leading,
  askSiteCheck: leading,
  recordSiteCheck: ['checker', 'worker', ...leading],
  acceptTicket: leading,
  declineTicket: leading,
  closeOnTheSpot: ['finder', 'worker', ...leading],
  dispatchTicket: leading,
  withdrawDispatch: leading,
  acknowledgeTicket: ['holder'],
  returnTicket: ['holder'],
  forwardTicket: ['holder'],
  contestDispatch: ['holder'],
  decideContest: ['higher', 'centre', 'approver'],
  issueOrder: leading,
  takeOrder: ['eligible'],
  giveBackOrder: ['taker', ...leading],
  endOrder: leading,
  enterTaker: ['worker', ...leading],
  askHelper: ['worker', ...leading],
  recordContact: [...handling, 'worker', ...leading],
  revealReporter: [...handling, 'checker', ...leading],
  noteTicket: [...handling, 'assisting', 'worker', 'checker', ...leading],
  callUnits: ['worker', ...leading],
  recordArrival: ['called', 'worker', ...leading],
  reportUp: ['worker', 'holder', 'leader'],
  handDown: ['leader', 'centre'],
  referOutside: ['centre'],
  recordReceipt: ['centre'],
  recordReply: ['centre'],
  recordForeign: ['centre'],
  writeBack: ['centre'],
  askExtension: ['holder'],
  decideExtension: ['approver', 'higher', 'centre'],
  suspendTicket: ['approver', 'centre'],
  resumeTicket: ['approver', 'centre'],
  urgeTicket: ['reporter', ...leading, 'supervisor'],
  superviseTicket: ['supervisor', 'centre', 'approver'],
  liftSupervision: ['supervisor', 'centre', 'approver'],
  completeTicket: handling,
  verifyTicket: ['verifier', ...leading],
  confirmTicket: ['reporter'],
  closeTicket: leading,
  rateTicket: ['reporter'],
  reopenTicket: ['reporter', ...leading],
  mergeTicket: leading,
  unmergeTicket: leading,
  announceProblem: leading,
  endProblem: leading,
  appealOverdue: ['holder', 'taker', 'leader'],
  decideAppeal: ['approver', 'supervisor'],
  releasePhoto: leading,
  eraseTicket: ['centre'],
}

/** Decisions that nobody takes in his own matter. */
export const decisions: readonly Action[] = [
  'assessTicket',
  'acceptTicket',
  'declineTicket',
  'closeOnTheSpot',
  'dispatchTicket',
  'decideContest',
  'issueOrder',
  'decideExtension',
  'suspendTicket',
  'resumeTicket',
  'verifyTicket',
  'closeTicket',
  'mergeTicket',
  'decideAppeal',
  'releasePhoto',
  'eraseTicket',
  'superviseTicket',
  'liftSupervision',
]

/** What only those who handle it may know of: no public page, no released photo. */
export function isGuarded({ confidentiality }: Pick<Ticket, 'confidentiality'>): boolean {
  return confidentiality === 'sensitive' || confidentiality === 'cadre'
}

/** Whether everybody may see a photo. A release holds only while the matter is not found to be a guarded one. */
export function isPublicPhoto(ticket: Ticket, photo: TicketPhoto): boolean {
  return photo.released && !isGuarded(ticket)
}

/** Relations in which the actor stands to the ticket, each with whether it is held by acting for somebody. */
export function relationsOf(ticket: Ticket, actor: Actor): Relations {
  const byActor = remembered.get(ticket) ?? new WeakMap<Actor, Relations>()
  remembered.set(ticket, byActor)
  const known = byActor.get(actor)
  if (known) return known
  const found = readRelations(ticket, actor)
  byActor.set(actor, found)
  return found
}

type Relations = ReadonlyMap<Relation, { readonly acting: boolean }>

/** A row of a list asks for each of fifty actions: both values never change, so the answer is made once. */
const remembered = new WeakMap<Ticket, WeakMap<Actor, Relations>>()

function readRelations(ticket: Ticket, actor: Actor): Relations {
  const found = new Map<Relation, { acting: boolean }>()
  const add = (relation: Relation, acting = false) => {
    if (!found.has(relation) || !acting) found.set(relation, { acting })
  }
  const personId = personOf(actor)
  if (personId === undefined) return found
  if (isReporter(ticket, personId)) add('reporter')
  if (actor.kind !== 'person') return found

  const { large, medium, small } = ticket.place.grid
  const path = [large, medium, small].filter(each => each !== undefined)
  const holdsAt = (role: Role, gridId: string | undefined) =>
    gridId !== undefined && actor.posts.some(post => post.role === role && post.gridId === gridId)

  if (ticket.reportedBy === personId || ticket.reporter.onBehalf?.by === personId) add('finder')
  if (path.some(grid => holdsAt('grid_worker', grid) || holdsAt('village_worker', grid))) add('worker')
  if (holdsAt('small_leader', small)) add(ticket.level === 'small' ? 'leader' : 'worker')
  for (const role of ['medium_leader', 'village_worker'] as const) {
    if (!holdsAt(role, medium)) continue
    if (ticket.level === 'medium') add('leader', role === 'village_worker')
    if (ticket.level === 'small') add('higher', role === 'village_worker')
    if (ticket.level === 'large') add('worker')
  }
  if (postsOf(actor, 'centre').length > 0 || postsOf(actor, 'duty_officer').length > 0) {
    add('centre')
    if (ticket.level === 'large') add('leader')
    else add('higher')
  }
  if (ticket.dispatch && holds(ticket.dispatch.to, actor)) add('holder')
  if (
    ticket.dispatch === undefined &&
    ticket.responsible &&
    ticket.status === 'handling' &&
    holds(ticket.responsible, actor)
  )
    add('holder')
  const assisting = ticket.dispatch?.to.kind === 'unit' ? ticket.dispatch.to.assisting : []
  if (assisting.some(unitId => isClerkOf(actor, unitId))) add('assisting')
  if (ticket.order?.takers.some(taker => taker.personId === personId)) add('taker')
  // Neighbours who help are no officials: what was never offered as an order is none of their business (domain.md §2).
  for (const role of ['party_member', 'volunteer', 'social_worker', 'grid_worker'] as const) {
    if (ticket.order && path.some(grid => holdsAt(role, grid))) add('eligible')
  }
  for (const role of ['party_member', 'volunteer'] as const) {
    if (ticket.order?.reach?.some(grid => holdsAt(role, grid))) add('eligible')
  }
  if (ticket.order?.asked?.includes(personId)) add('eligible')
  if (ticket.siteCheck?.askedOf === personId) add('checker')
  if (ticket.calls.some(call => call.units.some(unitId => isClerkOf(actor, unitId)))) add('called')
  for (const role of ['verifier', 'approver', 'supervisor'] as const) {
    if (path.some(grid => holdsAt(role, grid))) add(role)
  }
  return found
}

export function holds(holder: Holder, actor: Actor): boolean {
  return holder.kind === 'person' ? personOf(actor) === holder.personId : isClerkOf(actor, holder.unitId)
}

function isClerkOf(actor: Actor, unitId: string): boolean {
  return postsOf(actor, 'unit_clerk').some(post => post.unitId === unitId)
}

/** The actor's own matter: he asked for it, or it is about him. A worker who merely found or typed it in has no interest. */
export function isOwnMatter(ticket: Ticket, actor: Actor): boolean {
  const personId = personOf(actor)
  if (personId === undefined) return false
  return ticket.concerned.includes(personId) || isReporter(ticket, personId)
}

/** A ticket's reporters, the first and those whose own tickets were merged into it. */
export function isReporter(ticket: Ticket, personId: string): boolean {
  return ticket.reporter.personId === personId || ticket.moreReporters.some(each => each.personId === personId)
}

/** Whether the actor may see the ticket at all; who may not is told 404. */
export function maySee(ticket: Ticket, actor: Actor): boolean {
  if (actor.kind === 'clock') return true
  const personId = personOf(actor)
  if (personId === undefined || ticket.concerned.includes(personId)) return false
  const held = relationsOf(ticket, actor)
  if (ticket.confidentiality === 'cadre') return held.has('centre') || held.has('reporter')
  if (ticket.confidentiality === 'sensitive') return held.size > 0 && !onlyBystander(held)
  return held.size > 0
}

function onlyBystander(held: ReadonlyMap<Relation, unknown>): boolean {
  return [...held.keys()].every(relation => relation === 'eligible' || relation === 'worker')
}

export type Capacity = { readonly relation: Relation; readonly acting: boolean }

/** In which capacity the actor may do it, or undefined. The state table is asked apart (transitions.ts). */
export function capacityFor(ticket: Ticket, action: Action, actor: Actor): Capacity | undefined {
  if (!maySee(ticket, actor)) return undefined
  if (decisions.includes(action) && isOwnMatter(ticket, actor)) return undefined
  const held = relationsOf(ticket, actor)
  const through = permissions[action].filter(relation => held.has(relation))
  // A capacity of one's own goes before one by acting for somebody.
  const relation = through.find(each => held.get(each)?.acting === false) ?? through[0]
  return relation === undefined ? undefined : { relation, acting: held.get(relation)?.acting ?? false }
}

/** @throws Refusal not_found (he may not know of it), own_matter, not_permitted with who may */
export function demandPermission(ticket: Ticket, action: Action, actor: Actor): Capacity | undefined {
  if (actor.kind === 'clock') return undefined
  demand(maySee(ticket, actor), 'not_found')
  demand(!(decisions.includes(action) && isOwnMatter(ticket, actor)), 'own_matter', { action })
  const capacity = capacityFor(ticket, action, actor)
  demand(capacity !== undefined, 'not_permitted', { action, who: permissions[action] })
  return capacity
}
