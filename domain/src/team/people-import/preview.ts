/** A whole list against the town: what the import would do, row by row, before anybody presses the button. */
import type { Unit } from '../../grid/grid.ts'
import type { GridTree } from '../../grid/tree.ts'
import type { LocalDate } from '../../kernel/time.ts'
import type { PostKind } from '../post-kind.ts'
import { tight, wordsIn } from './cells.ts'
import type { Choices, RowChoice } from './choices.ts'
import type { KnownWords } from './columns.ts'
import type { Fault, WordKind } from './faults.ts'
import { gather, isStop, type KnownPerson, type PlannedPerson } from './gather.ts'
import { type PersonRow, type RowWords, readPersonRow, type TownWords, wordsOf } from './person-row.ts'
import { placeIndex } from './places.ts'
import { postWordIndex } from './post-words.ts'
import type { ListRow, Sheet } from './sheet.ts'

export type Town = {
  readonly tree: GridTree
  readonly units: readonly Unit[]
  readonly kinds: readonly PostKind[]
  readonly today: LocalDate
}

/** `unused`: its sheet is not read; it is kept in case somebody says that it is a list of people after all. */
export type RowOutcome = 'new' | 'changed' | 'same' | 'stopped' | 'left_out' | 'unused'
export type RowPreview = {
  readonly words: RowWords
  readonly outcome: RowOutcome
  readonly faults: readonly Fault[]
  /** What is new or other for this person, as the list of what will be done says it. */
  readonly does: readonly ('joins' | 'name' | 'phone' | 'post' | 'until')[]
}
export type ListCounts = {
  readonly rows: number
  readonly stopped: number
  readonly leftOut: number
  /** Rows that go in, with something to know about them. */
  readonly looked: number
  readonly newPeople: number
  readonly changedPeople: number
  readonly samePeople: number
  readonly newPosts: number
  readonly changedPosts: number
  readonly newKinds: number
}
/** A word that the town does not know, in how many rows. */
export type UnknownWord = {
  readonly of: WordKind
  readonly word: string
  readonly rows: number
  readonly to?: string
  readonly name?: string
}

export type Preview = {
  readonly rows: readonly RowPreview[]
  readonly people: readonly PlannedPerson[]
  readonly counts: ListCounts
  readonly unknown: readonly UnknownWord[]
}

/** For recognising columns: what the town calls its villages, groups and posts. */
export function knownWordsOf({ tree, units, kinds }: Omit<Town, 'today'>): KnownWords {
  const places = placeIndex(tree)
  const posts = postWordIndex(kinds)
  const names = new Set(units.map(unit => tight(unit.name)))
  return {
    isVillage: text => text !== '' && places.village(text) !== undefined,
    isPlace: text => text !== '' && places.place(text) !== undefined,
    isPost: text => {
      const words = wordsIn(text)
      return words.length > 0 && words.every(posts.isKnown)
    },
    isUnit: text => names.has(tight(text)),
  }
}

export type PreviewInput = {
  readonly sheets: readonly Sheet[]
  readonly rows: readonly ListRow[]
  readonly choices: Choices
  readonly rowChoices: readonly RowChoice[]
  readonly town: Town
  readonly known: readonly KnownPerson[]
}

export function previewList({ sheets, rows, choices, rowChoices, town, known }: PreviewInput): Preview {
  // A kind that an earlier run of this list added stands in the town's list by now.
  const added = choices.kinds.filter(kind => !town.kinds.some(each => each.code === kind.code))
  const kinds = [...town.kinds, ...added]
  const words: TownWords = {
    tree: town.tree,
    units: town.units,
    kinds,
    choices,
    places: placeIndex(town.tree),
    posts: postWordIndex(kinds),
  }
  const read = readRows({ sheets, rows, rowChoices }, words)
  const gathered = gather({
    rows: read.map(row => row ?? { words: {}, posts: [], faults: [] }),
    choices: rowChoices,
    lines: rows.map(row => row.line),
    known,
    onePerGrid: new Set(kinds.filter(kind => kind.onePerGrid).map(kind => kind.code)),
    today: town.today,
  })
  const previews = read.map((row, at): RowPreview => {
    if (row === undefined) return { words: {}, outcome: 'unused', faults: [], does: [] }
    const place = gathered.personOf[at]
    const person = place === undefined ? undefined : gathered.people[place]
    const faults = [...row.faults, ...(gathered.faults[at] ?? [])]
    const outcome = outcomeOf(rowChoices[at], row, faults, person)
    return {
      words: row.words,
      outcome,
      faults: outcome === 'left_out' ? [] : faults,
      does: person === undefined ? [] : doesOf(person),
    }
  })
  const { people } = gathered
  return {
    rows: previews,
    people,
    counts: countsOf(previews, people, added.length),
    unknown: unknownWords(previews),
  }
}

