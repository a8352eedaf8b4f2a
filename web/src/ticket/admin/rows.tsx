import type { Named } from '@onegrid/domain/ticket/catalogue.ts'
import type { ReactNode } from 'react'
import { useWords } from '../../words/words.ts'
import { type Plain, valueAt } from './document.ts'
import { fieldId, NamedField, RetireButton, useEditing } from './editing.tsx'

type Row = { readonly code?: string; readonly number?: string; readonly name: Named; readonly retired?: boolean }

/** A list of the catalogue whose rows have a name and a little more. */
export function Rows({
  list,
  empty,
  add,
  more,
}: {
  list: string
  empty(code: string): Plain
  add: string
  more?: (pointer: string) => ReactNode
}) {
  const { t, language } = useWords()
  const { draft, set } = useEditing()
  const rows = (valueAt(draft as Plain, list) ?? []) as unknown as readonly Row[]
  const grow = () => {
    const taken = new Set(rows.map(each => each.code))
    const code = Array.from({ length: 300 }, (_, at) => `own${at + 1}`).find(each => !taken.has(each)) ?? ''
    set(list, [...(rows as unknown as readonly Plain[]), empty(code)])
    setTimeout(() => {
      const first = ['number', 'name/zh'].map(field =>
        document.getElementById(fieldId(`${list}/${rows.length}/${field}`)),
      )
      first.find(field => field !== null)?.focus()
    }, 50)
  }
  return (
    <>
      {rows.length === 0 ? <p className="faint">{t('catalogue:rows.none')}</p> : null}
      {rows.map((row, place) => {
        const name = row.name[language] === '' ? t('catalogue:rows.unnamed') : row.name[language]
        return (
          // A number may be typed anew, letter by letter: such a row keeps its place instead.
          <div className="catalogue-row" key={row.code ?? `place ${place + 1}`} data-retired={row.retired || undefined}>
            <div className="admin-rows">
              {row.number === undefined ? null : more?.(`${list}/${place}`)}
              <NamedField pointer={`${list}/${place}/name`} label={t('catalogue:field.name')} />
              {row.number === undefined ? more?.(`${list}/${place}`) : null}
            </div>
            <div className="catalogue-row-side">
              {row.retired ? <span className="tag">{t('catalogue:state.retired')}</span> : null}
              <RetireButton list={list} place={place} name={{ zh: name, en: name }} />
            </div>
          </div>
        )
      })}
      <div>
        <button type="button" className="button" onClick={grow}>
          {add}
        </button>
      </div>
    </>
  )
}
