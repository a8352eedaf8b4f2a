import type { Catalogue, Named, Subcategory } from '@onegrid/domain/ticket/catalogue.ts'
import {
  CategoryShape,
  DurationShape,
  EmergencyNumberShape,
  NamedShape,
  NeedShape,
  SubcategoryShape,
} from '@onegrid/domain/ticket/catalogue-shape.ts'
import { type Static, Type } from 'typebox'

/** What a resident's form needs of the catalogue, and nothing of how the town works inside. */
export const CatalogueMenu = Type.Object({
  version: Type.Integer({ examples: [3] }),
  categories: Type.Array(Type.Pick(CategoryShape, ['code', 'name', 'villageWord'])),
  subcategories: Type.Array(
    Type.Object({
      ...Type.Pick(SubcategoryShape, ['code', 'category', 'name', 'anonymousAllowed', 'confidentiality']).properties,
      villageWord: NamedShape,
      /** Of its first filing condition; the town may find another at assessment. */
      promise: DurationShape,
    }),
  ),
  needs: Type.Array(Type.Pick(NeedShape, ['code', 'name', 'subcategory', 'words'])),
  emergencyNumbers: Type.Array(EmergencyNumberShape),
})
export type CatalogueMenu = Static<typeof CatalogueMenu>

export function menuOf(catalogue: Catalogue): CatalogueMenu {
  const subcategories = catalogue.subcategories.filter(each => !each.retired)
  const used = new Set(subcategories.map(each => each.category))
  const { version, emergencyNumbers } = catalogue
  return {
    version,
    categories: catalogue.categories
      .filter(each => !each.retired && used.has(each.code))
      .map(({ code, name, villageWord }) => ({ code, name, villageWord })),
    subcategories: subcategories.map(subcategory => ({
      code: subcategory.code,
      category: subcategory.category,
      name: subcategory.name,
      anonymousAllowed: subcategory.anonymousAllowed,
      confidentiality: subcategory.confidentiality,
      villageWord: villageWordOf(catalogue, subcategory),
      promise: (subcategory.conditions.find(each => !each.retired) ?? { limit: catalogue.limits.ordinary }).limit,
    })),
    needs: catalogue.needs
      .filter(each => !each.retired)
      .map(({ code, name, subcategory, words }) => ({ code, name, subcategory, words })),
    emergencyNumbers: [...emergencyNumbers],
  }
}

/** The word under which residents find it: its own, or its category's. */
export function villageWordOf(catalogue: Catalogue, subcategory: Subcategory): Named {
  const category = catalogue.categories.find(each => each.code === subcategory.category)
  return subcategory.villageWord ?? category?.villageWord ?? subcategory.name
}

/** Made once a version, and kept as text: every form asks for it whole. */
const texts = new WeakMap<Catalogue, string>()

export function menuText(catalogue: Catalogue): string {
  const known = texts.get(catalogue)
  if (known !== undefined) return known
  const made = JSON.stringify(menuOf(catalogue))
  texts.set(catalogue, made)
  return made
}
