import type { GridTreeWire } from '@onegrid/domain/grid/contract.ts'
import type { GridFiguresWire } from '@onegrid/domain/grid/division/contract.ts'
import { useMemo } from 'react'
import { useGet } from '../../api/queries.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import { CallLink } from './call-link.tsx'
import { areaWords } from './plan.ts'
import './compare.css'

type GridRow = GridTreeWire['items'][number]

/** The villages of a day with their figures, or one village with its small grids: in the order of their codes. */
export function DayFigures({
  onDay,
  village,
  choose,
}: {
  onDay: { readonly onDay?: string }
  village: string
  choose(village: string): void
}) {
  const { t } = useWords()
  const tree = useGet<GridTreeWire>(['grid', 'tree', 'day'], '/grids', onDay)
  const today = useGet<GridTreeWire>(['grid', 'tree'], '/grids')
  const standing = useMemo(() => new Set(today.data?.items.map(grid => grid.gridId)), [today.data])
  const figures = useGet<GridFiguresWire>(['grid', 'figures', 'day'], '/grids/figures', onDay)
  const byGrid = useMemo(() => new Map(figures.data?.items.map(item => [item.gridId, item])), [figures.data])
  const problem = tree.error ?? figures.error
  if (tree.data === undefined || figures.data === undefined)
    return problem === null ? (
      <Skeleton rows={8} />
    ) : (
      <ErrorState problem={problem} retry={() => void Promise.all([tree.refetch(), figures.refetch()])} />
    )
  const { items } = tree.data
  const villages = items.filter(grid => grid.level === 'medium').sort(byCode)
  // The village of another day may not be there on this one.
  const chosen = villages.find(grid => grid.gridId === village)
  const inside = chosen === undefined ? villages : items.filter(grid => grid.parentId === chosen.gridId).sort(byCode)
  const whole = chosen ?? items.find(grid => grid.level === 'large')
  const rows = whole === undefined ? inside : [whole, ...inside]
  const { households } = figures.data
  return (
    <>
      <select
        className="input plan-day no-print"
        aria-label={t('plan:day.of')}
        value={chosen?.gridId ?? ''}
        onChange={event => choose(event.target.value)}
      >
        <option value="">{t('plan:day.allVillages')}</option>
        {villages.map(grid => (
          <option key={grid.gridId} value={grid.gridId}>
            {grid.name}
          </option>
        ))}
      </select>
      <div className="admin-scroll">
        <table className="admin-table day-figures">
          <thead>
            <tr>
              <th scope="col">{t('plan:compare.column.name')}</th>
              <th scope="col">{t('plan:figures.area')}</th>
              {households ? (
                <>
                  <th scope="col">{t('plan:figures.households')}</th>
                  <th scope="col">{t('plan:figures.people')}</th>
                </>
              ) : null}
              <th scope="col">{t('plan:day.posts')}</th>
              <th scope="col">{t('plan:day.received')}</th>
              <th scope="col">{t('plan:day.accepted')}</th>
              <th scope="col">{t('plan:figures.openTickets')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(grid => {
              const item = byGrid.get(grid.gridId)
              return (
                <tr key={grid.gridId} data-whole={grid === whole || undefined}>
                  <th scope="row">
                    {grid.level === 'medium' && grid !== whole ? (
                      <button type="button" className="plan-about" onClick={() => choose(grid.gridId)}>
                        {grid.name}
                      </button>
                    ) : (
                      grid.name
                    )}
                    {grid.level !== 'large' && standing.has(grid.gridId) ? (
                      <CallLink gridId={grid.gridId} name={grid.name} />
                    ) : null}
                  </th>
                  <td>{item?.squareMetres === undefined ? '—' : areaWords(item.squareMetres)}</td>
                  {households ? (
                    <>
                      <td>{item?.households ?? '—'}</td>
                      <td>{item?.people ?? '—'}</td>
                    </>
                  ) : null}
                  <td>{item?.posts ?? 0}</td>
                  <td>{item?.tickets.received ?? 0}</td>
                  <td>{item?.tickets.accepted ?? 0}</td>
                  <td>{item?.tickets.open ?? 0}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="soft">{t(households ? 'plan:day.hint' : 'plan:day.hintNoHouseholds')}</p>
    </>
  )
}

function byCode(one: GridRow, other: GridRow): number {
  return one.code < other.code ? -1 : one.code > other.code ? 1 : 0
}
