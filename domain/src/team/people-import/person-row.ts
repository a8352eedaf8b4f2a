/** One row of a list, read: who it is, where and as what, and what is wrong with it by itself. */
import type { Grid, GridLevel, Unit } from '../../grid/grid.ts'
import type { GridTree } from '../../grid/tree.ts'
import type { LocalDate } from '../../kernel/time.ts'
import { type Engagement, levelOfBinding, type PostKind } from '../post-kind.ts'
import { engagementFrom, isTicked, nameFrom, phonesFrom, textOf, tight, wordsIn } from './cells.ts'
import type { Choices, RowChoice } from './choices.ts'
import type { Field } from './columns.ts'
import { type DayRead, dayFrom, termFrom } from './days.ts'
import { type Fault, type Fix, fault, type WordKind } from './faults.ts'
import type { PlaceIndex } from './places.ts'
import type { PostWordIndex } from './post-words.ts'
import type { ListRow, Sheet } from './sheet.ts'

/** The town as a list is read against it, made once for all rows. */
export type TownWords = {
  readonly tree: GridTree
  readonly places: PlaceIndex
  readonly posts: PostWordIndex
  readonly kinds: readonly PostKind[]
  readonly units: readonly Unit[]
  readonly choices: Choices
}

/** The cells by what they hold; what a person typed stands in the place of what the file says. */
export type RowWords = Readonly<Partial<Record<Field, string>>>

export type RowPost = {
  readonly kind: string
  readonly gridId?: string
  readonly unitId?: string
  readonly from?: LocalDate
  readonly until?: LocalDate
}
export type PersonRow = {
  readonly words: RowWords
  readonly name?: string
  /** E.164. */
  readonly phone?: string
  readonly villageId?: string
  readonly posts: readonly RowPost[]
  readonly faults: readonly Fault[]
}

/** What stands in a row, column by column; the village of a cell left empty is the one above it. */
export function wordsOf(
  sheet: Sheet,
  row: ListRow,
  choice: RowChoice,
  above: RowWords | undefined,
  isVillage: (text: string) => boolean,
): RowWords {
  const words: Partial<Record<Field, string>> = {}
  const add = (field: Field, text: string) => {
    if (text !== '') words[field] = words[field] === undefined ? text : `${words[field]}、${text}`
  }
  for (const column of sheet.columns) {
    const cell = row.cells[column.at] ?? ''
    if (column.field === 'unused' || column.field === 'private') continue
    if (column.field === 'tick') {
      if (isTicked(cell)) add('post', tight(column.title.split(' ').at(-1) ?? ''))
    } else add(column.field, cell)
  }
  // Villages and units run down as merged cells; a list saved as CSV has lost the merge and kept the first cell.
  if (words.village === undefined && words.place === undefined) {
    const section = row.section === undefined ? undefined : sectionVillage(row.section, isVillage)
    const inherited = section ?? (hasColumn(sheet, 'village') ? above?.village : undefined) ?? sheet.village
    if (inherited !== undefined) words.village = inherited
  }
  if (words.post === undefined && sheet.post !== undefined && !hasColumn(sheet, 'post') && !hasColumn(sheet, 'tick'))
    words.post = sheet.post
  for (const [field, text] of Object.entries(choice.cells ?? {})) {
    const said = textOf(text)
    if (said === '') delete words[field as Field]
    else words[field as Field] = said
  }
  return words
}

function hasColumn(sheet: Sheet, field: Field): boolean {
  return sheet.columns.some(column => column.field === field)
}

