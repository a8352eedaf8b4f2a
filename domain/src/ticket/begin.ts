/** The first entry of every ticket's journal becomes the ticket. */
import type { TicketEventOf } from './events.ts'
import type { Ticket, TicketPhoto } from './ticket.ts'

export function reported(event: TicketEventOf<'TicketReported'>): Ticket {
  return {
    ticketId: event.ticketId,
    number: event.number,
    sequence: 1,
    status: 'received',
    source: event.source,
    reportedAt: event.at,
    recordedAt: event.recordedAt,
    ...(event.by === undefined ? {} : { reportedBy: event.by }),
    words: event.words,
    photos: photosOf(event.photos, 'report'),
    reporter: event.reporter,
    moreReporters: [],
    place: event.place,
    ...(event.category === undefined ? {} : { category: event.category }),
    ...(event.subcategory === undefined ? {} : { subcategory: event.subcategory }),
    ...(event.need === undefined ? {} : { need: event.need }),
    urgency: event.urgency,
    confidentiality: event.confidentiality,
    concerned: event.concerned,
    passWithoutName: event.passWithoutName,
    level: event.level,
    hold: { limit: event.hold, since: event.recordedAt },
    promise: {
      limit: event.limit,
      startedAt: event.at,
      extensions: 0,
      ...(event.fixedDueAt === undefined ? {} : { fixedDueAt: event.fixedDueAt }),
    },
    confirmed: [],
    returns: [],
    contacts: [],
    calls: [],
    ...(event.foreign === undefined ? {} : { foreign: event.foreign }),
    suspensions: [],
    urges: [],
    verifications: [],
    reopenings: [],
    merged: [],
  }
}

export function photosOf(photoIds: readonly string[], of: TicketPhoto['of']): readonly TicketPhoto[] {
  return photoIds.map(photoId => ({ photoId, of, released: false }))
}
