import { useState } from 'react'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import { type Chosen, PersonField } from './person-field.tsx'
import './posts.css'

/** Whom a report is about: they do not see it and decide nothing in it. Nobody need be named. */
export function ConcernedField({ change }: { change(personIds: readonly string[]): void }) {
  const { t } = useWords()
  const [chosen, setChosen] = useState<readonly Chosen[]>([])
  const keep = (next: readonly Chosen[]) => {
    setChosen(next)
    change(next.map(each => each.personId))
  }
  return (
    <div className="field">
      <PersonField
        key={chosen.length}
        label={t('ticket:field.concerned')}
        hint={t('ticket:hint.concerned')}
        value={undefined}
        choose={person => {
          if (person && !chosen.some(each => each.personId === person.personId)) keep([...chosen, person])
        }}
      />
      {chosen.length === 0 ? null : (
        <div className="concerned-chips">
          {chosen.map(({ personId, name }) => (
            <button
              key={personId}
              type="button"
              className="chip"
              aria-label={t('desk:picker.clear', { name })}
              onClick={() => keep(chosen.filter(each => each.personId !== personId))}
            >
              {name}
              <Icon name="close" size={14} />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
