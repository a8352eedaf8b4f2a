import type { GridImportWire, RepairGridImportBody } from '@onegrid/domain/grid/import/contract.ts'
import { useState } from 'react'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import { GridFault, repairOf } from './grid-fault.tsx'
import type { ImportFault } from './grid-import.ts'
import { RowFault, rowFaultsOf } from './row-faults.tsx'
import type { LineWays } from './way-out.tsx'

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
  ways,
}: {
  found: GridImportWire
  disabled: boolean
  show(keys: readonly string[], fault: ImportFault): void
  repair(body: RepairGridImportBody): void
  undo(repairId?: string): void
  ways: LineWays
}) {
  const { t } = useWords()
  const [toleranceMetres, setTolerance] = useState<number>(5)
  const names = new Map(found.grids.map(grid => [grid.key, grid]))
  const nameOf = (key: string) => names.get(key)?.name ?? key
  const faulty = found.rows.filter(row => row.state === 'faulty')
  // One choice beside the file settles all of these.
  const waiting = faulty.filter(row => row.fault?.rule === 'system_missing')
  const rowFaults = rowFaultsOf(faulty.filter(row => row.fault?.rule !== 'system_missing'))
  // Names without an outline are one sentence, however many they are.
  const faults = found.faults.filter(fault => fault.rule !== 'undrawn')
  const undrawn = found.grids.filter(grid => !grid.drawn).length
  const mendings = faults.flatMap(fault => repairOf(fault, toleranceMetres) ?? [])
  // The metres are asked where they decide something.
  const measured = faults.some(
    ({ repair: offered, widthMetres }) =>
      offered === 'snap' || (widthMetres !== undefined && widthMetres <= tolerances.at(-1)!),
  )
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
      {mendings.length === 0 && !measured ? null : (
        <div className="gridimport-mend">
          {measured ? (
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
          ) : null}
          {mendings.length === 0 ? null : (
            <button
              type="button"
              className="button"
              disabled={disabled}
              onClick={() => repair({ repairs: [...new Set(mendings)], toleranceMetres })}
            >
              {t('gridimport:mendAll', { count: mendings.length })}
            </button>
          )}
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
        {rowFaults.slice(0, shownAtMost).map(rows => (
          <RowFault
            key={`${rows[0]!.sourceId} ${rows[0]!.number}`}
            rows={rows}
            found={found}
            disabled={disabled}
            ways={ways}
          />
        ))}
        {faults.slice(0, shownAtMost).map(fault => (
          <GridFault
            key={`${fault.rule} ${fault.keys.join(' ')} ${fault.at?.join(' ') ?? ''} ${fault.value ?? ''}`}
            fault={fault}
            found={found}
            toleranceMetres={toleranceMetres}
            mostMetres={tolerances.at(-1)!}
            disabled={disabled}
            show={() => show(fault.keys, fault)}
            mend={mending => repair({ repairs: [mending], keys: [...fault.keys], toleranceMetres })}
            ways={ways}
          />
        ))}
      </ul>
      {rowFaults.length + faults.length > shownAtMost ? (
        <p className="soft">{t('gridimport:moreFaults', { count: rowFaults.length + faults.length - shownAtMost })}</p>
      ) : null}
      {undrawn === 0 ? null : <p className="soft">{t('gridimport:undrawn', { count: undrawn })}</p>}
    </div>
  )
}
