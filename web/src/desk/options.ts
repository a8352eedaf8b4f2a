/** Lists to choose from, made of what the town has: categories, grids, landmarks, units. Pure. */
import type { GridWire, LandmarkWire, UnitWire } from '@onegrid/domain/grid/contract.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { Option } from './picker.tsx'

type Language = 'zh' | 'en'

export function categoryOptions(catalogue: Catalogue | undefined, language: Language): readonly Option[] {
  if (catalogue === undefined) return []
  return catalogue.categories
    .filter(category => !category.retired)
    .flatMap(category =>
      catalogue.subcategories
        .filter(each => each.category === category.code && !each.retired)
        .map(each => ({
          value: each.code,
          label: each.name[language],
          group: category.name[language],
          also: [category.name.zh, category.villageWord.zh, each.villageWord?.zh, each.name.en, each.name.zh].join(' '),
        })),
    )
}

/** Villages and groups by the whole path, local names too. */
export function gridOptions(grids: readonly GridWire[]): readonly Option[] {
  const byId = new Map(grids.map(grid => [grid.gridId, grid]))
  return grids
    .filter(grid => grid.level !== 'large')
    .map(grid => {
      const parent = grid.parentId === undefined ? undefined : byId.get(grid.parentId)
      const path = grid.level === 'small' && parent !== undefined ? `${parent.name} · ${grid.name}` : grid.name
      return { value: grid.gridId, label: path, also: grid.localNames.join(' '), ...about(grid.localNames) }
    })
}

function about(localNames: readonly string[]): { about?: string } {
  return localNames.length === 0 ? {} : { about: localNames.join('、') }
}

/** Where something is, by whatever people say: a village, a group, a landmark. `landmark:` and `grid:` tell them apart. */
export function placeOptions(grids: readonly GridWire[], landmarks: readonly LandmarkWire[]): readonly Option[] {
  const named = gridOptions(grids)
  const pathOf = new Map(named.map(option => [option.value, option]))
  return [
    ...named.map(option => ({ ...option, value: `grid:${option.value}` })),
    ...landmarks.map(landmark => ({
      value: `landmark:${landmark.landmarkId}`,
      label: `${pathOf.get(landmark.gridId)?.label ?? ''} · ${landmark.name}`,
      also: pathOf.get(landmark.gridId)?.also ?? '',
    })),
  ]
}

export function unitOptions(units: readonly UnitWire[]): readonly Option[] {
  return units.map(unit => ({ value: unit.unitId, label: unit.name }))
}

/**
 * A first guess at the category from the words: the more of a category's own two-letter pieces the sentence has, the likelier.
 * A guess only: the person sees it and says yes.
 */
export function guessCategories(catalogue: Catalogue | undefined, words: string): readonly string[] {
  if (catalogue === undefined || words.trim().length < 2) return []
  const ranked = catalogue.subcategories
    .filter(each => !each.retired)
    .map(each => {
      const needs = catalogue.needs.filter(need => need.subcategory === each.code)
      const text = [each.name.zh, each.villageWord?.zh, ...each.conditions.map(condition => condition.name.zh)]
      const own = [...text, ...needs.map(need => need.words.zh)].join(' ')
      const pieces = new Set(own.match(/\p{Script=Han}+/gu)?.flatMap(run => pairsOf(run)) ?? [])
      const hits = [...pieces].filter(piece => words.includes(piece)).length
      const word = each.villageWord?.zh ?? ''
      return { code: each.code, score: hits * 2 + (word !== '' && words.includes(word) ? 1 : 0) }
    })
    .filter(each => each.score > 0)
    .sort((one, other) => other.score - one.score)
  return ranked.slice(0, 3).map(each => each.code)
}

function pairsOf(run: string): string[] {
  const letters = [...run]
  return letters.slice(0, -1).map((letter, at) => `${letter}${letters[at + 1]}`)
}
