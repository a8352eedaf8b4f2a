import type { Light } from '@onegrid/domain/ticket/clock.ts'
import type { Feature, FeatureCollection } from 'geojson'
import {
  Map as Canvas,
  type ExpressionSpecification,
  type GeoJSONSource,
  Marker,
  prewarm,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { tokenValue } from '../theme-token.ts'
import { bordersOf } from './borders.ts'
import { dotImage, dotSize } from './dot-image.ts'
import { boundsOf, type LonLat, type Outline } from './geometry.ts'
import { NameLayer } from './names.ts'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'

/** Matters at one place: sized by count, shaped by light. */
export type MapDot = {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly count: number
  readonly light: Light
}

/** A place that something is said about: an overlap, a gap, the grid that a line of a list speaks of. */
export type MapMark = { readonly kind: 'error' | 'hint' | 'here'; readonly shape: Outline['geometry'] }

export type MapWishes = {
  readonly outlines: readonly Outline[]
  /** Drawn over them as dashed lines without names: the grids of today under a new division. */
  readonly beside?: readonly Outline[]
  readonly dots: readonly MapDot[]
  readonly chosen?: LonLat
  /** The town's configured base map; without one the grids alone are the map. */
  readonly base?: { readonly tiles: readonly string[]; readonly attribution: string }
  /** Words for the ear: what the canvas is and how to choose with the keyboard. */
  readonly label: string
  onChoose?(point: { readonly lon: number; readonly lat: number; readonly gridId: string | undefined }): void
  onDot?(id: string): void
}

export type DrawnMap = {
  setDots(dots: readonly MapDot[]): void
  setChosen(point: LonLat | undefined): void
  setMarks(marks: readonly MapMark[]): void
  showGrid(gridId: string): void
  /** Brings what was marked into view. */
  showMarks(marks: readonly MapMark[]): void
  zoom(by: 1 | -1): void
  end(): void
}

setWorkerUrl(workerUrl)

/** Starts the threads that every map shares; they stay. */
export function prepareMaps(): void {
  prewarm()
}

/** Draws into the element; throws where there is no WebGL. Nothing is fetched but the tiles of a configured base map. */
export function drawMap(element: HTMLElement, wishes: MapWishes): DrawnMap {
  const bounds = boundsOf(wishes.outlines)
  const map = new Canvas({
    container: element,
    style: styleOf(wishes),
    ...(bounds === undefined ? {} : { bounds, fitBoundsOptions: { padding: 24 } }),
    attributionControl: wishes.base === undefined ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 19,
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const canvas = map.getCanvas()
  canvas.setAttribute('aria-label', wishes.label)
  canvas.setAttribute('role', 'application')

  let dots = wishes.dots
  const marker = new Marker({ element: pinElement() })
  const setChosen = (point: LonLat | undefined) => {
    if (point === undefined) marker.remove()
    else marker.setLngLat([point[0], point[1]]).addTo(map)
  }
  setChosen(wishes.chosen)

  const names = new NameLayer(element, map)
  names.setNames(wishes.outlines.map(({ id, geometry, properties }) => ({ id, geometry, ...properties })))

  const setDots = (next: readonly MapDot[]) => {
    dots = next
    names.setTaken(next.map(dot => ({ at: [dot.lon, dot.lat], size: dotSize(dot.count) })))
    const source = map.getSource<GeoJSONSource>('dots')
    if (source === undefined) return
    for (const dot of next) {
      const name = imageName(dot)
      const scale = Math.max(2, window.devicePixelRatio)
      if (!map.hasImage(name)) map.addImage(name, dotImage(dot.light, dot.count, scale), { pixelRatio: scale })
    }
    source.setData(dotCollection(next))
  }
  map.on('load', () => setDots(dots))
  // For whoever waits for it, a measurement or a journey: everything is drawn and nothing moves.
  map.on('idle', () => {
    element.dataset['drawn'] = ''
  })

  const choose = (lon: number, lat: number) => {
    if (wishes.onChoose === undefined) return
    const [hit] = map.queryRenderedFeatures(map.project([lon, lat]), { layers: ['small', 'medium'] })
    const gridId = hit?.properties['gridId'] as string | undefined
    wishes.onChoose({ lon, lat, gridId })
  }
  map.on('click', event => {
    const [dot] = map.queryRenderedFeatures(event.point, { layers: ['dots'] })
    if (dot !== undefined && wishes.onDot !== undefined) wishes.onDot(String(dot.properties['id']))
    else choose(event.lngLat.lng, event.lngLat.lat)
  })
  if (wishes.onChoose !== undefined) {
    element.append(crossElement())
    // The arrow keys move the map under the cross; Enter takes what is below it.
    canvas.addEventListener('keydown', event => {
      if (event.key !== 'Enter') return
      const middle = map.getCenter()
      choose(middle.lng, middle.lat)
    })
  }
  return {
    setDots,
    setChosen,
    setMarks(marks) {
      const source = map.getSource<GeoJSONSource>('marks')
      if (source !== undefined) source.setData(markCollection(marks))
      else map.once('load', () => map.getSource<GeoJSONSource>('marks')?.setData(markCollection(marks)))
    },
    showMarks(marks) {
      const around = boundsOf(marks.map(mark => ({ geometry: mark.shape }) as Outline))
      if (around !== undefined) map.fitBounds(around, { padding: 80, duration: 120, maxZoom: 17 })
    },
    showGrid(gridId) {
      const around = boundsOf(wishes.outlines.filter(outline => outline.properties.gridId === gridId))
      if (around !== undefined) map.fitBounds(around, { padding: 40, duration: 120 })
    },
    zoom: by => void map.zoomTo(map.getZoom() + by, { duration: 120 }),
    end() {
      names.end()
      map.remove()
    },
  }
}

const imageName = (dot: MapDot) => `${dot.light}-${Math.min(dot.count, 100)}`

function dotCollection(dots: readonly MapDot[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: dots.map(dot => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [dot.lon, dot.lat] },
      // The small ones lie above the large ones, so that both can be met.
      properties: { id: dot.id, image: imageName(dot), order: -dotSize(dot.count) },
    })),
  }
}

