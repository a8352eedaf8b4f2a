/** What screens get to see of tickets: wire shapes of the answers, one TypeBox value each (the clients' types come from it). */
import { type Static, type TSchema, Type } from 'typebox'
import { InstantShape } from './contract.ts'
import { queues } from './queue.ts'
import { confidentialities, levels, sources, statuses, urgencies } from './ticket.ts'
import { actions } from './transitions.ts'

function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))
}
const optional = <T extends TSchema>(shape: T) => Type.Optional(shape)
const Text = Type.String()

/** Side lines that cross the queues. */
export const flagNames = ['late', 'contested', 'extension', 'appeal', 'write_back', 'supervised'] as const

export const HolderView = Type.Object({
  kind: oneOf(['person', 'unit']),
  id: Text,
  name: Text,
  assisting: optional(Type.Array(Type.Object({ id: Text, name: Text }))),
})

export const PlaceView = Type.Object({
  outside: Type.Boolean(),
  large: Text,
  medium: optional(Text),
  small: optional(Text),
  lon: optional(Type.Number()),
  lat: optional(Type.Number()),
  landmarkId: optional(Text),
  /** As people say it: 碧塘村 · 第三村民小组 · 榕树头. */
  name: Text,
  words: optional(Text),
})

export const TicketRow = Type.Object({
  number: Text,
  ticketId: Text,
  status: oneOf(statuses),
  step: Type.Integer(),
  queue: oneOf(queues),
  light: oneOf(['on_time', 'due_soon', 'overdue']),
  dueAt: InstantShape,
  holdDueAt: InstantShape,
  level: oneOf(levels),
  urgency: oneOf(urgencies),
  source: oneOf(sources),
  confidentiality: oneOf(confidentialities),
  category: optional(Text),
  subcategory: optional(Text),
  place: PlaceView,
  /** The first 120 letters of the report; missing once the law erased it. */
  words: optional(Text),
  reportedAt: InstantShape,
  holder: optional(HolderView),
  photos: Type.Array(Text),
  /** While it is an open order: what is needed and how many places are taken. */
  order: optional(
    Type.Object({
      need: optional(Text),
      needed: Type.Integer(),
      taken: Type.Integer(),
      /** Whether the viewer holds one of the places. */
      mine: Type.Boolean(),
      startsAt: optional(InstantShape),
      closesAt: InstantShape,
    }),
  ),
  flags: Type.Object({
    contested: Type.Boolean(),
    extensionAsked: Type.Boolean(),
    appealAsked: Type.Boolean(),
    toWriteBack: Type.Boolean(),
    suspended: Type.Boolean(),
    referred: Type.Boolean(),
    supervised: Type.Integer({ minimum: 0, maximum: 3 }),
    reopened: Type.Boolean(),
    reworked: Type.Boolean(),
    duplicates: Type.Integer(),
  }),
  actions: Type.Array(oneOf(actions)),
})
export type TicketRow = Static<typeof TicketRow>

export const TimelineEntry = Type.Object({
  sequence: Type.Integer(),
  type: Text,
  at: InstantShape,
  recordedAt: InstantShape,
  /** Milliseconds since the entry before it. */
  since: Type.Integer(),
  actor: Type.Object({
    kind: oneOf(['person', 'resident', 'anonymous', 'clock']),
    name: optional(Text),
    as: optional(Text),
    acting: optional(Type.Boolean()),
  }),
  words: optional(Text),
  /** The facts of the event with ids replaced by names where the viewer may know them. */
  facts: Type.Record(Text, Type.Unknown()),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const TicketPage = Type.Object({
  ticket: TicketRow,
  sequence: Type.Integer(),
  words: optional(Text),
  photos: Type.Array(Type.Object({ photoId: Text, of: oneOf(['report', 'result', 'note']), released: Type.Boolean() })),
  condition: optional(Text),
  reporter: Type.Object({
    anonymous: Type.Boolean(),
    /** 梁**, 138****0000; the number itself is asked for on purpose and written down (revealReporter). */
    name: optional(Text),
    phone: optional(Text),
    onBehalfOf: optional(Type.Boolean()),
    forAnother: optional(Type.Boolean()),
    passWithoutName: Type.Boolean(),
    more: Type.Integer(),
  }),
  recordedAt: InstantShape,
  acceptedAt: optional(InstantShape),
  clocks: Type.Object({
    promise: Type.Object({
      startedAt: InstantShape,
      dueAt: InstantShape,
      extensions: Type.Integer(),
      provisional: Type.Boolean(),
    }),
    hold: Type.Object({ since: InstantShape, dueAt: InstantShape }),
    contactDueAt: optional(InstantShape),
    suspendedUntil: optional(InstantShape),
    orderClosesAt: optional(InstantShape),
    foreignLimit: optional(InstantShape),
    followUpAt: optional(InstantShape),
  }),
  /** The open records beside the status, words filled in: contest, extension, order, referral, foreign, siteCheck, problem … */
  beside: Type.Record(Text, Type.Unknown()),
  merged: Type.Array(Type.Object({ number: Text, words: optional(Text) })),
  mergedInto: optional(Text),
  timeline: Type.Array(TimelineEntry),
  actions: Type.Array(oneOf(actions)),
})
export type TicketPage = Static<typeof TicketPage>

/** A ticket's public page: step, who has it (unit and office), promise and history without anyone's personal data. */
export const PublicTicket = Type.Object({
  number: Text,
  status: oneOf(statuses),
  step: Type.Integer(),
  light: oneOf(['on_time', 'due_soon', 'overdue']),
  category: optional(Text),
  subcategory: optional(Text),
  placeName: Text,
  /** Only what the town released; the report's own words are the reporter's. */
  words: optional(Text),
  /** A unit, or the grid and role of a person; his name only where he agreed to that. */
  holder: optional(
    Type.Object({ unit: optional(Text), gridName: optional(Text), role: optional(Text), name: optional(Text) }),
  ),
  dueAt: InstantShape,
  suspendedUntil: optional(InstantShape),
  suspensionReason: optional(Text),
  closedAs: optional(Text),
  mergedInto: optional(Text),
  photos: Type.Array(Text),
  history: Type.Array(
    Type.Object({ type: Text, at: InstantShape, words: optional(Text), facts: Type.Record(Text, Type.Unknown()) }),
  ),
  /** What this visitor may do: the reporter with his phone code confirms, urges, rates, reopens. */
  actions: Type.Array(oneOf(actions)),
  own: Type.Boolean(),
})
export type PublicTicket = Static<typeof PublicTicket>

export const Received = Type.Object({
  number: Text,
  ticketId: Text,
  sequence: Type.Integer(),
  dueAt: optional(InstantShape),
})
export type Received = Static<typeof Received>

export const Suggestion = Type.Object({
  number: Text,
  words: optional(Text),
  metres: optional(Type.Integer()),
  sameSupply: Type.Boolean(),
  status: oneOf(statuses),
  reportedAt: InstantShape,
  photos: Type.Array(Text),
  subcategory: optional(Text),
})
export type Suggestion = Static<typeof Suggestion>
