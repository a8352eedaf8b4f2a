/**
 * A line of a ticket's history as a plain sentence: which words, filled with which facts. Pure — the caller brings the town's
 * catalogue, the words and the way moments are said — so that a test can ask for every event of the domain.
 */
import type { Catalogue, Named } from '@onegrid/domain/ticket/catalogue.ts'
import type { TicketEventType } from '@onegrid/domain/ticket/events.ts'
import type { TimelineEntry } from '@onegrid/domain/ticket/view.ts'

export type Speaker = {
  readonly language: 'zh' | 'en'
  readonly catalogue: Catalogue | undefined
  say(key: string, facts?: Readonly<Record<string, string | number>>): string
  moment(instant: string): string
}

type Facts = Readonly<Record<string, unknown>>
type Fill = (facts: Facts, speaker: Speaker) => Readonly<Record<string, string | number>> | Sentence
/** Where one event needs two sentences, the filling says which. */
type Sentence = { readonly key: string; readonly facts: Readonly<Record<string, string | number>> }

/** Every event of the ticket: one that is missing here does not compile. */
const fills: { readonly [T in TicketEventType]: Fill } = {
  TicketReported: ({ source }, { say }) => ({ source: say(`ticket:source.${String(source)}`) }),
  TicketAssessed: (facts, speaker) => ({ changes: changesOf(facts, speaker) }),
  SiteCheckAsked: ({ askedOf }) => ({ person: nameOf(askedOf) }),
  SiteChecked: ({ found }, { say }) => ({ found: say(`ticket:choice.found.${found === true}`) }),
  TicketAccepted: ({ limit }, speaker) => ({ limit: durationOf(limit, speaker) }),
  TicketDeclined: ({ rule }, { catalogue, language }) => ({
    rule: coded(catalogue?.declineRules, rule, language),
  }),
  TicketClosedOnTheSpot: nothing,
  TicketDispatched: ({ to }) => ({ holder: holderName(to) }),
  DispatchWithdrawn: nothing,
  TicketAcknowledged: nothing,
  TicketReturned: reasonOf('return'),
  TicketForwarded: ({ to }) => ({ holder: holderName(to) }),
  DispatchContested: reasonOf('contest'),
  ContestDecided: ({ upheld }, { say }) => ({ upheld: say(`ticket:choice.upheld.${upheld === true}`) }),
  OrderIssued: ({ needed }) => ({ needed: Number(needed) }),
  OrderTaken: ({ personId, enteredBy }) => ({
    key: enteredBy === undefined ? 'OrderTaken' : 'OrderTakenFor',
    facts: { person: nameOf(personId) },
  }),
  OrderGivenBack: ({ personId }) => ({ person: nameOf(personId) }),
  HelperAsked: nothing,
  OrderEnded: ({ taken }) => ({ key: taken === 0 ? 'OrderTakenBack' : 'OrderEnded', facts: { taken: Number(taken) } }),
  OrderClosedUnfilled: ({ taken }) => ({ taken: Number(taken) }),
  ReporterContacted: ({ reached }, { say }) => ({ reached: say(`ticket:choice.reached.${reached === true}`) }),
  TicketNoted: nothing,
  UnitsCalled: ({ units }, { language }) => ({ units: listed(units, language) }),
  UnitArrived: ({ unitId }) => ({ unit: nameOf(unitId) }),
  TicketReportedUp: levelTo,
  TicketHandedDown: ({ to, gridId }, { say }) => ({
    to: gridId === undefined ? say(`ticket:level.${String(to)}`) : nameOf(gridId),
  }),
  // A group that was divided keeps its name: "from A to A" would say nothing.
  GridChanged: ({ from, to }) => ({
    key: pathName(from) === pathName(to) ? 'GridDrawnAnew' : 'GridChanged',
    facts: { from: pathName(from), to: pathName(to) },
  }),
  TicketEscalated: ({ to, called }, { say }) => ({
    to: say(`ticket:level.${String(to)}`),
    called: say(`ticket:called.${String(called)}`),
  }),
  TicketReferred: ({ body, reason }, { catalogue, language }) => ({
    body: coded(catalogue?.outsideBodies, body, language),
    reason: coded(catalogue?.reasons.referral, reason, language),
  }),
  ReferralReceipted: ({ foreignNumber }, { say }) => ({
    numbered: typeof foreignNumber === 'string' ? say('ticket:numbered', { number: foreignNumber }) : '',
  }),
  ReferralFollowUpDue: nothing,
  ReferralAnswered: ({ settled }, { say }) => ({ settled: say(`ticket:choice.settled.${settled === true}`) }),
  ForeignRecorded: ({ foreign }) => ({ foreign: String((foreign as Facts | undefined)?.['number'] ?? '') }),
  ForeignWrittenBack: nothing,
  ExtensionAsked: reasonOf('extension'),
  ExtensionDecided: granted,
  TicketSuspended: ({ reason, until }, { catalogue, language, moment }) => ({
    reason: coded(catalogue?.reasons.suspension, reason, language),
    until: moment(String(until)),
  }),
  SuspensionEnded: ({ byClock }) => ({
    key: byClock === true ? 'SuspensionEndedByClock' : 'SuspensionEnded',
    facts: {},
  }),
  TicketUrged: nothing,
  SupervisionSet: ({ level }, { say }) => ({ level: say(`ticket:choice.level.${String(level)}`) }),
  SupervisionLifted: nothing,
  TicketCompleted: nothing,
  TicketVerified: nothing,
  VerificationFailed: nothing,
  TicketClosed: ({ as }, { say }) => ({ as: say(`ticket:closing.${String(as)}`) }),
  TicketRated: ({ score }, { say }) => ({ score: say(`ticket:choice.score.${String(score)}`) }),
  TicketReopened: nothing,
  TicketMerged: ({ intoNumber }) => ({ number: String(intoNumber) }),
  TicketUnmerged: nothing,
  DuplicateAttached: ({ number }) => ({ number: String(number) }),
  DuplicateDetached: nothing,
  ProblemAnnounced: ({ problem }, { moment }) => ({
    until: moment(String((problem as Facts | undefined)?.['until'] ?? '')),
  }),
  ProblemOver: nothing,
  OverdueAppealed: reasonOf('appeal'),
  AppealDecided: granted,
  PhotoReleased: ({ released }, { say }) => ({ released: say(`ticket:choice.released.${released === true}`) }),
  TicketErased: ({ what, ground }, { say }) => ({
    what: say(`ticket:choice.what.${String(what)}`),
    ground: say(`ticket:choice.ground.${String(ground)}`),
  }),
  ReporterAdded: nothing,
  HandedOver: ({ from, to, why }, { say }) => ({
    from: nameOf(from),
    to: nameOf(to),
    why: say(`ticket:handover.${String(why)}`),
  }),
  TicketFellDueSoon: nothing,
  TicketFellOverdue: nothing,
  LightCorrected: ({ light }, { say }) => ({ light: say(`app:light.${String(light)}`) }),
  LimitChanged: ({ limit }, speaker) => ({ limit: durationOf(limit, speaker) }),
  TicketArchived: nothing,
}
export const eventTypes = Object.keys(fills) as readonly TicketEventType[]

