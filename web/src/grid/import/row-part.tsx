import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { useState } from 'react'
import { useWords } from '../../words/words.ts'
import type { ImportRowWire } from './grid-import.ts'

const pageRows = 100

/** The lines of the files and what became of each; a line can stay out. */
export function RowPart({
  found,
  disabled,
  show,
  leaveOut,
}: {
  found: GridImportWire
  disabled: boolean
  show(keys: readonly string[]): void
  leaveOut(sourceId: string, leftOut: readonly number[]): void
}) {
  const { t } = useWords()
  const [shown, setShown] = useState(pageRows)
  const grids = new Map(found.grids.map(grid => [grid.key, grid]))
  const parentOf = (row: ImportRowWire) => {
    const parentKey = row.key === undefined ? undefined : grids.get(row.key)?.parentKey
    return parentKey === undefined ? '' : (grids.get(parentKey)?.name ?? '')
  }
  const leftOutOf = (sourceId: string) =>
    found.sources.find(source => source.sourceId === sourceId)?.settings.leftOut ?? []
  const toggle = (row: ImportRowWire) => {
    const before = leftOutOf(row.sourceId)
    const next = row.state === 'left_out' ? before.filter(each => each !== row.number) : [...before, row.number]
    leaveOut(row.sourceId, next)
  }
  return (
    <div className="admin-scroll">
      <table className="admin-table gridimport-rows">
        <thead>
          <tr>
            <th scope="col">{t('gridimport:table.number')}</th>
            <th scope="col">{t('gridimport:table.code')}</th>
            <th scope="col">{t('gridimport:table.name')}</th>
            <th scope="col">{t('gridimport:table.level')}</th>
            <th scope="col">{t('gridimport:table.parent')}</th>
            <th scope="col">{t('gridimport:table.state')}</th>
            <th scope="col">{t('gridimport:table.takeIn')}</th>
          </tr>
        </thead>
        <tbody>
          {found.rows.slice(0, shown).map(row => {
            const { key } = row
            return (
              <tr key={`${row.sourceId} ${row.number}`} data-state={row.state}>
                <td className="number">{row.number}</td>
                <td className="number">{row.code ?? ''}</td>
                <td>
                  {key !== undefined && grids.get(key)?.drawn ? (
                    <button type="button" className="gridimport-name" onClick={() => show([key])}>
                      {row.name}
                    </button>
                  ) : (
                    row.name
                  )}
                </td>
                <td>{row.level === undefined ? '' : t(`gridimport:level.${row.level}`)}</td>
                <td>{parentOf(row)}</td>
                <td>
                  {t(`gridimport:state.${row.state}`)}
                  {row.fault === undefined ? null : (
                    <span className="field-fault">
                      {t(`gridimport:rowRule.${row.fault.rule}`)}
                      {row.fault.value === undefined ? '' : ` · ${row.fault.value}`}
                    </span>
                  )}
                </td>
                <td>
                  <input
                    type="checkbox"
                    aria-label={t('gridimport:takeIn', { name: row.name, number: row.number })}
                    checked={row.state !== 'left_out'}
                    disabled={disabled}
                    onChange={() => toggle(row)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {found.rows.length > shown ? (
        <button type="button" className="button" onClick={() => setShown(shown + pageRows)}>
          {t('gridimport:moreRows', { count: found.rows.length - shown })}
        </button>
      ) : null}
    </div>
  )
}
