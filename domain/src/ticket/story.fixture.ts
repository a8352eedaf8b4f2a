/** The small town in which the rules are tested, and the sentence they are tested in: given – when – then. */
import type { Actor, Post, Role } from '../kernel/actor.ts'
import { instantAt } from '../kernel/calendar.ts'
import { townCalendar } from '../kernel/legal-days.ts'
import { Refusal, type RefusalCode } from '../kernel/refusal.ts'
import { type Duration, type Instant, instantOf, milliseconds } from '../kernel/time.ts'
import type { Catalogue, FilingCondition, Subcategory } from './catalogue.ts'
import type { TimerKind } from './clock.ts'
import type { Verb } from './contract.ts'
import { type ClockContext, fireTimer } from './decide/clock.ts'
import { type ReportCommand, type ReportContext, reportTicket } from './decide/report.ts'
import type { Context } from './decide.ts'
import type { TicketEvent } from './events.ts'
import { fold } from './evolve.ts'
import { actionsFor } from './offer.ts'
import type { ContentRef, Status, Ticket } from './ticket.ts'
import type { Action } from './transitions.ts'
import { decideVerb, type ResolvedCommand } from './verbs.ts'

export const words: ContentRef = { contentId: 'words', digest: 'salted' }
export const at = (date: string, time: string): Instant => instantAt('Asia/Shanghai', date, time)
export const later = (instant: Instant, hours: number): Instant => instantOf(milliseconds(instant) + hours * 3_600_000)
/** A Monday; the week after it begins the National Day holiday. */
export const start = at('2022-09-19', '09:00')

export const days = (amount: number): Duration => ({ amount, unit: 'working_day' })
export const hours = (amount: number): Duration => ({ amount, unit: 'urgent_hour' })

export const calendar = townCalendar({
  zone: 'Asia/Shanghai',
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '14:30', to: '17:30' },
  ],
})

const named = (zh: string) => ({ zh, en: zh })
const reason = (code: string) => ({ code, name: named(code) })
const condition = (code: string, limit: Duration, urgency: FilingCondition['urgency'] = 'ordinary') => ({
  code,
  name: named(code),
  limit,
  urgency,
  closing: named('修好'),
})

function subcategory(code: string, special: Partial<Subcategory> = {}): Subcategory {
  return {
    code,
    category: code.split('-')[0] ?? code,
    name: named(code),
    anonymousAllowed: true,
    confidentiality: 'open',
    orderAllowed: true,
    villageMayHandle: true,
    level: 'small',
    duplicates: { by: 'distance', metres: 50, days: 30 },
    conditions: [
      condition(`${code}-plain`, days(7)),
      condition(`${code}-urgent`, hours(24), 'urgent'),
      condition(`${code}-danger`, hours(2), 'danger'),
      { ...condition(`${code}-former`, days(1)), retired: true },
    ],
    ...special,
  }
}

const sameAtEveryLevel = (limit: Duration) => ({ small: limit, medium: limit, large: limit })

export const catalogue: Catalogue = {
  version: 1,
  categories: [{ code: 'lamp', name: named('照明'), villageWord: named('灯') }],
  subcategories: [
    subcategory('lamp-dark'),
    subcategory('drain-blocked'),
    subcategory('road-county', { villageMayHandle: false, level: 'medium' }),
    subcategory('power-cut', { orderAllowed: false, anonymousAllowed: false }),
    subcategory('farm-noise', { confidentiality: 'neighbourly' }),
    subcategory('dispute-wall', { confidentiality: 'sensitive', orderAllowed: false }),
    subcategory('accounts-village', { confidentiality: 'cadre', level: 'large', orderAllowed: false }),
    subcategory('old-code', { retired: true }),
    subcategory('help-errand', { conditions: [condition('help-errand-plain', days(3))] }),
  ],
  limits: {
    acknowledge: days(1),
    contact: hours(24),
    callBack: days(3),
    ordinary: days(7),
    assess: { small: hours(4), medium: hours(8), large: hours(12) },
    dispatch: sameAtEveryLevel(days(1)),
    handle: sameAtEveryLevel(days(5)),
    verify: days(3),
    ratingDays: 7,
    order: days(2),
    urgeAgain: hours(24),
  },
  reasons: {
    return: [reason('not_ours'), { ...reason('retired_reason'), retired: true }],
    contest: [reason('not_ours')],
    extension: [reason('rain')],
    suspension: [reason('budget')],
    appeal: [reason('storm')],
    referral: [reason('county_road')],
  },
  declineRules: [{ ...reason('not_this_town'), instead: named('12345') }],
  outsideBodies: [
    { code: 'road_authority', name: named('公路部门'), followUp: days(3) },
    { code: 'former_body', name: named('已撤销'), followUp: days(3), retired: true },
  ],
  needs: [{ code: 'errand', name: named('代办跑腿'), subcategory: 'help-errand', words: named('请帮忙代办') }],
  emergencyNumbers: [],
}

