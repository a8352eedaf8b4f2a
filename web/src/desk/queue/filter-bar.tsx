import { levels, sources, urgencies } from '@onegrid/domain/ticket/ticket.ts'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useCatalogue, useGrids } from '../../ticket/use-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { prepareMap } from '../../ui/map/grid-map.tsx'
import { useWords } from '../../words/words.ts'
import { categoryOptions, gridOptions } from '../options.ts'
import { Picker } from '../picker.tsx'
import { type FilterName, filterNames } from './queue-address.ts'

const lights = ['on_time', 'due_soon', 'overdue'] as const

/** Search by two characters and more, and filters behind one button; all of it stands in the address. */
export function FilterBar({ mapShown, toggleMap }: { mapShown: boolean; toggleMap(): void }) {
  const { t, language } = useWords()
  const [search, setSearch] = useSearchParams()
  const [open, setOpen] = useState(false)
  const { data: catalogue } = useCatalogue()
  const { data: grids } = useGrids()
  const set = (name: FilterName, value: string | undefined) =>
    setSearch(
      before => {
        const next = new URLSearchParams(before)
        if (value === undefined || value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const used = filterNames.filter(name => name !== 'text' && search.has(name)).length
  const choices = (
    name: 'source' | 'level' | 'urgency' | 'light',
    values: readonly string[],
    wordsOf: (value: string) => string,
  ) => (
    <label className="filter">
      <span>{t(`desk:filter.${name}`)}</span>
      <select className="select" value={search.get(name) ?? ''} onChange={event => set(name, event.target.value)}>
        <option value="">{t('desk:filter.any')}</option>
        {values.map(value => (
          <option key={value} value={value}>
            {wordsOf(value)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <div className="filter-bar">
        <form
          className="filter-search"
          onSubmit={event => {
            event.preventDefault()
            set('text', new FormData(event.currentTarget).get('text')?.toString())
          }}
        >
          <Icon name="search" size={16} />
          <input
            key={search.get('text')}
            name="text"
            type="search"
            defaultValue={search.get('text') ?? ''}
            placeholder={t('desk:filter.text')}
            aria-label={t('desk:filter.text')}
            maxLength={60}
            onBlur={event => {
              if (event.target.value !== (search.get('text') ?? '')) set('text', event.target.value)
            }}
          />
        </form>
        <button type="button" className="tool" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="filter" size={16} />
          {used === 0 ? t('desk:filter.open') : t('desk:filter.used', { count: used })}
        </button>
        <button
          type="button"
          className="tool"
          aria-pressed={mapShown}
          onPointerEnter={prepareMap}
          onFocus={prepareMap}
          onClick={toggleMap}
        >
          <Icon name="map" size={16} />
          {t('desk:map')}
        </button>
      </div>
      {open ? (
        <div className="filter-more">
          <div className="filter">
            <label htmlFor="filter-subcategory">{t('ticket:field.subcategory')}</label>
            <Picker
              id="filter-subcategory"
              options={categoryOptions(catalogue, language)}
              value={search.get('subcategory') ?? undefined}
              placeholder={t('desk:filter.any')}
              onChange={value => set('subcategory', value)}
            />
          </div>
          <div className="filter">
            <label htmlFor="filter-grid">{t('ticket:field.gridId')}</label>
            <Picker
              id="filter-grid"
              options={gridOptions(grids?.items ?? [])}
              value={search.get('grid') ?? undefined}
              placeholder={t('desk:filter.any')}
              onChange={value => set('grid', value)}
            />
          </div>
          {choices('source', sources, value => t(`ticket:source.${value}`))}
          {choices('level', levels, value => t(`ticket:choice.level.${value}`))}
          {choices('urgency', urgencies, value => t(`ticket:urgency.${value}`))}
          {choices('light', lights, value => t(`app:light.${value}`))}
          {(['from', 'until'] as const).map(name => (
            <label key={name} className="filter">
              <span>{t(`desk:filter.${name}`)}</span>
              <input
                type="date"
                className="select"
                value={search.get(name) ?? ''}
                onChange={event => set(name, event.target.value)}
              />
            </label>
          ))}
          {used === 0 ? null : (
            <button
              type="button"
              className="button button-quiet"
              onClick={() =>
                setSearch(before => {
                  const next = new URLSearchParams(before)
                  for (const name of filterNames) next.delete(name)
                  return next
                })
              }
            >
              {t('desk:filter.clear')}
            </button>
          )}
        </div>
      ) : null}
    </>
  )
}
