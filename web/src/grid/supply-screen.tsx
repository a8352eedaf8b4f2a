import type { GridTreeWire, GridWire, SupplyAreasBody, SupplyAreasWire } from '@onegrid/domain/grid/contract.ts'
import { type Utility, utilities } from '@onegrid/domain/grid/grid.ts'
import { uncovered } from '@onegrid/domain/grid/supply.ts'
import { useRef, useState } from 'react'
import { useIntention } from '../api/intention.ts'
import { useGet } from '../api/queries.ts'
import { AdminPage, Banner } from '../ui/admin-page.tsx'
import { NoGrids } from '../ui/no-grids.tsx'
import { EmptyState, ErrorState, Skeleton } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { Unsaved } from '../ui/unsaved.tsx'
import { useWords } from '../words/words.ts'
import { AreaForm } from './area-form.tsx'
import { useMayManagePlans } from './plan/plan.ts'
import { bodyOf, type Draft, draftsOf, placeOf, villagesOf } from './supply-list.ts'
import './supply.css'

export function SupplyScreen() {
  const { t } = useWords()
  const mayBegin = useMayManagePlans()
  const areas = useGet<SupplyAreasWire>(['grid', 'supply'], '/supply-areas')
  const tree = useGet<GridTreeWire>(['grid', 'tree'], '/grids')
  const problem = areas.error ?? tree.error
  const reload = () => void Promise.all([areas.refetch(), tree.refetch()])
  if (areas.data === undefined || tree.data === undefined)
    return problem === null ? <Skeleton kind="page" /> : <ErrorState problem={problem} retry={reload} />
  if (tree.data.items.every(grid => grid.level !== 'small') && areas.data.items.length === 0)
    return (
      <AdminPage title={t('grid:supply.title')}>
        <NoGrids
          lacking={tree.data.items.length === 1 ? 'village' : 'small'}
          text={t('grid:supply.needs')}
          mayBegin={mayBegin}
        />
      </AdminPage>
    )
  return <Edited areas={areas.data} grids={tree.data.items} reload={reload} />
}

