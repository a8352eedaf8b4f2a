import type { Map as Canvas } from 'maplibre-gl'
import type { LonLat } from './geometry.ts'

/** Something on the map that can be taken hold of, by pointer and by keyboard. */
export type Handle = {
  readonly id: string
  readonly at: LonLat
  /** `corner` and `place` can be moved; `middle` begins a new corner. */
  readonly kind: 'corner' | 'middle' | 'place'
  /** For the ear: what it is and whose. */
  readonly label: string
  /** Shown beside it. */
  readonly text?: string
  readonly chosen?: boolean
}

export type HandleEvents = {
  onDrag(id: string, to: LonLat): void
  /** The pointer let go, or an arrow key moved it. */
  onDrop(id: string, to: LonLat, by: 'pointer' | 'keys'): void
  onDragCancelled(): void
  onHandlePress(id: string): void
  onHandleRemove(id: string): void
}

/** More would hide the borders that they belong to; zooming in brings the others. */
const most = 400
const least = 4 // pixels that a pointer travels before a press is a drag
/** Pixels that an arrow key moves a handle; with Shift the larger step. */
const steps = { fine: 2, wide: 20 }
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Buttons above the canvas: one stop of the tabulator for all of them, PageUp and PageDown go from one to the next. */
export class HandleLayer {
  readonly #layer = document.createElement('div')
  readonly #map: Canvas
  readonly #events: HandleEvents
  readonly #buttons = new Map<string, HTMLButtonElement>()
  #handles: readonly Handle[] = []
  #current: string | undefined
  /** Kept while its handle is moved: the list that comes after the move may name it anew. */
  #refocus: LonLat | undefined

