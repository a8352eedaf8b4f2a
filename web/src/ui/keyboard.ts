import { useEffect, useRef, useState } from 'react'

/** `mod` is ⌘ on a Mac and Ctrl elsewhere; both are named on screen (look.md rule 10). */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>

function writes(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
      target.closest('[role="combobox"]') !== null)
  )
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase()
  return event.metaKey || event.ctrlKey ? `mod+${key}` : key
}

/** Open overlays take the keys before the page below them. */
const layers: object[] = []

/**
 * Keys of a screen, by name: `j`, `enter`, `escape`, `?`, `mod+k`. While somebody writes, only `mod+…` and `escape` count.
 * `overlay` says that this is a dialog: pages below hear nothing until it is gone.
 */
export function useKeys(keys: Keys, { overlay = false, active = true } = {}): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!active) return
    const layer = {}
    if (overlay) layers.push(layer)
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      if (layers.length > 0 && layers.at(-1) !== layer && !nameOf(event).startsWith('mod+')) return
      const name = nameOf(event)
      if (writes(event.target) && !name.startsWith('mod+') && name !== 'escape') return
      const act = latest.current[name]
      if (act === undefined) return
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', hear)
    return () => {
      window.removeEventListener('keydown', hear)
      const at = layers.indexOf(layer)
      if (at >= 0) layers.splice(at, 1)
    }
  }, [overlay, active])
}

/**
 * A list by keyboard: j/k or arrows move, Enter opens. The row keeps its id when fresh rows come, so the list never jumps
 * under the hand. Give each row `rowProps(id)`.
 */
export function useListKeys(ids: readonly string[], open: (id: string) => void, active = true) {
  const [current, setCurrent] = useState<string | undefined>(undefined)
  const place = current === undefined ? -1 : ids.indexOf(current)
  const move = (by: number) => {
    const next = ids[Math.min(ids.length - 1, Math.max(0, place + by))]
    if (next === undefined) return
    setCurrent(next)
    document.getElementById(`row-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  const enter = () => {
    if (current !== undefined && place >= 0) open(current)
  }
  useKeys(
    {
      j: () => move(1),
      k: () => move(-1),
      arrowdown: () => move(1),
      arrowup: () => move(-1),
      enter: event => {
        // A focused button or link keeps its own Enter.
        if (event.target instanceof HTMLElement && event.target.closest('a, button') !== null) event.target.click()
        else enter()
      },
    },
    { active },
  )
  return {
    current,
    setCurrent,
    rowProps: (id: string) => ({
      id: `row-${id}`,
      'aria-selected': id === current,
      'data-current': id === current || undefined,
    }),
  }
}
