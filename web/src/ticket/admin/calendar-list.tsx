import { useId, useState } from 'react'
import { Labelled } from '../../ui/admin-page.tsx'
import { useWords } from '../../words/words.ts'
import type { Days } from './calendar-year.tsx'
import { type ListedDay, readDayList } from './day-list.ts'

/** Holidays in words beside the year, and the way to load a whole notice at once. */
export function CalendarList({
  year,
  days,
  decreed,
  setDecreed,
  take,
}: {
  year: number
  days: Days
  decreed: boolean
  setDecreed(decreed: boolean): void
  take(days: readonly ListedDay[]): void
}) {
  const { t } = useWords()
  const [text, setText] = useState<string | undefined>(undefined)
  const decreedId = useId()
  const read = readDayList(text ?? '', year)
  const marked = [...days.values()].sort((one, other) => (one.day < other.day ? -1 : 1))
  return (
    <section className="admin-rows">
      <h2>{t('catalogue:calendar.list')}</h2>
      {marked.length === 0 ? (
        <p className="soft">{t('catalogue:calendar.none')}</p>
      ) : (
        <ul className="calendar-list">
          {stretches(marked).map(({ first, last, kind, name, source }) => (
            <li key={first}>
              <span className="calendar-tag" data-kind={kind}>
                {t(`catalogue:calendar.${kind}`)}
              </span>
              <span>
                {first.slice(5)}
                {first === last ? '' : ` – ${last.slice(5)}`} {name}
              </span>
              <span className="faint">{t(`catalogue:calendar.source.${source}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {text === undefined ? (
        <div>
          <button type="button" className="button" onClick={() => setText('')}>
            {t('catalogue:calendar.paste')}
          </button>
        </div>
      ) : (
        <>
          <Labelled label={t('catalogue:calendar.paste')} hint={t('catalogue:calendar.pasteHint')}>
            {ties => (
              <textarea
                {...ties}
                className="input"
                rows={6}
                value={text}
                onChange={event => setText(event.target.value)}
              />
            )}
          </Labelled>
          {read.faults.map(({ line, text: written, fault }) => (
            <p key={`${line} ${fault}`} className="field-fault">
              {t(`catalogue:calendar.${fault}`, { line, text: written, year })}
            </p>
          ))}
          <div className="admin-actions">
            <button
              type="button"
              className="button"
              disabled={read.days.length === 0}
              onClick={() => {
                take(read.days)
                setText(undefined)
              }}
            >
              {read.days.length === 0
                ? t('catalogue:calendar.pasteNothing')
                : t('catalogue:calendar.pasteTake', { count: read.days.length })}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setText(undefined)}>
              {t('app:action.cancel')}
            </button>
          </div>
        </>
      )}
      <span className="check-line">
        <input id={decreedId} type="checkbox" checked={decreed} onChange={event => setDecreed(event.target.checked)} />
        <label htmlFor={decreedId}>{t('catalogue:calendar.markDecreed')}</label>
      </span>
    </section>
  )
}

type Stretch = { first: string; last: string; kind: 'off' | 'work'; name: string; source: string }

/** Days in a row of the same kind, name and source are said as one. */
function stretches(days: readonly (Days extends ReadonlyMap<string, infer Day> ? Day : never)[]): readonly Stretch[] {
  const found: Stretch[] = []
  for (const { day, kind, name, source } of days) {
    const before = found.at(-1)
    const follows = before !== undefined && Date.parse(day) - Date.parse(before.last) === 86_400_000
    if (follows && before.kind === kind && before.name === name && before.source === source) before.last = day
    else found.push({ first: day, last: day, kind, name, source })
  }
  return found
}
