import type { Catalogue, Named, Subcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { villageWordOf } from '../catalogue-queries.ts'

/** Residents choose among what is reported; what is kept from the village has an entrance of its own. */
export function openKinds(catalogue: Catalogue): readonly Subcategory[] {
  return catalogue.subcategories.filter(each => !each.retired && each.confidentiality !== 'cadre')
}

export function staffKinds(catalogue: Catalogue): readonly Subcategory[] {
  return catalogue.subcategories.filter(each => !each.retired && each.confidentiality === 'cadre')
}

/** Village words in the order of the town's list, each with the kinds under it. */
export function villageWords(
  catalogue: Catalogue,
): readonly { readonly word: Named; readonly kinds: readonly Subcategory[] }[] {
  const words = new Map<string, { word: Named; kinds: Subcategory[] }>()
  for (const kind of openKinds(catalogue)) {
    const word = villageWordOf(catalogue, kind)
    const known = words.get(word.zh)
    if (known) known.kinds.push(kind)
    else words.set(word.zh, { word, kinds: [kind] })
  }
  return [...words.values()]
}

const shownAtMost = 3

/**
 * Kinds whose own words stand in the sentence: pairs of letters of the kind's and its conditions' names, and the village
 * word. No list of synonyms: the town's catalogue is the only source, so a new kind is suggested from the day it exists.
 */
export function suggestKinds(catalogue: Catalogue, sentence: string): readonly Subcategory[] {
  const said = sentence.normalize('NFKC').toLowerCase()
  return openKinds(catalogue)
    .map(kind => ({ kind, score: scoreOf(catalogue, kind, said) }))
    .filter(({ score }) => score >= 2)
    .sort((one, other) => other.score - one.score)
    .slice(0, shownAtMost)
    .map(({ kind }) => kind)
}

function scoreOf(catalogue: Catalogue, kind: Subcategory, said: string): number {
  const spoken = new Set(said.split(/[^a-z]+/))
  const isSaid = (part: string) => (/^[a-z]/.test(part) ? spoken.has(part) : said.includes(part))
  const parts = new Set([kind.name, ...kind.conditions.map(each => each.name)].flatMap(partsOf))
  const hits = [...parts].filter(isSaid).length
  const word = villageWordOf(catalogue, kind)
  const named = isSaid(word.zh) || isSaid(word.en.toLowerCase())
  return hits * 2 + (named ? 2 : 0) + (hits > 0 && named ? 1 : 0)
}

/** Pairs of Han letters, and English words that carry meaning. */
function partsOf({ zh, en }: Named): string[] {
  const runs = zh.match(/\p{Script=Han}{2,}/gu) ?? []
  const pairs = runs.flatMap(run => [...run].slice(1).map((letter, place) => `${[...run][place]}${letter}`))
  const words = (en.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter(
    word => !/^(with|from|over|into|that|without)$/.test(word),
  )
  return [...pairs, ...words]
}
