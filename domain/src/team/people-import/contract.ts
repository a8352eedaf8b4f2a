/** The wire of the people import. Rows are personal: only the town's administrators get them. */
import { type Static, Type } from 'typebox'
import { engagements, postBindings } from '../post-kind.ts'
import { fields } from './columns.ts'
import { faultCodes, wordKinds } from './faults.ts'

const id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  examples: ['01930000-0000-7000-8000-000000000001'],
})
const count = Type.Integer({ minimum: 0 })
const field = Type.Enum(fields, { examples: ['village'] })
const word = Type.String({ minLength: 1, maxLength: 200, examples: ['东遥村'] })
const closed = { additionalProperties: false } as const

export const rowFilters = ['all', 'faulty', 'look', 'new', 'changed', 'same', 'left_out'] as const
export type RowFilter = (typeof rowFilters)[number]
export const outcomes = ['new', 'changed', 'same', 'stopped', 'left_out'] as const

export const ImportParams = Type.Object({ importId: id })
export const RowsQuery = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 1000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  rows: Type.Optional(Type.Enum(rowFilters, { examples: ['faulty'] })),
  words: Type.Optional(Type.String({ maxLength: 40, description: 'Part of a cell of the row' })),
})

const newKind = Type.Object(
  {
    code: Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$', examples: ['broadcaster'] }),
    zh: Type.String({ minLength: 1, maxLength: 30, examples: ['广播员'] }),
    en: Type.String({ minLength: 1, maxLength: 60, examples: ['Broadcaster'] }),
    binding: Type.Enum(postBindings, { examples: ['grid'] }),
    engagement: Type.Enum(engagements, { examples: ['part_time'] }),
  },
  closed,
)
export type NewKind = Static<typeof newKind>

