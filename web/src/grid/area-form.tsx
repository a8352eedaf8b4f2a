import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import { useEffect, useRef, useState } from 'react'
import { Labelled } from '../ui/admin-page.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words/words.ts'
import { type Draft, giveBack, take, type Village, villagesOf } from './supply-list.ts'
import { SupplyMap } from './supply-map.tsx'

/** One area: its name, and the villages and groups that it feeds. */
export function AreaForm({
  area,
  list,
  grids,
  fault,
  change,
}: {
  area: Draft
  list: readonly Draft[]
  grids: readonly GridWire[]
  fault: { readonly field: string; readonly words: string } | undefined
  change(next: readonly Draft[]): void
}) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // A new area, or one that was refused, asks for its name first.
    if (area.name === '' || fault?.field === 'name') nameField.current?.focus()
  }, [area.name, fault?.field])
  const villages = villagesOf(grids, wanted)
  return (
    <section className="admin-rows">
      <div className="supply-head">
        <Labelled
          label={t('grid:supply.name')}
          hint={t('grid:supply.nameHint')}
          fault={fault?.field === 'name' ? fault.words : undefined}
        >
          {ties => (
            <input
              {...ties}
              ref={nameField}
              className="input"
              value={area.name}
              maxLength={60}
              onChange={event =>
                change(list.map(each => (each.key === area.key ? { ...each, name: event.target.value } : each)))
              }
            />
          )}
        </Labelled>
        <button
          type="button"
          className="button button-quiet no-print"
          onClick={() => change(list.filter(each => each.key !== area.key))}
        >
          {t('grid:supply.remove')}
        </button>
      </div>
      <SupplyMap area={area} list={list} grids={grids} change={change} />
      <fieldset className="supply-members" aria-describedby={fault === undefined ? undefined : 'supply-members-fault'}>
        <legend>{t('grid:supply.members')}</legend>
        {fault === undefined || fault.field === 'name' ? null : (
          <span id="supply-members-fault" className="field-fault">
            <Icon name="alert" size={16} />
            {fault.words}
          </span>
        )}
        <Labelled label={t('grid:supply.search')}>
          {ties => (
            <input
              {...ties}
              className="input"
              type="search"
              value={wanted}
              maxLength={40}
              onChange={event => setWanted(event.target.value)}
            />
          )}
        </Labelled>
        {villages.length === 0 ? <p className="soft">{t('grid:supply.nothing')}</p> : null}
        {villages.map(village => (
          <VillageGroups
            key={village.village.gridId}
            village={village}
            area={area}
            list={list}
            open={wanted.trim() !== ''}
            change={change}
          />
        ))}
      </fieldset>
    </section>
  )
}

function VillageGroups({
  village: { village, groups },
  area,
  list,
  open,
  change,
}: {
  village: Village
  area: Draft
  list: readonly Draft[]
  /** A search shows what it found. */
  open: boolean
  change(next: readonly Draft[]): void
}) {
  const { t } = useWords()
  const [unfolded, setUnfolded] = useState(false)
  const mine = new Set(area.gridIds)
  const others = list.filter(each => each.utility === area.utility && each.key !== area.key)
  const ownerOf = (gridId: string) => others.find(each => each.gridIds.includes(gridId))
  const all = groups.map(group => group.gridId)
  const chosen = all.filter(gridId => mine.has(gridId)).length
  const elsewhere = all.filter(gridId => ownerOf(gridId) !== undefined).length
  const full = chosen === all.length
  const shown = open || unfolded
  const id = `supply-groups-${village.gridId}`
  return (
    <div className="supply-village">
      <div className="supply-village-head">
        <label className="check-line">
          <input
            type="checkbox"
            checked={full}
            ref={box => {
              if (box !== null) box.indeterminate = !full && chosen > 0
            }}
            onChange={() => change(full ? giveBack(list, area.key, all) : take(list, area.key, all))}
          />
          {village.name}
        </label>
        <span className="soft">
          {t('grid:supply.ofVillage', { chosen, all: all.length })}
          {elsewhere === 0 ? null : ` · ${t('grid:supply.others', { count: elsewhere })}`}
        </span>
        <button
          type="button"
          className="bar-button"
          aria-expanded={shown}
          aria-controls={id}
          aria-label={village.name}
          onClick={() => setUnfolded(!shown)}
        >
          <Icon name={shown ? 'up' : 'chevron'} size={16} />
        </button>
      </div>
      <ul id={id} hidden={!shown}>
        {groups.map(({ gridId, name, localNames }) => {
          const owner = ownerOf(gridId)
          return (
            <li key={gridId}>
              <label className="check-line">
                <input
                  type="checkbox"
                  checked={mine.has(gridId)}
                  onChange={() =>
                    change(mine.has(gridId) ? giveBack(list, area.key, [gridId]) : take(list, area.key, [gridId]))
                  }
                />
                <span>
                  {name} <span className="soft">{localNames.join(' · ')}</span>
                  {owner === undefined ? null : (
                    <span className="supply-owner">
                      {t('grid:supply.elsewhere', {
                        name: owner.name.trim() === '' ? t('grid:supply.unnamed') : owner.name,
                      })}
                    </span>
                  )}
                </span>
              </label>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
