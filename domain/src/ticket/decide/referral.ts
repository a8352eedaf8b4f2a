/** Out of the town (转办函) by a person's decision, and what came in from outside (12345, 粤平安). */
import { addDuration } from '../../kernel/calendar.ts'
import { demand } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { demandReason } from '../catalogue.ts'
import { promiseDueAt } from '../clock.ts'
import type { CommandOf } from '../contract.ts'
import { type Context, type Decide, deciderOf, demandAction, present } from '../decide.ts'
import { fixedDueAt } from './report.ts'

export const referOutside: Decide<CommandOf<'referOutside'>> = (ticket, { outsideBody, reason, letter }, context) => {
  demandAction(ticket, 'referOutside', context)
  const body = context.catalogue.outsideBodies.find(each => each.code === outsideBody && !each.retired)
  demand(body !== undefined, 'outside_body_unknown', { field: 'outsideBody', value: outsideBody })
  demandReason(context.catalogue, 'referral', reason)
  return [
    {
      type: 'TicketReferred',
      at: context.now,
      referralId: context.id,
      by: deciderOf(context),
      body: body.code,
      reason,
      letter,
      followUpAt: nextFollowUp(body.code, context),
    },
  ]
}

/** The town's own clock: when it asks the other side again. A body that left the catalogue is asked like a call-back. */
export function nextFollowUp(body: string, { catalogue, calendar, now }: Context): Instant {
  const known = catalogue.outsideBodies.find(each => each.code === body)?.followUp
  // Nothing to wait would mean asking for ever in the same second.
  const wait = known && known.amount > 0 ? known : catalogue.limits.callBack
  return addDuration(calendar, now, wait.amount > 0 ? wait : { amount: 1, unit: 'working_day' })
}

export const recordReceipt: Decide<CommandOf<'recordReceipt'>> = (ticket, { foreignNumber, limit }, context) => {
  demandAction(ticket, 'recordReceipt', context)
  demand(ticket.referral !== undefined, 'referral_missing')
  const followUpAt = limit !== undefined && limit > context.now ? limit : nextFollowUp(ticket.referral.body, context)
  const by = deciderOf(context)
  return [{ type: 'ReferralReceipted', at: context.now, by, ...present({ foreignNumber, limit }), followUpAt }]
}

export const recordReply: Decide<CommandOf<'recordReply'>> = (ticket, { words, settled }, context) => {
  demandAction(ticket, 'recordReply', context)
  return [{ type: 'ReferralAnswered', at: context.now, by: deciderOf(context), words, settled }]
}

/** A foreign limit shortens the promise where it ends earlier; it never gives the town more time than it promised. */
export const recordForeign: Decide<CommandOf<'recordForeign'>> = (ticket, { system, number, limit }, context) => {
  demandAction(ticket, 'recordForeign', context)
  const fixed = fixedDueAt(limit, ticket.reportedAt, context)
  const given = ticket.promise.fixedDueAt !== undefined
  const binds = fixed !== undefined && (given || fixed < promiseDueAt(ticket, context.calendar))
  return [
    {
      type: 'ForeignRecorded',
      at: context.now,
      by: deciderOf(context),
      foreign: { system, number, ...present({ limit }) },
      ...(binds ? { fixedDueAt: fixed } : {}),
    },
  ]
}

export const writeBack: Decide<CommandOf<'writeBack'>> = (ticket, { answer }, context) => {
  demandAction(ticket, 'writeBack', context)
  return [{ type: 'ForeignWrittenBack', at: context.now, by: deciderOf(context), answer }]
}
