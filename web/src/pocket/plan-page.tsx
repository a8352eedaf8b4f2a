import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type { ComparisonWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useMe } from '../account/me.ts'
import { useGet } from '../api/queries.ts'
import { Comments } from '../grid/plan/comments.tsx'
import { successorWords } from '../grid/plan/comparison-rows.ts'
import { dayWords, useComparison, usePlan } from '../grid/plan/plan.ts'
import { Labelled } from '../ui/admin-page.tsx'
import type { MapMark } from '../ui/map/draw.ts'
import type { Outline } from '../ui/map/geometry.ts'
import { GridMap } from '../ui/map/grid-map.tsx'
import { ErrorState, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/words.ts'
import { Page } from './page.tsx'
import '../grid/plan/plan.css'

/** One village of a plan: how it would be divided, what changes, and what its people say of it. */
export function PlanPage() {
  const { t } = useWords()
  const { planId = '' } = useParams()
  const plan = usePlan(planId)
  const comparison = useComparison(planId)
  const problem = plan.error ?? comparison.error
  return (
    <Page title={plan.data?.name ?? t('pocket:plans.title')} back refresh={() => plan.refetch()}>
      {plan.data !== undefined && comparison.data !== undefined ? (
        <Village plan={plan.data} comparison={comparison.data} />
      ) : problem === null ? (
        <Skeleton />
      ) : (
        <ErrorState problem={problem} retry={() => void Promise.all([plan.refetch(), comparison.refetch()])} />
      )}
    </Page>
  )
}

const order = ['ends', 'begins', 'border', 'described', 'same']

function Village({ plan, comparison }: { plan: PlanWire; comparison: ComparisonWire }) {
  const { t, language } = useWords()
  const { posts } = useMe()
  const outlines = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines')
  const { grids } = plan.division
  const villages = grids.filter(grid => grid.level === 'medium')
  const own = useMemo(() => villageOf(posts, comparison), [posts, comparison])
  const [chosen, setChosen] = useState<string>()
  const [about, setAbout] = useState<string>()
  const village = villages.find(grid => grid.key === (chosen ?? own)) ?? villages[0]
  const drawn = useMemo(
    () => grids.filter(grid => grid.key === village?.key || grid.parentKey === village?.key).flatMap(outlineOf),
    [grids, village],
  )
  const names = useMemo(() => new Map(comparison.items.map(item => [item.key, item.name])), [comparison])
  const changes = useMemo(
    () =>
      comparison.items
        .filter(({ change, level, parentKey }) => level === 'small' && change !== 'same' && parentKey === village?.key)
        .sort((one, other) => order.indexOf(one.change) - order.indexOf(other.change)),
    [comparison, village],
  )
  // Only what goes: today's other borders are the plan's own.
  const today = useMemo(() => {
    const going = new Set(
      changes.flatMap(({ change, gridId }) => (change === 'ends' || change === 'border' ? [gridId] : [])),
    )
    return outlines.data?.features.filter(({ properties }) => going.has(properties.gridId)) ?? []
  }, [outlines.data, changes])
  const marks = useMemo(() => {
    const coming = new Set(
      changes.flatMap(({ change, key }) => (change === 'begins' || change === 'border' ? [key] : [])),
    )
    return grids.flatMap(({ key, shape }): MapMark[] =>
      shape !== undefined && coming.has(key) ? [{ kind: 'here', shape: shape as unknown as MapMark['shape'] }] : [],
    )
  }, [grids, changes])
  return (
    <div className="plan-page">
      <p>
        {plan.effectiveOn === undefined
          ? t('pocket:plans.askText')
          : t('plan:adopted', { day: dayWords(plan.effectiveOn, language) })}
      </p>
      <Labelled label={t('pocket:plans.village')}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={village?.key ?? ''}
            onChange={event => {
              setChosen(event.target.value)
              setAbout(undefined)
            }}
          >
            {villages.map(grid => (
              <option key={grid.key} value={grid.key}>
                {grid.name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {drawn.length === 0 ? (
        <p className="soft">{t('pocket:plans.undrawn')}</p>
      ) : (
        <>
          <GridMap key={`${village?.key} ${today.length}`} outlines={drawn} height={300} beside={today} marks={marks} />
          {changes.length === 0 ? null : <p className="soft">{t('pocket:plans.key')}</p>}
        </>
      )}
      <h2>{t('pocket:plans.changes')}</h2>
      {changes.length === 0 ? (
        <p className="soft">{t('pocket:plans.same')}</p>
      ) : (
        <ul className="plan-page-changes">
          {changes.map(item => (
            <li key={`${item.key} ${item.change}`}>
              <strong>{item.name}</strong> {t(`plan:change.${item.change}`)}
              {item.change === 'ends' && item.successors !== undefined ? (
                <span className="soft"> → {successorWords(item, names)}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <h2>{t('pocket:plans.say')}</h2>
      <Labelled label={t('pocket:plans.about')}>
        {ties => (
          <select
            {...ties}
            className="input"
            value={about ?? ''}
            onChange={event => setAbout(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">{t('pocket:plans.aboutAll')}</option>
            {grids
              .filter(grid => grid.key === village?.key || grid.parentKey === village?.key)
              .map(grid => (
                <option key={grid.key} value={grid.key}>
                  {grid.name}
                </option>
              ))}
          </select>
        )}
      </Labelled>
      <Comments
        planId={plan.planId}
        division={plan.division as never}
        chosen={about}
        choose={setAbout}
        hint={undefined}
      />
    </div>
  )
}

/** The village of whoever looks, by a post in it or in one of its groups, in the plan's own keys. */
function villageOf(posts: ReturnType<typeof useMe>['posts'], { items }: ComparisonWire): string | undefined {
  for (const { gridId } of posts) {
    const item = items.find(each => each.gridId !== undefined && each.gridId === gridId)
    if (item?.level === 'medium') return item.key
    if (item?.level === 'small') return item.parentKey
  }
  return undefined
}

function outlineOf({ key, level, name, code, shape, example }: PlanWire['division']['grids'][number]): Outline[] {
  if (shape === undefined) return []
  const properties = { gridId: key, level, name, code: code ?? '', example: example ?? false }
  return [{ type: 'Feature', properties, geometry: shape } as unknown as Outline]
}