function sectionVillage(section: string, isVillage: (text: string) => boolean): string | undefined {
  const bare = tight(section)
    .replace(/^[(]?[一二三四五六七八九十\d]+[)]?[、.]?/, '')
    .replace(/[((].*$/, '')
  return isVillage(bare) ? bare : undefined
}

export function readPersonRow(words: RowWords, choice: RowChoice, town: TownWords): PersonRow {
  const faults: Fault[] = []
  const name = readName(words.name ?? '', faults)
  const phone = readPhone(words.phone ?? '', faults)
  const days = readDays(words, faults)
  const engagement = words.engagement === undefined ? undefined : engagementFrom(words.engagement)
  const place = readPlace(words, town, faults)
  const posts = readPosts(words, { engagement, place, days }, town, faults)
  const villageId = place.grid === undefined ? undefined : town.tree.pathOf(place.grid.gridId).medium
  const mended = choice.leftOut === true ? [] : faults
  return {
    words: asRead(words, name, days),
    posts,
    faults: mended,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(villageId === undefined ? {} : { villageId }),
  }
}

/** The name without its spaces, 44562 as the day that it is: what goes in, not how it was typed. */
function asRead(words: RowWords, name: string | undefined, days: Days): RowWords {
  return {
    ...words,
    ...(name === undefined ? {} : { name }),
    ...(words.from === undefined || days.from === undefined ? {} : { from: days.from }),
    ...(words.until === undefined || days.until === undefined ? {} : { until: days.until }),
  }
}

function readName(text: string, faults: Fault[]): string | undefined {
  const read = nameFrom(text)
  if ('name' in read) {
    if (read.beside !== undefined) faults.push(fault('name_beside', 'name', { name: read.name, beside: read.beside }))
    return read.name
  }
  const { suggest } = read
  faults.push(
    fault(read.fault, 'name', { said: text }, [
      suggest === undefined ? undefined : { do: 'cell', field: 'name', text: suggest },
    ]),
  )
  return undefined
}

function readPhone(text: string, faults: Fault[]): string | undefined {
  if (text === '') {
    faults.push(fault('phone_missing', 'phone'))
    return undefined
  }
  const { mobiles, others, wrong } = phonesFrom(text)
  const [first, ...more] = mobiles
  if (wrong !== undefined) {
    const fixes: (Fix | undefined)[] = [
      wrong.suggest === undefined ? undefined : { do: 'cell', field: 'phone', text: wrong.suggest },
      { do: 'cell', field: 'phone', text: '' },
    ]
    faults.push(fault(wrong.rounded ? 'phone_rounded' : 'phone_wrong', 'phone', { said: wrong.text }, fixes))
    return undefined
  }
  const rest = [...more.map(phone => phone.replace(/^\+86/, '')), ...others].join(' ')
  if (first !== undefined && rest !== '') faults.push(fault('phone_second', 'phone', { said: rest }))
  if (first === undefined)
    faults.push(
      fault(others.length > 0 ? 'phone_not_mobile' : 'phone_missing', 'phone', { said: others.join(' ') || text }),
    )
  return first
}

type Days = { readonly from?: LocalDate; readonly until?: LocalDate }

function readDays(words: RowWords, faults: Fault[]): Days {
  const term = words.term === undefined ? undefined : termFrom(words.term)
  const from = words.from === undefined ? term?.from : dayFrom(words.from, 'first')
  const until = words.until === undefined ? term?.until : dayFrom(words.until, 'last')
  const take = (read: DayRead | undefined, field: Field): LocalDate | undefined => {
    if (read === undefined || 'open' in read) return undefined
    if ('day' in read) return read.day
    const own = words[field] === undefined ? 'term' : field
    faults.push(fault(read.fault, own, { said: words[own] ?? '' }, [{ do: 'cell', field: own, text: '' }]))
    return undefined
  }
  const first = take(from, 'from')
  const last = take(until, 'until')
  if (first !== undefined && last !== undefined && first > last) {
    const field = words.until === undefined ? 'term' : 'until'
    faults.push(fault('days_turned', field, { from: first, until: last }, [{ do: 'cell', field, text: '' }]))
    return { from: first }
  }
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { until: last }) }
}

type Place = { readonly grid?: Grid; readonly unit?: Unit; readonly faulty: boolean }

function chosen(town: TownWords, of: WordKind, word: string): string | undefined {
  return town.choices.words.find(choice => choice.of === of && choice.word === word)?.to
}

function readPlace(words: RowWords, town: TownWords, faults: Fault[]): Place {
  const unit = words.unit === undefined ? undefined : findUnit(words.unit, town)
  const of = (grid: Grid | undefined, faulty = false): Place => ({
    faulty,
    ...(grid === undefined ? {} : { grid }),
    ...(unit === undefined ? {} : { unit }),
  })
  const gridOf = (gridId: string | undefined) => (gridId === undefined ? undefined : town.tree.find(gridId))
  if (words.place !== undefined) {
    const word = words.place
    const said = chosen(town, 'place', word)
    const grid = said === undefined ? placeWithGroup(word, words.group, town) : gridOf(said)
    if (grid !== undefined || said === '') return of(grid)
    const near = town.places.villageIn(word)
    const like = near === undefined ? town.places.likeVillage(word) : town.places.likeGroup(near.rest, near.village)
    faults.push(fault('place_unknown', 'place', { said: word }, [wordFix('place', word, like)]))
    return of(near?.village, true)
  }
  if (words.village === undefined && words.group === undefined) return of(undefined)
  const villageWord = words.village ?? ''
  const said = chosen(town, 'village', villageWord)
  const whole = town.places.place(villageWord)
  const village = said === undefined ? (town.places.village(villageWord) ?? whole) : gridOf(said)
  if (village === undefined && villageWord !== '' && said !== '') {
    faults.push(
      fault('village_unknown', 'village', { said: villageWord }, [
        wordFix('village', villageWord, town.places.likeVillage(villageWord)),
      ]),
    )
    return of(undefined, true)
  }
  if (words.group === undefined || /^(?:全村|村|全部|各组|\/|-|无)$/.test(tight(words.group))) return of(village)
  if (village?.level === 'small' || village?.level === 'large') return of(village)
  const word = `${village?.name ?? villageWord} ${words.group}`.trim()
  const own = chosen(town, 'place', word)
  const group = own === undefined ? town.places.group(words.group, village) : gridOf(own)
  if (group !== undefined || own === '') return of(group ?? village)
  if (village === undefined) {
    faults.push(fault('village_missing', 'village', { said: words.group }))
    return of(undefined, true)
  }
  const like = town.places.likeGroup(words.group, village)
  faults.push(
    fault('group_unknown', 'group', { said: words.group, village: village.name }, [wordFix('place', word, like)]),
  )
  return of(village, true)
}