const post = (role: Role, where: { readonly gridId?: string; readonly unitId?: string }): Post => ({
  postId: `${role}-${where.gridId ?? where.unitId}`,
  role,
  ...where,
  from: '2022-01-01',
})
const holding = (personId: string, ...posts: readonly Post[]): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  personId,
  posts,
})

export const people = {
  resident: { kind: 'resident', personId: 'resident' } as const,
  neighbour: { kind: 'resident', personId: 'neighbour' } as const,
  worker: holding('worker', post('grid_worker', { gridId: 'group' })),
  groupLeader: holding('groupLeader', post('small_leader', { gridId: 'group' })),
  villageWorker: holding('villageWorker', post('village_worker', { gridId: 'village' })),
  secretary: holding('secretary', post('medium_leader', { gridId: 'village' })),
  otherSecretary: holding('otherSecretary', post('medium_leader', { gridId: 'other_village' })),
  centre: holding('centre', post('centre', { gridId: 'town' })),
  secondCentre: holding('secondCentre', post('centre', { gridId: 'town' })),
  approver: holding('approver', post('approver', { gridId: 'town' })),
  supervisor: holding('supervisor', post('supervisor', { gridId: 'town' })),
  verifier: holding('verifier', post('verifier', { gridId: 'village' })),
  clerk: holding('clerk', post('unit_clerk', { unitId: 'station' })),
  waterClerk: holding('waterClerk', post('unit_clerk', { unitId: 'waterworks' })),
  partyMember: holding('partyMember', post('party_member', { gridId: 'group' })),
  volunteer: holding('volunteer', post('volunteer', { gridId: 'village' })),
  socialWorker: holding('socialWorker', post('social_worker', { gridId: 'village' })),
} as const satisfies Record<string, Actor>

export const station = { kind: 'unit', unitId: 'station', assisting: [] } as const
export const waterworks = { kind: 'unit', unitId: 'waterworks', assisting: [] } as const
export const place = { grid: { large: 'town', medium: 'village', small: 'group' }, outside: false } as const

export function contextOf(actor: Actor, now: Instant, id = 'id'): Context {
  return { now, actor, calendar, catalogue, id }
}

export const lampReport: ReportCommand = {
  source: 'resident',
  words,
  place,
  subcategory: 'lamp-dark',
  photos: ['photo'],
  reporter: { anonymous: false, personId: 'resident', contact: { contentId: 'phone', digest: 'salted' } },
  passWithoutName: false,
  aboutStaff: false,
  concerned: [],
  settledPhotos: [],
}

export function report(
  changes: Partial<ReportCommand> = {},
  actor: Actor = people.resident,
  context: Partial<ReportContext> = {},
): readonly TicketEvent[] {
  const about = { ...contextOf(actor, start), ticketId: 'ticket', number: 'DC-1', ...context }
  return reportTicket({ ...lampReport, ...changes }, about)
}

/** What a verb or a timer led to. */
export type Outcome = {
  readonly events: readonly TicketEvent[]
  readonly ticket: Ticket
  /** The whole journal after it; throws where the act was refused. */
  readonly journal: readonly TicketEvent[]
  readonly refusal?: Refusal
  /** The events, each with at least these facts. */
  thenGives(...expected: readonly (Partial<TicketEvent> & { readonly type: TicketEvent['type'] })[]): Ticket
  thenNothing(): void
  thenRefused(code: RefusalCode): void
}

