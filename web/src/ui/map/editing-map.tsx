import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../words/words.ts'
import { Icon } from '../icon.tsx'
import { EmptyState } from '../states.tsx'
import { useTheme } from '../theme.ts'
import type { MapWishes } from './draw.ts'
import type { EditGrid, EditMap, EditMapEvents, FaultMark, MapPlace, Sketch } from './edit-map.ts'
import { type Bounds, boundsOfAll, type Geometry } from './geometry.ts'
import type { Handle } from './handles.ts'
import './handles.css'

type Props = {
  readonly grids: readonly EditGrid[]
  readonly label: string
  readonly base?: MapWishes['base']
  readonly chosen?: readonly string[]
  readonly marked?: readonly string[]
  /** Grids that belong to another: drawn fainter. */
  readonly others?: readonly string[]
  readonly before?: readonly Geometry[]
  readonly faults?: readonly FaultMark[]
  readonly places?: readonly MapPlace[]
  readonly sketch?: Sketch | undefined
  readonly lifted?: ReadonlyMap<string, Geometry> | undefined
  readonly handles?: readonly Handle[]
  readonly handlesLabel?: string
  /** A press puts a place: the pointer is a cross. */
  readonly drawing?: boolean
  readonly events?: Partial<EditMapEvents>
  /** Gets the map when it stands, and nothing when it is gone. */
  readonly ready?: (map: EditMap | undefined) => void
  readonly example?: boolean
}

/**
 * A map on which grids are changed. Each property is set by itself: moving the pointer draws a line anew, not the town.
 * A list of the same grids always stands beside it.
 */
export function EditingMap(props: Props) {
  const { t } = useWords()
  const theme = useTheme()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<EditMap>()
  const [failed, setFailed] = useState(false)
  const latest = useRef(props)
  latest.current = props
  const { base, label } = props
  const seen = useRef<Bounds>(undefined)
  useEffect(() => {
    let gone = false
    let opened: EditMap | undefined
    const open = async () => {
      const { openEditMap } = await import('./edit-map.ts')
      const element = box.current
      if (gone || element === null) return
      // The colours are part of the drawing: another theme is another drawing, of the same stretch.
      element.dataset['theme'] = theme
      const shapes = latest.current.grids.flatMap(({ shape }) => shape ?? [])
      const bounds = seen.current ?? boundsOfAll(shapes)
      const events = latest
      opened = openEditMap(element, {
        label,
        ...(base === undefined ? {} : { base }),
        ...(bounds === undefined ? {} : { bounds }),
        events: {
          onPress: (at, keys) => events.current.events?.onPress?.(at, keys),
          onFinish: () => events.current.events?.onFinish?.(),
          onBack: () => events.current.events?.onBack?.(),
          onPointer: at => events.current.events?.onPointer?.(at),
          onDrag: (id, to) => events.current.events?.onDrag?.(id, to),
          onDrop: (id, to, by) => events.current.events?.onDrop?.(id, to, by),
          onDragCancelled: () => events.current.events?.onDragCancelled?.(),
          onHandlePress: id => events.current.events?.onHandlePress?.(id),
          onHandleRemove: id => events.current.events?.onHandleRemove?.(id),
        },
      })
      setMap(opened)
      latest.current.ready?.(opened)
    }
    open().catch(() => setFailed(true))
    return () => {
      gone = true
      seen.current = opened?.view()
      opened?.end()
      setMap(undefined)
      latest.current.ready?.(undefined)
      box.current?.replaceChildren()
    }
  }, [base, label, theme])
  const { grids, chosen = none, marked = none, others = none, before = none, faults = none, handles = none } = props
  const { places = noPlaces, sketch, lifted, handlesLabel = '', drawing = false } = props
  useEffect(() => map?.setGrids(grids), [map, grids])
  useEffect(() => map?.setState('chosen', chosen), [map, chosen])
  useEffect(() => map?.setState('marked', marked), [map, marked])
  useEffect(() => map?.setState('other', others), [map, others])
  useEffect(() => map?.setBefore(before), [map, before])
  useEffect(() => map?.setFaults(faults), [map, faults])
  useEffect(() => map?.setPlaces(places), [map, places])
  useEffect(() => {
    if (lifted !== undefined) map?.setLifted(lifted)
    else {
      map?.setLifted(undefined)
      map?.setSketch(sketch)
    }
  }, [map, sketch, lifted])
  useEffect(() => map?.setHandles(handles, handlesLabel), [map, handles, handlesLabel])
  useEffect(() => map?.setCrosshair(drawing), [map, drawing])

  if (failed) return <EmptyState icon="map" title={t('app:map.failed')} />
  return (
    <div className="map-box map-editing no-print">
      <div ref={box} className="map-canvas" />
      <div className="map-zoom">
        <button type="button" className="bar-button" aria-label={t('app:map.zoomIn')} onClick={() => map?.zoom(1)}>
          <Icon name="plus" />
        </button>
        <button type="button" className="bar-button" aria-label={t('app:map.zoomOut')} onClick={() => map?.zoom(-1)}>
          <Icon name="minus" />
        </button>
      </div>
      {props.example ? <span className="map-example">{t('app:map.example')}</span> : null}
    </div>
  )
}

const none: readonly never[] = []
const noPlaces: readonly MapPlace[] = []
