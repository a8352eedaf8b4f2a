import {
  divisionFrom,
  type PlanChangeBody,
  type PlanStandWire,
  type PlanWire,
} from '@onegrid/domain/grid/division/contract.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { useMe } from '../../account/me.ts'
import { serverNow } from '../../api/clock.ts'
import { useIntention } from '../../api/intention.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { forgetDraft, keepDraft, type PlanDraft } from './draft-store.ts'
import { applied, chosenAfter, type Edit, type EditKind } from './edit.ts'
import { historyAfter } from './history.ts'

/** Milliseconds after the last edit: quick edits are kept once, and a crash loses none that a person would remember. */
const keepAfter = 400

type Saved = { readonly version: number; readonly division: Division }

export type Editing = ReturnType<typeof useEditing>

/** One plan on the table: what was done to it, what of it is saved, what others did meanwhile. */
export function useEditing(plan: PlanWire, draft: PlanDraft | undefined, mayEdit: boolean, onInvalid: () => void) {
  const { personId } = useMe()
  const [saved, setSaved] = useState<Saved>(() => ({ version: plan.version, division: divisionFrom(plan.division) }))
  const [history, act] = useReducer(historyAfter, undefined, () => ({
    division: draft?.division ?? saved.division,
    chosen: [],
    past: [],
    future: [],
  }))
  /** The version that the changes on the table were made to. */
  const [basis, setBasis] = useState(draft?.version ?? plan.version)
  const [refused, setRefused] = useState<{ readonly rule: string; readonly number: number }>()
  const [restored, setRestored] = useState(draft !== undefined)
  const [keptHere, setKeptHere] = useState(true)
  const { division, chosen, past, future } = history
  const dirty = division !== saved.division
  const latest = useRef(history)
  latest.current = history

  if (plan.version > saved.version) {
    // Somebody else saved. What lies here untouched follows; what was changed waits for the person.
    const theirs = { version: plan.version, division: divisionFrom(plan.division) }
    setSaved(theirs)
    if (!dirty) {
      act({ act: 'begin', division: theirs.division })
      setBasis(theirs.version)
    }
  }
  const stale = dirty && basis !== saved.version

  const save = useIntention<{ readonly version: number; readonly division: Division }, PlanStandWire>(
    ({ version, division: wanted }) => ({
      method: 'PUT',
      path: `/plans/${plan.planId}`,
      version: `"${version}"`,
      body: { division: wanted } as PlanChangeBody,
    }),
    {
      changes: ['grid'],
      onDone: ({ version }, { division: sent }) => {
        setSaved({ version, division: sent })
        setBasis(version)
        setRestored(false)
        void forgetDraft(personId, plan.planId)
      },
      onRefused: (problem: ApiProblem) => {
        if (problem.code === 'division_invalid') onInvalid()
      },
    },
  )

  useEffect(() => {
    if (!mayEdit) return
    if (!dirty) {
      void forgetDraft(personId, plan.planId)
      return
    }
    const keep = () =>
      keepDraft({
        planId: plan.planId,
        personId,
        version: basis,
        division,
        keptAt: new Date(serverNow()).toISOString(),
      })
    const timer = setTimeout(() => void keep().then(setKeptHere), keepAfter)
    const leave = () => void keep()
    window.addEventListener('pagehide', leave)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', leave)
      // Leaving within the pause keeps it too.
      void keep()
    }
  }, [division, dirty, basis, personId, plan.planId, mayEdit])

  /** @returns whether it was done; why not is told by `refused` */
  const edit = useCallback((wanted: Edit, together?: string): boolean => {
    const now = latest.current
    try {
      const next = applied(now.division, wanted)
      if (next === now.division) return true
      act({
        act: 'edit',
        division: next,
        kind: wanted.kind,
        chosen: chosenAfter(now.division, next, wanted, now.chosen),
        ...(together === undefined ? {} : { together }),
      })
      setRefused(undefined)
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const rule = String(error.facts['rule'] ?? error.code)
      setRefused(before => ({ rule, number: (before?.number ?? 0) + 1 }))
      return false
    }
  }, [])
  const put = useCallback((next: Division, kind: EditKind) => {
    act({ act: 'edit', division: next, kind, chosen: [] })
  }, [])
  const choose = useCallback((keys: readonly string[]) => {
    act({ act: 'choose', chosen: keys })
    setRefused(undefined)
  }, [])
  const clearRefusal = useCallback(() => setRefused(undefined), [])
  return {
    division,
    chosen,
    saved,
    dirty,
    stale,
    restored,
    keptHere,
    refused,
    undoKind: past.at(-1)?.kind,
    redoKind: future.at(-1)?.kind,
    save,
    edit,
    put,
    choose,
    clearRefusal,
    undo: useCallback(() => act({ act: 'undo' }), []),
    redo: useCallback(() => act({ act: 'redo' }), []),
    saveNow: () => save.mutate({ version: basis, division }),
    /** Over what others saved: they see it as one change. */
    saveOver: () => save.mutate({ version: saved.version, division }),
    /** Theirs lies on the table, and undo brings one's own back. */
    takeTheirs: () => {
      act({ act: 'edit', division: saved.division, kind: 'theirs', chosen: [] })
      setBasis(saved.version)
      save.reset()
    },
    discard: () => {
      act({ act: 'edit', division: saved.division, kind: 'theirs', chosen: [] })
      setBasis(saved.version)
      setRestored(false)
      save.reset()
    },
  }
}