function placeWithGroup(place: string, group: string | undefined, town: TownWords): Grid | undefined {
  const grid = town.places.place(place)
  return group !== undefined && grid?.level === 'medium' ? (town.places.group(group, grid) ?? grid) : grid
}

function wordFix(of: WordKind, word: string, like: Grid | undefined): Fix | undefined {
  return like && { do: 'word', of, word, to: like.gridId, name: like.name }
}

function findUnit(word: string, town: TownWords): Unit | undefined {
  const said = chosen(town, 'unit', word)
  const name = tight(word).replace(/^.{2,4}镇(?=.{2,})/, '')
  const byName = (unit: Unit) => [tight(unit.name), unit.code].includes(name) || tight(unit.name) === tight(word)
  return town.units.find(said === undefined ? byName : unit => unit.unitId === said)
}

function readPosts(
  words: RowWords,
  at: { readonly engagement: Engagement | undefined; readonly place: Place; readonly days: Days },
  town: TownWords,
  faults: Fault[],
): readonly RowPost[] {
  const said = words.post === undefined ? [] : wordsIn(words.post)
  // 专职 alone, in a list of grid workers, is a post by itself.
  const wanted = said.length > 0 ? said : words.engagement === undefined ? [] : wordsIn(words.engagement)
  if (wanted.length === 0) faults.push(fault('post_missing', 'post'))
  const level: GridLevel | undefined = at.place.grid?.level
  const posts: RowPost[] = []
  for (const word of wanted) {
    const to = chosen(town, 'post', word)
    if (to === '') continue
    const kind =
      to === undefined
        ? town.posts.find(word, { engagement: at.engagement ?? engagementFrom(word), level })
        : town.kinds.find(each => each.code === to)
    if (kind === undefined) {
      const like = town.posts.like(word)
      const fix: Fix | undefined = like && { do: 'word', of: 'post', word, to: like.code, name: like.zh }
      faults.push(fault('post_unknown', 'post', { said: word }, [fix]))
      continue
    }
    const post = bound(kind, at.place, words, town, faults)
    if (post !== undefined) posts.push({ kind: kind.code, ...post, ...at.days })
  }
  return posts
}

/** Hangs a post on the grid or unit that its kind asks for. */
function bound(
  kind: PostKind,
  place: Place,
  words: RowWords,
  town: TownWords,
  faults: Fault[],
): Pick<RowPost, 'gridId' | 'unitId'> | undefined {
  if (kind.binding === 'unit') {
    if (place.unit !== undefined) return { unitId: place.unit.unitId }
    faults.push(
      words.unit === undefined
        ? fault('unit_missing', 'unit', { post: kind.zh })
        : fault('unit_unknown', 'unit', { said: words.unit }),
    )
    return undefined
  }
  const wanted = levelOfBinding(kind.binding)
  if (wanted === 'large') return { gridId: town.tree.large.gridId }
  if (place.grid === undefined) {
    if (kind.binding === 'any') return place.unit === undefined ? {} : { unitId: place.unit.unitId }
    if (!place.faulty)
      faults.push(fault('place_missing', words.place === undefined ? 'village' : 'place', { post: kind.zh }))
    return undefined
  }
  const path = town.tree.pathOf(place.grid.gridId)
  const gridId = wanted === undefined ? place.grid.gridId : path[wanted]
  if (gridId === undefined) {
    const code = wanted === 'small' ? 'group_missing' : 'village_missing'
    if (!place.faulty)
      faults.push(fault(code, wanted === 'small' ? 'group' : 'village', { post: kind.zh, village: place.grid.name }))
    return undefined
  }
  return place.faulty ? undefined : { gridId }
}
