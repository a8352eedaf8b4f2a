import type { GridImportWire, RepairGridImportBody } from '@onegrid/domain/grid/import/contract.ts'
import { useState } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import type { ImportFault } from './grid-import.ts'

/** Metres: a surveyor's line, two drawings of one road, a careless hand. */
const tolerances = [1, 5, 10, 20] as const
const shownAtMost = 60

/** Each fault beside its grids, with the mending that is safe; what was mended stands above and can be taken back. */
export function FaultPart({
  found,
  disabled,
  show,
  repair,
  undo,
}: {
  found: GridImportWire
  disabled: boolean
  show(keys: readonly string[], fault: ImportFault): void
  repair(body: RepairGridImportBody): void
  undo(repairId?: string): void
}) {
  const { t } = useWords()
  const [toleranceMetres, setTolerance] = useState<number>(5)
  const names = new Map(found.grids.map(grid => [grid.key, grid]))
  const nameOf = (key: string) => names.get(key)?.name ?? key
  const faulty = found.rows.filter(row => row.state === 'faulty')
  // One choice beside the file settles all of these.
  const waiting = faulty.filter(row => row.fault?.rule === 'system_missing')
  const rowFaults = faulty.filter(row => row.fault?.rule !== 'system_missing')
  // Names without an outline are one sentence, however many they are.
  const faults = found.faults.filter(fault => fault.rule !== 'undrawn')
  const undrawn = found.grids.filter(grid => !grid.drawn).length
  const mendable = [...new Set(faults.flatMap(fault => (fault.repair === undefined ? [] : [fault.repair])))]
  return (
    <div className="gridimport-faults">
      {found.repairs.length === 0 ? null : (
        <ul className="gridimport-made" aria-label={t('gridimport:made.label')}>
          {found.repairs.map(made => (
            <li key={made.repairId}>
              <Icon name="check" size={16} />
              <span>
                {made.repairs.map(each => t(`gridimport:repair.${each}`)).join(' · ')}
                {made.keys === undefined ? '' : ` · ${made.keys.slice(0, 3).map(nameOf).join(' · ')}`}
              </span>
              <button
                type="button"
                className="button button-small"
                disabled={disabled}
                onClick={() => undo(made.repairId)}
              >
                {t('gridimport:made.undo')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {mendable.length === 0 ? null : (
        <div className="gridimport-mend">
          <label>
            {t('gridimport:tolerance')}{' '}
            <select
              className="input"
              value={toleranceMetres}
              disabled={disabled}
              onChange={event => setTolerance(Number(event.target.value))}
            >
              {tolerances.map(metres => (
                <option key={metres} value={metres}>
                  {t('gridimport:metres', { count: metres })}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="button"
            disabled={disabled}
            onClick={() => repair({ repairs: mendable, toleranceMetres })}
          >
            {t('gridimport:mendAll', { count: faults.filter(fault => fault.repair !== undefined).length })}
          </button>
        </div>
      )}
      {faulty.length === 0 && faults.length === 0 && !found.needsTownCode ? (
        <p className="gridimport-clear">
          <Icon name="check" size={18} />
          {t('gridimport:noFaults')}
        </p>
      ) : null}
      <ul className="gridimport-list">
        {waiting.length === 0 ? null : (
          <li>
            <Icon name="alert" size={18} label={t('gridimport:severity.error')} />
            <div>
              <strong>{t('gridimport:rowRule.system_missing')}</strong>
              <p className="soft">{t('gridimport:systemFirst', { count: waiting.length })}</p>
            </div>
          </li>
        )}
        {rowFaults.slice(0, shownAtMost).map(row => (
          <li key={`${row.sourceId} ${row.number}`}>
            <Icon name="alert" size={18} label={t('gridimport:severity.error')} />
            <div>
              <strong>{t(`gridimport:rowRule.${row.fault?.rule ?? 'name_missing'}`)}</strong>
              <p className="soft">
                {t('gridimport:rowNumber', { number: row.number })} {row.name}
                {row.fault?.value === undefined ? '' : ` · ${row.fault.value}`}
              </p>
            </div>
          </li>
        ))}
        {faults.slice(0, shownAtMost).map(fault => {
          const { repair: mending } = fault
          return (
            <li key={`${fault.rule} ${fault.keys.join(' ')} ${fault.at?.join(' ') ?? ''} ${fault.value ?? ''}`}>
              <Icon
                name={fault.severity === 'error' ? 'alert' : 'info'}
                size={18}
                label={t(`gridimport:severity.${fault.severity}`)}
              />
              <div>
                <strong>{t(`gridimport:rule.${fault.rule}`)}</strong>
                <p className="soft">
                  {fault.keys.slice(0, 4).map(nameOf).join(' · ')}
                  {fault.value === undefined ? '' : ` · ${fault.value}`}
                  {fault.squareMetres === undefined
                    ? ''
                    : ` · ${t('gridimport:squareMetres', { area: areaWords(fault.squareMetres) })}`}
                </p>
              </div>
              <div className="gridimport-acts">
                <button type="button" className="button button-small" onClick={() => show(fault.keys, fault)}>
                  {t('gridimport:show')}
                </button>
                {mending === undefined ? null : (
                  <button
                    type="button"
                    className="button button-small"
                    disabled={disabled}
                    onClick={() => repair({ repairs: [mending], keys: [...fault.keys], toleranceMetres })}
                  >
                    {t(`gridimport:repair.${mending}`)}
                  </button>
                )}
              </div>
            </li>
          )
        })}
      </ul>
      {rowFaults.length + faults.length > shownAtMost ? (
        <p className="soft">{t('gridimport:moreFaults', { count: rowFaults.length + faults.length - shownAtMost })}</p>
      ) : null}
      {undrawn === 0 ? null : <p className="soft">{t('gridimport:undrawn', { count: undrawn })}</p>}
    </div>
  )
}

function areaWords(squareMetres: number): string {
  return squareMetres < 10 ? squareMetres.toFixed(1) : Math.round(squareMetres).toLocaleString('en')
}
