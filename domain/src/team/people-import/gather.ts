/**
 * From rows to people: the same person in two rows is one person with two posts; whom the town knows already is changed,
 * never made again. By number first, then by name with place; a name alone decides nothing, it is asked about.
 */
import type { LocalDate } from '../../kernel/time.ts'
import type { RowChoice } from './choices.ts'
import { type Fault, type Fix, fault } from './faults.ts'
import type { PersonRow, RowPost } from './person-row.ts'

export type KnownPost = RowPost & { readonly postId: string; readonly from: LocalDate }
/** Somebody of the town: one of the team, or a resident whose number stands in the list. */
export type KnownPerson = {
  readonly personId: string
  readonly name?: string
  readonly phone?: string
  readonly staff: boolean
  readonly posts: readonly KnownPost[]
  /** Villages in which he holds or held a post. */
  readonly villageIds: readonly string[]
}

export type ChangedPost = { readonly postId: string; readonly until: LocalDate }
export type PlannedPerson = {
  /** Places of its rows in the list. */
  readonly rows: readonly number[]
  /** Missing for somebody new. */
  readonly personId?: string
  readonly name: string
  readonly phone?: string
  /** What the town has otherwise so far. */
  readonly changes: readonly ('joins' | 'name' | 'phone')[]
  readonly newPosts: readonly RowPost[]
  readonly changedPosts: readonly ChangedPost[]
}

export type GatherInput = {
  readonly rows: readonly PersonRow[]
  readonly choices: readonly RowChoice[]
  readonly lines: readonly number[]
  readonly known: readonly KnownPerson[]
  /** Each grid has at most one at a time. */
  readonly onePerGrid: ReadonlySet<string>
  readonly today: LocalDate
}

type Draft = {
  readonly rows: number[]
  known?: KnownPerson
  name: string
  phone?: string
  readonly villageIds: Set<string>
  readonly posts: RowPost[]
}

export type Gathered = {
  readonly people: readonly PlannedPerson[]
  /** By row, beside what is wrong with the row itself. */
  readonly faults: readonly (readonly Fault[])[]
  /** Place of the person in `people`, by row. */
  readonly personOf: readonly (number | undefined)[]
}

export function gather(input: GatherInput): Gathered {
  const { rows, choices, lines, known } = input
  const faults: Fault[][] = rows.map(() => [])
  const drafts: Draft[] = []
  const byPhone = new Map<string, Draft>()
  const byName = new Map<string, Draft[]>()
  const knownByPhone = new Map(
    known.flatMap(person => (person.phone === undefined ? [] : [[person.phone, person] as const])),
  )
  const knownByName = grouped(
    known.filter(person => person.name !== undefined),
    person => person.name!,
  )
  const draftOfKnown = new Map<string, Draft>()
  const posts = postKeeper(input)

  const begin = (row: PersonRow, at: number, person?: KnownPerson): Draft => {
    const before = person && draftOfKnown.get(person.personId)
    if (before) return join(before, row, at)
    const draft: Draft = {
      rows: [],
      name: row.name!,
      villageIds: new Set(person?.villageIds),
      posts: [],
      ...(person ? { known: person } : {}),
    }
    drafts.push(draft)
    if (person) draftOfKnown.set(person.personId, draft)
    push(byName, draft.name, draft)
    return join(draft, row, at)
  }
  const join = (draft: Draft, row: PersonRow, at: number): Draft => {
    draft.rows.push(at)
    if (draft.phone === undefined && row.phone !== undefined) {
      draft.phone = row.phone
      byPhone.set(row.phone, draft)
    }
    if (row.villageId !== undefined) draft.villageIds.add(row.villageId)
    return draft
  }

  /** Whose row it is; nothing where that must be decided first. */
  const find = (row: PersonRow, at: number): Draft | undefined => {
    const answer = choices[at]?.same
    const ask = (code: Parameters<typeof fault>[0], facts: Fault['facts'], fixes: readonly Fix[] = bothAnswers) => {
      faults[at]!.push(fault(code, code.startsWith('phone') ? 'phone' : 'name', facts, fixes))
    }
    const name = row.name!
    const lineOf = (draft: Draft) => lines[draft.rows[0]!] ?? 0
    const sameNumber = row.phone === undefined ? undefined : byPhone.get(row.phone)
    if (sameNumber) {
      if (sameNumber.name === name || answer === 'same') return join(sameNumber, row, at)
      ask('phone_shared', { line: lineOf(sameNumber), name: sameNumber.name }, [
        { do: 'cell', field: 'phone', text: '' },
        { do: 'same' },
      ])
      return undefined
    }
    const holder = row.phone === undefined ? undefined : knownByPhone.get(row.phone)
    if (holder) {
      if (holder.name === name || !holder.staff || answer === 'same') return begin(row, at, holder)
      ask('phone_of_other', { name: holder.name ?? '' }, [{ do: 'cell', field: 'phone', text: '' }, { do: 'same' }])
      return undefined
    }
    const here = (villageIds: Iterable<string>) =>
      row.villageId === undefined ? [...villageIds].length === 0 : [...villageIds].includes(row.villageId)
    const drafted = byName.get(name) ?? []
    const taken = new Set(drafted.map(draft => draft.known?.personId))
    const others = (knownByName.get(name) ?? []).filter(person => person.staff && !taken.has(person.personId))
    const numberless = (phone: string | undefined) => phone === undefined || row.phone === undefined

    const draftsHere = drafted.filter(draft => here(draft.villageIds))
    const knownHere = others.filter(person => here(person.villageIds))
    const certain = draftsHere.find(draft => numberless(draft.phone ?? draft.known?.phone))
    if (answer === 'other') return begin(row, at)
    if (draftsHere.length === 1 && knownHere.length === 0 && certain) return join(certain, row, at)
    if (draftsHere.length === 0 && knownHere.length === 1) {
      const person = knownHere[0]!
      if (!numberless(person.phone)) ask('phone_changes', { name }, [{ do: 'other' }])
      return begin(row, at, person)
    }
    const first = draftsHere[0]
    if (first !== undefined || knownHere.length > 0) {
      if (answer === 'same') return first ? join(first, row, at) : begin(row, at, knownHere[0])
      ask('same_name_here', { name, ...(first ? { line: lineOf(first) } : {}) })
      return undefined
    }
    const elsewhere = drafted[0]
    const knownElsewhere = others[0]
    if (elsewhere === undefined && knownElsewhere === undefined) return begin(row, at)
    if (answer === 'same') return elsewhere ? join(elsewhere, row, at) : begin(row, at, knownElsewhere)
    const line = elsewhere ? { line: lineOf(elsewhere) } : {}
    const unsure = [
      ...drafted.map(draft => draft.phone ?? draft.known?.phone),
      ...others.map(person => person.phone),
    ].some(numberless)
    if (!unsure) {
      ask('same_name_other_number', { name, ...line }, [{ do: 'same' }])
      return begin(row, at)
    }
    ask('same_name_elsewhere', { name, ...line })
    return undefined
  }

  rows.forEach((row, at) => {
    if (choices[at]?.leftOut === true || row.name === undefined || row.faults.some(isStop)) return
    const draft = find(row, at)
    if (draft === undefined) return
    const own: RowPost[] = []
    for (const post of row.posts) {
      const other = posts.take(post, draft, at)
      if (other === undefined) own.push(post)
      else if (other !== 'twice') faults[at]!.push(postTaken(other))
    }
    // Half a row would surprise whoever reads the list again: it stops whole.
    if (faults[at]!.some(isStop)) draft.rows.pop()
    else draft.posts.push(...own)
  })
  const people = drafts.filter(draft => draft.rows.length > 0).map(draft => planned(draft, input.today))
  const personOf: (number | undefined)[] = rows.map(() => undefined)
  people.forEach((person, place) => {
    for (const row of person.rows) personOf[row] = place
  })
  return { people, faults, personOf }
}

