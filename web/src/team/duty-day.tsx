import { Modal } from 'antd'
import { useState } from 'react'
import { Labelled } from '../ui/admin-page.tsx'
import { useWords } from '../words/words.ts'
import type { Duty, DutyEntry } from './roster-month.ts'
import { isOver, type Person, usePeople } from './team.ts'

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
  const people = usePeople({}, 100)
  const [entries, setEntries] = useState<readonly (DutyEntry & { readonly name: string })[]>(
    duties.map(({ personId, personName, startsAt, endsAt }) => ({
      day,
      personId,
      startsAt,
      endsAt,
      name: personName ?? t('app:person.gone'),
    })),
  )
  const free = people.items.filter(person => entries.every(entry => entry.personId !== person.personId))
  const first = free.filter(person => isOfficer(person, day))
  const others = free.filter(person => !first.includes(person) && person.posts.length > 0)
  const add = (personId: string) => {
    const person = people.items.find(each => each.personId === personId)
    if (person !== undefined) setEntries([...entries, { day, personId, name: person.name ?? '' }])
  }
  const option = (person: Person) => (
    <option key={person.personId} value={person.personId}>
      {[person.name, person.posts[0]?.at].filter(Boolean).join(' · ')}
    </option>
  )
  return (
    <Modal open onCancel={close} footer={null} width={440} title={t('team:roster.day', { day })}>
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
        <Labelled label={t('team:roster.add')} hint={t('team:roster.hours')}>
          {ties => (
            <select {...ties} className="input" value="" onChange={event => add(event.target.value)}>
              <option value="">{t('team:roster.choose')}</option>
              <optgroup label={t('team:roster.officers')}>{first.map(option)}</optgroup>
              <optgroup label={t('team:roster.others')}>{others.map(option)}</optgroup>
            </select>
          )}
        </Labelled>
        {people.hasMore ? (
          <button type="button" className="button button-small" onClick={people.loadMore}>
            {t('team:roster.more')}
          </button>
        ) : null}
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

function isOfficer({ posts }: Person, day: string): boolean {
  return posts.some(post => (post.role === 'duty_officer' || post.role === 'centre') && !isOver(post, day))
}
