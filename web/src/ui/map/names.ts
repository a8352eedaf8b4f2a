import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import type { Map as Canvas } from 'maplibre-gl'
import { tokenValue } from '../theme-token.ts'
import { type Box, boundsOfAll, type Geometry, type LonLat, nameplaceOf, placedNames } from './geometry.ts'

export type MapName = {
  readonly id: string
  readonly level: GridLevel
  readonly name: string
  readonly geometry: Geometry
}

const rankOf = { large: 0, medium: 1, small: 2 }
/** A small grid's name shows only when its grid is this many pixels wide: before that the village's name speaks. */
const leastWidth = 72
const line = 20

type Plate = MapName & { readonly at: LonLat; readonly west: number; readonly east: number; readonly width: number }
type Place = { readonly at: LonLat; readonly west: number; readonly east: number } | undefined

/** The same outline has the same nameplace: a change of one grid must not reckon the others again. */
const places = new WeakMap<Geometry, { readonly place: Place }>()

function placeOf(geometry: Geometry): Place {
  const known = places.get(geometry)
  if (known !== undefined) return known.place
  const at = nameplaceOf({ geometry })
  const around = boundsOfAll([geometry])
  const place = at === undefined || around === undefined ? undefined : { at, west: around[0], east: around[2] }
  places.set(geometry, { place })
  return place
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
    const face = tokenValue('--face')
    this.#plates = names
      .filter(name => name.level !== 'large')
      .sort((one, other) => rankOf[one.level] - rankOf[other.level])
      .flatMap((name): Plate[] => {
        const place = placeOf(name.geometry)
        if (place === undefined) return []
        this.#pen.font = name.level === 'medium' ? `600 14px ${face}` : `12px ${face}`
        return [{ ...name, ...place, width: this.#pen.measureText(name.name).width }]
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
      const { x, y } = this.#map.project([plate.at[0], plate.at[1]])
      if (x < -80 || y < -line || x > clientWidth + 80 || y > clientHeight + line) return []
      if (plate.level === 'small') {
        const across = this.#map.project([plate.east, plate.at[1]]).x - this.#map.project([plate.west, plate.at[1]]).x
        if (across < leastWidth) return []
      }
      const half = plate.width / 2 + 4
      return [{ plate, x, y, left: x - half, right: x + half, top: y - 10, bottom: y + 10 }]
    })
    const shown = new Set<string>()
    for (const { name, down } of placedNames(boxes, this.#takenBoxes(), line)) {
      const { plate, x, y } = name
      shown.add(plate.id)
      const element = this.#elementOf(plate)
      element.style.transform = `translate(${Math.round(x - plate.width / 2)}px, ${Math.round(y - 10 + down)}px)`
    }
    for (const [id, element] of this.#elements) {
      if (shown.has(id)) continue
      element.remove()
      this.#elements.delete(id)
    }
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
