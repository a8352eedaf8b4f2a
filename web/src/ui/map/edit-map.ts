import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import type { Feature } from 'geojson'
import { Map as Canvas, type GeoJSONSource, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { crossElement, type MapWishes } from './draw.ts'
import { editStyle } from './edit-style.ts'
import { type Bounds, boundsOfAll, type Geometry, type LonLat } from './geometry.ts'
import { type Handle, type HandleEvents, HandleLayer } from './handles.ts'
import { type MapName, NameLayer } from './names.ts'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'

export type EditGrid = {
  readonly key: string
  readonly level: GridLevel
  readonly name: string
  readonly shape?: Geometry
}

/** What is being drawn: a line or an outline with the places put so far. */
export type Sketch = { readonly kind: 'line' | 'ring'; readonly points: readonly LonLat[] }
/** Something that stands somewhere, with its name. */
export type MapPlace = { readonly id: string; readonly name: string; readonly at: LonLat }
export type FaultMark = { readonly geometry: Geometry | { readonly at: LonLat }; readonly hint: boolean }
export type GridState = 'chosen' | 'marked' | 'other'

export type PressedKeys = { readonly more: boolean }
export type EditMapEvents = HandleEvents & {
  /** A click, or Enter on the cross in the middle of the map. */
  onPress(at: LonLat, keys: PressedKeys): void
  /** A double click, or Shift+Enter: what is being drawn is complete. */
  onFinish(): void
  /** Takes the last place back. */
  onBack(): void
  onPointer(at: LonLat | undefined): void
}

export type EditMap = {
  setGrids(grids: readonly EditGrid[]): void
  setState(state: GridState, keys: readonly string[]): void
  /** Outlines as they were before, dashed. */
  setBefore(shapes: readonly Geometry[]): void
  setFaults(faults: readonly FaultMark[]): void
  setPlaces(places: readonly MapPlace[]): void
  setSketch(sketch: Sketch | undefined): void
  /** While a border is dragged: these grids as they would be. */
  setLifted(grids: ReadonlyMap<string, Geometry> | undefined): void
  setHandles(handles: readonly Handle[], label: string): void
  focusHandle(id: string): void
  setCrosshair(on: boolean): void
  show(bounds: Bounds): void
  view(): Bounds
  /** Metres that a screen pixel covers in the middle of the map. */
  metresPerPixel(): number
  zoom(by: 1 | -1): void
  /** Moves as another map moved. */
  follow(other: { readonly centre: LonLat; readonly zoom: number }): void
  onMoved(listener: (now: { readonly centre: LonLat; readonly zoom: number }) => void): void
  end(): void
}

setWorkerUrl(workerUrl)

type EditMapWishes = {
  readonly base?: MapWishes['base']
  readonly label: string
  readonly bounds?: Bounds
  readonly events: EditMapEvents
}

/** Draws into the element; throws where there is no WebGL. Of a change only the grids that differ are drawn anew. */
export function openEditMap(element: HTMLElement, { base, label, bounds, events }: EditMapWishes): EditMap {
  const map = new Canvas({
    container: element,
    style: editStyle(base),
    ...(bounds === undefined ? {} : { bounds, fitBoundsOptions: { padding: 24 } }),
    attributionControl: base === undefined ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // Two quick clicks end a line here.
    doubleClickZoom: false,
    boxZoom: false,
    maxZoom: 20,
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const canvas = map.getCanvas()
  canvas.setAttribute('aria-label', label)
  canvas.setAttribute('role', 'application')
  const names = new NameLayer(element, map)
  let gridNames: readonly MapName[] = []
  let placeNames: readonly MapName[] = []
  const cross = crossElement()
  element.append(cross)
  const handles = new HandleLayer(element, map, events)
  const grids = new GridSource(map)
  // For whoever waits for it, a measurement or a journey: everything is drawn and nothing moves.
  map.on('idle', () => {
    element.dataset['drawn'] = ''
  })
  const later = onceLoaded(map)
  const collection = (id: string, features: readonly Feature[]) =>
    later(id, () => map.getSource<GeoJSONSource>(id)?.setData({ type: 'FeatureCollection', features: [...features] }))

  map.on('click', event => {
    const { ctrlKey, metaKey, shiftKey } = event.originalEvent
    events.onPress([event.lngLat.lng, event.lngLat.lat], { more: ctrlKey || metaKey || shiftKey })
  })
  map.on('dblclick', () => events.onFinish())
  map.on('mousemove', event => events.onPointer([event.lngLat.lng, event.lngLat.lat]))
  map.on('mouseout', () => events.onPointer(undefined))
  listenToKeys(element, map, events)
  return {
    setGrids(next) {
      gridNames = next.flatMap(({ key, level, name, shape }) =>
        shape === undefined ? [] : [{ id: key, level, name, geometry: shape }],
      )
      names.setNames([...gridNames, ...placeNames])
      later('grids', () => grids.draw(next))
    },
    setState: (state, keys) => later(`state ${state}`, () => grids.setState(state, keys)),
    setPlaces(places) {
      placeNames = places.map(({ id, name, at }) => ({ id, level: 'place', name, geometry: spotAt(at) }))
      names.setNames([...gridNames, ...placeNames])
      collection(
        'places',
        places.map(({ at }) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...at] },
          properties: {},
        })),
      )
    },
    setBefore: shapes =>
      collection(
        'before',
        shapes.map(geometry => featureOf(geometry, {})),
      ),
    setFaults: faults =>
      collection(
        'faults',
        faults.map(({ geometry, hint }) =>
          'at' in geometry
            ? { type: 'Feature', geometry: { type: 'Point', coordinates: [...geometry.at] }, properties: { hint } }
            : featureOf(geometry, { hint }),
        ),
      ),
    setSketch: sketch => collection('sketch', sketch === undefined ? [] : sketched(sketch)),
    setLifted(lifted) {
      later('lifted', () => grids.setState('lifted', [...(lifted?.keys() ?? [])]))
      collection(
        'sketch',
        [...(lifted ?? [])].map(([, geometry]) => featureOf(geometry, { part: 'ground' })),
      )
    },
    setHandles: (next, name) => handles.set(next, name),
    focusHandle: id => handles.focus(id),
    setCrosshair(on) {
      element.dataset['crosshair'] = on ? 'on' : 'off'
    },
    show: around => void map.fitBounds(around, { padding: 96, maxZoom: 17, duration: 120 }),
    view() {
      const around = map.getBounds()
      return [around.getWest(), around.getSouth(), around.getEast(), around.getNorth()]
    },
    metresPerPixel() {
      const { lat } = map.getCenter()
      // A tile of 512 pixels is the whole equator at zoom 0.
      return (40_075_016.7 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom())
    },
    zoom: by => void map.zoomTo(map.getZoom() + by, { duration: 120 }),
    follow: ({ centre, zoom }) => void map.jumpTo({ center: [centre[0], centre[1]], zoom }, { followed: true }),
    onMoved: listener =>
      void map.on('move', event => {
        if ('followed' in event) return
        const { lng, lat } = map.getCenter()
        listener({ centre: [lng, lat], zoom: map.getZoom() })
      }),
    end() {
      names.end()
      handles.end()
      cross.remove()
      map.remove()
    },
  }
}

