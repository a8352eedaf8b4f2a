/**
 * What each verb asks of a person, as data: the desk draws it as a form beside the ticket, the pocket as a sheet from below.
 * Pure: no page, no network. Names of fields are those of the wire; `bodyOf` makes the request from what was typed.
 */
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { ReasonKind } from '@onegrid/domain/ticket/catalogue.ts'
import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import { erasable, erasureGrounds } from '@onegrid/domain/ticket/erasure.ts'
import type { TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { IconName } from '../ui/icons.ts'

/** What was typed or chosen so far, by field. */
export type Values = Readonly<Record<string, unknown>>

type Asked = {
  /** Property of the request body. Its label is `ticket:ask.<verb>.<name>` where that exists, else `ticket:field.<name>`. */
  readonly name: string
  readonly required?: boolean | ((values: Values) => boolean)
  /** Shown only then; a hidden field is not sent. */
  readonly when?: (values: Values, page: TicketPage) => boolean
}
export type Field = Asked &
  (
    | { readonly kind: 'words'; readonly rows?: number; readonly most?: number }
    | { readonly kind: 'line'; readonly most?: number }
    | { readonly kind: 'number'; readonly from: number; readonly to: number }
    | { readonly kind: 'instant'; readonly ahead?: boolean }
    /** A list of the town's catalogue. */
    | { readonly kind: 'reason'; readonly of: ReasonKind }
    | { readonly kind: 'rule' }
    | { readonly kind: 'outside_body' }
    | { readonly kind: 'subcategory' }
    | { readonly kind: 'condition' }
    /** Fixed choices; their words are `ticket:choice.<name>.<value>`. */
    | {
        readonly kind: 'choice'
        readonly options: readonly (string | number | boolean)[]
        /** Options that only who holds this role may choose. */
        readonly only?: Readonly<Record<string, Role>>
      }
    /** A person or a unit, out of the ticket's candidates. */
    | { readonly kind: 'holder' }
    | { readonly kind: 'person' }
    /** Whom it concerns, out of the whole team. */
    | { readonly kind: 'concerned' }
    /** A water or power area that feeds the ticket's grid. */
    | { readonly kind: 'supply_area' }
    | { readonly kind: 'units' }
    /** One of the takers of the open order. */
    | { readonly kind: 'taker' }
    /** A unit that was called and has not come; sets `callId` and `unitId`. */
    | { readonly kind: 'arrival' }
    | { readonly kind: 'grid' }
    | { readonly kind: 'place' }
    | { readonly kind: 'photos' }
    | { readonly kind: 'photo' }
    | { readonly kind: 'score' }
    /** Another ticket, by number or out of the suggested duplicates. */
    | { readonly kind: 'ticket' }
  )

export type VerbForm = {
  readonly verb: Verb
  readonly icon: IconName
  readonly fields: readonly Field[]
  /** Sent as soon as it is pressed, nothing is asked. */
  readonly atOnce: boolean
  /** Ends or refuses something: its consequence `ticket:confirm.<verb>` stands above the button. */
  readonly confirm: boolean
}

const note = { name: 'words', kind: 'words', rows: 2 } as const satisfies Field
const said = { name: 'words', kind: 'words', rows: 3, required: true } as const satisfies Field
const photos = { name: 'photos', kind: 'photos' } as const satisfies Field
const subcategory = { name: 'subcategory', kind: 'subcategory' } as const satisfies Field
const condition = { name: 'condition', kind: 'condition' } as const satisfies Field
const urgency = { name: 'urgency', kind: 'choice', options: ['ordinary', 'urgent', 'danger'] } as const satisfies Field
const to = { name: 'to', kind: 'holder', required: true } as const satisfies Field

function reason(of: ReasonKind): Field {
  return { name: 'reason', kind: 'reason', of, required: true }
}
function decision(name: string): Field {
  return { name, kind: 'choice', options: [true, false], required: true }
}
/** A "no" without words sends the other one out to guess. */
function noteUnless(name: string): Field {
  return { ...note, required: values => values[name] === false }
}

function form(verb: Verb, icon: IconName, fields: readonly Field[] = [], confirm = false): VerbForm {
  return { verb, icon, fields, atOnce: fields.length === 0 && !confirm, confirm }
}

export const verbForms: { readonly [V in Verb]: VerbForm } = {
  assessTicket: form('assessTicket', 'assess', [
    subcategory,
    condition,
    urgency,
    { name: 'place', kind: 'place' },
    { name: 'level', kind: 'choice', options: ['small', 'medium', 'large'] },
    { name: 'confidentiality', kind: 'choice', options: ['open', 'neighbourly', 'sensitive', 'cadre'] },
    { name: 'concerned', kind: 'concerned', when: values => values['confidentiality'] === 'cadre' },
    note,
  ]),
  askSiteCheck: form('askSiteCheck', 'eye', [{ name: 'personId', kind: 'person', required: true }, note]),
  recordSiteCheck: form('recordSiteCheck', 'eye', [decision('found'), said, photos]),
  acceptTicket: form('acceptTicket', 'check', [{ ...subcategory, required: true }, condition, urgency]),
  declineTicket: form('declineTicket', 'close', [{ name: 'rule', kind: 'rule', required: true }, note], true),
  closeOnTheSpot: form('closeOnTheSpot', 'check', [said, photos]),
  dispatchTicket: form('dispatchTicket', 'dispatch', [to, note]),
  withdrawDispatch: form('withdrawDispatch', 'undo', [], true),
  acknowledgeTicket: form('acknowledgeTicket', 'hand'),
  returnTicket: form('returnTicket', 'return', [reason('return'), note]),
  forwardTicket: form('forwardTicket', 'swap', [to, note]),
  contestDispatch: form('contestDispatch', 'flag', [reason('contest'), note]),
  decideContest: form('decideContest', 'check', [decision('upheld'), note]),
  issueOrder: form('issueOrder', 'order', [
    { name: 'need', kind: 'words', rows: 2, most: 500, required: true },
    { name: 'needed', kind: 'number', from: 1, to: 50, required: true },
    { name: 'startsAt', kind: 'instant', ahead: true },
    { name: 'closesAt', kind: 'instant', ahead: true },
  ]),
  takeOrder: form('takeOrder', 'hand'),
  giveBackOrder: form('giveBackOrder', 'return', [{ name: 'personId', kind: 'taker' }], true),
  endOrder: form('endOrder', 'check', [], true),
  enterTaker: form('enterTaker', 'people', [{ name: 'personId', kind: 'person', required: true }]),
  askHelper: form('askHelper', 'people', [{ name: 'personId', kind: 'person', required: true }]),
  recordContact: form('recordContact', 'phone', [decision('reached'), note]),
  revealReporter: form('revealReporter', 'eye', [{ name: 'reason', kind: 'line', most: 200, required: true }], true),
  noteTicket: form('noteTicket', 'note', [said, photos]),
  callUnits: form('callUnits', 'bell', [{ name: 'units', kind: 'units', required: true }, note]),
  recordArrival: form('recordArrival', 'place', [{ name: 'callId', kind: 'arrival', required: true }]),
  reportUp: form('reportUp', 'up', [said]),
  handDown: form('handDown', 'down', [
    { name: 'gridId', kind: 'grid', when: (_values, { ticket }) => handedDownTo(ticket) === undefined, required: true },
    note,
  ]),
  referOutside: form('referOutside', 'letter', [
    { name: 'outsideBody', kind: 'outside_body', required: true },
    reason('referral'),
    { name: 'letter', kind: 'words', rows: 6, most: 4000, required: true },
  ]),
  recordReceipt: form('recordReceipt', 'letter', [
    { name: 'foreignNumber', kind: 'line', most: 60 },
    { name: 'limit', kind: 'instant', ahead: true },
  ]),
  recordReply: form('recordReply', 'letter', [said, decision('settled')]),
  recordForeign: form('recordForeign', 'link', [
    { name: 'system', kind: 'choice', options: ['12345', 'yuepingan', 'county'], required: true },
    { name: 'number', kind: 'line', most: 60, required: true },
    { name: 'limit', kind: 'instant' },
  ]),
  writeBack: form('writeBack', 'out', [{ name: 'answer', kind: 'words', rows: 4, required: true }]),
  askExtension: form('askExtension', 'clock', [reason('extension'), note]),
  decideExtension: form('decideExtension', 'clock', [decision('granted'), noteUnless('granted')]),
  suspendTicket: form(
    'suspendTicket',
    'hourglass',
    [reason('suspension'), { name: 'until', kind: 'instant', ahead: true, required: true }, note],
    true,
  ),
  resumeTicket: form('resumeTicket', 'clock'),
  urgeTicket: form('urgeTicket', 'bell', [note]),
  superviseTicket: form('superviseTicket', 'flag', [
    { name: 'level', kind: 'choice', options: [1, 2, 3], only: { 3: 'approver' }, required: true },
    said,
  ]),
  liftSupervision: form('liftSupervision', 'flag', [note]),
  completeTicket: form('completeTicket', 'check', [said, photos]),
  verifyTicket: form('verifyTicket', 'verify', [decision('passed'), noteUnless('passed')]),
  confirmTicket: form('confirmTicket', 'verify', [decision('solved'), noteUnless('solved')]),
  closeTicket: form(
    'closeTicket',
    'check',
    [
      { name: 'as', kind: 'choice', options: ['resolved', 'explained', 'referred'], required: true },
      { ...note, required: values => values['as'] === 'explained' },
    ],
    true,
  ),
  rateTicket: form('rateTicket', 'star', [{ name: 'score', kind: 'score', required: true }, note]),
  reopenTicket: form('reopenTicket', 'undo', [said]),
  mergeTicket: form('mergeTicket', 'merge', [{ name: 'into', kind: 'ticket', required: true }], true),
  unmergeTicket: form('unmergeTicket', 'undo', [], true),
  announceProblem: form('announceProblem', 'info', [
    { name: 'words', kind: 'words', rows: 2, most: 500, required: true },
    { name: 'until', kind: 'instant', ahead: true, required: true },
    { name: 'supplyAreaId', kind: 'supply_area' },
    { name: 'gridId', kind: 'grid' },
  ]),
  endProblem: form('endProblem', 'info', [note]),
  appealOverdue: form('appealOverdue', 'flag', [reason('appeal'), said]),
  decideAppeal: form('decideAppeal', 'flag', [decision('granted'), noteUnless('granted')]),
  releasePhoto: form('releasePhoto', 'camera', [
    { name: 'photoId', kind: 'photo', required: true },
    { name: 'released', kind: 'choice', options: [true, false], required: true },
  ]),
  eraseTicket: form(
    'eraseTicket',
    'lock',
    [
      { name: 'what', kind: 'choice', options: erasable, required: true },
      { name: 'ground', kind: 'choice', options: erasureGrounds, required: true },
    ],
    true,
  ),
}

/** The grid to which the ticket goes by itself when it is handed down; where its path ends, one is asked for. */
function handedDownTo({ level, place }: TicketPage['ticket']): string | undefined {
  return level === 'large' ? place.medium : place.small
}

/** What stands in the form when it opens: what the ticket says already, and the usual answer. */
export function startValues(verb: Verb, page: TicketPage): Values {
  const { ticket, words, beside } = page
  switch (verb) {
    case 'assessTicket':
      return {
        ...kept({ subcategory: ticket.subcategory, condition: page.condition }),
        urgency: ticket.urgency,
        level: ticket.level,
        confidentiality: ticket.confidentiality,
      }
    case 'acceptTicket':
      return { ...kept({ subcategory: ticket.subcategory, condition: page.condition }), urgency: ticket.urgency }
    case 'closeTicket':
      return ticket.status === 'resolved' ? { as: 'resolved' } : {}
    case 'issueOrder':
      return { needed: 1 }
    case 'superviseTicket':
      return { level: 1 }
    case 'recordForeign':
      return { system: '12345' }
    case 'referOutside':
      return kept({ letter: words })
    case 'writeBack':
      return kept({ answer: answerIn(beside) })
    case 'recordContact':
      return { reached: true }
    default:
      return {}
  }
}

/** What the other side is told: what the reporter was told — the result, or the answer of whom it was referred to. */
function answerIn(beside: TicketPage['beside']): string | undefined {
  const result = beside['result'] as { readonly words?: unknown } | undefined
  const reply = (beside['referral'] as { readonly reply?: { readonly words?: unknown } } | undefined)?.reply
  const closing = beside['closing'] as { readonly words?: unknown } | undefined
  return [closing?.words, result?.words, reply?.words].find(each => typeof each === 'string')
}

/** Only what differs is sent: the rest of an assessment stays as it is. */
const onlyChanges: readonly Verb[] = ['assessTicket', 'acceptTicket']

export function fieldsOf(verb: Verb, values: Values, page: TicketPage): readonly Field[] {
  return verbForms[verb].fields.filter(field => field.when?.(values, page) ?? true)
}

export function isRequired(field: Field, values: Values): boolean {
  return typeof field.required === 'function' ? field.required(values) : field.required === true
}

/** Names of the fields that still want an answer; the server decides everything else. */
export function missingIn(verb: Verb, values: Values, page: TicketPage): readonly string[] {
  return fieldsOf(verb, values, page)
    .filter(field => isRequired(field, values) && isEmpty(values[field.name]))
    .map(field => field.name)
}

export function bodyOf(verb: Verb, values: Values, page: TicketPage): Record<string, unknown> {
  const start = onlyChanges.includes(verb) ? startValues(verb, page) : {}
  const body: Record<string, unknown> = {}
  for (const field of fieldsOf(verb, values, page)) {
    const value = values[field.name]
    if (isEmpty(value) || value === start[field.name]) continue
    if (field.kind === 'arrival') Object.assign(body, value)
    else body[field.name] = typeof value === 'string' ? value.trim() : value
  }
  // A condition belongs to its sub-category: with another one the former condition would not be understood.
  if (onlyChanges.includes(verb) && 'subcategory' in body && !isEmpty(values['condition']))
    body['condition'] = values['condition']
  if (!isEmpty(values['happenedAt'])) body['happenedAt'] = values['happenedAt']
  return body
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

function kept(values: Readonly<Record<string, string | undefined>>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

/** The verb that takes it back. Offered only while the answer's own list of actions has it. */
export function undoOf(
  verb: Verb,
  body: Readonly<Record<string, unknown>>,
  actions: readonly string[],
): { readonly verb: Verb; readonly body: Record<string, unknown> } | undefined {
  const back = undoings[verb]?.(body)
  return back !== undefined && actions.includes(back.verb) ? back : undefined
}

const undoings: {
  readonly [V in Verb]?: (body: Readonly<Record<string, unknown>>) => { verb: Verb; body: Record<string, unknown> }
} = {
  dispatchTicket: () => ({ verb: 'withdrawDispatch', body: {} }),
  forwardTicket: () => ({ verb: 'withdrawDispatch', body: {} }),
  mergeTicket: () => ({ verb: 'unmergeTicket', body: {} }),
  suspendTicket: () => ({ verb: 'resumeTicket', body: {} }),
  superviseTicket: () => ({ verb: 'liftSupervision', body: {} }),
  announceProblem: () => ({ verb: 'endProblem', body: {} }),
  takeOrder: () => ({ verb: 'giveBackOrder', body: {} }),
  enterTaker: ({ personId }) => ({ verb: 'giveBackOrder', body: { personId } }),
  releasePhoto: ({ photoId, released }) => ({ verb: 'releasePhoto', body: { photoId, released: released !== true } }),
}
