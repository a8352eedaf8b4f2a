import { Type } from 'typebox'
import { type Role, roles } from '../kernel/actor.ts'
import { instantPattern } from '../kernel/time.ts'
import { engagements, postBindings } from './post-kind.ts'

const id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const day = Type.String({
  pattern: '^(19|20)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  format: 'date',
  examples: ['2022-09-26'],
})
const instant = Type.String({ pattern: instantPattern, examples: ['2022-09-26T00:30:00.000Z'] })
const role = Type.Unsafe<Role>(Type.String({ enum: [...roles], examples: ['grid_worker'] }))
const kindCode = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$', examples: ['grid_worker'] })
const name = Type.String({ minLength: 1, maxLength: 40, examples: ['陈伯'] })
const phone = Type.String({ minLength: 5, maxLength: 24, examples: ['13800138000'] })
const page = {
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}

export const PostShape = Type.Object({
  postId: id,
  personId: id,
  /** Missing after an erasure. */
  personName: Type.Optional(Type.String()),
  kind: Type.String({ examples: ['grid_worker'], description: 'Code of its kind, see listPostKinds' }),
  role: Type.Optional(role),
  gridId: Type.Optional(id),
  unitId: Type.Optional(id),
  at: Type.Optional(Type.String({ description: "The grid's or unit's name" })),
  from: day,
  until: Type.Optional(day),
  /** Held in place of this person, who is on leave. */
  actingFor: Type.Optional(id),
  actingForName: Type.Optional(Type.String()),
  leaveId: Type.Optional(id),
})
export const PersonShape = Type.Object({
  personId: id,
  name: Type.Optional(Type.String()),
  maskedPhone: Type.Optional(Type.String({ examples: ['138****8000'] })),
  namePublic: Type.Boolean(),
  phonePublic: Type.Boolean(),
  hasAccount: Type.Boolean(),
  posts: Type.Array(PostShape),
})
export const PersonParams = Type.Object({ personId: id })
export const PostParams = Type.Object({ postId: id })
export const PeopleQuery = Type.Object({
  ...page,
  name: Type.Optional(Type.String({ maxLength: 40 })),
  phoneEnds: Type.Optional(
    Type.String({ pattern: '^[0-9]{4}$', examples: ['8000'], description: 'The last four digits of the number' }),
  ),
  kind: Type.Optional({ ...kindCode, description: 'Who holds a post of this kind today' }),
  gridId: Type.Optional({ ...id, description: 'Who holds a post today at this grid or at one inside it' }),
  staff: Type.Optional(Type.Boolean()),
})
export const PostsQuery = Type.Object({
  ...page,
  kind: Type.Optional(kindCode),
  role: Type.Optional(role),
  gridId: Type.Optional(id),
  unitId: Type.Optional(id),
  onDay: Type.Optional(day),
  within: Type.Optional({ ...id, description: 'At this grid or at one inside it' }),
  endsBy: Type.Optional({ ...day, description: 'Only posts that are held today and end up to this day' }),
})
export const NewPerson = Type.Object({ name, phone: Type.Optional(phone) })
export const PersonEdit = Type.Object({
  name: Type.Optional(name),
  phone: Type.Optional(phone),
  namePublic: Type.Optional(
    Type.Boolean({ description: 'Given by the person himself only; anybody who keeps the team may withdraw it' }),
  ),
  phonePublic: Type.Optional(Type.Boolean({ description: 'The same for the number' })),
})
export const NewPost = Type.Object({
  personId: id,
  kind: Type.Optional({ ...kindCode, description: 'Code of the kind; absent: the kind of the role' }),
  role: Type.Optional(role),
  gridId: Type.Optional(id),
  unitId: Type.Optional(id),
  from: Type.Optional(day),
  until: Type.Optional(day),
})
/** The town's whole list: what it does not name is removed. */
const postKind = Type.Object(
  {
    code: Type.String({ maxLength: 40, examples: ['forest_guard'] }),
    zh: Type.String({ maxLength: 30, examples: ['护林员'] }),
    en: Type.String({ maxLength: 60, examples: ['Forest guard'] }),
    role: Type.Optional(role),
    binding: Type.Enum(postBindings, { examples: ['grid'] }),
    engagement: Type.Enum(engagements, { examples: ['part_time'] }),
    onePerGrid: Type.Boolean(),
    public: Type.Boolean({ description: "May stand on the town's page, with the person's consent" }),
    alsoCalled: Type.Array(Type.String({ maxLength: 30 }), { maxItems: 40 }),
    categories: Type.Optional(
      Type.Array(Type.String({ maxLength: 40 }), {
        maxItems: 60,
        description: 'Codes of the catalogue whose matters are proposed to it first',
      }),
    ),
    retired: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export const PostKindsBody = Type.Object(
  { items: Type.Array(postKind, { maxItems: 200 }) },
  { additionalProperties: false },
)
export const PostKindsShape = Type.Object({ items: Type.Array(postKind), version: Type.Integer({ examples: [3] }) })

export const Invited = Type.Object({ link: Type.String(), code: Type.String(), expiresAt: instant })
export const Reason = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200, examples: ['回访'] }) })
export const RevealedPhone = Type.Object({ phone: Type.String() })
export const DutyShape = Type.Object({
  day,
  personId: id,
  personName: Type.Optional(Type.String()),
  /** Without one a swap cannot be asked of him. */
  hasAccount: Type.Boolean(),
  startsAt: instant,
  endsAt: instant,
})
export const RosterQuery = Type.Object({ from: day, until: day })
export const Roster = Type.Object({ items: Type.Array(DutyShape) })
export const RosterEdit = Type.Object({
  from: day,
  until: day,
  entries: Type.Array(
    Type.Object({ day, personId: id, startsAt: Type.Optional(instant), endsAt: Type.Optional(instant) }),
    { maxItems: 400 },
  ),
})
export const Me = Type.Object({
  personId: id,
  name: Type.String(),
  kind: Type.String({ enum: ['person', 'resident'] }),
  posts: Type.Array(PostShape),
  may: Type.Array(Type.String()),
  hostAdministrator: Type.Boolean(),
  totp: Type.Boolean(),
  town: Type.Object({ code: Type.String(), name: Type.String(), zone: Type.String() }),
  now: instant,
  locale: Type.String(),
  livePlace: Type.String({ description: 'What `after` of /live begins with: all that is read from now on is told of' }),
})
