/**
 * The catalogue as a document that is edited: a place in it is changed, two versions are compared, and two people's changes
 * are brought together. Pure; rows are told apart by their code (emergency numbers by their number), never by their place.
 */
export type Plain = string | number | boolean | undefined | readonly Plain[] | { readonly [key: string]: Plain }
export type Difference = { readonly path: readonly string[]; readonly from: Plain; readonly to: Plain }

type Fields = { readonly [key: string]: Plain }

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}

function isFields(value: Plain): value is Fields {
  return typeof value === 'object' && !isList(value)
}

/** A limit is read and changed as a whole: "7 working days" is one thing. */
function isLeaf(value: Plain): boolean {
  return isFields(value) ? 'amount' in value && 'unit' in value : !isList(value)
}

/** `/limits/handle/medium` → what stands there. */
export function valueAt(document: Plain, pointer: string): Plain {
  let here = document
  for (const key of keysOf(pointer)) {
    if (isList(here)) here = here[Number(key)]
    else if (isFields(here)) here = here[key]
    else return undefined
  }
  return here
}

/** A copy with another value at one place; `undefined` takes the field away. */
export function withValue<Document extends Plain>(document: Document, pointer: string, value: Plain): Document {
  return put(document, keysOf(pointer), value) as Document
}

function keysOf(pointer: string): readonly string[] {
  return pointer.split('/').slice(1)
}

function put(here: Plain, keys: readonly string[], value: Plain): Plain {
  const [key, ...rest] = keys
  if (key === undefined) return value
  if (isList(here)) return here.map((each, place) => (String(place) === key ? put(each, rest, value) : each))
  const fields = isFields(here) ? here : {}
  const next = put(fields[key], rest, value)
  if (next !== undefined) return { ...fields, [key]: next }
  const { [key]: _gone, ...others } = fields
  return others
}

export function same(one: Plain, other: Plain): boolean {
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, place) => same(each, other[place]))
  if (isFields(one) && isFields(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(key => same(one[key], other[key]))
  return one === other
}

function entriesOf(value: Plain): ReadonlyMap<string, Plain> {
  if (isList(value)) return new Map(value.map((each, place) => [nameOf(each) ?? String(place), each]))
  return new Map(isFields(value) ? Object.entries(value) : [])
}

function nameOf(row: Plain): string | undefined {
  if (!isFields(row)) return undefined
  const name = row['code'] ?? row['number']
  return typeof name === 'string' ? name : undefined
}

/** What is another in `after`, place by place; a new or a missing row is one difference. */
export function differences(before: Plain, after: Plain, path: readonly string[] = []): readonly Difference[] {
  if (isLeaf(before) || isLeaf(after)) return same(before, after) ? [] : [{ path, from: before, to: after }]
  const old = entriesOf(before)
  const now = entriesOf(after)
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key =>
    differences(old.get(key), now.get(key), [...path, key]),
  )
}

/**
 * What I changed since `base`, put on top of what somebody else published meanwhile. Where both changed the same place mine
 * stands, and the place is named so that I look at it again.
 */
export function broughtTogether<Document extends Plain>(
  base: Document,
  mine: Document,
  theirs: Document,
): { readonly document: Document; readonly both: readonly (readonly string[])[] } {
  const both: (readonly string[])[] = []
  const document = together(base, mine, theirs, [], both) as Document
  return { document, both }
}

function together(
  base: Plain,
  mine: Plain,
  theirs: Plain,
  path: readonly string[],
  both: (readonly string[])[],
): Plain {
  if (same(mine, base) || same(mine, theirs)) return theirs
  if (same(theirs, base)) return mine
  if (isLeaf(mine) || isLeaf(theirs)) {
    both.push(path)
    return mine
  }
  const [old, own, other] = [entriesOf(base), entriesOf(mine), entriesOf(theirs)]
  const merged = [...new Set([...other.keys(), ...own.keys()])].flatMap(key => {
    const value = together(old.get(key), own.get(key), other.get(key), [...path, key], both)
    return value === undefined ? [] : [[key, value] as const]
  })
  return isList(theirs) ? merged.map(([, value]) => value) : Object.fromEntries(merged)
}
