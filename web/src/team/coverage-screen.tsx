import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { kindForNeed, type Need, needs } from '@onegrid/domain/team/coverage.ts'
import type { CoverageShape } from '@onegrid/domain/team/posts-contract.ts'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Static } from 'typebox'
import { holds, useMe } from '../account/me.ts'
import { useGet } from '../api/queries.ts'
import { AdminPage, Labelled } from '../ui/admin-page.tsx'
import { GridMap, prepareMap } from '../ui/map/grid-map.tsx'
import { NoGrids } from '../ui/no-grids.tsx'
import { Pager } from '../ui/pager.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { gapDots } from './coverage-dots.ts'
import { GuidanceTable } from './guidance-table.tsx'
import { type Seat, SeatPost } from './seat-post.tsx'
import { gridWords, useGridTree, villagesIn } from './team.ts'
import './posts.css'
import './team.css'

type Coverage = Static<typeof CoverageShape>
type Row = Coverage['items'][number]
const views = ['list', 'map', 'guidance'] as const

// Opened by its address the map is wanted at once: its library comes while the person and the gaps are asked for.
if (new URLSearchParams(location.search).get('view') === 'map') prepareMap()

/** What is not covered, at a glance; each gap is one click from being filled. */
export function CoverageScreen() {
  const { t } = useWords()
  const [query, setQuery] = useSearchParams()
  const grids = useGridTree()
  const mayBegin = holds(useMe(), ['town_administrator'])
  const coverage = useGet<Coverage>(['person', 'coverage'], '/coverage')
  const view = views.find(each => each === query.get('view')) ?? 'list'
  const onMap = view === 'map'
  // Asked for beside the gaps, not after them: of a county both are large.
  const outlines = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines', {}, onMap)
  const need = needs.find(each => each === query.get('need'))
  const village = query.get('village') ?? ''
  const change = (key: string, value: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(key)
        else next.set(key, value)
        return next
      },
      { replace: true },
    )
  const parentOf = useMemo(() => new Map(grids.map(grid => [grid.gridId, grid.parentId])), [grids])
  const all = coverage.data?.items ?? []
  const inVillage = (row: Row) => village === '' || row.gridId === village || parentOf.get(row.gridId) === village
  const rows = all.filter(
    row => inVillage(row) && (need === undefined ? row.lacks.length > 0 : row.lacks.includes(need)),
  )
  const gaps = all.filter(inVillage).flatMap(row => row.lacks)
  const countOf = (each: Need) => gaps.filter(lack => lack === each).length
  const lacksOf = useMemo(() => {
    const counts = new Map<string, number>()
    const add = (gridId: string | undefined, count: number) =>
      gridId === undefined ? undefined : counts.set(gridId, (counts.get(gridId) ?? 0) + count)
    for (const { gridId, lacks } of coverage.data?.items ?? []) {
      add(gridId, lacks.length)
      add(parentOf.get(gridId), lacks.length)
    }
    return counts
  }, [coverage.data, parentOf])
  if (coverage.data === undefined)
    return coverage.error === null ? (
      <Skeleton kind="page" />
    ) : (
      <ErrorState problem={coverage.error} retry={() => void coverage.refetch()} />
    )
  return (
    <AdminPage title={t('posts:coverage.title')} about={t('posts:coverage.about')}>
      <fieldset className="posts-tabs no-print" aria-label={t('posts:coverage.view')}>
        {views.map(each => (
          <button
            key={each}
            type="button"
            className="posts-tab"
            aria-pressed={view === each}
            onPointerEnter={each === 'map' ? prepareMap : undefined}
            onFocus={each === 'map' ? prepareMap : undefined}
            onClick={() => change('view', each === 'list' ? '' : each)}
          >
            {t(`posts:coverage.as.${each}`)}
          </button>
        ))}
      </fieldset>
      {grids.length === 1 ? (
        <NoGrids lacking="village" text={t('posts:coverage.needs')} mayBegin={mayBegin} />
      ) : view === 'guidance' ? (
        <GuidanceTable />
      ) : (
        <>
          <search className="team-filters">
            <Labelled label={t('posts:coverage.need')}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={need ?? ''}
                  onChange={event => change('need', event.target.value)}
                >
                  <option value="">{t('posts:coverage.every', { count: gaps.length })}</option>
                  {needs.map(each => (
                    <option key={each} value={each}>
                      {t('posts:coverage.withCount', { need: t(`posts:need.${each}`), count: countOf(each) })}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={t('team:post.village')}>
              {ties => (
                <select
                  {...ties}
                  className="input"
                  value={village}
                  onChange={event => change('village', event.target.value)}
                >
                  <option value="">{t('team:post.wholeTown')}</option>
                  {villagesIn(grids).map(grid => (
                    <option key={grid.gridId} value={grid.gridId}>
                      {t('posts:coverage.withCount', {
                        need: grid.name,
                        count: lacksOf.get(grid.gridId) ?? 0,
                      })}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          </search>
          {rows.length === 0 ? (
            <EmptyState icon="check" title={t('posts:coverage.none')} text={t('posts:coverage.noneText')} />
          ) : (
            <Gaps
              rows={rows}
              need={need}
              features={onMap ? outlines.data?.features : undefined}
              onMap={onMap}
              choose={gridId => change('village', gridId)}
            />
          )}
        </>
      )}
    </AdminPage>
  )
}

/** A county has two thousand rows with some buttons each; the map and the filters speak for all of them. */
const atOnce = 100

function Gaps({
  rows,
  need,
  features,
  onMap,
  choose,
}: {
  rows: readonly Row[]
  need: Need | undefined
  features: OutlinesWire['features'] | undefined
  onMap: boolean
  choose(village: string): void
}) {
  const { t } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const grids = useGridTree()
  const [seat, setSeat] = useState<Seat>()
  const [shown, setShown] = useState(atOnce)
  const mayFill = holds(me, ['town_administrator'])
  const fill = (row: Row, lack: Need) => {
    const kind = kindForNeed(lack, row.level)
    if (kind === undefined) void navigate(`/posts/party?grid=${row.gridId}`)
    else setSeat({ kind, gridId: row.gridId })
  }
  const dots = useMemo(() => gapDots(features ?? [], rows, need), [features, rows, need])
  return (
    <div className={onMap ? 'posts-with-map' : undefined}>
      {features !== undefined ? (
        <GridMap
          outlines={features}
          dots={dots}
          height={520}
          onDot={gridId => {
            const grid = grids.find(each => each.gridId === gridId)
            choose(grid?.level === 'small' ? (grid.parentId ?? '') : gridId)
          }}
        />
      ) : null}
      <div className="admin-scroll">
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">{t('posts:coverage.grid')}</th>
              <th scope="col">{t('posts:coverage.lacks')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(row => (
              <tr key={row.gridId}>
                <th scope="row">
                  <Link to={`/contacts?grid=${row.gridId}`}>{gridWords(grids, row.gridId)}</Link>
                </th>
                <td>
                  <span className="posts-gaps">
                    {row.lacks
                      .filter(lack => need === undefined || lack === need)
                      .map(lack =>
                        mayFill ? (
                          <button
                            key={lack}
                            type="button"
                            className="button button-small"
                            aria-label={t('posts:coverage.fill', {
                              grid: gridWords(grids, row.gridId),
                              need: t(`posts:need.${lack}`),
                            })}
                            onClick={() => fill(row, lack)}
                          >
                            {t(`posts:need.${lack}`)}
                          </button>
                        ) : (
                          <span key={lack} className="tag">
                            {t(`posts:need.${lack}`)}
                          </span>
                        ),
                      )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Pager
          shown={Math.min(shown, rows.length)}
          hasMore={rows.length > shown}
          loadingMore={false}
          loadMore={() => setShown(shown + atOnce)}
        />
      </div>
      {seat === undefined ? null : <SeatPost seat={seat} close={() => setSeat(undefined)} />}
    </div>
  )
}
