import { useCallback, useState } from 'react'
import { useMe } from '../account/me.ts'

type Draft = Readonly<Record<string, unknown>>

function readDraft(key: string): Draft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null
    return kept ?? undefined
  } catch {
    return undefined // storage is switched off, or something else wrote there
  }
}

function keepDraft(key: string, draft: Draft | undefined): void {
  try {
    if (draft === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // storage is switched off or full: the form still stands as long as the page does
  }
}

/**
 * What was typed into a form stays on this phone until it was sent: the back key, a call in between or a dead battery lose
 * nothing. Kept a person and a form apart, so that whoever signs in after on the same phone reads nothing of it.
 */
export function useDraft<Values extends Draft>(form: string, start: Values) {
  const key = `onegrid.draft.${useMe().personId}.${form}`
  const [values, setValues] = useState<Values>(() => ({ ...start, ...readDraft(key) }))
  const [restored] = useState(() => readDraft(key) !== undefined)
  const change = useCallback(
    (changes: Partial<Values>) =>
      setValues(before => {
        const next = { ...before, ...changes }
        keepDraft(key, next)
        return next
      }),
    [key],
  )
  const forget = useCallback(() => keepDraft(key, undefined), [key])
  return { values, change, forget, restored }
}

/** How many forms wait on this phone with something typed into them. */
export function countDrafts(personId: string): number {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(`onegrid.draft.${personId}.`)).length
  } catch {
    return 0
  }
}

/** Signing out leaves nothing of the person's work on the phone. */
export function forgetDrafts(personId: string): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(`onegrid.draft.${personId}.`)) localStorage.removeItem(key)
  } catch {
    // storage is switched off: there is nothing to forget
  }
}
