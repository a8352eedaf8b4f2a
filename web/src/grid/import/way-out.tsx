import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { useId, useState } from 'react'
import { useWords } from '../../words/words.ts'
import type { ImportRowWire, SourceChange } from './grid-import.ts'

/** What a person may say of lines of the files where no repair is safe. */
export type LineWays = {
  /** The line stays out of the import. */
  leaveOut(rows: readonly ImportRowWire[]): void
  /** The grid is taken, its outline is not: it is drawn in the plan. */
  withoutOutline(rows: readonly ImportRowWire[]): void
  /** The village is said here. */
  putUnder(rows: readonly ImportRowWire[], parentKey: string): void
}

export function lineWays(found: GridImportWire, say: (sources: SourceChange[]) => void): LineWays {
  const each = (
    rows: readonly ImportRowWire[],
    change: (
      settings: GridImportWire['sources'][number]['settings'],
      numbers: readonly number[],
    ) => Omit<SourceChange, 'sourceId'>,
  ) =>
    say(
      found.sources.flatMap(({ sourceId, settings }) => {
        const numbers = rows.filter(row => row.sourceId === sourceId).map(row => row.number)
        return numbers.length === 0 ? [] : [{ sourceId, ...change(settings, numbers) }]
      }),
    )
  return {
    leaveOut: rows => each(rows, ({ leftOut }, numbers) => ({ leftOut: [...new Set([...leftOut, ...numbers])] })),
    withoutOutline: rows =>
      each(rows, ({ withoutShape = [] }, numbers) => ({ withoutShape: [...new Set([...withoutShape, ...numbers])] })),
    putUnder: (rows, parentKey) =>
      each(rows, ({ parents = [] }, numbers) => ({
        parents: [
          ...parents.filter(({ number }) => !numbers.includes(number)),
          ...numbers.map(number => ({ number, key: parentKey })),
        ],
      })),
  }
}

/** The villages of the preview, to choose one for lines whose village was not found. */
export function VillageChoice({
  found,
  disabled,
  choose,
}: {
  found: GridImportWire
  disabled: boolean
  choose(parentKey: string): void
}) {
  const { t } = useWords()
  const id = useId()
  const [chosen, setChosen] = useState('')
  const villages = found.grids.filter(({ level }) => level === 'medium')
  if (villages.length === 0) return null
  return (
    <div className="gridimport-choice">
      <label htmlFor={id}>{t('gridimport:way.village')}</label>
      <select
        id={id}
        className="input"
        value={chosen}
        disabled={disabled}
        onChange={event => setChosen(event.target.value)}
      >
        <option value="">{t('gridimport:system.choose')}</option>
        {villages.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button button-small"
        disabled={disabled || chosen === ''}
        onClick={() => choose(chosen)}
      >
        {t('gridimport:way.putUnder')}
      </button>
    </div>
  )
}
