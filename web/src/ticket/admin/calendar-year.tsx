import { type KeyboardEvent, useState } from 'react'
import { useWords } from '../../words/words.ts'
import { daysOfYear, type ListedDay, weekdayOf } from './day-list.ts'

export type Days = ReadonlyMap<
  string,
  { readonly day: string; readonly kind: 'off' | 'work'; readonly name: string; readonly source: string }
>

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Twelve months on one page. One day is in the tab order; arrows walk on from it. */
export function YearGrid({
  year,
  days,
  given,
  own,
  change,
}: {
  year: number
  days: Days
  /** As the state or the county has it, without the town's own days. */
  given: Days
  own: ReadonlyMap<string, ListedDay>
  change(day: string, kind: 'off' | 'work' | undefined): void
}) {
  const { t } = useWords()
  const all = daysOfYear(year)
  const [current, setCurrent] = useState(all[0]!)
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const next = step === undefined ? undefined : all[all.indexOf(current) + step]
    if (next === undefined) return
    event.preventDefault()
    setCurrent(next)
    document.getElementById(`day-${next}`)?.focus()
  }
  /** As usual → the other way → as usual; a day that is given can be turned back too. */
  const turn = (day: string) => {
    setCurrent(day)
    if (own.has(day)) return change(day, undefined)
    const now = given.get(day)?.kind ?? (weekdayOf(day) > 5 ? 'off' : 'work')
    change(day, now === 'off' ? 'work' : 'off')
  }
  const words = (day: string) => {
    const marked = days.get(day)
    const key =
      marked?.kind === 'off'
        ? 'dayOff'
        : marked?.kind === 'work'
          ? 'dayWork'
          : weekdayOf(day) > 5
            ? 'dayWeekend'
            : 'dayUsual'
    return t(`catalogue:calendar.${key}`, { day, name: marked?.name ?? '' }).trim()
  }
  return (
    <>
      <p className="soft no-print">{t('catalogue:calendar.how')}</p>
      <div className="calendar-months">
        {Array.from({ length: 12 }, (_, month) => month + 1).map(month => (
          <section key={month} className="calendar-month" aria-label={t(`catalogue:calendar.month.${month}`)}>
            <h2>{t(`catalogue:calendar.month.${month}`)}</h2>
            <div className="calendar-grid">
              {[1, 2, 3, 4, 5, 6, 7].map(weekday => (
                <span key={weekday} className="calendar-weekday">
                  {t(`catalogue:calendar.weekday.${weekday}`)}
                </span>
              ))}
              {all
                .filter(day => Number(day.slice(5, 7)) === month)
                .map(day => (
                  <button
                    key={day}
                    id={`day-${day}`}
                    type="button"
                    className="calendar-day"
                    style={day.endsWith('-01') ? { gridColumnStart: weekdayOf(day) } : undefined}
                    data-kind={days.get(day)?.kind ?? (weekdayOf(day) > 5 ? 'weekend' : undefined)}
                    data-own={own.has(day) || undefined}
                    title={words(day)}
                    tabIndex={day === current ? 0 : -1}
                    onKeyDown={walk}
                    onFocus={() => setCurrent(day)}
                    onClick={() => turn(day)}
                  >
                    <span aria-hidden="true">
                      {Number(day.slice(8))}
                      {days.get(day) === undefined ? null : (
                        <small>{t(`catalogue:calendar.${days.get(day)!.kind}`)}</small>
                      )}
                    </span>
                    <span className="unseen">{words(day)}</span>
                  </button>
                ))}
            </div>
          </section>
        ))}
      </div>
      <ul className="calendar-legend">
        {(['usual', 'weekend', 'off', 'work', 'town'] as const).map(each => (
          <li key={each}>
            <span className="calendar-day" data-kind={each} data-own={each === 'town' || undefined} aria-hidden="true">
              {each === 'off' || each === 'work' ? <small>{t(`catalogue:calendar.${each}`)}</small> : null}
            </span>
            {t(`catalogue:calendar.legend.${each}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