  constructor(element: HTMLElement, map: Canvas, events: HandleEvents) {
    this.#map = map
    this.#events = events
    this.#layer.className = 'map-handles'
    this.#layer.setAttribute('role', 'group')
    element.append(this.#layer)
    map.on('move', this.#place)
    map.on('load', this.#place)
    map.on('resize', this.#place)
  }

  set(handles: readonly Handle[], label: string): void {
    const { activeElement } = document
    const hadFocus = activeElement instanceof HTMLElement && this.#layer.contains(activeElement)
    this.#handles = handles
    this.#layer.setAttribute('aria-label', label)
    this.#layer.hidden = handles.length === 0
    if (this.#refocus !== undefined) {
      const moved = nearestTo(handles, this.#refocus)
      this.#refocus = undefined
      if (moved !== undefined) this.#current = moved.id
    }
    if (this.#current === undefined || !handles.some(handle => handle.id === this.#current))
      this.#current = handles[0]?.id
    this.#place()
    if (hadFocus && this.#current !== undefined) this.#buttons.get(this.#current)?.focus({ preventScroll: true })
  }

  focus(id: string): void {
    const handle = this.#handles.find(each => each.id === id)
    if (handle === undefined) return
    this.#current = id
    if (!this.#isInView(handle)) this.#map.jumpTo({ center: [handle.at[0], handle.at[1]] })
    this.#place()
    this.#buttons.get(id)?.focus({ preventScroll: true })
  }

  end(): void {
    this.#layer.remove()
  }

  readonly #place = () => {
    const { clientWidth, clientHeight } = this.#layer.parentElement ?? this.#layer
    const shown = new Set<string>()
    for (const handle of this.#handles) {
      const { x, y } = this.#map.project([handle.at[0], handle.at[1]])
      const outside = x < -20 || y < -20 || x > clientWidth + 20 || y > clientHeight + 20
      if (handle.id !== this.#current && (outside || shown.size >= most)) continue
      shown.add(handle.id)
      const button = this.#buttonOf(handle)
      if (button.dataset['dragged'] === undefined) button.style.transform = moved(x, y)
    }
    for (const [id, button] of this.#buttons) {
      if (shown.has(id)) continue
      button.remove()
      this.#buttons.delete(id)
    }
  }

  #buttonOf(handle: Handle): HTMLButtonElement {
    const known = this.#buttons.get(handle.id)
    const button = known ?? document.createElement('button')
    button.className = `map-handle map-handle-${handle.kind}`
    button.tabIndex = handle.id === this.#current ? 0 : -1
    button.setAttribute('aria-label', handle.label)
    if (handle.chosen) button.dataset['chosen'] = ''
    else delete button.dataset['chosen']
    if (button.textContent !== (handle.text ?? '')) button.textContent = handle.text ?? ''
    if (known === undefined) {
      button.type = 'button'
      button.dataset['handle'] = handle.id
      this.#buttons.set(handle.id, button)
      this.#listen(button, handle.id)
      this.#layer.append(button)
    }
    return button
  }

  #listen(button: HTMLButtonElement, id: string): void {
    button.addEventListener('focus', () => this.#take(id))
    button.addEventListener('keydown', event => this.#hear(event, id))
    button.addEventListener('pointerdown', event => {
      if (event.button !== 0) return
      event.stopPropagation()
      this.#drag(button, id, event)
    })
    // Only what the keyboard pressed: a pointer's press is told when it is let go.
    button.addEventListener('click', event => event.detail === 0 && this.#events.onHandlePress(id))
  }

  #drag(button: HTMLButtonElement, id: string, down: PointerEvent): void {
    const box = this.#map.getContainer().getBoundingClientRect()
    const placeOf = (event: PointerEvent): LonLat => {
      const { lng, lat } = this.#map.unproject([event.clientX - box.left, event.clientY - box.top])
      return [lng, lat]
    }
    let dragging = false
    let last: PointerEvent = down
    let waiting = false
    const stop = new AbortController()
    const { signal } = stop
    const finish = () => {
      stop.abort()
      delete button.dataset['dragged']
      this.#place()
    }
    button.setPointerCapture(down.pointerId)
    const move = (event: PointerEvent) => {
      last = event
      if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < least) return
      dragging = true
      button.dataset['dragged'] = ''
      button.style.transform = moved(event.clientX - box.left, event.clientY - box.top)
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        if (!signal.aborted) this.#events.onDrag(id, placeOf(last))
      })
    }
    const up = (event: PointerEvent) => {
      finish()
      if (!dragging) return this.#events.onHandlePress(id)
      this.#refocus = placeOf(event)
      this.#events.onDrop(id, placeOf(event), 'pointer')
    }
    const cancel = () => {
      finish()
      this.#events.onDragCancelled()
    }
    button.addEventListener('pointermove', move, { signal })
    button.addEventListener('pointerup', up, { signal })
    button.addEventListener('pointercancel', cancel, { signal })
    window.addEventListener(
      'keydown',
      event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.preventDefault()
        cancel()
      },
      { signal, capture: true },
    )
  }

  #hear(event: KeyboardEvent, id: string): void {
    const direction = directions[event.key]
    if (direction !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const handle = this.#handles.find(each => each.id === id)
      if (handle === undefined) return
      const step = event.shiftKey ? steps.wide : steps.fine
      const { x, y } = this.#map.project([handle.at[0], handle.at[1]])
      const { lng, lat } = this.#map.unproject([x + direction[0] * step, y + direction[1] * step])
      this.#refocus = [lng, lat]
      this.#events.onDrop(id, [lng, lat], 'keys')
    } else if (event.key === 'PageDown') this.#go(1)
    else if (event.key === 'PageUp') this.#go(-1)
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#events.onHandleRemove(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #go(by: 1 | -1): void {
    const at = this.#handles.findIndex(handle => handle.id === this.#current)
    const next = this.#handles[(at + by + this.#handles.length) % this.#handles.length]
    if (next !== undefined) this.focus(next.id)
  }

  #take(id: string): void {
    if (this.#current === id) return
    const before = this.#current === undefined ? undefined : this.#buttons.get(this.#current)
    if (before !== undefined) before.tabIndex = -1
    this.#current = id
    const button = this.#buttons.get(id)
    if (button !== undefined) button.tabIndex = 0
  }

  #isInView({ at }: Handle): boolean {
    const { x, y } = this.#map.project([at[0], at[1]])
    const { clientWidth, clientHeight } = this.#map.getContainer()
    return x > 20 && y > 20 && x < clientWidth - 20 && y < clientHeight - 20
  }
}

const moved = (x: number, y: number) => `translate(${Math.round(x)}px, ${Math.round(y)}px)`

function nearestTo(handles: readonly Handle[], place: LonLat): Handle | undefined {
  const away = ({ at }: Handle) => Math.hypot(at[0] - place[0], at[1] - place[1])
  return handles
    .filter(handle => handle.kind !== 'middle')
    .reduce<Handle | undefined>(
      (best, each) => (best === undefined || away(each) < away(best) ? each : best),
      undefined,
    )
}
