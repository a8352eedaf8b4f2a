/** Step 1, collect (信息收集): a sentence becomes a ticket. */
import { type Actor, holdsRole, personOf, type Role, roles } from '../../kernel/actor.ts'
import { previousWorkday } from '../../kernel/calendar.ts'
import { demand } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { type Catalogue, findSubcategory, getSubcategory, type Subcategory } from '../catalogue.ts'
import { type Context, deciderOf, present } from '../decide.ts'
import type { TicketEvent, TicketEventOf } from '../events.ts'
import type { ContentRef, Reporter, Source, TicketPlace, Urgency } from '../ticket.ts'
import { conditionFor, confidentialityOf, higherOf, limitOf, lowestLevel } from './routing.ts'

/** A report as the server hands it over: place found, reporter known, free text kept. */
export type ReportCommand = {
  readonly source: Source
  readonly words: ContentRef
  readonly place: TicketPlace
  readonly subcategory?: string
  readonly need?: string
  readonly urgency?: Urgency
  readonly photos: readonly string[]
  readonly reporter: Reporter
  readonly passWithoutName: boolean
  /** About a cadre, a grid worker, aid payments or village accounts. */
  readonly aboutStaff: boolean
  readonly concerned: readonly string[]
  readonly foreign?: { readonly system: string; readonly number: string; readonly limit?: Instant }
  /** 即报即结: what was done there and then. */
  readonly settled?: ContentRef
  readonly settledPhotos: readonly string[]
}

export type ReportContext = Context & {
  readonly ticketId: string
  readonly number: string
  /** When the server wrote it down; absent: `now`. Later than `now` for paper and for work without signal. */
  readonly recordedAt?: Instant
}

/** What only staff hands in: on behalf, from the hotline, from a chat group or another system, found on patrol, agreed in deliberation. */
const staffSources: readonly Source[] = [
  'on_behalf',
  'hotline',
  'chat',
  'patrol',
  'department_check',
  'deliberation',
  'open311',
]
/** Nobody reported it: a worker found it or a meeting resolved it, so there is no reporter to be named. */
const withoutReporter: readonly Source[] = ['patrol', 'department_check', 'deliberation']
const staffRoles: readonly Role[] = roles.filter(role => role !== 'party_member' && role !== 'volunteer')
/** Who may settle it on the spot (即报即结). */
const settlingRoles: readonly Role[] = [
  'grid_worker',
  'village_worker',
  'small_leader',
  'medium_leader',
  'centre',
  'duty_officer',
  'unit_clerk',
]

export function reportTicket(command: ReportCommand, context: ReportContext): readonly TicketEvent[] {
  const reported = reportedFrom(command, context)
  return command.settled ? [reported, ...settledAtOnce(reported, command.settled, command, context)] : [reported]
}

function reportedFrom(command: ReportCommand, context: ReportContext): TicketEventOf<'TicketReported'> {
  const { source, words, photos, place, foreign, passWithoutName } = command
  const { actor, catalogue, now } = context
  if (staffSources.includes(source)) demand(isStaff(actor), 'not_permitted', { field: 'source', source })
  if (foreign) demand(isStaff(actor), 'not_permitted', { field: 'foreign' })
  if (source === 'on_behalf') demand(command.reporter.onBehalf !== undefined, 'consent_required', { field: 'consent' })

  const subcategory = subcategoryOf(command, catalogue)
  const reporter = reporterOf(command, subcategory, actor)
  // Whoever is named as concerned must not see it: then it is a report about staff, ticked or not.
  const aboutStaff = command.aboutStaff || command.concerned.length > 0
  const condition = subcategory && conditionFor(subcategory, command.urgency)
  // A matter nobody has classified goes to the village first: its leader is the one who assesses (domain.md §3).
  const confidentiality = confidentialityOf(subcategory, { aboutStaff, passWithoutName })
  const level = confidentiality === 'cadre' ? 'large' : higherOf(subcategory?.level ?? 'medium', lowestLevel(place))
  return {
    type: 'TicketReported',
    at: now,
    ticketId: context.ticketId,
    number: context.number,
    source,
    recordedAt: context.recordedAt ?? now,
    ...present({ by: personOf(actor) }),
    words,
    photos,
    reporter,
    place,
    ...present({ category: subcategory?.category, subcategory: subcategory?.code, need: command.need }),
    urgency: command.urgency ?? condition?.urgency ?? 'ordinary',
    confidentiality,
    concerned: command.concerned,
    passWithoutName,
    level,
    limit: limitOf(condition, catalogue),
    hold: catalogue.limits.assess[level],
    ...present({ foreign, fixedDueAt: fixedDueAt(foreign?.limit, now, context) }),
  }
}

/** Our own instant for a limit from outside: one working day earlier, unless that was over before it reached us. */
export function fixedDueAt(limit: Instant | undefined, reportedAt: Instant, context: Context): Instant | undefined {
  if (limit === undefined || context.catalogue.limits.dayBeforeForeign === false) return limit
  const earlier = previousWorkday(context.calendar, limit)
  return earlier < reportedAt ? limit : earlier
}

function subcategoryOf(command: ReportCommand, catalogue: Catalogue): Subcategory | undefined {
  const need = catalogue.needs.find(each => each.code === command.need && !each.retired)
  demand(command.need === undefined || need !== undefined, 'category_unknown', {
    field: 'need',
    value: command.need ?? null,
  })
  const code = command.subcategory ?? need?.subcategory
  return code === undefined ? undefined : getSubcategory(catalogue, code)
}

function reporterOf({ source, reporter }: ReportCommand, subcategory: Subcategory | undefined, actor: Actor): Reporter {
  if (withoutReporter.includes(source)) {
    // A finder is no reporter: with an interest of his own he could not even settle it on the spot.
    const { personId, ...rest } = reporter
    return personId === undefined || personId === personOf(actor) ? rest : reporter
  }
  if (reporter.anonymous) {
    demand(subcategory?.anonymousAllowed === true, 'contact_required', { field: 'anonymous' })
    return reporter
  }
  const reachable = reporter.personId !== undefined || reporter.contact !== undefined
  demand(reachable || source !== 'resident', 'contact_required', { field: 'phone' })
  return reporter
}

function settledAtOnce(
  { at, subcategory, reporter, concerned }: TicketEventOf<'TicketReported'>,
  words: ContentRef,
  command: ReportCommand,
  context: ReportContext,
): readonly TicketEvent[] {
  const by = deciderOf(context)
  demand(holdsRole(context.actor, ...settlingRoles), 'not_permitted', { field: 'settled' })
  demand(reporter.personId !== by && !concerned.includes(by), 'own_matter', { field: 'settled' })
  const found = findSubcategory(context.catalogue, subcategory)
  // It is counted as accepted and closed, so it needs a place in the categories.
  demand(found !== undefined, 'category_missing', { field: 'subcategory' })
  const condition = conditionFor(found, command.urgency)
  demand(condition !== undefined, 'condition_unknown', { field: 'condition', value: null, subcategory: found.code })
  const hold = context.catalogue.limits.dispatch.small
  return [
    { type: 'TicketAccepted', at, by, condition: condition.code, limit: condition.limit, hold },
    { type: 'TicketClosedOnTheSpot', at, by, words, photos: command.settledPhotos },
  ]
}

function isStaff(actor: Actor): boolean {
  return holdsRole(actor, ...staffRoles)
}
