import type { TicketPage } from '@onegrid/domain/ticket/view.ts'

export const ticketSheets = ['ticket', 'letter', 'supervision', 'signatures'] as const
export type TicketSheet = (typeof ticketSheets)[number]

/** The sheets that this ticket has now. */
export function sheetsFor({ beside }: TicketPage): readonly TicketSheet[] {
  return ticketSheets.filter(
    sheet =>
      sheet === 'ticket' ||
      (sheet === 'letter' && beside['referral'] !== undefined) ||
      (sheet === 'supervision' && beside['supervision'] !== undefined) ||
      (sheet === 'signatures' && beside['calls'] !== undefined),
  )
}