export function given(journal: readonly TicketEvent[]) {
  const last = journal.at(-1)?.at ?? start
  return {
    ticket: fold(journal),
    /** Ten minutes after the last event, unless said otherwise. */
    when<V extends Verb>(
      verb: V,
      command: ResolvedCommand<V>,
      actor: Actor,
      now: Instant = later(last, 1 / 6),
    ): Outcome {
      const context = contextOf(actor, now, `id-${journal.length}`)
      return outcome(journal, ticket => decideVerb(verb, ticket, command, context))
    },
    whenTimer(kind: TimerKind, now: Instant, clock: Partial<ClockContext> = {}): Outcome {
      const context = {
        ...contextOf({ kind: 'clock' }, now),
        staffed: ['small', 'medium', 'large'],
        dutyTime: false,
      } as const
      return outcome(journal, ticket => fireTimer(ticket, kind, { ...context, ...clock }))
    },
    /** What the screen offers the actor at that moment. */
    offers(actor: Actor, now: Instant = later(last, 1 / 6)): readonly Action[] {
      return actionsFor(fold(journal), contextOf(actor, now))
    },
    whenDecided(decide: (ticket: Ticket) => readonly TicketEvent[]): Outcome {
      return outcome(journal, decide)
    },
  }
}

/** A sentence and a place, nothing else. */
export function unclassified(changes: Partial<ReportCommand> = {}, actor: Actor = people.resident) {
  const { subcategory: _none, ...rest } = lampReport
  return reportTicket({ ...rest, ...changes }, { ...contextOf(actor, start), ticketId: 'ticket', number: 'DC-1' })
}

function outcome(journal: readonly TicketEvent[], decide: (ticket: Ticket) => readonly TicketEvent[]): Outcome {
  const before = fold(journal)
  let events: readonly TicketEvent[] = []
  let refusal: Refusal | undefined
  try {
    events = decide(before)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    refusal = error
  }
  const demandAccepted = () => {
    if (refusal) throw new Error(`refused: ${refusal.message}`)
  }
  return {
    events,
    ticket: fold([...journal, ...events]),
    get journal() {
      demandAccepted()
      return [...journal, ...events]
    },
    ...(refusal ? { refusal } : {}),
    thenGives(...expected) {
      demandAccepted()
      const seen = events.map((event, index) => {
        const facts = Object.keys(expected[index] ?? { type: '' })
        return Object.fromEntries(Object.entries(event).filter(([field]) => facts.includes(field)))
      })
      demandEqual(seen, expected)
      return fold([...journal, ...events])
    },
    thenNothing() {
      demandAccepted()
      demandEqual(events, [])
    },
    thenRefused(code) {
      if (refusal?.code !== code) throw new Error(`expected ${code}, got ${refusal?.message ?? JSON.stringify(events)}`)
    },
  }
}

function demandEqual(seen: unknown, expected: unknown): void {
  const [one, other] = [sorted(seen), sorted(expected)]
  if (one !== other) throw new Error(`expected ${other}\ngot      ${one}`)
}

/** JSON with the fields in order, so that equal facts are equal texts. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}

const received = report()
const assessing = given(received).when('assessTicket', {}, people.groupLeader).journal
const accepted = given(assessing).when('acceptTicket', {}, people.groupLeader).journal
const dispatched = given(accepted).when('dispatchTicket', { to: station }, people.groupLeader).journal
const handling = given(dispatched).when('acknowledgeTicket', {}, people.clerk).journal
const handled = given(handling).when('completeTicket', { words }, people.clerk).journal
const resolved = given(handled).when('verifyTicket', { passed: true }, people.verifier).journal

/** One journal per status, told through the real commands. */
export const journeys: Readonly<Record<Status, readonly TicketEvent[]>> = {
  received,
  assessing,
  accepted,
  declined: given(assessing).when('declineTicket', { rule: 'not_this_town' }, people.groupLeader).journal,
  dispatched,
  ordered: given(accepted).when('issueOrder', { need: words, needed: 2 }, people.groupLeader).journal,
  handling,
  handled,
  resolved,
  closed: given(resolved).when('closeTicket', { as: 'resolved' }, people.groupLeader).journal,
}
/** The order is full: two took it. */
export const orderTaken = given(given(journeys.ordered).when('takeOrder', {}, people.partyMember).journal).when(
  'takeOrder',
  {},
  people.volunteer,
).journal
