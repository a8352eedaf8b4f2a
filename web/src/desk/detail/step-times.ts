import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { StepNumber } from '../../ui/step-line.tsx'

/** Which event first brings a ticket to which step. */
const reaches: Readonly<Record<string, StepNumber>> = {
  TicketReported: 1,
  TicketAssessed: 2,
  SiteCheckAsked: 2,
  TicketDeclined: 2,
  TicketAccepted: 3,
  TicketAcknowledged: 4,
  TicketCompleted: 5,
  TicketClosed: 6,
  TicketClosedOnTheSpot: 6,
  TicketMerged: 6,
}

/** When each step was reached last; steps that lie ahead again after a return or a reopening have no time. */
export function stepTimes({ timeline, ticket }: TicketPage): Partial<Record<StepNumber, string>> {
  const times: Partial<Record<StepNumber, string>> = {}
  for (const { type, at } of timeline) {
    const step = reaches[type]
    if (step !== undefined && step <= ticket.step) times[step] = at
  }
  return times
}
