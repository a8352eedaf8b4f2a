import { cornerOf } from '@onegrid/domain/grid/division/lattice.ts'
import type { GridLevel } from '@onegrid/domain/grid/grid.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Sketch } from '../../ui/map/edit-map.ts'
import type { Geometry, LonLat } from '../../ui/map/geometry.ts'
import { holdOf, keyAt, puttingTools, shapesWith, snapped, type Tool } from './tool.ts'
import type { Editing } from './use-editing.ts'

export type Drawing = ReturnType<typeof useDrawing>

/** What the hand is doing on the map with the tool it holds, until it is an edit or given up. */
export function useDrawing(editing: Editing, mayEdit: boolean) {
  const [tool, setTool] = useState<Tool>('choose')
  const [level, setLevel] = useState<GridLevel>('small')
  const [points, setPoints] = useState<readonly LonLat[]>([])
  const [pointer, setPointer] = useState<LonLat>()
  const [lifted, setLifted] = useState<ReadonlyMap<string, Geometry>>()
  const metresPerPixel = useRef<() => number>(() => 1)
  const { division, chosen, edit, choose, clearRefusal } = editing
  const putting = puttingTools.includes(tool)

  const take = useCallback(
    (next: Tool) => {
      setTool(next)
      setPoints([])
      setPointer(undefined)
      setLifted(undefined)
      clearRefusal()
    },
    [clearRefusal],
  )
  const add = (at: LonLat) => {
    setPoints(before => {
      const last = before.at(-1)
      return last !== undefined && last[0] === at[0] && last[1] === at[1] ? before : [...before, at]
    })
  }
  /** The village in which a new grid is drawn: the chosen one, or the one of what is chosen. */
  const parentKey = useMemo(() => {
    const first = division.grids.find(grid => grid.key === chosen[0])
    if (first?.level === 'small') return first.parentKey
    if (first !== undefined) return first.key
    return division.grids.find(grid => grid.level === 'large')?.key
  }, [division, chosen])
  const first = division.grids.find(grid => grid.key === chosen[0])
  /** A chosen grid without an outline is what is drawn; else a new one. */
  const drawn = first !== undefined && first.shape === undefined && first.level !== 'large' ? first : undefined

  const finish = (): boolean => {
    const corners = points.map(([lon, lat]) => cornerOf([lon, lat]))
    if (tool === 'split' && chosen[0] !== undefined) {
      if (!edit({ kind: 'split', key: chosen[0], line: corners })) return false
    } else if (tool === 'draw') {
      const where = drawn === undefined ? parentKey : undefined
      const done = edit({
        kind: 'draw',
        ring: corners,
        ...(drawn === undefined ? {} : { key: drawn.key }),
        ...(where === undefined ? {} : { parentKey: where }),
      })
      if (!done) return false
    } else return false
    take('choose')
    return true
  }

  const press = (at: LonLat, more: boolean) => {
    if (putting) {
      if (tool === 'split' && chosen.length === 0) {
        // The first press says which grid; the line begins with the next one.
        const key = keyAt(division, at, level)
        if (key !== undefined) choose([key])
        return
      }
      if (mayEdit || tool === 'measure') add(snapped(division, at, metresPerPixel.current()))
      return
    }
    const key = keyAt(division, at, level)
    if (key === undefined) return more ? undefined : choose([])
    if (tool === 'merge' && chosen.length > 0 && !chosen.includes(key)) {
      edit({ kind: 'merge', keys: [...chosen, key] })
      return
    }
    if (more) choose(chosen.includes(key) ? chosen.filter(each => each !== key) : [...chosen, key])
    else choose([key])
  }

  const drop = (id: string, to: LonLat, by: 'pointer' | 'keys') => {
    setLifted(undefined)
    const hold = holdOf(id)
    if (hold === undefined) return
    const corner = cornerOf([to[0], to[1]])
    if (hold.kind === 'corner')
      edit({ kind: 'move', corner: hold.corner, to: corner }, by === 'keys' ? 'nudge' : undefined)
    else edit({ kind: 'bend', edge: hold.edge, at: middleOf(hold.edge), to: corner })
  }
  const sketch = useMemo<Sketch | undefined>(() => {
    if (!putting || points.length === 0) return undefined
    return { kind: tool === 'draw' ? 'ring' : 'line', points: pointer === undefined ? points : [...points, pointer] }
  }, [putting, tool, points, pointer])
  return {
    tool,
    take,
    level,
    setLevel,
    points,
    setPoints,
    add,
    finish,
    drawn,
    parentKey,
    sketch,
    lifted,
    metresPerPixel,
    mapEvents: {
      onPress: (at: LonLat, { more }: { readonly more: boolean }) => press(at, more),
      onFinish: () => {
        if (tool === 'draw' || tool === 'split') finish()
      },
      onBack: () => setPoints(before => before.slice(0, -1)),
      onPointer: (at: LonLat | undefined) => {
        if (putting && points.length > 0) setPointer(at)
      },
      onDrag: (id: string, to: LonLat) => {
        const hold = holdOf(id)
        if (hold !== undefined) setLifted(shapesWith(division, hold, to))
      },
      onDrop: drop,
      onDragCancelled: () => setLifted(undefined),
      onHandlePress: (id: string) => {
        const hold = holdOf(id)
        const middle = hold?.kind === 'middle' ? middleOf(hold.edge) : undefined
        if (hold?.kind === 'middle' && middle !== undefined)
          edit({ kind: 'bend', edge: hold.edge, at: middle, to: middle })
      },
      onHandleRemove: (id: string) => {
        const hold = holdOf(id)
        if (hold?.kind === 'corner') edit({ kind: 'drop', corner: hold.corner })
      },
    },
  }
}

const middleOf = ([from, to]: readonly [readonly [number, number], readonly [number, number]]) =>
  [Math.round((from[0] + to[0]) / 2), Math.round((from[1] + to[1]) / 2)] as const
