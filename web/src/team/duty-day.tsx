import { Modal } from 'antd'
import { useState } from 'react'
import { usePages } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { PersonField } from './person-field.tsx'
import type { Duty, DutyEntry } from './roster-month.ts'
import type { Post } from './team.ts'

/** Who stands that day: taken off or added, then saved in one act. */
export function DutyDay({
  day,
  duties,
  close,
  save,
}: {
  day: string
  duties: readonly Duty[]
  close(): void
  save(entries: readonly DutyEntry[]): void
}) {
  const { t } = useWords()
  const [entries, setEntries] = useState<readonly (DutyEntry & { readonly name: string })[]>(
    duties.map(({ personId, personName, startsAt, endsAt }) => ({
      day,
      personId,
      startsAt,
      endsAt,
      name: personName ?? t('app:person.gone'),
    })),
  )
  const stands = (personId: string) => entries.some(entry => entry.personId === personId)
  const add = (personId: string, name: string) => {
    if (!stands(personId)) setEntries([...entries, { day, personId, name }])
  }
  return (
    <Modal open onCancel={close} footer={null} width={480} title={t('team:roster.day', { day })}>
      <form
        className="admin-dialog"
        onSubmit={event => {
          event.preventDefault()
          save(entries.map(({ name: _name, ...entry }) => entry))
        }}
      >
        {entries.length === 0 ? (
          <p className="soft">{t('team:roster.nobodyYet')}</p>
        ) : (
          <ul className="roster-entries">
            {entries.map(entry => (
              <li key={entry.personId}>
                <strong>{entry.name}</strong>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={t('team:roster.takeOff', { name: entry.name })}
                  onClick={() => setEntries(entries.filter(each => each !== entry))}
                >
                  {t('team:roster.off')}
                </button>
              </li>
            ))}
          </ul>
        )}
        <Officers day={day} stands={stands} add={add} />
        <PersonField
          // Empty again after each one who was added.
          key={entries.length}
          label={t('team:roster.add')}
          hint={t('team:roster.addHint')}
          value={undefined}
          choose={person => person !== undefined && add(person.personId, person.name)}
        />
        <div className="admin-dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app:action.cancel')}
          </button>
          <button type="submit" className="button button-primary">
            {t('team:roster.save')}
          </button>
        </div>
      </form>
    </Modal>
  )
}

/** Whom a roster is made of nearly always: one press each. Everybody else is looked up by name. */
function Officers({
  day,
  stands,
  add,
}: {
  day: string
  stands(personId: string): boolean
  add(personId: string, name: string): void
}) {
  const { t } = useWords()
  const officers = usePages<Post>(['person', 'officers'], '/posts', { role: 'duty_officer', onDay: day }, 50)
  const centre = usePages<Post>(['person', 'officers'], '/posts', { role: 'centre', onDay: day }, 50)
  const people = [...officers.items, ...centre.items].filter(
    (post, at, all) => !stands(post.personId) && all.findIndex(each => each.personId === post.personId) === at,
  )
  if (people.length === 0) return null
  return (
    <div className="field">
      <span className="field-label" id="roster-officers">
        {t('team:roster.officers')}
      </span>
      <ul className="roster-officers" aria-labelledby="roster-officers">
        {people.map(post => (
          <li key={post.personId}>
            <button
              type="button"
              className="button button-small"
              aria-label={t('team:roster.addNamed', { name: post.personName ?? t('app:person.gone') })}
              onClick={() => add(post.personId, post.personName ?? t('app:person.gone'))}
            >
              {post.personName ?? t('app:person.gone')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
