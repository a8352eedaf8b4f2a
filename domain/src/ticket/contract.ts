/**
 * Wire shapes of the ticket's verbs, one TypeBox value each: validation, serialisation, OpenAPI and the clients' types come
 * from it. A field made by `words()` is free text: the server keeps it as a content row and hands the domain its reference,
 * which is what `Kept` says in types.
 */
import { type Static, type TSchema, Type } from 'typebox'
import { instantPattern } from '../kernel/time.ts'
import { erasable, erasureGrounds } from './erasure.ts'
import { type ContentRef, confidentialities, levels, sources, urgencies } from './ticket.ts'

declare const wordsBrand: unique symbol
/** Free text as it comes over the wire. */
export type Words = string & { readonly [wordsBrand]: true }

/** A command as the domain sees it: free text replaced by the reference to its content row. */
export type Kept<T> = T extends Words
  ? ContentRef
  : T extends readonly (infer Item)[]
    ? readonly Kept<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Kept<T[K]> }
      : T

/** 2,000 characters are two printed pages: longer is an attachment, and a megabyte is an attack. */
export function words(description: string, example: string, maxLength = 2000) {
  return Type.Unsafe<Words>(Type.String({ minLength: 1, maxLength, description, examples: [example], 'x-words': true }))
}

export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const Code = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' })
/** The pattern gives the width, the format refuses the 31st of February. */
export const InstantShape = Type.String({
  pattern: instantPattern,
  format: 'date-time',
  examples: ['2022-09-26T00:30:00.000Z'],
})
/** When it happened, for paper entries and work without signal; absent: now. */
const happenedAt = Type.Optional(
  Type.String({ pattern: instantPattern, format: 'date-time', description: 'When it happened, if earlier than now' }),
)
const photos = Type.Optional(Type.Array(Id, { maxItems: 9, description: 'Ids of uploaded photos' }))

function oneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>(Type.String({ enum: [...values] }))
}

function body<T extends Record<string, TSchema>>(properties: T) {
  return Type.Object({ ...properties, happenedAt }, { additionalProperties: false })
}

export const Place = Type.Object(
  {
    gridId: Type.Optional(Id),
    landmarkId: Type.Optional(Id),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    system: Type.Optional(oneOf(['wgs84', 'gcj02', 'bd09'])),
    words: Type.Optional(words('The place in words', '榕树头小卖部旁', 200)),
  },
  { additionalProperties: false },
)

export const HolderShape = Type.Union([
  Type.Object({ kind: Type.Literal('person'), personId: Id }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('unit'), unitId: Id, assisting: Type.Array(Id, { maxItems: 8 }) },
    { additionalProperties: false },
  ),
])

const note = Type.Optional(words('A remark', '已到现场看过'))
const reason = Code

/** Reporting (reportTicket). Who may set which source stands in decide/report.ts. */
export const ReportBody = body({
  source: Type.Optional(oneOf(sources)),
  words: words('What is wrong or needed, in one sentence', '榕树头那盏灯坏了成个礼拜，夜晚好黑'),
  place: Type.Optional(Place),
  subcategory: Type.Optional(Code),
  need: Type.Optional(Code),
  urgency: Type.Optional(oneOf(urgencies)),
  photos,
  anonymous: Type.Optional(Type.Boolean()),
  /** The reporter's name and phone; phone in the mainland's form. */
  name: Type.Optional(words('Name', '梁桂芳', 40)),
  phone: Type.Optional(words('Mobile number', '13800000000', 20)),
  passWithoutName: Type.Optional(Type.Boolean({ description: 'Pass on without the reporter’s name' })),
  forAnother: Type.Optional(
    Type.Boolean({ description: 'Said for a neighbour or relative, who agrees as the reporter says' }),
  ),
  consent: Type.Optional(oneOf(['spoken', 'signed', 'phone', 'message'])),
  aboutStaff: Type.Optional(
    Type.Boolean({ description: 'About a cadre, a grid worker, aid payments or village accounts' }),
  ),
  concerned: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  foreign: Type.Optional(
    Type.Object(
      { system: Code, number: Type.String({ minLength: 1, maxLength: 60 }), limit: Type.Optional(InstantShape) },
      { additionalProperties: false },
    ),
  ),
  /** 即报即结: the result, when the finder settled it there and then. */
  settled: Type.Optional(words('What was done on the spot', '已清走，路面冲洗干净')),
  settledPhotos: photos,
})