function markCollection(marks: readonly MapMark[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: marks.map(({ kind, shape }) => ({ type: 'Feature', geometry: shape, properties: { kind } }) as Feature),
  }
}

function styleOf({ outlines, beside = [], base, onChoose }: MapWishes): StyleSpecification {
  const line = tokenValue('--line')
  const sheet = tokenValue('--sheet')
  const strong = tokenValue('--line-strong')
  const collection = (features: readonly Feature[]) => ({
    type: 'geojson' as const,
    // Nothing is drawn far beside its own tile: a county's borders need not be cut twice.
    buffer: 16,
    data: { type: 'FeatureCollection' as const, features: [...features] },
  })
  const ofLevel = (level: string) =>
    collection(outlines.filter(outline => outline.properties.level === level) as Feature[])
  // All grounds have one colour. Where the whole lies below, its parts are filled only to be met by a click: two thousand
  // grids take a second to fill.
  const whole = outlines.some(outline => outline.properties.level === 'large')
  const levels = whole && onChoose === undefined ? (['large'] as const) : (['large', 'medium', 'small'] as const)
  const borders = bordersOf(outlines.map(({ geometry, properties: { level } }) => ({ level, geometry })))
  const lines = (level: string, colour: string, width: number) => ({
    id: `${level}-line`,
    type: 'line' as const,
    source: 'borders',
    filter: ['==', ['get', 'level'], level] as ExpressionSpecification,
    paint: { 'line-color': colour, 'line-width': width },
  })
  return {
    version: 8,
    sources: {
      ...Object.fromEntries(levels.map(level => [level, ofLevel(level)])),
      borders: collection(borders),
      beside: { type: 'geojson', data: { type: 'FeatureCollection', features: beside as unknown as Feature[] } },
      marks: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      dots: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      ...(base === undefined
        ? {}
        : { base: { type: 'raster', tiles: [...base.tiles], tileSize: 256, attribution: base.attribution } }),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': tokenValue('--sunken') } },
      // The town lies on the surroundings as a sheet on paper; the finest level present makes the ground.
      ...levels.map(level => ({
        id: level,
        type: 'fill' as const,
        source: level,
        paint: { 'fill-color': sheet },
      })),
      ...(base === undefined ? [] : [{ id: 'base', type: 'raster' as const, source: 'base' }]),
      lines('small', line, 1),
      lines('medium', strong, 1),
      lines('large', strong, 2),
      {
        id: 'beside',
        type: 'line',
        source: 'beside',
        paint: { 'line-color': tokenValue('--accent'), 'line-width': 1.5, 'line-dasharray': [3, 2] },
      },
      {
        id: 'marks',
        type: 'fill',
        source: 'marks',
        paint: { 'fill-color': markColour(), 'fill-opacity': 0.25 },
      },
      {
        id: 'marks-line',
        type: 'line',
        source: 'marks',
        paint: { 'line-color': markColour(), 'line-width': 3 },
      },
      {
        id: 'dots',
        type: 'symbol',
        source: 'dots',
        layout: {
          'icon-image': ['get', 'image'],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['get', 'order'],
        },
      },
    ],
  }
}

/** By what a mark is; colour is never alone, the list beside the map says the word. */
function markColour(): ExpressionSpecification {
  const [error, hint, here] = [tokenValue('--over-part'), tokenValue('--due-part'), tokenValue('--accent')]
  return ['match', ['get', 'kind'], 'error', error, 'hint', hint, here]
}

function pinElement(): HTMLElement {
  const pin = document.createElement('div')
  pin.className = 'map-pin'
  return pin
}

export function crossElement(): HTMLElement {
  const cross = document.createElement('div')
  cross.className = 'map-cross'
  cross.setAttribute('aria-hidden', 'true')
  return cross
}
