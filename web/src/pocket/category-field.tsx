import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { useState } from 'react'
import { useCatalogue } from '../ticket/use-ticket.ts'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'

type Tile = { readonly word: string; readonly codes: readonly string[] }

/** 水 电 路 灯 …: each word once, with the sub-categories that residents mean by it. */
export function tilesOf(catalogue: Catalogue, language: 'zh' | 'en'): readonly Tile[] {
  const tiles = new Map<string, string[]>()
  for (const subcategory of catalogue.subcategories) {
    const category = catalogue.categories.find(each => each.code === subcategory.category)
    if (subcategory.retired || category?.retired) continue
    const word = (subcategory.villageWord ?? category?.villageWord ?? subcategory.name)[language]
    tiles.set(word, [...(tiles.get(word) ?? []), subcategory.code])
  }
  return [...tiles].map(([word, codes]) => ({ word, codes }))
}

/** Village word, then the kind of it. Two taps, nothing typed. */
export function CategoryField({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (subcategory: string | undefined) => void
}) {
  const { t, language } = useWords()
  const { data: catalogue } = useCatalogue()
  const [word, setWord] = useState<string>()
  if (catalogue === undefined) return <Skeleton rows={2} />
  const chosen = catalogue.subcategories.find(each => each.code === value)
  if (chosen !== undefined)
    return (
      <div className="field">
        <span className="field-label">{t('ticket:field.subcategory')}</span>
        <button type="button" className="chosen-row" onClick={() => onChange(undefined)}>
          <Icon name="check" size={18} />
          <span className="row-words">{chosen.name[language]}</span>
          <span className="change-word">{t('pocket:form.change')}</span>
        </button>
      </div>
    )
  const tiles = tilesOf(catalogue, language)
  const open = tiles.find(tile => tile.word === word)
  return (
    <fieldset className="field bare" aria-label={t('ticket:field.subcategory')}>
      <span className="field-label">{t('ticket:field.subcategory')}</span>
      <div className="tiles">
        {tiles.map(tile => (
          <button
            key={tile.word}
            type="button"
            className="tile"
            aria-pressed={tile.word === word}
            onClick={() => setWord(tile.word === word ? undefined : tile.word)}
          >
            {tile.word}
          </button>
        ))}
      </div>
      {open === undefined ? null : (
        <div className="choice-list">
          {open.codes.map(code => (
            <button key={code} type="button" className="choice-face choice-button" onClick={() => onChange(code)}>
              {catalogue.subcategories.find(each => each.code === code)?.name[language]}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  )
}