export function sentenceOf(entry: TimelineEntry, speaker: Speaker): string {
  const who = whoOf(entry.actor, speaker)
  const fill = (fills as Readonly<Record<string, Fill | undefined>>)[entry.type]
  // An event of a newer server than this page: better its name than a hole in the history.
  if (fill === undefined) return speaker.say('ticket:event.other', { who, type: entry.type })
  const filled = fill(entry.facts, speaker)
  const sentence = isSentence(filled) ? filled : { key: entry.type, facts: filled }
  return speaker.say(`ticket:event.${sentence.key}`, { who, ...sentence.facts })
}

export function whoOf(actor: TimelineEntry['actor'], { say }: Speaker): string {
  if (actor.kind !== 'person') return say(`ticket:who.${actor.kind}`)
  if (actor.name === undefined) return say('ticket:who.unknown')
  return say(actor.acting === true ? 'ticket:who.acting' : 'ticket:who.person', { name: actor.name })
}

function isSentence(filled: object): filled is Sentence {
  return 'key' in filled && 'facts' in filled
}

function nothing(): Record<string, string> {
  return {}
}
function granted({ granted: yes }: Facts, { say }: Speaker) {
  return { granted: say(`ticket:choice.granted.${yes === true}`) }
}
function levelTo({ to }: Facts, { say }: Speaker) {
  return { to: say(`ticket:level.${String(to)}`) }
}
function reasonOf(kind: keyof Catalogue['reasons']): Fill {
  return ({ reason }, { catalogue, language }) => ({ reason: coded(catalogue?.reasons[kind], reason, language) })
}

/** The name of a code of the catalogue; a code that nobody knows any more is better than nothing. */
export function coded(
  list: readonly { readonly code: string; readonly name: Named }[] | undefined,
  code: unknown,
  language: 'zh' | 'en',
): string {
  return list?.find(each => each.code === code)?.name[language] ?? String(code ?? '')
}

/** The server puts the name beside the id where the viewer may know it. */
export function nameOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
}

export function holderName(holder: unknown): string {
  const { kind, personId, unitId } = (holder ?? {}) as Facts
  return nameOf(kind === 'unit' ? unitId : personId)
}

export function listed(values: unknown, language: 'zh' | 'en'): string {
  return Array.isArray(values) ? values.map(nameOf).join(language === 'zh' ? '、' : ', ') : ''
}

export function durationOf(duration: unknown, { say }: Pick<Speaker, 'say'>): string {
  const { amount, unit } = (duration ?? {}) as { amount?: number; unit?: string }
  return amount === undefined || unit === undefined ? '' : say(`ticket:duration.${unit}`, { count: amount })
}

function changesOf(facts: Facts, { catalogue, language, say }: Speaker): string {
  const { subcategory, urgency, level, confidentiality, place, limit } = facts
  const parts = [
    ...(subcategory === undefined ? [] : [coded(catalogue?.subcategories, subcategory, language)]),
    ...(urgency === undefined ? [] : [say(`ticket:urgency.${String(urgency)}`)]),
    ...(level === undefined ? [] : [say(`ticket:level.${String(level)}`)]),
    ...(confidentiality === undefined ? [] : [say(`ticket:confidentiality.${String(confidentiality)}`)]),
    ...(place === undefined ? [] : [say('ticket:field.place')]),
    ...(limit === undefined ? [] : [durationOf(limit, { say })]),
  ]
  return parts.length === 0 ? say('ticket:changes.none') : parts.join(language === 'zh' ? '，' : ', ')
}

/** A grid path as the server names it: village · group, or the town where neither is known. */
function pathName(path: unknown): string {
  const { large, medium, small } = (path ?? {}) as Facts
  const known = [medium, small].map(nameOf).filter(name => name !== '')
  return known.length > 0 ? known.join(' · ') : nameOf(large)
}
