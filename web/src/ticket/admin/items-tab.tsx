import type { Catalogue, Subcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { useId, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { useEditing } from './editing.tsx'
import { CategoryForm, SubcategoryForm } from './item-form.tsx'

/** A category stands in the address with a tilde before its code: categories and sub-categories may share codes. */
export function ItemsTab({ code }: { code: string | undefined }) {
  const { t } = useWords()
  const { draft } = useEditing()
  const shown = code ?? draft.subcategories.find(each => !each.retired)?.code
  const category = shown?.startsWith('~') ? draft.categories.findIndex(each => each.code === shown.slice(1)) : -1
  const subcategory = draft.subcategories.findIndex(each => each.code === shown)
  return (
    <div className="catalogue-items">
      <ItemTree shown={shown} />
      <div className="catalogue-form">
        {category >= 0 ? (
          <CategoryForm key={shown} place={category} />
        ) : subcategory >= 0 ? (
          <SubcategoryForm key={shown} place={subcategory} />
        ) : (
          <EmptyState icon="list" title={t('catalogue:items.none')} text={t('catalogue:items.noneText')} />
        )}
      </div>
    </div>
  )
}

function ItemTree({ shown }: { shown: string | undefined }) {
  const { t, language } = useWords()
  const { draft, change } = useEditing()
  const navigate = useNavigate()
  const [wish, setWish] = useState('')
  const searchId = useId()
  const wanted = wish.trim().toLowerCase()
  const matches = (each: Subcategory) =>
    wanted === '' ||
    [each.code, each.name.zh, each.name.en, each.villageWord?.zh, ...each.conditions.map(one => one.name.zh)]
      .join(' ')
      .toLowerCase()
      .includes(wanted)
  const addSubcategory = (category: string) => {
    const made = newSubcategory(draft, category, t('catalogue:items.newName'))
    change({ ...draft, subcategories: [...draft.subcategories, made] })
    void navigate(`/catalogue/items/${made.code}`)
  }
  const addCategory = () => {
    const code = freeCode(draft.categories.map(each => each.code))
    const name = { zh: t('catalogue:items.newCategory'), en: 'New category' }
    change({ ...draft, categories: [...draft.categories, { code, name, villageWord: name }] })
    void navigate(`/catalogue/items/~${code}`)
  }
  return (
    <nav className="catalogue-tree" aria-label={t('catalogue:items.tree')}>
      <label className="unseen" htmlFor={searchId}>
        {t('catalogue:items.search')}
      </label>
      <input
        id={searchId}
        className="input"
        type="search"
        placeholder={t('catalogue:items.search')}
        value={wish}
        onChange={event => setWish(event.target.value)}
      />
      <ul>
        {draft.categories.map(category => {
          const own = draft.subcategories.filter(each => each.category === category.code && matches(each))
          if (own.length === 0 && wanted !== '') return null
          return (
            <li key={category.code}>
              <span className="catalogue-category">
                <Link
                  to={`/catalogue/items/~${category.code}`}
                  aria-current={shown === `~${category.code}` ? 'page' : undefined}
                  data-retired={category.retired || undefined}
                >
                  {category.name[language]}
                  {category.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
                </Link>
                <button
                  type="button"
                  className="bar-button"
                  aria-label={t('catalogue:items.addTo', { category: category.name[language] })}
                  title={t('catalogue:items.addTo', { category: category.name[language] })}
                  onClick={() => addSubcategory(category.code)}
                >
                  <Icon name="plus" size={16} />
                </button>
              </span>
              <ul>
                {own.map(each => (
                  <li key={each.code}>
                    <Link
                      to={`/catalogue/items/${each.code}`}
                      aria-current={shown === each.code ? 'page' : undefined}
                      data-retired={each.retired || undefined}
                    >
                      <span>{each.name[language]}</span>
                      {each.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
      <button type="button" className="button" onClick={addCategory}>
        <Icon name="plus" size={16} />
        {t('catalogue:items.addCategory')}
      </button>
    </nav>
  )
}

/** The next number after the highest; codes are never used again. */
function freeCode(taken: readonly string[], beginning = ''): string {
  const numbers = taken.filter(code => code.startsWith(beginning) && /^\d+$/.test(code)).map(Number)
  const highest = Math.max(0, ...numbers)
  return highest === 0 ? `${beginning}01` : String(highest + 1)
}

function newSubcategory(catalogue: Catalogue, category: string, name: string): Subcategory {
  const code = freeCode(
    catalogue.subcategories.filter(each => each.category === category).map(each => each.code),
    category,
  )
  const english = 'New sub-category'
  return {
    code,
    category,
    name: { zh: name, en: english },
    anonymousAllowed: true,
    confidentiality: 'open',
    orderAllowed: false,
    villageMayHandle: true,
    level: 'small',
    duplicates: { by: 'distance', metres: 50, days: 30 },
    conditions: [
      {
        code: 'usual',
        name: { zh: name, en: english },
        limit: catalogue.limits.ordinary,
        urgency: 'ordinary',
        closing: { zh: '', en: '' },
      },
    ],
  }
}
