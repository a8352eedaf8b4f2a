/** Wire shapes of what hangs on posts: leaves, handovers, elections, Party groups, coverage, whom to call. */
import { Type } from 'typebox'
import { gridLevels } from '../grid/grid.ts'
import { instantPattern } from '../kernel/time.ts'
import { needs } from './coverage.ts'
import { handoverReasons, matterKinds } from './handover.ts'
import { leaveStates } from './leave.ts'

const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-09-26'],
})
const instant = Type.String({ pattern: instantPattern, examples: ['2022-09-26T00:30:00.000Z'] })
const kindCode = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$', examples: ['medium_leader'] })
const name = Type.Optional(Type.String())
const page = {
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}
const closed = { additionalProperties: false }

export const PostEnd = Type.Object(
  {
    lastDay: Type.Optional(day),
    handOverTo: Type.Optional({ ...id, description: 'Takes what is open over' }),
    takesPost: Type.Optional(Type.Boolean({ description: 'And holds the post from the day after on' })),
  },
  closed,
)
export const PostEndMove = Type.Object(
  { lastDay: Type.Optional({ ...day, description: 'Absent: the end is taken back' }) },
  closed,
)
export const PostEndMoved = Type.Object({
  postId: Type.String(),
  lastDay: Type.Optional(day),
  followers: Type.Integer({ description: 'Posts that were to begin then and begin with it, or no longer at all' }),
})
export const PostEnded = Type.Object({ postId: Type.String(), handoverId: Type.Optional(Type.String()) })

export const OpenMattersQuery = Type.Object({ postId: Type.Optional(id), lastDay: Type.Optional(day) }, closed)
const matter = Type.Object({
  kind: Type.Enum(matterKinds, { examples: ['ticket'] }),
  number: Type.String({ examples: ['DC-220926-7KQ4-M2HXP'] }),
  gridId: id,
})
export const OpenMatters = Type.Object({
  matters: Type.Array(matter),
  /** Of a unit whose last clerk goes: only another clerk can have them. */
  unitMatters: Type.Array(matter),
  days: Type.Array(day),
  lacks: Type.Array(Type.Enum(needs, { examples: ['leader'] }), {
    description: "Whom the post's grid has no longer from the day after on, unless somebody follows",
  }),
})

const leaveFields = {
  personId: id,
  substituteId: id,
  from: day,
  until: day,
  handOver: Type.Boolean({ description: 'Open matters go to the substitute at the start' }),
  comeBack: Type.Boolean({ description: 'What went over and is still open comes back at the end' }),
}
export const NewLeave = Type.Object(leaveFields, closed)
export const LeaveShape = Type.Object({
  leaveId: id,
  ...leaveFields,
  state: Type.Enum(leaveStates, { examples: ['running'] }),
  personName: name,
  substituteName: name,
})
export const LeaveParams = Type.Object({ leaveId: id })
export const LeavesQuery = Type.Object(
  {
    ...page,
    personId: Type.Optional(id),
    current: Type.Optional(Type.Boolean({ description: 'Only those that run or are to come' })),
  },
  closed,
)
export const LeaveEnd = Type.Object({ lastDay: Type.Optional(day) }, closed)

const handover = {
  handoverId: id,
  from: id,
  to: id,
  fromName: name,
  toName: name,
  why: Type.Enum(handoverReasons, { examples: ['leave'] }),
  dueDay: day,
  madeAt: instant,
  doneAt: Type.Optional(instant),
  count: Type.Integer(),
}
export const HandoverShape = Type.Object(handover)
export const HandoversQuery = Type.Object({ ...page, personId: Type.Optional(id) }, closed)
export const HandoverParams = Type.Object({ handoverId: id })
export const HandoverSheet = Type.Object({
  ...handover,
  matters: Type.Array(
    Type.Object({
      kind: Type.Enum(matterKinds, { examples: ['ticket'] }),
      number: Type.String(),
      gridId: Type.Optional(id),
      subcategory: Type.Optional(Type.String()),
      dueAt: Type.Optional(instant),
    }),
  ),
  days: Type.Array(day),
})

export const ElectionBody = Type.Object(
  {
    day,
    changes: Type.Array(
      Type.Object(
        {
          postId: Type.Optional({ ...id, description: 'The post that ends on the day before; absent: a new seat' }),
          personId: Type.Optional({ ...id, description: 'Who follows; absent: the seat stays empty' }),
          kind: Type.Optional(kindCode),
          gridId: Type.Optional(id),
          handOverTo: Type.Optional({ ...id, description: 'Takes what is open; absent: who follows' }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 300 },
    ),
  },
  closed,
)
export const ElectionDone = Type.Object({
  ended: Type.Integer(),
  given: Type.Integer(),
  handovers: Type.Array(Type.String()),
})

const partyGroup = {
  name: Type.String({ maxLength: 40, examples: ['第一网格党小组'] }),
  leaderId: Type.Optional(id),
  gridIds: Type.Array(id, { maxItems: 500, description: 'Small grids' }),
}
export const PartyGroupsBody = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          partyGroupId: Type.Optional({ ...id, description: 'Absent: a new group' }),
          ...partyGroup,
          from: Type.Optional(day),
        },
        closed,
      ),
      { maxItems: 1000 },
    ),
  },
  closed,
)
export const PartyGroupsShape = Type.Object({
  items: Type.Array(Type.Object({ partyGroupId: id, ...partyGroup, from: day, leaderName: name })),
  version: Type.Integer({ examples: [3] }),
})

export const CoverageQuery = Type.Object({ onDay: Type.Optional(day) }, closed)
export const CoverageShape = Type.Object({
  day,
  items: Type.Array(
    Type.Object({
      gridId: id,
      level: Type.Enum(gridLevels, { examples: ['small'] }),
      holders: Type.Record(Type.String(), Type.Integer()),
      lacks: Type.Array(Type.Enum(needs, { examples: ['party_household'] })),
    }),
  ),
})

export const GridParams = Type.Object({ gridId: id })
export const ContactShape = Type.Object({
  postId: id,
  personId: id,
  name,
  kind: Type.String(),
  gridId: id,
  maskedPhone: Type.Optional(Type.String({ examples: ['138****8000'] })),
  awayUntil: Type.Optional(day),
  actingFor: Type.Optional(id),
})
export const Contacts = Type.Object({ items: Type.Array(ContactShape) })
