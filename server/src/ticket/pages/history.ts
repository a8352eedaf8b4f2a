import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { PublicTicket } from '@onegrid/domain/ticket/view.ts'
import type { Visit } from './visit.ts'

type Entry = PublicTicket['history'][number]
type Facts = Entry['facts']
export type ToldType = keyof Visit['words']['told']

/** One plain sentence an event: what happened, and the facts that concern the reporter. */
export function sentenceOf(visit: Visit, entry: Entry): string {
  const { words } = visit
  if (!(entry.type in words.told)) return ''
  const type = entry.type as ToldType
  const more = (detailsOf[type]?.(visit, entry.facts) ?? []).filter(each => each !== undefined && each !== '')
  return [words.told[type], ...more].join(visit.locale === 'zh' ? '，' : ', ')
}

type Detail = (visit: Visit, facts: Facts) => readonly (string | undefined)[]

const detailsOf: Partial<Record<ToldType, Detail>> = {
  TicketDeclined: (visit, { rule }) => {
    const name = named(visit, visit.catalogue.declineRules, rule)
    return [name && visit.words.facts.rule(name)]
  },
  TicketReportedUp: (visit, { to }) => [levelOf(visit, to)],
  TicketEscalated: (visit, { to }) => [levelOf(visit, to)],
  TicketReferred: (visit, { body }) => {
    const name = named(visit, visit.catalogue.outsideBodies, body)
    return [name && visit.words.facts.body(name)]
  },
  ExtensionDecided: ({ words }, { granted }) => [granted === true ? words.facts.granted : words.facts.notGranted],
  TicketSuspended: (visit, { reason, until }) => {
    const name = named(visit, visit.catalogue.reasons.suspension, reason)
    return [
      typeof until === 'string' ? visit.words.facts.until(visit.spoken.moment(until)) : undefined,
      name && visit.words.facts.reason(name),
    ]
  },
  TicketClosed: ({ words }, { as }) => [
    typeof as === 'string' && as in words.facts.as ? words.facts.as[as as keyof typeof words.facts.as] : undefined,
  ],
  TicketMerged: (_visit, { intoNumber }) => [typeof intoNumber === 'string' ? intoNumber : undefined],
}

function named(
  visit: Visit,
  list: Catalogue['declineRules'] | Catalogue['outsideBodies'] | Catalogue['reasons']['return'],
  code: unknown,
): string | undefined {
  const found = list.find(each => each.code === code)
  return found && visit.say(found.name)
}

function levelOf({ words }: Visit, level: unknown): string | undefined {
  const names = words.facts.level
  return typeof level === 'string' && level in names ? words.facts.to(names[level as keyof typeof names]) : undefined
}

type StepNumber = 1 | 2 | 3 | 4 | 5 | 6

const stepOfEvent: Readonly<Partial<Record<ToldType, StepNumber>>> = {
  TicketReported: 1,
  TicketAccepted: 2,
  TicketDeclined: 2,
  TicketDispatched: 3,
  OrderIssued: 3,
  TicketAcknowledged: 4,
  OrderTaken: 4,
  TicketCompleted: 5,
  TicketVerified: 5,
  TicketClosed: 6,
  TicketClosedOnTheSpot: 6,
}

/** When each step was last reached; what was reopened shows no times of steps that lie ahead again. */
export function stepTimes({ history, step }: PublicTicket): Readonly<Partial<Record<StepNumber, string>>> {
  const times: Partial<Record<StepNumber, string>> = {}
  for (const { type, at } of history) {
    const reached = stepOfEvent[type as ToldType]
    if (reached !== undefined && reached <= step) times[reached] = at
  }
  return times
}
