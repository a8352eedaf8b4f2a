import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import type { Map as Canvas } from 'maplibre-gl'
import { tokenValue } from '../theme-token.ts'
import { type Bounds, type Box, boundsOfAll, type Geometry, type LonLat, nameplaceOf, placedNames } from './geometry.ts'

export type MapName = {
  readonly id: string
  /** `place`: a single place, named only near by. */
  readonly level: GridLevel | 'place'
  readonly name: string
  readonly geometry: Geometry
}

const rankOf = { large: 0, medium: 1, small: 2, place: 3 }
/** At this zoom a village fills the screen. */
const placesFromZoom = 13.5
/** A small grid's name shows only when its grid is this many pixels wide: before that the village's name speaks. */
const leastWidth = 72
const line = 20

type Plate = MapName & { readonly bounds: Bounds }
type Lettered = { readonly at: LonLat; readonly width: number }

/** The same outline has the same bounds: a change of one grid must not reckon the others again. */
const known = new WeakMap<Geometry, { readonly bounds: Bounds | undefined }>()

function boundsOfGrid(geometry: Geometry): Bounds | undefined {
  const found = known.get(geometry) ?? { bounds: boundsOfAll([geometry]) }
  known.set(geometry, found)
  return found.bounds
}

/**
 * Names in the page's own letters above the canvas: no glyph server, and they can be selected. Only names that show
 * have an element, so that two thousand grids cost no more than those in view.
 */
export class NameLayer {
  readonly #layer = document.createElement('div')
  readonly #map: Canvas
  readonly #pen = document.createElement('canvas').getContext('2d')!
  readonly #elements = new Map<string, HTMLSpanElement>()
  /** Measured when a name first comes into view. */
  readonly #lettered = new Map<string, Lettered>()
  #plates: readonly Plate[] = []
  #taken: readonly { readonly at: LonLat; readonly size: number }[] = []

  constructor(element: HTMLElement, map: Canvas) {
    this.#map = map
    this.#layer.className = 'map-names'
    this.#layer.setAttribute('aria-hidden', 'true')
    element.append(this.#layer)
    map.on('move', this.#place)
    map.on('load', this.#place)
    map.on('resize', this.#place)
  }

  setNames(names: readonly MapName[]): void {
    this.#lettered.clear()
    this.#plates = names
      .filter(name => name.level !== 'large')
      .sort((one, other) => rankOf[one.level] - rankOf[other.level])
      .flatMap((name): Plate[] => {
        const bounds = boundsOfGrid(name.geometry)
        return bounds === undefined ? [] : [{ ...name, bounds }]
      })
    this.#place()
  }

  /** Places over which no name may lie; sizes in pixels. */
  setTaken(taken: readonly { readonly at: LonLat; readonly size: number }[]): void {
    this.#taken = taken
    this.#place()
  }

  readonly #place = () => {
    const { clientWidth, clientHeight } = this.#layer
    const boxes = this.#plates.flatMap(plate => {
      const [west, south, east, north] = plate.bounds
      const left = this.#map.project([west, north])
      const right = this.#map.project([east, south])
      // A name lies near its grid; that of a grid too small to see is not even reckoned.
      if (right.x < -80 || right.y < -line || left.x > clientWidth + 80 || left.y > clientHeight + line) return []
      if (plate.level === 'small' && right.x - left.x < leastWidth) return []
      if (plate.level === 'place' && this.#map.getZoom() < placesFromZoom) return []
      const { at, width } = this.#letteredOf(plate)
      const { x, y } = this.#map.project([at[0], at[1]])
      if (x < -80 || y < -line || x > clientWidth + 80 || y > clientHeight + line) return []
      const half = width / 2 + 4
      return [{ plate, width, x, y, left: x - half, right: x + half, top: y - 10, bottom: y + 10 }]
    })
    const shown = new Set<string>()
    for (const { name, down } of placedNames(boxes, this.#takenBoxes(), line)) {
      const { plate, width, x, y } = name
      shown.add(plate.id)
      const element = this.#elementOf(plate)
      element.style.transform = `translate(${Math.round(x - width / 2)}px, ${Math.round(y - 10 + down)}px)`
    }
    for (const [id, element] of this.#elements) {
      if (shown.has(id)) continue
      element.remove()
      this.#elements.delete(id)
    }
  }

  #letteredOf({ id, level, name, geometry, bounds: [west, south, east, north] }: Plate): Lettered {
    const before = this.#lettered.get(id)
    if (before !== undefined) return before
    const face = tokenValue('--face')
    this.#pen.font = level === 'medium' ? `600 14px ${face}` : `12px ${face}`
    const at = nameplaceOf({ geometry }) ?? ([(west + east) / 2, (south + north) / 2] as const)
    const lettered = { at, width: this.#pen.measureText(name).width }
    this.#lettered.set(id, lettered)
    return lettered
  }

  #elementOf({ id, level, name }: Plate): HTMLSpanElement {
    const known = this.#elements.get(id)
    const element = known ?? document.createElement('span')
    if (element.textContent !== name) element.textContent = name
    const wanted = `map-name map-name-${level}`
    if (element.className !== wanted) element.className = wanted
    if (known === undefined) {
      this.#elements.set(id, element)
      this.#layer.append(element)
    }
    return element
  }

  #takenBoxes(): readonly Box[] {
    return this.#taken.map(({ at, size }) => {
      const { x, y } = this.#map.project([at[0], at[1]])
      const half = size / 2
      return { left: x - half, right: x + half, top: y - half, bottom: y + half }
    })
  }

  end(): void {
    this.#layer.remove()
  }
}
