import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useGet } from '../../api/queries.ts'
import { GridMap, prepareMap } from '../../ui/map/grid-map.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { DayFigures } from './day-figures.tsx'
import { dayWords, useBaseMap, useToday } from './plan.ts'

const isDay = (text: string) => /^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)
const views = ['map', 'figures'] as const

// The page begins with its map: the library comes while the person and the outlines are asked for.
prepareMap()

/** The grids as they stood, or will stand, on any day, as a map or in figures; day and view are in the address. */
export function DayGrids() {
  const { t, language } = useWords()
  const today = useToday()
  const [query, setQuery] = useSearchParams()
  const asked = query.get('onDay') ?? ''
  const day = isDay(asked) ? asked : today
  const view = query.get('view') === 'figures' ? 'figures' : 'map'
  const [typed, setTyped] = useState(day)
  useEffect(() => setTyped(day), [day])
  const onDay = day === today ? {} : { onDay: day }
  const outlines = useGet<OutlinesWire>(['grid', 'outlines', 'day'], '/grids/outlines', onDay)
  const count = (level: string) =>
    outlines.data?.features.filter(({ properties }) => properties.level === level).length ?? 0
  const set = (key: string, value: string) =>
    setQuery(
      before => {
        const after = new URLSearchParams(before)
        if (value === '') after.delete(key)
        else after.set(key, value)
        return after
      },
      { replace: true },
    )
  const change = (next: string) => {
    setTyped(next)
    if (isDay(next)) set('onDay', next === today ? '' : next)
  }
  const tooEarly = outlines.error?.code === 'grids_none_on_day'
  const none = tooEarly || outlines.data?.features.length === 0
  return (
    <section className="plans-day" aria-label={t('plan:day.title')}>
      <div className="plans-day-head">
        <h2>{t('plan:day.title')}</h2>
        <label>
          <span className="soft">{t('plan:day.label')}</span>
          <input
            type="date"
            className="input plan-day"
            value={typed}
            min="1950-01-01"
            max="2099-12-31"
            onChange={event => change(event.target.value)}
          />
        </label>
        {day === today ? null : (
          <button type="button" className="button button-small" onClick={() => change(today)}>
            {t('plan:day.today')}
          </button>
        )}
      </div>
      <fieldset className="plans-day-views" aria-label={t('plan:day.view')}>
        {views.map(each => (
          <button
            key={each}
            type="button"
            aria-pressed={view === each}
            onClick={() => set('view', each === 'map' ? '' : each)}
          >
            {t(`plan:day.as.${each}`)}
          </button>
        ))}
      </fieldset>
      <p className="soft" role="status">
        {none
          ? t('plan:day.none', { day: dayWords(day, language) })
          : outlines.data === undefined
            ? t('app:loading')
            : t('plan:day.counts', { day: dayWords(day, language), medium: count('medium'), small: count('small') })}
      </p>
      {view === 'figures' ? (
        <DayFigures onDay={onDay} village={query.get('village') ?? ''} choose={village => set('village', village)} />
      ) : tooEarly ? null : outlines.error !== null ? (
        <ErrorState problem={outlines.error} retry={() => void outlines.refetch()} />
      ) : outlines.data === undefined ? (
        <Skeleton rows={5} />
      ) : (
        <DayMap outlines={outlines.data} />
      )}
    </section>
  )
}

function DayMap({ outlines: { features } }: { outlines: OutlinesWire }) {
  const base = useBaseMap()
  return (
    <div className="plans-map">
      <GridMap outlines={features} height="100%" {...(base === undefined ? {} : { base })} />
    </div>
  )
}