const bothAnswers: readonly Fix[] = [{ do: 'same' }, { do: 'other' }]
export const isStop = (each: Fault) => each.level === 'stop'

function postTaken({ name, line }: { readonly name: string; readonly line?: number }): Fault {
  return fault('post_taken', 'post', { name, ...(line === undefined ? {} : { line }) })
}

/** A household's place at its grid is taken once, by the list or by who holds it today. */
function postKeeper({ known, onePerGrid, lines, today }: GatherInput) {
  const taken = new Map<
    string,
    { readonly personId?: string; readonly draft?: Draft; readonly name: string; readonly line?: number }
  >()
  for (const person of known)
    for (const post of person.posts) {
      if (!onePerGrid.has(post.kind) || post.gridId === undefined || isOver(post, today)) continue
      taken.set(`${post.kind} ${post.gridId}`, { personId: person.personId, name: person.name ?? '' })
    }
  return {
    take(
      post: RowPost,
      draft: Draft,
      at: number,
    ): { readonly name: string; readonly line?: number } | 'twice' | undefined {
      if (draft.posts.some(other => samePost(other, post))) return 'twice'
      if (!onePerGrid.has(post.kind) || post.gridId === undefined) return undefined
      const key = `${post.kind} ${post.gridId}`
      const holder = taken.get(key)
      if (
        holder !== undefined &&
        holder.draft !== draft &&
        !(holder.personId !== undefined && holder.personId === draft.known?.personId)
      )
        return holder
      taken.set(key, { draft, name: draft.name, line: lines[at] ?? 0 })
      return undefined
    },
  }
}

function planned(draft: Draft, today: LocalDate): PlannedPerson {
  const { known, rows, name } = draft
  const phone = draft.phone ?? known?.phone
  const changes: ('joins' | 'name' | 'phone')[] = []
  if (known && !known.staff) changes.push('joins')
  if (known && known.name !== name) changes.push('name')
  if (known && phone !== undefined && known.phone !== phone) changes.push('phone')
  const newPosts: RowPost[] = []
  const changedPosts: ChangedPost[] = []
  for (const post of draft.posts) {
    const same = (known?.posts ?? []).filter(each => samePost(each, post))
    const held = same.find(each => !isOver(each, today))
    if (held === undefined) {
      // A post that was over begins anew; two of the same in the same days would be one.
      const last = same
        .map(each => each.until ?? '')
        .sort()
        .at(-1)
      const from = last !== undefined && (post.from === undefined || post.from <= last) ? today : post.from
      if (post.until !== undefined && post.until < (from ?? today) && from !== post.from) continue
      newPosts.push(from === undefined ? post : { ...post, from })
    } else if (post.until !== undefined && held.until !== post.until && post.until >= held.from) {
      changedPosts.push({ postId: held.postId, until: post.until })
    }
  }
  return {
    rows,
    name,
    changes,
    newPosts,
    changedPosts,
    ...(known ? { personId: known.personId } : {}),
    ...(phone === undefined ? {} : { phone }),
  }
}

function isOver(post: Pick<RowPost, 'until'>, today: LocalDate): boolean {
  return post.until !== undefined && post.until < today
}

function samePost(one: RowPost, other: RowPost): boolean {
  return one.kind === other.kind && one.gridId === other.gridId && one.unitId === other.unitId
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) push(groups, keyOf(item), item)
  return groups
}

function push<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}
