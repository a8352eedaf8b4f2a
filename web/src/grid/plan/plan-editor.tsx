import type { PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Fault, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { repairDivision } from '@onegrid/domain/grid/division/repair.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Icon } from '../../ui/icon.tsx'
import { useKeys } from '../../ui/keyboard.ts'
import type { EditMap, FaultMark } from '../../ui/map/edit-map.ts'
import { EditingMap } from '../../ui/map/editing-map.tsx'
import { boundsOfAll, type Geometry } from '../../ui/map/geometry.ts'
import { useWords } from '../../words/words.ts'
import { AdoptPlan } from './adopt-plan.tsx'
import { Comments } from './comments.tsx'
import type { PlanDraft } from './draft-store.ts'
import { FaultList } from './fault-list.tsx'
import { type Counts, GridDetail } from './grid-detail.tsx'
import { GridList } from './grid-list.tsx'
import { LayerChoice, useLayers } from './layers.tsx'
import { useBaseMap, useComparison, useMayManagePlans } from './plan.ts'
import { PlanBanners } from './plan-banners.tsx'
import { PlanHead } from './plan-head.tsx'
import { PointList } from './point-list.tsx'
import { handlesOf, lookingTools, puttingTools, type Tool, toolKeys, tools } from './tool.ts'
import { ToolBar } from './tool-bar.tsx'
import { useDrawing } from './use-drawing.ts'
import { useEditing } from './use-editing.ts'
import { useEditorCommands } from './use-editor-commands.ts'
import { useFaults } from './use-faults.ts'

const panels = ['grids', 'faults', 'comments'] as const
type Panel = (typeof panels)[number]

/** The map, and beside it the list that can do all that the map can. */
export function PlanEditor({ plan, draft }: { plan: PlanWire; draft: PlanDraft | undefined }) {
  const { t } = useWords()
  const mayManage = useMayManagePlans()
  const mayEdit = mayManage && plan.state === 'draft'
  const [panel, setPanel] = useState<Panel>('grids')
  const [adopting, setAdopting] = useState(false)
  const [renaming, setRenaming] = useState<string>()
  const map = useRef<EditMap>(undefined)
  const onInvalid = useRef<() => void>(() => undefined)
  const editing = useEditing(plan, draft, mayEdit, () => onInvalid.current())
  const drawing = useDrawing(editing, mayEdit)
  const { division, chosen, saved, choose, undo, redo } = editing
  const { faults, checking, check } = useFaults(plan.planId, division, plan.faults as readonly Fault[])
  onInvalid.current = () => {
    setPanel('faults')
    check(division)
  }
  const base = useBaseMap()
  const layers = useLayers(division)
  const comparison = useComparison(plan.planId)
  const show = useCallback(
    (keys: readonly string[]) => {
      const wanted = new Set(keys)
      const bounds = boundsOfAll(division.grids.flatMap(grid => (wanted.has(grid.key) && grid.shape) || []))
      if (bounds !== undefined) map.current?.show(bounds)
    },
    [division],
  )
  const take = useCallback(
    (tool: Tool) => {
      if (tool === 'merge' && chosen.length > 1) {
        editing.edit({ kind: 'merge', keys: chosen })
        return
      }
      drawing.take(tool)
      if (puttingTools.includes(tool)) setPanel('grids')
    },
    [chosen, editing.edit, drawing.take],
  )
  const keys = Object.fromEntries(
    tools.filter(tool => mayEdit || lookingTools.includes(tool)).map(tool => [toolKeys[tool], () => take(tool)]),
  )
  useKeys({
    ...keys,
    escape: () => (drawing.tool === 'choose' ? choose([]) : drawing.take('choose')),
    ...(mayEdit
      ? {
          'mod+z': (event: KeyboardEvent) => (event.shiftKey ? redo() : undo()),
          'mod+y': () => redo(),
          'mod+s': () => editing.dirty && editing.saveNow(),
          f2: () => chosen[0] !== undefined && setRenaming(chosen[0]),
        }
      : {}),
  })
  useEditorCommands({ editing, drawing, mayEdit, take, rename: setRenaming })

  const handles = useMemo(
    () => (mayEdit && drawing.tool === 'corners' ? handlesOf(division, chosen) : []),
    [mayEdit, drawing.tool, division, chosen],
  )
  const marks = useMemo(() => faults.flatMap(markOf), [faults])
  const faulty = useMemo(
    () => new Set(faults.flatMap(({ keys: named, severity }) => (severity === 'error' ? named : []))),
    [faults],
  )
  const figures = useMemo(
    () => new Map(comparison.data?.items.flatMap(item => (item.plan === undefined ? [] : [[item.key, item.plan]]))),
    [comparison.data],
  )
  const countsOf = useCallback(
    (grid: PlanGrid): Counts | undefined => {
      const kept = saved.division.grids.find(each => each.key === grid.key)
      return kept === undefined || kept.shape !== grid.shape ? undefined : figures.get(grid.key)
    },
    [saved, figures],
  )
  const showFault = (fault: Fault) => {
    choose(fault.keys.filter(key => division.grids.some(grid => grid.key === key)))
    const bounds = fault.shape === undefined ? undefined : boundsOfAll([fault.shape])
    if (bounds !== undefined) map.current?.show(bounds)
    else if (fault.at !== undefined) map.current?.show([fault.at[0], fault.at[1], fault.at[0], fault.at[1]])
    else show(fault.keys)
  }
  const errors = faults.filter(fault => fault.severity === 'error').length
  const counts: Readonly<Record<Panel, number>> = { grids: 0, faults: faults.length, comments: plan.comments }
  const putting = puttingTools.includes(drawing.tool)
  return (
    <div className="plan">
      <PlanHead
        plan={plan}
        editing={editing}
        errors={errors}
        mayManage={mayManage}
        mayEdit={mayEdit}
        adopt={() => setAdopting(true)}
        toFaults={() => setPanel('faults')}
      />
      <PlanBanners plan={plan} editing={editing} mayEdit={mayEdit} />
      <div className="plan-body">
        <section className="plan-map" aria-label={t('plan:map.label')}>
          <ToolBar editing={editing} drawing={drawing} mayEdit={mayEdit} take={take} />
          <div className="plan-canvas">
            <EditingMap
              grids={division.grids}
              label={`${t('plan:map.label')} · ${t('plan:map.keys')}`}
              chosen={chosen}
              faults={marks}
              places={layers.places}
              marked={layers.fed}
              sketch={drawing.sketch}
              lifted={drawing.lifted}
              handles={handles}
              handlesLabel={t('plan:handle.group')}
              drawing={putting}
              events={drawing.mapEvents}
              example={division.grids.some(grid => grid.example)}
              ready={opened => {
                map.current = opened
                drawing.metresPerPixel.current = () => opened?.metresPerPixel() ?? 1
              }}
              {...(base === undefined ? {} : { base })}
            />
          </div>
          <div className="plan-foot">
            <HintLine editing={editing} tool={drawing.tool} />
            <LayerChoice layers={layers} />
          </div>
        </section>
        <aside className="plan-side" aria-label={t('plan:side')}>
          <div className="plan-tabs" role="tablist" aria-label={t('plan:side')}>
            {panels.map(each => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`plan-tab-${each}`}
                aria-selected={panel === each}
                aria-controls="plan-panel"
                tabIndex={panel === each ? 0 : -1}
                onKeyDown={event => {
                  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
                  const next = panels[(panels.indexOf(each) + by + panels.length) % panels.length]
                  if (by === 0 || next === undefined) return
                  setPanel(next)
                  document.getElementById(`plan-tab-${next}`)?.focus()
                }}
                onClick={() => setPanel(each)}
              >
                {t(`plan:panel.${each}`)}
                {counts[each] === 0 ? null : <span className="plan-count">{counts[each]}</span>}
              </button>
            ))}
          </div>
          <div id="plan-panel" role="tabpanel" aria-labelledby={`plan-tab-${panel}`} className="plan-panel">
            {panel === 'grids' ? (
              <>
                {putting ? (
                  <PointList drawing={drawing} done={() => document.getElementById('plan-tab-grids')?.focus()} />
                ) : null}
                <GridList
                  editing={editing}
                  mayEdit={mayEdit}
                  faulty={faulty}
                  show={show}
                  renaming={renaming}
                  setRenaming={setRenaming}
                />
                {putting ? null : <GridDetail editing={editing} mayEdit={mayEdit} countsOf={countsOf} take={take} />}
              </>
            ) : null}
            {panel === 'faults' ? (
              <FaultList
                faults={faults}
                division={division}
                checking={checking}
                mayEdit={mayEdit}
                show={showFault}
                repair={fault => {
                  if (fault.repair === undefined) return
                  editing.put(repairDivision(division, [fault.repair], { keys: fault.keys }).division, 'repair')
                }}
              />
            ) : null}
            {panel === 'comments' ? (
              <Comments
                planId={plan.planId}
                division={division}
                chosen={chosen[0]}
                hint={t('plan:comments.hint')}
                choose={key => {
                  choose([key])
                  show([key])
                }}
              />
            ) : null}
          </div>
        </aside>
      </div>
      {adopting ? <AdoptPlan plan={plan} close={() => setAdopting(false)} /> : null}
      {mayManage && division.grids.length === 1 ? <FirstSteps /> : null}
    </div>
  )
}