/** One list, changed as a whole: what others save meanwhile waits until the person takes it over. */
function Edited({ areas, grids, reload }: { areas: SupplyAreasWire; grids: readonly GridWire[]; reload(): void }) {
  const { t } = useWords()
  const [opened, setOpened] = useState(areas)
  const [list, setList] = useState(() => draftsOf(areas))
  const [chosen, setChosen] = useState<string>()
  const [takingOver, setTakingOver] = useState(false)
  const counted = useRef(0)
  const changed = JSON.stringify(bodyOf(list)) !== JSON.stringify(bodyOf(draftsOf(opened)))
  const save = useIntention<{ readonly version: number; readonly body: SupplyAreasBody }, unknown>(
    ({ version, body }) => ({ method: 'PUT', path: '/supply-areas', version: `"${version}"`, body }),
    {
      changes: ['grid', 'ticket'],
      onDone: () => {
        setTakingOver(true)
        toast({ text: t('grid:supply.saved') })
      },
      onRefused: problem => {
        const place = placeOf(problem.pointer)
        if (place !== undefined) setChosen(list[place.at]?.key)
      },
    },
  )
  const newer = areas.version !== opened.version
  if (newer && (takingOver || !changed)) {
    // A new area has its id now: it stays chosen by its name.
    const before = list.find(area => area.key === chosen)
    const next = draftsOf(areas)
    setOpened(areas)
    setList(next)
    setTakingOver(false)
    setChosen(next.find(area => area.utility === before?.utility && area.name === before.name.trim())?.key)
  }
  const stale = save.error?.status === 412 || (newer && changed && !takingOver && !save.isPending)
  const place = placeOf(save.error?.pointer)
  const area = list.find(each => each.key === chosen)
  const change = (next: readonly Draft[]) => {
    setList(next)
    if (save.error !== null && !stale) save.reset()
  }
  const add = (utility: Utility) => {
    counted.current += 1
    const key = `new-${counted.current}`
    change([...list, { key, utility, name: '', gridIds: [] }])
    setChosen(key)
  }
  return (
    <AdminPage
      title={t('grid:supply.title')}
      about={t('grid:supply.about')}
      actions={
        <>
          {changed ? (
            <button type="button" className="button button-quiet" onClick={() => change(draftsOf(opened))}>
              {t('grid:supply.discard')}
            </button>
          ) : null}
          <button
            type="button"
            className="button button-primary"
            disabled={!changed || save.isPending || takingOver}
            onClick={() => save.mutate({ version: opened.version, body: bodyOf(list) })}
          >
            {t('grid:supply.save')}
          </button>
        </>
      }
    >
      <Unsaved when={changed && !takingOver} />
      {stale || save.error !== null ? (
        <Banner
          kind="over"
          actions={
            stale ? (
              <button
                type="button"
                className="button"
                onClick={() => {
                  setTakingOver(true)
                  save.reset()
                  reload()
                }}
              >
                {t('grid:supply.loadNewest')}
              </button>
            ) : null
          }
        >
          {stale ? t('grid:supply.stale') : save.error?.message}
        </Banner>
      ) : null}
      <div className="supply">
        <nav className="supply-list" aria-label={t('grid:supply.list')}>
          {utilities.map(utility => (
            <UtilityAreas
              key={utility}
              utility={utility}
              list={list}
              grids={grids}
              chosen={chosen}
              choose={setChosen}
              add={() => add(utility)}
            />
          ))}
        </nav>
        {area === undefined ? (
          <EmptyState
            icon="map"
            title={list.length === 0 ? t('grid:supply.none') : t('grid:supply.choose')}
            {...(list.length === 0 ? { text: t('grid:supply.noneText') } : {})}
          />
        ) : (
          <AreaForm
            key={area.key}
            area={area}
            list={list}
            grids={grids}
            fault={
              place !== undefined && list[place.at]?.key === area.key
                ? { field: place.field, words: save.error?.message ?? '' }
                : undefined
            }
            change={change}
          />
        )}
      </div>
    </AdminPage>
  )
}

function UtilityAreas({
  utility,
  list,
  grids,
  chosen,
  choose,
  add,
}: {
  utility: Utility
  list: readonly Draft[]
  grids: readonly GridWire[]
  chosen: string | undefined
  choose(key: string): void
  add(): void
}) {
  const { t } = useWords()
  const small = grids.filter(grid => grid.level === 'small').map(grid => grid.gridId)
  const left = new Set(uncovered(small, list)[utility])
  return (
    <section aria-labelledby={`supply-${utility}`}>
      <h2 id={`supply-${utility}`}>{t(`grid:supply.utility.${utility}`)}</h2>
      <ul>
        {list
          .filter(area => area.utility === utility)
          .map(area => (
            <li key={area.key}>
              <button
                type="button"
                className="supply-line"
                aria-current={area.key === chosen ? 'true' : undefined}
                onClick={() => choose(area.key)}
              >
                <span>{area.name.trim() === '' ? t('grid:supply.unnamed') : area.name}</span>
                <span className="soft">{t('grid:supply.groups', { count: area.gridIds.length })}</span>
              </button>
            </li>
          ))}
      </ul>
      {left.size === 0 ? (
        <p className="soft">{t(small.length === 0 ? 'grid:supply.noGrids' : 'grid:supply.covered')}</p>
      ) : (
        <details className="supply-left">
          <summary>{t('grid:supply.uncovered', { count: left.size })}</summary>
          <ul>
            {villagesOf(grids).flatMap(({ village, groups }) => {
              const names = groups.filter(group => left.has(group.gridId)).map(group => group.name)
              return names.length === 0 ? [] : [<li key={village.gridId}>{`${village.name}: ${names.join(' · ')}`}</li>]
            })}
          </ul>
        </details>
      )}
      <button type="button" className="button button-small no-print" onClick={add}>
        {t(`grid:supply.add.${utility}`)}
      </button>
    </section>
  )
}
