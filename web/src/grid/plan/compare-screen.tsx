import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { ComparisonWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useGet } from '../../api/queries.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { EditGrid, EditMap } from '../../ui/map/edit-map.ts'
import { EditingMap } from '../../ui/map/editing-map.tsx'
import { boundsOfAll } from '../../ui/map/geometry.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useWords } from '../../words/words.ts'
import {
  type ComparisonItem,
  csvOf,
  type Measure,
  measures,
  nameOf,
  rowsOf,
  type Sorting,
  successorWords,
} from './comparison-rows.ts'
import { areaWords, useBaseMap, useComparison, usePlan } from './plan.ts'
import './plan.css'
import './compare.css'

/** Today's grids beside the plan's: two maps that move together, and what changes as a table. */
export function CompareScreen() {
  const { t } = useWords()
  const { planId = '' } = useParams()
  const plan = usePlan(planId)
  const comparison = useComparison(planId)
  const problem = plan.error ?? comparison.error
  if (plan.data === undefined || comparison.data === undefined)
    return problem === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={problem} retry={() => void Promise.all([plan.refetch(), comparison.refetch()])} />
    )
  return (
    <AdminPage
      title={t('plan:compare.title', { name: plan.data.name })}
      back={
        <Link to={`/plans/${planId}`}>
          <Icon name="left" size={16} />
          {t('plan:compare.back')}
        </Link>
      }
    >
      <Compared plan={plan.data} comparison={comparison.data} />
    </AdminPage>
  )
}

