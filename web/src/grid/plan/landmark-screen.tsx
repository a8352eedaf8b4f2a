import type { GridTreeWire, LandmarkListBody, LandmarkListWire, OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import { useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useIntention } from '../../api/intention.ts'
import { useGet } from '../../api/queries.ts'
import { AdminPage, Banner } from '../../ui/admin-page.tsx'
import type { EditMap } from '../../ui/map/edit-map.ts'
import { EditingMap } from '../../ui/map/editing-map.tsx'
import type { LonLat } from '../../ui/map/geometry.ts'
import { NoGrids } from '../../ui/no-grids.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { useWords } from '../../words/words.ts'
import { LandmarkForm } from './landmark-form.tsx'
import { bodyOf, draftsOf, type LandmarkDraft, mergedInto, movedTo } from './landmark-list.ts'
import { LandmarkTable } from './landmark-table.tsx'
import { useBaseMap, useLandmarkList, useMayManagePlans } from './plan.ts'
import './plan.css'
import './landmark.css'

export function LandmarkScreen() {
  const { t } = useWords()
  const mayBegin = useMayManagePlans()
  const landmarks = useLandmarkList()
  const tree = useGet<GridTreeWire>(['grid', 'tree'], '/grids')
  const outlines = useGet<OutlinesWire>(['grid', 'outlines'], '/grids/outlines')
  const problem = landmarks.error ?? tree.error ?? outlines.error
  const reload = () => void Promise.all([landmarks.refetch(), tree.refetch(), outlines.refetch()])
  if (landmarks.data === undefined || tree.data === undefined || outlines.data === undefined)
    return problem === null ? <Skeleton kind="page" /> : <ErrorState problem={problem} retry={reload} />
  if (tree.data.items.length === 1 && landmarks.data.items.length === 0)
    return (
      <AdminPage title={t('plan:landmark.title')}>
        <NoGrids lacking="village" text={t('plan:landmark.needs')} mayBegin={mayBegin} />
      </AdminPage>
    )
  return <Edited landmarks={landmarks.data} tree={tree.data} outlines={outlines.data} reload={reload} />
}

/** One list, changed as a whole; the map and the list show the same landmarks. */
function Edited({
  landmarks,
  tree,
  outlines,
  reload,
}: {
  landmarks: LandmarkListWire
  tree: GridTreeWire
  outlines: OutlinesWire
  reload(): void
}) {
  const { t } = useWords()
  const base = useBaseMap()
  const [query, setQuery] = useSearchParams()
  const [opened, setOpened] = useState(landmarks)
  const [list, setList] = useState(() => draftsOf(landmarks))
  const [chosen, setChosen] = useState<string>()
  const [adding, setAdding] = useState(false)
  const map = useRef<EditMap>(undefined)
  const counted = useRef(0)
  const kind = query.get('kind') ?? ''
  const words = query.get('words') ?? ''
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
  const changed = JSON.stringify(bodyOf(list)) !== JSON.stringify(bodyOf(draftsOf(opened)))
  const save = useIntention<{ readonly version: number; readonly body: LandmarkListBody }, unknown>(
    ({ version, body }) => ({ method: 'PUT', path: '/landmarks', version: `"${version}"`, body }),
    {
      changes: ['grid'],
      onDone: () => {
        setTakingOver(true)
        toast({ text: t('plan:landmark.saved') })
      },
      onRefused: problem => setChosen(list[placeOf(problem.pointer)?.at ?? -1]?.key ?? chosen),
    },
  )
  const [takingOver, setTakingOver] = useState(false)
  const newer = landmarks.version !== opened.version
  if (newer && (takingOver || !changed)) {
    const before = list.find(each => each.key === chosen)
    const next = draftsOf(landmarks)
    setOpened(landmarks)
    setList(next)
    setTakingOver(false)
    // A new landmark has its id now: it stays chosen by its name and place.
    setChosen(next.find(each => each.name === before?.name.trim() && each.lon === before.lon)?.key ?? before?.key)
  }
  const stale = save.error?.status === 412 || (newer && changed && !takingOver && !save.isPending)
  const fault = placeOf(save.error?.pointer)
  const current = list.find(each => each.key === chosen)
  const change = (next: readonly LandmarkDraft[]) => {
    setList(next)
    if (save.error !== null && !stale) save.reset()
  }
  const put = (landmark: LandmarkDraft) => change(list.map(each => (each.key === landmark.key ? landmark : each)))
  const remove = (key: string) => {
    change(list.filter(each => each.key !== key))
    if (chosen === key) setChosen(undefined)
  }
  const add = (at: LonLat) => {
    counted.current += 1
    const key = `new-${counted.current}`
    change([...list, movedTo({ key, kind: 'tree', name: '', lon: 0, lat: 0 }, [at[0], at[1]])])
    setChosen(key)
    setAdding(false)
  }
  const shown = useMemo(
    () =>
      list.filter(
        each =>
          (kind === '' || each.kind === kind || each.key === chosen) &&
          (words.trim() === '' || each.name.includes(words.trim()) || each.key === chosen),
      ),
    [list, kind, words, chosen],
  )
  const handles = useMemo(
    () =>
      shown.map(each => ({
        id: each.key,
        at: [each.lon, each.lat] as const,
        kind: 'place' as const,
        label: `${each.name.trim() === '' ? t('plan:landmark.unnamed') : each.name} · ${t(`plan:landmark.kind.${each.kind}`)}`,
        chosen: each.key === chosen,
      })),
    [shown, chosen, t],
  )
  const grids = useMemo(
    () =>
      outlines.features.map(({ geometry, properties: { gridId, level, name } }) => ({
        key: gridId,
        level,
        name,
        shape: geometry,
      })),
    [outlines],
  )
  const choose = (key: string) => {
    setChosen(key)
    const landmark = list.find(each => each.key === key)
    if (landmark === undefined) return
    const [west, south, east, north] = map.current?.view() ?? [-180, -90, 180, 90]
    const inView = landmark.lon > west && landmark.lon < east && landmark.lat > south && landmark.lat < north
    if (!inView) map.current?.show([landmark.lon, landmark.lat, landmark.lon, landmark.lat])
  }
  return (
    <AdminPage
      title={t('plan:landmark.title')}
      about={t('plan:landmark.about')}
      actions={
        <>
          {changed ? (
            <button type="button" className="button button-quiet" onClick={() => change(draftsOf(opened))}>
              {t('plan:landmark.discard')}
            </button>
          ) : null}
          <button
            type="button"
            className="button button-primary"
            disabled={!changed || save.isPending || takingOver}
            onClick={() => save.mutate({ version: opened.version, body: bodyOf(list) })}
          >
            {t('plan:landmark.save')}
          </button>
        </>
      }
    >
      <Unsaved when={changed && !takingOver} />
      {stale ? (
        <Banner
          kind="over"
          actions={
            <>
              <button
                type="button"
                className="button"
                disabled={!newer}
                onClick={() => {
                  setList(mergedInto(draftsOf(landmarks), draftsOf(opened), list))
                  setOpened(landmarks)
                  save.reset()
                  toast({ text: t('plan:landmark.merged') })
                }}
              >
                {t('plan:landmark.keepMine')}
              </button>
              <button
                type="button"
                className="button"
                onClick={() => {
                  setTakingOver(true)
                  save.reset()
                  reload()
                }}
              >
                {t('plan:landmark.loadNewest')}
              </button>
            </>
          }
        >
          {t('plan:landmark.stale')}
        </Banner>
      ) : save.error !== null ? (
        <Banner kind="over">{save.error.message}</Banner>
      ) : null}
      <div className="landmarks">
        <div className="landmarks-map">
          <EditingMap
            grids={grids}
            label={`${t('plan:landmark.title')} · ${t('plan:map.keys')}`}
            handles={handles}
            handlesLabel={t('plan:landmark.handles')}
            drawing={adding}
            example={outlines.features.some(feature => feature.properties.example)}
            ready={ready => {
              map.current = ready
            }}
            events={{
              onPress: at => adding && add(at),
              onDrop: (key, to) => {
                const landmark = list.find(each => each.key === key)
                if (landmark !== undefined) put(movedTo(landmark, [to[0], to[1]]))
                setChosen(key)
              },
              onHandlePress: setChosen,
              onHandleRemove: remove,
            }}
            {...(base === undefined ? {} : { base })}
          />
          {adding ? (
            <p className="landmarks-hint" role="status">
              {t('plan:landmark.addHint')}
            </p>
          ) : null}
        </div>
        <div className="landmarks-side">
          <LandmarkTable
            list={shown}
            all={list.length}
            chosen={chosen}
            kind={kind}
            words={words}
            set={set}
            choose={choose}
            adding={adding}
            setAdding={setAdding}
            addHere={() => {
              const [west, south, east, north] = map.current?.view() ?? [112, 22, 113, 23]
              add([(west + east) / 2, (south + north) / 2])
            }}
          />
          {current === undefined ? null : (
            <LandmarkForm
              key={current.key}
              landmark={current}
              grids={tree.items}
              fault={
                fault !== undefined && list[fault.at]?.key === current.key
                  ? { field: fault.field, words: save.error?.message ?? '' }
                  : undefined
              }
              put={put}
              remove={() => remove(current.key)}
            />
          )}
        </div>
      </div>
    </AdminPage>
  )
}

function placeOf(pointer: string | undefined): { readonly at: number; readonly field: string } | undefined {
  const [, at, field = ''] = /^\/items\/(\d+)\/?(\w*)/.exec(pointer ?? '') ?? []
  return at === undefined ? undefined : { at: Number(at), field }
}
