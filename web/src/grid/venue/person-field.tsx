import { useDeferredValue, useState } from 'react'
import type { Page } from '../../api/client.ts'
import { useGet } from '../../api/queries.ts'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'

type Found = { readonly personId: string; readonly name?: string }

/** Somebody of the team, found by a letter of the name. */
export function PersonField({
  person,
  choose,
}: {
  person: Found | undefined
  choose(person: Found | undefined): void
}) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const name = useDeferredValue(typed.trim())
  const found = useGet<Page<Found>>(['person', 'people'], '/people', { name, limit: 8 }, name !== '')
  if (person !== undefined)
    return (
      <div className="field">
        <span className="venue-label">{t('venue:person')}</span>
        <span className="venue-person">
          {person.name ?? t('app:person.gone')}
          <button type="button" className="button button-small" onClick={() => choose(undefined)}>
            {t('venue:personClear')}
          </button>
        </span>
      </div>
    )
  return (
    <div className="venue-person-search">
      <Labelled label={t('venue:person')} hint={t('venue:personHint')}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="search"
            maxLength={40}
            value={typed}
            onChange={event => setTyped(event.target.value)}
          />
        )}
      </Labelled>
      {name === '' || found.data === undefined ? null : found.data.items.length === 0 ? (
        <p className="faint">{t('venue:personNone')}</p>
      ) : (
        <ul className="venue-found">
          {found.data.items.map(each => (
            <li key={each.personId}>
              <button
                type="button"
                className="button button-small"
                onClick={() => {
                  setTyped('')
                  choose(each)
                }}
              >
                {each.name ?? t('app:person.gone')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