function Compared({ plan, comparison }: { plan: PlanWire; comparison: ComparisonWire }) {
  const { t } = useWords()
  const [query, setQuery] = useSearchParams()
  const [chosen, setChosen] = useState<string>()
  const changedOnly = query.get('all') === null
  const asked = query.get('level')
  const level = asked === 'medium' || asked === 'small' ? asked : ''
  const sorting = sortingOf(query.get('sort'))
  const set = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const rows = rowsOf(comparison, { changedOnly, level, sorting })
  const names = useMemo(() => new Map(comparison.items.map(item => [item.key, item.name])), [comparison])
  const download = () => {
    const url = URL.createObjectURL(new Blob([csvOf(rows, names)], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${t('plan:compare.file', { name: plan.name })}.csv`
    link.click()
    // The download has begun by then in every browser that we know.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  const count = (change: ComparisonItem['change']) =>
    comparison.items.filter(item => item.change === change && item.level !== 'large').length
  return (
    <>
      {comparison.outdated ? <Banner kind="due">{t('plan:outdated.text')}</Banner> : null}
      <p className="compare-sum">
        {t('plan:adopt.changes', { begins: count('begins'), ends: count('ends'), border: count('border') })}
        {' · '}
        {t('plan:adopt.tickets', { count: comparison.movingTickets })}
        {comparison.households ? null : <span className="soft"> · {t('plan:compare.noHouseholds')}</span>}
      </p>
      <TwoMaps plan={plan} comparison={comparison} chosen={chosen} />
      <div className="compare-bar no-print">
        <label className="check-line">
          <input
            type="checkbox"
            checked={changedOnly}
            onChange={event => set('all', event.target.checked ? '' : '1')}
          />
          {t('plan:compare.changedOnly')}
        </label>
        <select
          className="input"
          aria-label={t('plan:level.legend')}
          value={level}
          onChange={event => set('level', event.target.value)}
        >
          <option value="">{t('plan:level.both')}</option>
          <option value="medium">{t('plan:level.medium')}</option>
          <option value="small">{t('plan:level.small')}</option>
        </select>
        <span className="plan-tools-rest" />
        <button type="button" className="button" onClick={download} disabled={rows.length === 0}>
          {t('plan:compare.csv')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('plan:compare.print')}
        </button>
      </div>
      {rows.length === 0 ? (
        <p className="soft">{t('plan:compare.nothing')}</p>
      ) : (
        <Table
          rows={rows}
          names={names}
          sorting={sorting}
          sort={next => set('sort', next.by === 'name' && !next.down ? '' : `${next.by}${next.down ? '-' : ''}`)}
          chosen={chosen}
          choose={setChosen}
        />
      )}
    </>
  )
}

function sortingOf(written: string | null): Sorting {
  const by = measures.find(each => written?.startsWith(each)) ?? 'name'
  return { by, down: written?.endsWith('-') ?? false }
}

function TwoMaps({
  plan,
  comparison,
  chosen,
}: {
  plan: PlanWire
  comparison: ComparisonWire
  chosen: string | undefined
}) {
  const { t } = useWords()
  const base = useBaseMap()
  const outlines = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines')
  const [left, setLeft] = useState<EditMap>()
  const [right, setRight] = useState<EditMap>()
  const today = useMemo<readonly EditGrid[]>(
    () =>
      (outlines.data?.features ?? []).map(({ geometry, properties: { gridId, level, name } }) => ({
        key: gridId,
        level,
        name,
        shape: geometry,
      })),
    [outlines.data],
  )
  const then = plan.division.grids as readonly EditGrid[]
  const shown = useMemo(() => (chosen === undefined ? [] : [chosen]), [chosen])
  const ends = useMemo(() => changing(comparison, 'ends'), [comparison])
  const begins = useMemo(() => changing(comparison, 'begins'), [comparison])
  const latest = useRef({ today, then })
  latest.current = { today, then }
  useEffect(() => {
    if (left === undefined || right === undefined) return
    left.onMoved(now => right.follow(now))
    right.onMoved(now => left.follow(now))
  }, [left, right])
  useEffect(() => {
    if (chosen === undefined) return
    const shapes = [...latest.current.today, ...latest.current.then].flatMap(grid =>
      grid.key === chosen ? (grid.shape ?? []) : [],
    )
    const bounds = boundsOfAll(shapes)
    if (bounds !== undefined) left?.show(bounds)
  }, [chosen, left])
  if (outlines.data === undefined) return <Skeleton rows={4} />
  const example = plan.division.grids.some(grid => grid.example)
  return (
    <div className="compare-maps no-print">
      <figure>
        <figcaption>{t('plan:compare.todaysGrids')}</figcaption>
        <div className="compare-map">
          <EditingMap
            grids={today}
            chosen={shown}
            marked={ends}
            label={t('plan:compare.todaysGrids')}
            ready={setLeft}
            example={example}
            {...(base === undefined ? {} : { base })}
          />
        </div>
      </figure>
      <figure>
        <figcaption>{t('plan:compare.plansGrids')}</figcaption>
        <div className="compare-map">
          <EditingMap
            grids={then}
            chosen={shown}
            marked={begins}
            label={t('plan:compare.plansGrids')}
            ready={setRight}
            example={example}
            {...(base === undefined ? {} : { base })}
          />
        </div>
      </figure>
    </div>
  )
}

function changing({ items }: ComparisonWire, change: ComparisonItem['change']): readonly string[] {
  return items.flatMap(item => (item.change === change && item.level === 'small' ? [item.key] : []))
}

function Table({
  rows,
  names,
  sorting,
  sort,
  chosen,
  choose,
}: {
  rows: readonly ComparisonItem[]
  names: ReadonlyMap<string, string>
  sorting: Sorting
  sort(next: Sorting): void
  chosen: string | undefined
  choose(key: string): void
}) {
  const { t } = useWords()
  const heading = (by: Sorting['by'], words: string, figure = false) => (
    <th
      key={by}
      scope="col"
      className={figure ? 'compare-figure' : undefined}
      aria-sort={sorting.by === by ? (sorting.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="compare-sort"
        onClick={() => sort({ by, down: sorting.by === by ? !sorting.down : by !== 'name' })}
      >
        {words}
        {sorting.by === by ? <Icon name={sorting.down ? 'down' : 'up'} size={14} /> : null}
      </button>
    </th>
  )
  return (
    <div className="admin-scroll">
      <table className="admin-table compare-table">
        <thead>
          <tr>
            {heading('name', t('plan:compare.column.name'))}
            <th scope="col">{t('plan:compare.column.change')}</th>
            {measures.map(each => heading(each, t(`plan:figures.${nameOf(each)}`), true))}
            <th scope="col">{t('plan:compare.column.successors')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key} data-level={row.level} aria-current={row.key === chosen ? 'true' : undefined}>
              <th scope="row">
                <button type="button" className="plan-about" onClick={() => choose(row.key)}>
                  {row.name}
                </button>
                {row.level === 'small' ? <span className="soft"> {names.get(row.parentKey ?? '')}</span> : null}
              </th>
              <td>{t(`plan:change.${row.change}`)}</td>
              {measures.map(each => (
                <td key={each} className="compare-figure">
                  <Change row={row} by={each} />
                </td>
              ))}
              <td>{successorWords(row, names)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Today's figure, and the plan's below it where it is another. */
function Change({ row, by }: { row: ComparisonItem; by: Measure }) {
  const say = (value: number | undefined) =>
    value === undefined ? '—' : by === 'squareMetres' ? areaWords(value) : String(value)
  const [before, after] = [row.today?.[by], row.plan?.[by]]
  const [one, other] = [say(before), say(after)]
  if (one === other) return one
  return (
    <>
      <span className="compare-before">{one}</span>
      <span aria-hidden="true"> → </span>
      <strong>{other}</strong>
    </>
  )
}