function readRows(
  { sheets, rows, rowChoices }: Pick<PreviewInput, 'sheets' | 'rows' | 'rowChoices'>,
  town: TownWords,
): readonly (PersonRow | undefined)[] {
  const byPlace = new Map(sheets.map(sheet => [sheet.at, sheet]))
  const isVillage = (text: string) => town.places.village(text) !== undefined
  let above: { readonly sheet: number; readonly words: RowWords } | undefined
  return rows.map((row, at) => {
    const sheet = byPlace.get(row.sheet)
    if (!sheet?.used) return undefined
    const choice = rowChoices[at] ?? {}
    const words = wordsOf(sheet, row, choice, above?.sheet === row.sheet ? above.words : undefined, isVillage)
    above = { sheet: row.sheet, words }
    return readPersonRow(words, choice, town)
  })
}

function outcomeOf(
  choice: RowChoice | undefined,
  row: PersonRow,
  faults: readonly Fault[],
  person: PlannedPerson | undefined,
): RowOutcome {
  if (choice?.leftOut === true || faults.some(each => each.code === 'name_vacant')) return 'left_out'
  if (faults.some(isStop)) return 'stopped'
  if (person === undefined) return row.name === undefined ? 'left_out' : 'stopped'
  if (person.personId === undefined) return 'new'
  return doesOf(person).length > 0 ? 'changed' : 'same'
}

function doesOf({ changes, newPosts, changedPosts }: PlannedPerson): RowPreview['does'] {
  return [
    ...changes,
    ...(newPosts.length > 0 ? (['post'] as const) : []),
    ...(changedPosts.length > 0 ? (['until'] as const) : []),
  ]
}

const goesIn: readonly RowOutcome[] = ['new', 'changed', 'same']

function countsOf(rows: readonly RowPreview[], people: readonly PlannedPerson[], newKinds: number): ListCounts {
  const having = (outcome: RowOutcome) => rows.filter(row => row.outcome === outcome).length
  const made = people.filter(person => person.personId === undefined)
  const changed = people.filter(person => person.personId !== undefined && doesOf(person).length > 0)
  return {
    rows: rows.length - having('unused'),
    stopped: having('stopped'),
    leftOut: having('left_out'),
    looked: rows.filter(row => goesIn.includes(row.outcome) && row.faults.length > 0).length,
    newPeople: made.length,
    changedPeople: changed.length,
    samePeople: people.length - made.length - changed.length,
    newPosts: people.reduce((sum, person) => sum + person.newPosts.length, 0),
    changedPosts: people.reduce((sum, person) => sum + person.changedPosts.length, 0),
    newKinds,
  }
}

const ofWord: Partial<Record<Fault['code'], WordKind>> = {
  village_unknown: 'village',
  place_unknown: 'place',
  group_unknown: 'place',
  post_unknown: 'post',
  unit_unknown: 'unit',
}

/** Each unknown word once, the most frequent first. */
function unknownWords(rows: readonly RowPreview[]): readonly UnknownWord[] {
  const found = new Map<string, { of: WordKind; word: string; rows: number; to?: string; name?: string }>()
  for (const row of rows)
    for (const each of row.faults) {
      const of = ofWord[each.code]
      if (of === undefined) continue
      const word =
        each.code === 'group_unknown' ? `${each.facts['village']} ${each.facts['said']}` : String(each.facts['said'])
      const known = found.get(`${of} ${word}`)
      const fix = each.fixes.find(one => one.do === 'word')
      if (known) known.rows += 1
      else
        found.set(`${of} ${word}`, { of, word, rows: 1, ...(fix?.do === 'word' ? { to: fix.to, name: fix.name } : {}) })
    }
  return [...found.values()].sort((one, other) => other.rows - one.rows)
}
