import { addCorner, dropCorner, moveCorner } from '@onegrid/domain/grid/division/border.ts'
import { drawGrid, splitGrid } from '@onegrid/domain/grid/division/cut.ts'
import { type Description, describeGrid } from '@onegrid/domain/grid/division/describe.ts'
import type { Corner, Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { assignParent, mergeGrids } from '@onegrid/domain/grid/division/join.ts'
import { levelBelow } from '@onegrid/domain/grid/tree.ts'

/** What an editor can do to a division, as data: the map, the list and the keyboard all say it in the same words. */
export type Edit =
  | { readonly kind: 'split'; readonly key: string; readonly line: readonly Corner[] }
  | { readonly kind: 'draw'; readonly parentKey?: string; readonly key?: string; readonly ring: readonly Corner[] }
  | { readonly kind: 'merge'; readonly keys: readonly string[] }
  | { readonly kind: 'move'; readonly corner: Corner; readonly to: Corner }
  | { readonly kind: 'bend'; readonly edge: readonly [Corner, Corner]; readonly at: Corner; readonly to: Corner }
  | { readonly kind: 'drop'; readonly corner: Corner }
  | { readonly kind: 'assign'; readonly keys: readonly string[]; readonly parentKey: string }
  | { readonly kind: 'describe'; readonly key: string; readonly description: Description }
  | { readonly kind: 'list'; readonly parentKey: string; readonly name: string }
  | { readonly kind: 'unlist'; readonly key: string }

export type EditKind = Edit['kind'] | 'repair' | 'theirs'

/** @throws Refusal division_edit_refused */
export function applied(division: Division, edit: Edit): Division {
  switch (edit.kind) {
    case 'split':
      return splitGrid(division, edit.key, edit.line)
    case 'draw':
      return drawGrid(division, {
        ring: edit.ring,
        ...(edit.key === undefined ? {} : { key: edit.key }),
        ...(edit.parentKey === undefined ? {} : { parentKey: edit.parentKey }),
      })
    case 'merge':
      return mergeGrids(division, edit.keys)
    case 'move':
      return moveCorner(division, edit.corner, edit.to)
    case 'bend':
      return bent(division, edit)
    case 'drop':
      return dropCorner(division, edit.corner)
    case 'assign':
      return edit.keys.reduce((now, key) => assignParent(now, key, edit.parentKey), division)
    case 'describe':
      return describeGrid(division, edit.key, edit.description)
    case 'list':
      return listed(division, edit.parentKey, edit.name)
    case 'unlist':
      return { grids: division.grids.filter(grid => grid.key !== edit.key) }
  }
}

function bent(division: Division, { edge, at, to }: Extract<Edit, { kind: 'bend' }>): Division {
  const withCorner = addCorner(division, edge, at)
  return at[0] === to[0] && at[1] === to[1] ? withCorner : moveCorner(withCorner, at, to)
}

/** A grid that has a name already and no outline yet. */
function listed(division: Division, parentKey: string, name: string): Division {
  const parent = division.grids.find(grid => grid.key === parentKey)
  const level = parent === undefined ? undefined : levelBelow(parent.level)
  if (level === undefined) return division
  const numbers = division.grids.map(({ key }) => Number(/^new-(\d{1,9})$/.exec(key)?.[1] ?? 0))
  const grid: PlanGrid = {
    key: `new-${Math.max(0, ...numbers) + 1}`,
    level,
    parentKey,
    name,
    localNames: [],
    kind: level === 'small' ? 'group' : 'village',
  }
  return { grids: [...division.grids, grid] }
}

/** What should be chosen after an edit: what it made, else what was chosen and is still there. */
export function chosenAfter(before: Division, after: Division, edit: Edit, chosen: readonly string[]): string[] {
  if (edit.kind === 'merge') return edit.keys.slice(0, 1)
  const earlier = new Set(before.grids.map(grid => grid.key))
  const made = after.grids.filter(grid => !earlier.has(grid.key)).map(grid => grid.key)
  if (made.length > 0 && edit.kind !== 'split') return made.slice(0, 1)
  if (made.length > 0) return made
  const left = new Set(after.grids.map(grid => grid.key))
  return chosen.filter(key => left.has(key))
}