/**
 * Enter puts a place at the cross for whoever moves the map by keys; for a hand that has just clicked it ends the line.
 * Shift and Enter always ends it, Backspace takes the last place back.
 */
function listenToKeys(element: HTMLElement, map: Canvas, events: EditMapEvents): void {
  const canvas = map.getCanvas()
  const byKeys = (yes: boolean) => {
    if (yes) element.dataset['keys'] = ''
    else delete element.dataset['keys']
  }
  canvas.addEventListener('pointerdown', () => byKeys(false))
  canvas.addEventListener('focus', () => byKeys(canvas.matches(':focus-visible')))
  canvas.addEventListener('blur', () => byKeys(false))
  canvas.addEventListener('keydown', event => {
    if (event.key.startsWith('Arrow')) byKeys(true)
    else if (event.key === 'Backspace') events.onBack()
    else if (event.key === 'Enter') {
      const { lng, lat } = map.getCenter()
      if (event.shiftKey || element.dataset['keys'] === undefined) events.onFinish()
      else events.onPress([lng, lat], { more: event.ctrlKey || event.metaKey })
    } else return
    if (!event.key.startsWith('Arrow')) event.preventDefault()
  })
}

/** What is set before the style is there is done once it is; of the same thing only the last wish. */
function onceLoaded(map: Canvas): (what: string, work: () => void) => void {
  const waiting = new Map<string, () => void>()
  let loaded = false
  map.on('load', () => {
    loaded = true
    for (const work of waiting.values()) work()
    waiting.clear()
  })
  return (what, work) => {
    if (loaded) work()
    else waiting.set(what, work)
  }
}

/** The source of all grids and what it holds now. */
class GridSource {
  readonly #map: Canvas
  #drawn = new Map<string, EditGrid>()
  readonly #states = new Map<string, ReadonlySet<string>>()

  constructor(map: Canvas) {
    this.#map = map
  }

  draw(next: readonly EditGrid[]): void {
    const wanted = new Map(next.filter(grid => grid.shape !== undefined).map(grid => [grid.key, grid]))
    const add: Feature[] = []
    const remove: string[] = []
    for (const [key, grid] of this.#drawn) {
      const now = wanted.get(key)
      if (now === undefined || now.level !== grid.level || now.shape !== grid.shape) remove.push(key)
    }
    for (const [key, { level, shape }] of wanted) {
      const before = this.#drawn.get(key)
      if (before?.shape !== shape || before?.level !== level) add.push(featureOf(shape!, { key, level }))
    }
    this.#drawn = wanted
    if (add.length + remove.length === 0) return
    const source = this.#map.getSource<GeoJSONSource>('grids')
    void source?.updateData({ remove, add })
  }

  setState(state: string, keys: readonly string[]): void {
    const next = new Set(keys)
    const before = this.#states.get(state) ?? new Set()
    for (const id of before) if (!next.has(id)) this.#map.removeFeatureState({ source: 'grids', id }, state)
    for (const id of next) if (!before.has(id)) this.#map.setFeatureState({ source: 'grids', id }, { [state]: true })
    this.#states.set(state, next)
  }
}

function featureOf(geometry: Geometry, properties: Feature['properties']): Feature {
  return { type: 'Feature', geometry: geometry as Feature['geometry'], properties }
}

/** An outline without ground, for what is asked of outlines. */
function spotAt([lon, lat]: LonLat): Geometry {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon, lat],
        [lon, lat],
        [lon, lat],
      ],
    ],
  }
}

function sketched({ kind, points }: Sketch): Feature[] {
  const places = points.map(([lon, lat]) => [lon, lat])
  const dots = places.map(
    (coordinates): Feature => ({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: {} }),
  )
  if (places.length < 2) return dots
  const line: Feature = { type: 'Feature', geometry: { type: 'LineString', coordinates: places }, properties: {} }
  if (kind === 'line' || places.length < 3) return [line, ...dots]
  const ring = [...places, places[0]!]
  const ground: Feature = {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ring] },
    properties: { part: 'ground' },
  }
  return [ground, ...dots]
}

export function around(shapes: readonly (Geometry | undefined)[]): Bounds | undefined {
  return boundsOfAll(shapes.filter(shape => shape !== undefined))
}
