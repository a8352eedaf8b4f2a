import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import type { ImportRowWire } from './grid-import.ts'
import { type LineWays, VillageChoice } from './way-out.tsx'

type RowRule = NonNullable<ImportRowWire['fault']>['rule']

/** Lines of one fault and one value are one thing to settle: twelve groups of a village that nobody knows. */
export function rowFaultsOf(rows: readonly ImportRowWire[]): readonly (readonly ImportRowWire[])[] {
  const together = new Map<string, ImportRowWire[]>()
  for (const row of rows) {
    const { fault, sourceId } = row
    if (fault === undefined) continue
    const key = JSON.stringify([sourceId, fault.rule, fault.value ?? ''])
    together.set(key, [...(together.get(key) ?? []), row])
  }
  return [...together.values()]
}

const outlineAtFault: ReadonlySet<RowRule> = new Set([
  'coordinates_broken',
  'coordinates_outside',
  'coordinates_metres',
  'coordinates_far',
])
const villageAtFault: ReadonlySet<RowRule> = new Set(['village_unknown', 'village_contradicts'])

/** What is wrong with some lines of a file, what to do about it, and the ways that are open here. */
export function RowFault({
  rows,
  found,
  disabled,
  ways,
}: {
  rows: readonly ImportRowWire[]
  found: GridImportWire
  disabled: boolean
  ways: LineWays
}) {
  const { t } = useWords()
  const { fault } = rows[0]!
  const rule = fault?.rule ?? 'name_missing'
  const hasOutlines = (found.sources.find(({ sourceId }) => sourceId === rows[0]!.sourceId)?.drawn ?? 0) > 0
  return (
    <li>
      <Icon name="alert" size={18} label={t('gridimport:severity.error')} />
      <div>
        <strong>{t(`gridimport:rowRule.${rule}`)}</strong>
        <p className="soft">
          {fault?.value === undefined ? '' : `${fault.value} · `}
          {rows
            .slice(0, 3)
            .map(row => `${t('gridimport:rowNumber', { number: row.number })} ${row.name}`)
            .join(' · ')}
          {rows.length > 3 ? ` · ${t('gridimport:rowsInAll', { count: rows.length })}` : ''}
        </p>
        <p>{t(`gridimport:rowNext.${rule}`)}</p>
        {villageAtFault.has(rule) ? (
          <VillageChoice found={found} disabled={disabled} choose={key => ways.putUnder(rows, key)} />
        ) : null}
      </div>
      <div className="gridimport-acts">
        {hasOutlines && outlineAtFault.has(rule) ? (
          <button
            type="button"
            className="button button-small"
            disabled={disabled}
            onClick={() => ways.withoutOutline(rows)}
          >
            {t('gridimport:way.withoutOutline')}
          </button>
        ) : null}
        <button type="button" className="button button-small" disabled={disabled} onClick={() => ways.leaveOut(rows)}>
          {t('gridimport:way.leaveOut', { count: rows.length })}
        </button>
      </div>
    </li>
  )
}
