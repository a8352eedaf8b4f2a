import { useDeferredValue, useId, useState } from 'react'
import { useKindName } from '../account/post-kinds.ts'
import { Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import { placeName } from './posts-together.ts'
import { isOver, type Person, useGridTree, usePeople, useToday } from './team.ts'

export type Chosen = { readonly personId: string; readonly name: string }

/** A few are enough to recognise somebody by; who is not among them is searched for more exactly. */
const shownAtOnce = 6

/** Looks somebody of the team up by name or by the last four digits of the number; the one who is chosen stays visible. */
export function PersonField({
  label,
  hint,
  fault,
  value,
  leaveOut,
  choose,
}: {
  label: string
  hint?: string
  fault?: string | undefined
  value: Chosen | undefined
  leaveOut?: string | undefined
  choose(person: Chosen | undefined): void
}) {
  const { t } = useWords()
  const [words, setWords] = useState('')
  if (value !== undefined)
    return (
      <div className="field">
        <span className="field-label">{label}</span>
        <span className="posts-chosen">
          <strong>{value.name}</strong>
          <button type="button" className="button button-small" onClick={() => choose(undefined)}>
            {t('posts:person.change')}
          </button>
        </span>
        {fault === undefined ? null : <span className="field-fault">{fault}</span>}
      </div>
    )
  return (
    <>
      <Labelled label={label} hint={hint ?? t('posts:person.hint')} fault={fault}>
        {ties => (
          <input
            {...ties}
            className="input"
            type="search"
            autoComplete="off"
            maxLength={40}
            value={words}
            onChange={event => setWords(event.target.value)}
          />
        )}
      </Labelled>
      {words.trim() === '' ? null : <Found words={words.trim()} leaveOut={leaveOut} choose={choose} />}
    </>
  )
}

function Found({
  words,
  leaveOut,
  choose,
}: {
  words: string
  leaveOut: string | undefined
  choose(person: Chosen): void
}) {
  const { t } = useWords()
  const id = useId()
  const people = usePeople(filterOf(useDeferredValue(words)), 20)
  const all = people.items.filter(person => person.personId !== leaveOut)
  const found = all.slice(0, shownAtOnce)
  if (people.pending) return <p className="soft">{t('app:loading')}</p>
  if (found.length === 0) return <p className="soft">{t('posts:person.none')}</p>
  return (
    <>
      <ul className="posts-found" id={id} aria-label={t('posts:person.found')}>
        {found.map(person => (
          <li key={person.personId}>
            <button
              type="button"
              className="posts-found-line"
              onClick={() => choose({ personId: person.personId, name: person.name ?? t('app:person.gone') })}
            >
              <span>{person.name ?? t('app:person.gone')}</span>
              <span className="soft">
                <Seats person={person} />
                {person.maskedPhone === undefined ? null : ` · ${person.maskedPhone}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {all.length > found.length || people.hasMore ? <p className="soft">{t('posts:person.more')}</p> : null}
    </>
  )
}

/** Two people of one name are told apart by what they are and where. */
function Seats({ person }: { person: Person }) {
  const { t } = useWords()
  const today = useToday()
  const grids = useGridTree()
  const kindName = useKindName()
  const held = person.posts.filter(post => !isOver(post, today)).slice(0, 2)
  if (held.length === 0) return t('team:person.noPost')
  return held.map(post => [placeName(grids, post), kindName(post.kind)].filter(Boolean).join(' · ')).join('、')
}

/** Four digits are the end of a number, everything else is part of a name. */
export function filterOf(words: string): { readonly name?: string; readonly phoneEnds?: string } {
  if (words === '') return {}
  return /^\d{4}$/.test(words) ? { phoneEnds: words } : { name: words }
}