export const bodies = {
  assessTicket: body({
    subcategory: Type.Optional(Code),
    condition: Type.Optional(Code),
    urgency: Type.Optional(oneOf(urgencies)),
    confidentiality: Type.Optional(oneOf(confidentialities)),
    place: Type.Optional(Place),
    level: Type.Optional(oneOf(levels)),
    concerned: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    words: note,
  }),
  askSiteCheck: body({ personId: Id, words: note }),
  recordSiteCheck: body({ found: Type.Boolean(), words: words('What was found', '未见垃圾，住户称早上已清'), photos }),
  acceptTicket: body({
    subcategory: Type.Optional(Code),
    condition: Type.Optional(Code),
    urgency: Type.Optional(oneOf(urgencies)),
  }),
  declineTicket: body({ rule: reason, words: note }),
  closeOnTheSpot: body({ words: words('What was done', '换了灯头，已亮'), photos }),
  dispatchTicket: body({ to: HolderShape, words: note }),
  withdrawDispatch: body({}),
  acknowledgeTicket: body({}),
  returnTicket: body({ reason, words: note }),
  forwardTicket: body({ to: HolderShape, words: note }),
  contestDispatch: body({ reason, words: note }),
  decideContest: body({ upheld: Type.Boolean(), words: note }),
  issueOrder: body({
    need: words('What is needed', '清沟加固，要带锄头', 500),
    needed: Type.Integer({ minimum: 1, maximum: 50 }),
    startsAt: Type.Optional(InstantShape),
    closesAt: Type.Optional(InstantShape),
  }),
  takeOrder: body({}),
  giveBackOrder: body({ personId: Type.Optional(Id) }),
  endOrder: body({}),
  enterTaker: body({ personId: Id }),
  askHelper: body({ personId: Id }),
  recordContact: body({ reached: Type.Boolean(), words: note }),
  revealReporter: body({ reason: words('Why the number is needed', '联系反映人核实地点', 200) }),
  noteTicket: body({ words: words('The note', '会同水站测压，支管漏，约6日开挖'), photos }),
  callUnits: body({ units: Type.Array(Id, { minItems: 1, maxItems: 8 }), words: note }),
  recordArrival: body({ callId: Id, unitId: Id }),
  reportUp: body({ words: words('Why it goes up', '属镇级道路，村里无权施工') }),
  handDown: body({ gridId: Type.Optional(Id), words: note }),
  referOutside: body({
    outsideBody: Code,
    reason,
    letter: words('Text of the letter', '此路属县道，请贵单位处理', 4000),
  }),
  recordReceipt: body({
    foreignNumber: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(InstantShape),
  }),
  recordReply: body({ words: words('The answer', '已列入七月养护计划'), settled: Type.Boolean() }),
  recordForeign: body({
    system: Code,
    number: Type.String({ minLength: 1, maxLength: 60 }),
    limit: Type.Optional(InstantShape),
  }),
  writeBack: body({ answer: words('The answer written back', '水压低是支管破裂，8日已换管42米，当晚恢复') }),
  askExtension: body({ reason, words: note }),
  decideExtension: body({ granted: Type.Boolean(), words: note }),
  suspendTicket: body({ reason, until: InstantShape, words: note }),
  resumeTicket: body({}),
  urgeTicket: body({ words: note }),
  superviseTicket: body({
    level: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
    words: words('What is demanded', '三日内办结并回复'),
  }),
  liftSupervision: body({ words: note }),
  completeTicket: body({ words: words('The result', '换了灯头，3日晚已亮'), photos }),
  verifyTicket: body({ passed: Type.Boolean(), words: note }),
  confirmTicket: body({ solved: Type.Boolean(), words: note }),
  closeTicket: body({ as: oneOf(['resolved', 'explained', 'referred']), words: note }),
  rateTicket: body({
    score: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4), Type.Literal(5)]),
    words: note,
  }),
  reopenTicket: body({ words: words('What is still wrong', '多谢昨天来通渠，不过今天又有点返水') }),
  mergeTicket: body({ into: Type.String({ maxLength: 40, description: 'Number of the ticket that goes on' }) }),
  unmergeTicket: body({}),
  announceProblem: body({
    words: words('What is known and until when', '全村停电，供电所抢修，预计18时前恢复', 500),
    until: InstantShape,
    gridId: Type.Optional(Id),
    supplyAreaId: Type.Optional(Id),
  }),
  endProblem: body({ words: note }),
  appealOverdue: body({ reason, words: words('The case', '连续暴雨无法施工') }),
  decideAppeal: body({ granted: Type.Boolean(), words: note }),
  releasePhoto: body({ photoId: Id, released: Type.Boolean() }),
  eraseTicket: body({ what: Type.Enum([...erasable]), ground: Type.Enum([...erasureGrounds]) }),
} as const

export type Verb = keyof typeof bodies
export type BodyOf<V extends Verb> = Static<(typeof bodies)[V]>
/** The command of a verb as the domain decides it. */
export type CommandOf<V extends Verb> = Kept<Omit<BodyOf<V>, 'happenedAt'>>
export type ReportCommandBody = Kept<Omit<Static<typeof ReportBody>, 'happenedAt' | 'place' | 'name' | 'phone'>>
