import { useState } from 'react'
import { type Draft, type EntryKind, emptyDraft } from './entry-kinds.ts'

const keptUnder = (kind: EntryKind) => `onegrid.entry.${kind}`

function kept(kind: EntryKind): Draft {
  try {
    const text = sessionStorage.getItem(keptUnder(kind))
    return text === null ? emptyDraft(kind) : { ...emptyDraft(kind), ...(JSON.parse(text) as Partial<Draft>) }
  } catch {
    return emptyDraft(kind) // storage is switched off: the draft lasts as long as the page
  }
}

/** Half a sentence survives a look at another ticket; it ends with the browser window, because it carries a phone number. */
export function useDraft(kind: EntryKind) {
  const [draft, setDraft] = useState(() => kept(kind))
  const keep = (next: Draft) => {
    try {
      sessionStorage.setItem(keptUnder(kind), JSON.stringify(next))
    } catch {
      // storage is switched off
    }
    return next
  }
  return {
    draft,
    set: (changes: Partial<Draft>) => setDraft(before => keep({ ...before, ...changes })),
    clear: () => setDraft(() => keep(emptyDraft(kind))),
  }
}
