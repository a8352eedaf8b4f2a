import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { StepNumber } from '../ui/step-line.tsx'

/** Which event brings a ticket to which steps; on the spot it is handled and closed in one act. */
const reaches: Readonly<Record<string, readonly StepNumber[]>> = {
  TicketReported: [1],
  TicketAssessed: [2],
  SiteCheckAsked: [2],
  TicketDeclined: [2],
  TicketAccepted: [3],
  TicketAcknowledged: [4],
  TicketCompleted: [5],
  TicketClosed: [6],
  TicketClosedOnTheSpot: [4, 6],
  TicketMerged: [6],
}

type Shown = Pick<TicketPage, 'timeline' | 'ticket'>

/** When each step was reached last; steps that lie ahead again after a return or a reopening have no time. */
export function stepTimes({ timeline, ticket }: Shown): Partial<Record<StepNumber, string>> {
  const times: Partial<Record<StepNumber, string>> = {}
  for (const { type, at, facts } of timeline) {
    const atWork =
      (type === 'OrderTaken' && facts['filled'] === true) || (type === 'OrderEnded' && facts['taken'] !== 0)
    const steps: readonly StepNumber[] = atWork ? [4] : (reaches[type] ?? [])
    for (const step of steps) if (step <= ticket.step) times[step] = at
  }
  return times
}

/** What was merged, explained or referred never came to the later steps, though it is closed. */
export function stepsPassedBy({ timeline, ticket }: Shown): readonly StepNumber[] {
  if (ticket.status !== 'closed') return []
  const times = stepTimes({ timeline, ticket })
  return ([4, 5] as const).filter(step => times[step] === undefined)
}
