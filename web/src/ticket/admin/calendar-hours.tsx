import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'

export type Part = { readonly from: string; readonly to: string }

const mostParts = 6

export function Hours({ hours, change }: { hours: readonly Part[]; change(hours: readonly Part[]): void }) {
  const { t } = useWords()
  const set = (place: number, part: Part) => change(hours.map((each, at) => (at === place ? part : each)))
  // Parts have no name but their place.
  const numbered = hours.map((part, place) => ({ part, place, key: `part ${place + 1}` }))
  return (
    <section className="admin-rows">
      <h2>{t('catalogue:calendar.hours')}</h2>
      {numbered.map(({ part, place, key }) => (
        <div key={key} className="calendar-hours">
          <input
            className="input"
            inputMode="numeric"
            maxLength={5}
            placeholder="08:30"
            aria-label={t('catalogue:calendar.from', { count: place + 1 })}
            value={part.from}
            onChange={event => set(place, { ...part, from: event.target.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            className="input"
            inputMode="numeric"
            maxLength={5}
            placeholder="08:30"
            aria-label={t('catalogue:calendar.to', { count: place + 1 })}
            value={part.to}
            onChange={event => set(place, { ...part, to: event.target.value })}
          />
          {hours.length > 1 ? (
            <button
              type="button"
              className="bar-button"
              aria-label={t('catalogue:calendar.removeHours', { count: place + 1 })}
              onClick={() => change(hours.filter((_, at) => at !== place))}
            >
              <Icon name="close" size={16} />
            </button>
          ) : null}
        </div>
      ))}
      {hours.length < mostParts ? (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => change([...hours, { from: hours.at(-1)?.to ?? '08:30', to: '23:00' }])}
          >
            {t('catalogue:calendar.addHours')}
          </button>
        </div>
      ) : null}
    </section>
  )
}
