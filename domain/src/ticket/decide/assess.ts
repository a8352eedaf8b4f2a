/** Step 2, assess (分析研判): category, urgency, place, look on site; accepted, or declined with the rule. */

import { demand } from '../../kernel/refusal.ts'
import { isOwnMatter, isReporter } from '../access.ts'
import { type FilingCondition, getCondition, getSubcategory, type Subcategory } from '../catalogue.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, holdFor, present } from '../decide.ts'
import type { Assessment, TicketEvent } from '../events.ts'
import type { Confidentiality, Ticket, TicketPlace, Urgency } from '../ticket.ts'
import {
  conditionFor,
  confidentialityOf,
  demandNotConcerned,
  demandOwnList,
  higherOf,
  isLower,
  limitOf,
  lowestLevel,
} from './routing.ts'

export type AssessCommand = Omit<CommandOf<'assessTicket'>, 'place'> & { readonly place?: TicketPlace }

export const assessTicket: Decide<AssessCommand> = (ticket, command, context) => {
  demandAction(ticket, 'assessTicket', context)
  const { place, urgency, concerned, words } = command
  const by = deciderOf(context)
  const subcategory = chosenSubcategory(ticket, command.subcategory, context)
  const filed = filing(ticket, subcategory, command, context)
  const confidentiality = assessedConfidentiality(ticket, subcategory, command)
  const assessed = { ...ticket, ...present({ subcategory: subcategory?.code, place }) }

  const wished = command.level ?? ticket.level
  if (command.level && isLower(command.level, ticket.level)) demandOwnList(assessed, command.level, context.catalogue)
  // It never falls below what the place can name; a report about cadres stays with the town.
  const cadre = (confidentiality ?? ticket.confidentiality) === 'cadre'
  const level = cadre ? 'large' : higherOf(wished, lowestLevel(assessed.place))

  const assessment: Assessment = {
    ...present({ category: command.subcategory && subcategory?.category, subcategory: command.subcategory }),
    ...filed,
    ...present({ urgency, confidentiality, place, concerned, words }),
    ...(level === ticket.level ? {} : { level }),
  }
  return [{ type: 'TicketAssessed', at: context.now, by, ...assessment }]
}

/** The condition and the promise that the changed category or urgency carries; nothing where neither changed. */
function filing(
  ticket: Ticket,
  subcategory: Subcategory | undefined,
  command: { readonly subcategory?: string; readonly condition?: string; readonly urgency?: Urgency },
  { catalogue }: Context,
): Pick<Assessment, 'condition' | 'limit'> {
  demand(subcategory !== undefined || command.condition === undefined, 'category_missing', { field: 'subcategory' })
  if (!subcategory) return {}
  if (command.condition !== undefined) {
    const condition = chosenCondition(subcategory, command.condition)
    return { condition: condition.code, limit: condition.limit }
  }
  if (command.subcategory === undefined && command.urgency === undefined) return {}
  const condition = conditionFor(subcategory, command.urgency ?? ticket.urgency)
  const limit = limitOf(condition, catalogue)
  // A condition of the former category would name a limit that is no longer in force.
  return ticket.condition === undefined || !condition ? { limit } : { condition: condition.code, limit }
}

function assessedConfidentiality(
  ticket: Ticket,
  subcategory: Subcategory | undefined,
  command: AssessCommand,
): Confidentiality | undefined {
  if ((command.concerned?.length ?? 0) > 0) return 'cadre'
  if (command.confidentiality) return command.confidentiality
  if (command.subcategory === undefined || ticket.confidentiality === 'cadre') return undefined
  return confidentialityOf(subcategory, { aboutStaff: false, passWithoutName: ticket.passWithoutName })
}

function chosenSubcategory(ticket: Ticket, code: string | undefined, { catalogue }: Context): Subcategory | undefined {
  if (code !== undefined) return getSubcategory(catalogue, code)
  // One that was retired since the report is still the ticket's own.
  return catalogue.subcategories.find(each => each.code === ticket.subcategory)
}

export const askSiteCheck: Decide<CommandOf<'askSiteCheck'>> = (ticket, { personId, words }, context) => {
  demandAction(ticket, 'askSiteCheck', context)
  demandNotConcerned(ticket, personId)
  demand(!isReporter(ticket, personId), 'own_matter', { personId })
  return [{ type: 'SiteCheckAsked', at: context.now, by: deciderOf(context), askedOf: personId, ...present({ words }) }]
}

export const recordSiteCheck: Decide<CommandOf<'recordSiteCheck'>> = (ticket, command, context) => {
  demandAction(ticket, 'recordSiteCheck', context)
  demand(!isOwnMatter(ticket, context.actor), 'own_matter', { action: 'recordSiteCheck' })
  const { found, words, photos = [] } = command
  return [{ type: 'SiteChecked', at: context.now, by: deciderOf(context), found, words, photos }]
}

export const acceptTicket: Decide<CommandOf<'acceptTicket'>> = (ticket, command, context) => {
  demandAction(ticket, 'acceptTicket', context)
  const changes = command.subcategory !== undefined || command.urgency !== undefined
  const assessed: readonly TicketEvent[] = changes
    ? assessTicket(ticket, present({ subcategory: command.subcategory, urgency: command.urgency }), context)
    : []
  return [...assessed, acceptance(ticket, command, context, levelAfter(assessed, ticket))]
}

/** @throws Refusal category_missing, condition_unknown */
export function acceptance(
  ticket: Ticket,
  command: CommandOf<'acceptTicket'>,
  context: Context,
  level = ticket.level,
): TicketEvent {
  const subcategory = chosenSubcategory(ticket, command.subcategory, context)
  demand(subcategory !== undefined, 'category_missing', { field: 'subcategory' })
  const { code, limit } = acceptedUnder(ticket, subcategory, command)
  const hold = holdFor(ticket, 'dispatch', context.catalogue, level)
  return { type: 'TicketAccepted', at: context.now, by: deciderOf(context), condition: code, limit, hold }
}

function acceptedUnder(ticket: Ticket, subcategory: Subcategory, command: CommandOf<'acceptTicket'>): FilingCondition {
  if (command.condition !== undefined) return chosenCondition(subcategory, command.condition)
  const unchanged = command.subcategory === undefined && command.urgency === undefined
  if (unchanged && ticket.condition !== undefined) return getCondition(subcategory, ticket.condition)
  return conditionFor(subcategory, command.urgency ?? ticket.urgency) ?? getCondition(subcategory, undefined)
}

/** A retired condition stays with the tickets that have it, but is not chosen anew. */
function chosenCondition(subcategory: Subcategory, code: string): FilingCondition {
  const condition = getCondition(subcategory, code)
  demand(!condition.retired, 'condition_unknown', { field: 'condition', value: code, subcategory: subcategory.code })
  return condition
}

function levelAfter(events: readonly TicketEvent[], ticket: Ticket) {
  const assessed = events.find(event => event.type === 'TicketAssessed')
  return assessed?.level ?? ticket.level
}

export const declineTicket: Decide<CommandOf<'declineTicket'>> = (ticket, { rule, words }, context) => {
  demandAction(ticket, 'declineTicket', context)
  const known = context.catalogue.declineRules.some(each => each.code === rule && !each.retired)
  demand(known, 'rule_unknown', { field: 'rule', value: rule })
  return [{ type: 'TicketDeclined', at: context.now, by: deciderOf(context), rule, ...present({ words }) }]
}