export const ImportChange = Type.Object(
  {
    sheets: Type.Optional(
      Type.Array(
        Type.Object(
          {
            at: count,
            used: Type.Optional(Type.Boolean()),
            post: Type.Optional(Type.String({ maxLength: 60 })),
            village: Type.Optional(Type.String({ maxLength: 60 })),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
    columns: Type.Optional(Type.Array(Type.Object({ sheet: count, at: count, field }, closed), { maxItems: 200 })),
    words: Type.Optional(
      Type.Array(
        Type.Object(
          {
            of: Type.Enum(wordKinds, { examples: ['village'] }),
            word,
            to: Type.String({
              maxLength: 60,
              description: 'Id of a grid or unit, code of a kind of post; empty: leave it out',
            }),
          },
          closed,
        ),
        { maxItems: 200 },
      ),
    ),
    kinds: Type.Optional(
      Type.Array(newKind, { maxItems: 50, description: 'Kinds of posts that the import adds to the list of the town' }),
    ),
    rows: Type.Optional(
      Type.Array(
        Type.Object(
          {
            place: count,
            cells: Type.Optional(
              Type.Array(Type.Object({ field, text: Type.String({ maxLength: 200 }) }, closed), { maxItems: 20 }),
            ),
            leftOut: Type.Optional(Type.Boolean()),
            same: Type.Optional(Type.Enum(['same', 'other'], { examples: ['other'] })),
          },
          closed,
        ),
        { maxItems: 500 },
      ),
    ),
  },
  closed,
)
export type ImportChange = Static<typeof ImportChange>

const Fix = Type.Object({
  do: Type.Enum(['cell', 'word', 'same', 'other']),
  field: Type.Optional(field),
  text: Type.Optional(Type.String()),
  of: Type.Optional(Type.Enum(wordKinds)),
  word: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
})
const FaultShape = Type.Object({
  code: Type.Enum(faultCodes, { examples: ['village_unknown'] }),
  level: Type.Enum(['stop', 'look']),
  field,
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  fixes: Type.Array(Fix),
})
export const RowShape = Type.Object({
  place: count,
  sheet: count,
  line: Type.Integer({ minimum: 1, description: 'As the spreadsheet counts' }),
  words: Type.Record(Type.String(), Type.String(), { description: 'Cells by what they hold' }),
  outcome: Type.Enum(outcomes),
  faults: Type.Array(FaultShape),
  does: Type.Array(Type.Enum(['joins', 'name', 'phone', 'post', 'until'])),
  leftOut: Type.Boolean(),
  edited: Type.Array(field, { description: 'Cells that a person has typed anew' }),
})
export type RowWire = Static<typeof RowShape>

const Counts = Type.Object({
  rows: count,
  stopped: count,
  leftOut: count,
  looked: count,
  newPeople: count,
  changedPeople: count,
  samePeople: count,
  newPosts: count,
  changedPosts: count,
  newKinds: count,
})
const SheetShape = Type.Object({
  at: count,
  name: Type.String(),
  title: Type.String(),
  used: Type.Boolean(),
  post: Type.Optional(Type.String()),
  village: Type.Optional(Type.String()),
  columns: Type.Array(
    Type.Object({ at: count, title: Type.String(), field, by: Type.Enum(['title', 'content', 'person', 'nothing']) }),
  ),
})
const head = {
  importId: id,
  version: count,
  state: Type.Enum(['open', 'done']),
  fileName: Type.String({ examples: ['网格员花名册.xlsx'] }),
  madeAt: Type.String(),
  expiresAt: Type.String({ description: 'Then the list and all of its rows are gone' }),
  doneAt: Type.Optional(Type.String()),
  undoneAt: Type.Optional(Type.String()),
  counts: Counts,
}
export const ImportHead = Type.Object(head)
export type ImportHeadWire = Static<typeof ImportHead>
export const ImportShape = Type.Object({
  ...head,
  setAside: Type.Integer({ minimum: 0, description: 'Lines of titles, totals and remarks' }),
  sheets: Type.Array(SheetShape),
  kinds: Type.Array(newKind),
  unknown: Type.Array(
    Type.Object({
      of: Type.Enum(wordKinds),
      word: Type.String(),
      rows: count,
      to: Type.Optional(Type.String()),
      name: Type.Optional(Type.String()),
    }),
  ),
  /** Whom an undo could not take back, a hundred at most. */
  stays: Type.Array(
    Type.Object({ personId: id, name: Type.Optional(Type.String()), why: Type.Enum(['built_on', 'in_use']) }),
  ),
  items: Type.Array(RowShape),
  next: Type.Optional(Type.String()),
})
export type ImportWire = Static<typeof ImportShape>

export const Opened = Type.Object({ importId: id, version: count, counts: Counts })
export const Changed = Type.Object({ version: count, counts: Counts })
export const Ran = Type.Object({ version: count, counts: Counts })
export type RanWire = Static<typeof Ran>
export const Undone = Type.Object({
  version: count,
  takenBack: count,
  stays: Type.Integer({ minimum: 0, description: 'People on whom something was built since' }),
})
export type UndoneWire = Static<typeof Undone>

export const exportFormats = ['xlsx', 'csv'] as const
export const ExportBody = Type.Object(
  {
    format: Type.Enum(exportFormats, { examples: ['xlsx'] }),
    phones: Type.Optional(Type.Enum(['masked', 'full'], { examples: ['masked'] })),
    reason: Type.Optional(Type.String({ minLength: 2, maxLength: 200, examples: ['换届后核对联系电话'] })),
  },
  closed,
)
export type ExportBody = Static<typeof ExportBody>

export const invitedAtOnce = 200
export const InviteBody = Type.Object(
  { personIds: Type.Array(id, { minItems: 1, maxItems: invitedAtOnce, uniqueItems: true }) },
  closed,
)
export const InvitedPeople = Type.Object({
  items: Type.Array(
    Type.Object({
      personId: id,
      name: Type.Optional(Type.String()),
      at: Type.Optional(Type.String()),
      link: Type.String(),
      code: Type.String(),
      qr: Type.String({ description: 'The link as an SVG drawing' }),
      expiresAt: Type.String(),
    }),
  ),
})
export type InvitedPeopleWire = Static<typeof InvitedPeople>
