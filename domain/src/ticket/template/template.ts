/** What a new town can start from. Data only: a town changes every line of it on screen. */
import type { Catalogue } from '../catalogue.ts'
import { cityCategories, citySubcategories } from './city.ts'
import { declineRules, emergencyNumbers, limits, needs, outsideBodies, reasons } from './reasons.ts'
import { landCategories, landSubcategories } from './village-land.ts'
import { lifeCategories, lifeSubcategories } from './village-life.ts'
import { outdoorCategories, outdoorSubcategories } from './village-outdoors.ts'

const byCode = <T extends { readonly code: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((one, other) => (one.code < other.code ? -1 : 1))

const shared = { version: 1, limits, reasons, declineRules, outsideBodies, emergencyNumbers } as const

const village: Catalogue = {
  ...shared,
  categories: byCode([...outdoorCategories, ...landCategories, ...lifeCategories]),
  subcategories: byCode([...outdoorSubcategories, ...landSubcategories, ...lifeSubcategories]),
  needs,
}

const city: Catalogue = {
  ...shared,
  categories: cityCategories,
  subcategories: citySubcategories,
  // The menu of needs is the villages' (errands, visits, small repairs); a street has none to begin with.
  needs: [],
}

export const templateNames = ['village', 'city', 'village_and_city'] as const
export type TemplateName = (typeof templateNames)[number]

export const templates: Readonly<Record<TemplateName, Catalogue>> = {
  village,
  city,
  village_and_city: {
    ...village,
    categories: byCode([...cityCategories, ...village.categories]),
    subcategories: byCode([...citySubcategories, ...village.subcategories]),
  },
}