/** What the tool in hand waits for, and why the last edit was not possible. */
function HintLine({ editing, tool }: { editing: ReturnType<typeof useEditing>; tool: Tool }) {
  const { t } = useWords()
  const { refused, chosen } = editing
  if (refused !== undefined)
    return (
      <p className="plan-hint plan-hint-refused" role="alert" key={refused.number}>
        <Icon name="alert" size={16} />
        {t(`plan:refused.${refused.rule}`)}
      </p>
    )
  const wait = (tool === 'split' || tool === 'merge' || tool === 'corners') && chosen.length === 0
  return (
    <p className="plan-hint" role="status">
      {t(wait ? 'plan:hint.chooseFirst' : `plan:hint.${tool}`)}
    </p>
  )
}

/** A town without villages: how to begin. */
function FirstSteps() {
  const { t } = useWords()
  return (
    <p className="plan-first soft">
      <Icon name="info" size={16} />
      {t('plan:first')} <Link to="/plans">{t('plan:list.back')}</Link>
    </p>
  )
}

function markOf({ shape, at, severity }: Fault): FaultMark[] {
  const hint = severity === 'hint'
  if (shape !== undefined) return [{ geometry: shape as Geometry, hint }]
  return at === undefined ? [] : [{ geometry: { at }, hint }]
}
