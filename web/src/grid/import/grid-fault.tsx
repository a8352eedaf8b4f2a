import type { GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../../words/words.ts'
import type { ImportFault, ImportRowWire } from './grid-import.ts'
import { type LineWays, VillageChoice } from './way-out.tsx'

type Rule = ImportFault['rule']

/** Faults of outlines: without the outline the fault is gone, and the grid is drawn in the plan. */
const outlineAtFault: ReadonlySet<Rule> = new Set([
  'ring_open',
  'ring_crosses_itself',
  'sliver',
  'overlap',
  'gap',
  'outside_parent',
])

/** Snapping mends what is narrower than the metres that the person chose. */
export function repairOf(fault: ImportFault, toleranceMetres: number): ImportFault['repair'] {
  const { repair, widthMetres, rule } = fault
  // A piece outside that is clipped could as well be snapped; clipping is the surer one.
  if (widthMetres === undefined || (repair !== undefined && repair !== 'snap')) return repair
  return ['overlap', 'gap', 'outside_parent'].includes(rule) && widthMetres <= toleranceMetres ? 'snap' : undefined
}

/** What is wrong with grids, what to do about it, and the ways that are open here. */
export function GridFault({
  fault,
  found,
  toleranceMetres,
  mostMetres,
  disabled,
  show,
  mend,
  ways,
}: {
  fault: ImportFault
  found: GridImportWire
  toleranceMetres: number
  mostMetres: number
  disabled: boolean
  show(): void
  mend(repair: NonNullable<ImportFault['repair']>): void
  ways: LineWays
}) {
  const { t } = useWords()
  const nameOf = (key: string) => found.grids.find(grid => grid.key === key)?.name ?? key
  const repair = repairOf(fault, toleranceMetres)
  // The grids that a file brought: of the others nothing can be said here.
  const lines = fault.keys.flatMap((key): ImportRowWire[] => found.rows.filter(row => row.key === key).slice(0, 1))
  const drawnBy = (row: ImportRowWire) => {
    const source = found.sources.find(({ sourceId }) => sourceId === row.sourceId)
    return source !== undefined && source.drawn > 0 && !source.settings.withoutShape?.includes(row.number)
  }
  const stuck = repair === undefined && fault.severity === 'error'
  // A gap or a piece outside stands beside the grid above, too: that one's outline is the measure.
  const own = lines.filter(row => fault.rule === 'overlap' || row.level === 'small' || lines.length === 1)
  const snappable = repair === undefined && repairOf(fault, mostMetres) === 'snap'
  return (
    <li>
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
        {stuck ? (
          <p>
            {snappable
              ? t('gridimport:next.snap_wider', { metres: Math.ceil(fault.widthMetres ?? 0) })
              : t(`gridimport:next.${fault.rule}`)}
          </p>
        ) : null}
        {stuck && fault.rule === 'outside_parent' && lines[0]?.level === 'small' ? (
          <VillageChoice found={found} disabled={disabled} choose={key => ways.putUnder([lines[0]!], key)} />
        ) : null}
      </div>
      <div className="gridimport-acts">
        {fault.at === undefined && fault.shape === undefined && !fault.keys.some(key => isDrawn(found, key)) ? null : (
          <button type="button" className="button button-small" onClick={show}>
            {t('gridimport:show')}
          </button>
        )}
        {repair === undefined ? null : (
          <button type="button" className="button button-small" disabled={disabled} onClick={() => mend(repair)}>
            {t(`gridimport:repair.${repair}`)}
          </button>
        )}
        {!stuck
          ? null
          : own.slice(0, 3).map(row =>
              outlineAtFault.has(fault.rule) && drawnBy(row) ? (
                <button
                  key={row.key}
                  type="button"
                  className="button button-small"
                  disabled={disabled}
                  onClick={() => ways.withoutOutline([row])}
                >
                  {t('gridimport:way.withoutOutlineOf', { name: row.name })}
                </button>
              ) : (
                <button
                  key={row.key}
                  type="button"
                  className="button button-small"
                  disabled={disabled}
                  onClick={() => ways.leaveOut([row])}
                >
                  {t('gridimport:way.leaveOutOf', { name: row.name, number: row.number })}
                </button>
              ),
            )}
      </div>
    </li>
  )
}

function isDrawn({ grids }: GridImportWire, key: string): boolean {
  return grids.some(grid => grid.key === key && grid.drawn)
}

function areaWords(squareMetres: number): string {
  return squareMetres < 10 ? squareMetres.toFixed(1) : Math.round(squareMetres).toLocaleString('en')
}
