import type { TimelineEntry } from '@onegrid/domain/ticket/view.ts'
import type { StepNumber } from '../ui/step-line.tsx'

/** The event with which a step is reached. A matter that comes back passes a step again: the last time counts. */
const reaches: Readonly<Record<string, StepNumber>> = {
  TicketReported: 1,
  TicketAssessed: 2,
  SiteCheckAsked: 2,
  TicketDeclined: 2,
  TicketAccepted: 3,
  TicketAcknowledged: 4,
  TicketCompleted: 5,
  TicketClosedOnTheSpot: 6,
  TicketClosed: 6,
}

export function stepTimes(timeline: readonly TimelineEntry[]): Partial<Record<StepNumber, string>> {
  const times: Partial<Record<StepNumber, string>> = {}
  for (const { type, at, facts } of timeline) {
    const step = type === 'OrderTaken' && facts['filled'] === true ? 4 : reaches[type]
    if (step !== undefined) times[step] = at
  }
  return times
}
