import type { Division } from '@onegrid/domain/grid/division/division.ts'
import type { EditKind } from './edit.ts'

/** A division as it was, and what was done to it then. Divisions share all grids that did not change. */
type Step = { readonly division: Division; readonly kind: EditKind; readonly chosen: readonly string[] }

/** The editor's session: nothing here is sent before the person saves. */
export type History = {
  readonly division: Division
  readonly chosen: readonly string[]
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** Edits that belong together (a corner pushed by arrow keys) are undone together. */
  readonly together?: string
}

export type HistoryAct =
  | {
      readonly act: 'edit'
      readonly division: Division
      readonly kind: EditKind
      readonly chosen: readonly string[]
      readonly together?: string
    }
  | { readonly act: 'undo' }
  | { readonly act: 'redo' }
  | { readonly act: 'choose'; readonly chosen: readonly string[] }
  | { readonly act: 'begin'; readonly division: Division; readonly chosen?: readonly string[] }

export function historyAfter(history: History, act: HistoryAct): History {
  const { division, chosen, past, future } = history
  switch (act.act) {
    case 'begin':
      return { division: act.division, chosen: stillThere(act.division, act.chosen ?? chosen), past: [], future: [] }
    case 'choose':
      return { division, chosen: act.chosen, past, future }
    case 'edit': {
      if (act.division === division) return history
      const joins = act.together !== undefined && act.together === history.together
      return {
        division: act.division,
        chosen: act.chosen,
        past: joins ? past : [...past, { division, kind: act.kind, chosen }],
        future: [],
        ...(act.together === undefined ? {} : { together: act.together }),
      }
    }
    case 'undo': {
      const step = past.at(-1)
      if (step === undefined) return history
      const later = { division, kind: step.kind, chosen }
      return { division: step.division, chosen: step.chosen, past: past.slice(0, -1), future: [...future, later] }
    }
    case 'redo': {
      const step = future.at(-1)
      if (step === undefined) return history
      const earlier = { division, kind: step.kind, chosen }
      return { division: step.division, chosen: step.chosen, past: [...past, earlier], future: future.slice(0, -1) }
    }
  }
}

function stillThere({ grids }: Division, keys: readonly string[]): readonly string[] {
  const known = new Set(grids.map(grid => grid.key))
  return keys.filter(key => known.has(key))
}
