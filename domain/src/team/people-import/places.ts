/** Villages and groups as lists write them: by name, by local name, by number, by code. */
import type { Grid } from '../../grid/grid.ts'
import type { GridTree } from '../../grid/tree.ts'
import { tight } from './cells.ts'

export type PlaceIndex = {
  village(text: string): Grid | undefined
  /** A group of that village, or, where its name stands once in the town, of any. */
  group(text: string, village: Grid | undefined): Grid | undefined
  /** Village and group in one: 东瑶村三组, 445321104201003, 十里新村, 全镇. */
  place(text: string): Grid | undefined
  /** The village's name at the head of a text, and what follows. */
  villageIn(text: string): { readonly village: Grid; readonly rest: string } | undefined
  likeVillage(text: string): Grid | undefined
  likeGroup(text: string, village: Grid): Grid | undefined
}

const digits = '零一二三四五六七八九'

/** 十一 is 11, 三 is 3, 12 is 12. */
export function numberIn(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text)
  const parts = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text.replace('两', '二'))
  if (!parts || text === '') return undefined
  const [, tens, ten, ones] = parts
  if (ten === undefined) return ones === undefined && tens !== undefined ? digits.indexOf(tens) : undefined
  return (tens === undefined ? 1 : digits.indexOf(tens)) * 10 + (ones === undefined ? 0 : digits.indexOf(ones))
}

const groupNumber = /^(?:第)?([一二三四五六七八九十两]{1,3}|\d{1,3})(?:村民|居民)?(?:小组|组|队|网格|小网格|号网格)?$/
const villageEnding = /(?:村民委员会|居民委员会|村委会|居委会|村委|居委|行政村|社区|村)$/

/** 东瑶村委会, 东瑶行政村 and 东瑶 are one; 森村 stays 森村 because nobody says 森. */
function bareVillage(text: string): string {
  const bare = text.replace(villageEnding, '')
  return bare.length >= 2 ? bare : text
}

export function placeIndex(tree: GridTree): PlaceIndex {
  const villages = tree.grids.filter(grid => grid.level === 'medium')
  const townName = tight(tree.large.name)
  const wanted = (text: string) => tight(text).replace(new RegExp(`^(?:.{2,3}县)?${escaped(townName)}(?=.)`), '')
  const byVillage = new Map<string, Grid>()
  for (const village of villages) {
    for (const name of [village.name, ...village.localNames]) {
      byVillage.set(tight(name), village)
      if (!byVillage.has(bareVillage(tight(name)))) byVillage.set(bareVillage(tight(name)), village)
    }
    byVillage.set(village.code, village)
  }
  const findVillage = (text: string) => {
    const name = wanted(text).replace(/(?:中网格|网格)$/, '')
    return byVillage.get(name) ?? byVillage.get(bareVillage(name))
  }
  const groupsOf = new Map(villages.map(village => [village.gridId, tree.children(village.gridId)]))
  const findIn = (text: string, groups: readonly Grid[]): Grid | undefined => {
    const name = tight(text)
    const named = groups.find(group => tight(group.name) === name || group.code === name)
    if (named) return named
    const local = groups.filter(group => group.localNames.some(each => sameLocal(each, name)))
    if (local.length === 1) return local[0]
    const number = numberIn(groupNumber.exec(name)?.[1] ?? '')
    if (number === undefined) {
      // 三组(十里新村): the number and the name say the same; either may be the one that the town knows.
      const parts = name.split(/[()]/).filter(Boolean)
      if (parts.length < 2) return undefined
      const found = new Set(parts.map(part => findIn(part, groups)).filter(each => each !== undefined))
      return found.size === 1 ? [...found][0] : undefined
    }
    const numbered = groups.filter(group => numberIn(groupNumber.exec(tight(group.name))?.[1] ?? '') === number)
    return numbered.length === 1 ? numbered[0] : undefined
  }
  const everyGroup = tree.grids.filter(grid => grid.level === 'small')
  const findGroup = (text: string, village: Grid | undefined) => {
    const inVillage = village && findIn(text, groupsOf.get(village.gridId) ?? [])
    if (inVillage) return inVillage
    const name = tight(text)
    const found = everyGroup.filter(
      group => group.code === name || group.localNames.some(each => sameLocal(each, name)),
    )
    return found.length === 1 && (village === undefined || found[0]!.parentId === village.gridId) ? found[0] : undefined
  }
  const villageIn = (text: string) => {
    const name = wanted(text)
    for (let length = Math.min(name.length, 16); length >= 2; length -= 1) {
      const village = findVillage(name.slice(0, length))
      if (village)
        return {
          village,
          rest: name.slice(length).replace(/^(?:村民|居民)?委员会|^村委会?|^居委会?|^[-—–/、,.·]+/, ''),
        }
    }
    return undefined
  }
  return {
    village: findVillage,
    group: findGroup,
    villageIn,
    place(text) {
      const name = wanted(text)
      if (name === townName || /^(?:镇|全镇|镇里|镇级|本镇|镇政府|大网格)$/.test(name) || name === tree.large.code)
        return tree.large
      const whole = findVillage(name)
      if (whole) return whole
      const parts = villageIn(name)
      if (parts) return parts.rest === '' ? parts.village : findIn(parts.rest, groupsOf.get(parts.village.gridId) ?? [])
      return findGroup(name, undefined)
    },
    likeVillage: text =>
      nearest(bareVillage(wanted(text)), villages, village => [
        bareVillage(tight(village.name)),
        ...village.localNames,
      ]),
    likeGroup: (text, village) =>
      nearest(tight(text), groupsOf.get(village.gridId) ?? [], group => [group.name, ...group.localNames]),
  }
}

function sameLocal(one: string, other: string): boolean {
  const bare = (text: string) => tight(text).replace(/(?:自然村|小组|组)$/, '')
  return bare(one) === bare(other) && other !== ''
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** One letter wrong in two or more (东遥 for 东瑶); two that are equally near are no suggestion. */
export function nearest<Thing>(
  text: string,
  things: readonly Thing[],
  names: (thing: Thing) => readonly string[],
): Thing | undefined {
  if (text.length < 2 || text.length > 24) return undefined
  const found = things.filter(thing => names(thing).some(name => name.length >= 2 && isNear(text, tight(name))))
  return found.length === 1 ? found[0] : undefined
}

function isNear(one: string, other: string): boolean {
  const most = Math.max(one.length, other.length) >= 5 ? 2 : 1
  if (Math.abs(one.length - other.length) > most) return false
  let before = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const swap = before[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1)
      next.push(Math.min(swap, before[column]! + 1, next[column - 1]! + 1))
    }
    before = next
  }
  const distance = before[other.length]!
  return distance > 0 && distance <= most && distance < Math.min(one.length, other.length)
}
