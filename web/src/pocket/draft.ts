import { useCallback, useEffect, useRef, useState } from 'react'
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

/** What a person filled in, without what is empty: a form that was only looked at is no draft. */
function filledIn(values: Draft): string {
  const filled = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return JSON.stringify(filled.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * What was typed into a form stays on this phone until it was sent: the back key, a call in between or a dead battery lose
 * nothing. Kept a person and a form apart, so that whoever signs in after on the same phone reads nothing of it.
 * @param said what the link that led here says already; it goes before what was kept
 */
export function useDraft<Values extends Draft>(form: string, start: Values, said: Partial<Values> = {}) {
  const key = `onegrid.draft.${useMe().personId}.${form}`
  const [kept] = useState(() => readDraft(key))
  const [values, setValues] = useState<Values>(() => ({ ...start, ...kept, ...said }))
  const [untouched] = useState(() => filledIn({ ...start, ...said }))
  const change = useCallback((changes: Partial<Values>) => setValues(before => ({ ...before, ...changes })), [])
  const done = useRef(false)
  useEffect(() => {
    if (!done.current) keepDraft(key, filledIn(values) === untouched ? undefined : values)
  }, [key, values, untouched])
  const forget = useCallback(() => {
    done.current = true
    keepDraft(key, undefined)
  }, [key])
  return { values, change, forget, restored: kept !== undefined }
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
