import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type TSchema, Type } from 'typebox'

/** No list answers with more: a page of a hundred rows is what a phone on a village's network can still draw at once. */
export const maximumPageSize = 100
const usualPageSize = 50
/** A cursor is a few sort keys; a longer one was not made by us. */
const longestCursor = 1000

export const PageQuery = {
  after: Type.Optional(Type.String({ maxLength: longestCursor, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maximumPageSize, default: usualPageSize })),
}

/** The last row's sort keys in the list's order. */
export type CursorKey = string | number | null
export type Page<Key extends readonly CursorKey[]> = { readonly after: Key | undefined; readonly limit: number }

export function encodeCursor(keys: readonly CursorKey[]): string {
  return Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url')
}

/** Kinds name what stands at each place, so that a foreign cursor is refused here and not by the database. */
export type CursorKind = 'text' | 'number' | 'instant' | 'uuid'

const shapes: Record<CursorKind, (value: unknown) => boolean> = {
  text: value => typeof value === 'string' && value.length <= 300 && value.isWellFormed() && !value.includes('\0'),
  number: value => typeof value === 'number' && Number.isFinite(value),
  instant: value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  uuid: value =>
    typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value),
}

export function decodeCursor(cursor: string, kinds: readonly CursorKind[]): CursorKey[] {
  const refuse = () =>
    new Refusal('field_invalid', {
      pointer: '?after',
      expected: 'the `next` of the page before',
      expectedZh: '上一页给出的 next',
    })
  let keys: unknown
  try {
    keys = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(cursor, 'base64url')))
  } catch {
    throw refuse()
  }
  if (!Array.isArray(keys) || keys.length !== kinds.length) throw refuse()
  kinds.forEach((kind, place) => {
    if (!shapes[kind](keys[place])) throw refuse()
  })
  return keys as CursorKey[]
}

/** Reads `?after=&limit=` of a list whose order is made of these kinds of keys. */
export function pageOf<Key extends readonly CursorKey[]>(
  query: { readonly after?: string; readonly limit?: number },
  kinds: readonly CursorKind[],
): Page<Key> {
  return {
    after: query.after === undefined ? undefined : (decodeCursor(query.after, kinds) as unknown as Key),
    limit: Math.min(query.limit ?? usualPageSize, maximumPageSize),
  }
}

/** Turns `limit + 1` rows into one page: the extra row only says that there is a next page. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => readonly CursorKey[],
): { items: Row[]; next?: string } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: encodeCursor(keysOf(last)) } : { items }
}

export function PageAnswer<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: Type.Optional(Type.String()) })
}
