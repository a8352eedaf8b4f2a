import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import { useCallback, useState } from 'react'
import { useMe } from '../../account/me.ts'
import { get, newCommandId, send } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { useGet } from '../../api/queries.ts'
import { broughtTogether, type Plain, same, withValue } from './document.ts'
import { formFaultsOf, type PlacedFault } from './form-faults.ts'

export type LimitChange = {
  readonly of: 'condition' | 'ordinary' | 'holding'
  readonly subcategory?: string
  readonly condition?: string
  readonly name?: string
  readonly from: Catalogue['limits']['verify']
  readonly to: Catalogue['limits']['verify']
}
export type Checked = { readonly faults: readonly PlacedFault[]; readonly changes: readonly LimitChange[] }
export type VersionRow = {
  readonly version: number
  readonly publishedAt: string
  readonly publishedBy?: string
  readonly note: string
}

/** What was changed and not published; `base` is the version that was on the screen when the first change was made. */
type Kept = { readonly base: number; readonly catalogue: Catalogue }

function readKept(key: string): Kept | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as Kept)
  } catch {
    return undefined // storage is switched off or holds something else: the published version is shown
  }
}

function writeKept(key: string, kept: Kept | undefined): void {
  try {
    if (kept === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // the draft lives as long as the page
  }
}

/** The town's catalogue in force, and the draft of this person on this computer. */
export function useCatalogueDraft() {
  const key = `onegrid.catalogue.draft.${useMe().town.code}`
  const current = useGet<Catalogue>(['catalogue', 'edited'], '/catalogue/full')
  const [kept, setKept] = useState(() => readKept(key))
  const published = current.data

  const keep = useCallback(
    (next: Kept | undefined) => {
      setKept(next)
      writeKept(key, next)
    },
    [key],
  )
  const change = useCallback(
    (catalogue: Catalogue) => {
      if (published === undefined) return
      const base = kept?.base ?? published.version
      const untouched = base === published.version && same(catalogue as Plain, published as Plain)
      keep(untouched ? undefined : { base, catalogue })
    },
    [keep, kept, published],
  )
  const draft = kept?.catalogue ?? published
  return {
    current,
    published,
    draft,
    changed: kept !== undefined,
    base: kept?.base ?? published?.version ?? 0,
    /** Somebody published since the draft was begun. */
    overtaken: kept !== undefined && published !== undefined && kept.base < published.version,
    change,
    set: (pointer: string, value: Plain) => {
      if (draft !== undefined) change(withValue(draft as Plain, pointer, value) as Catalogue)
    },
    discard: () => {
      const before = kept
      keep(undefined)
      return () => keep(before)
    },
    /** @returns the places that both changed, as paths */
    async bringTogether(): Promise<readonly (readonly string[])[]> {
      const { data: newest } = await current.refetch()
      if (kept === undefined || newest === undefined) return []
      const base = await get<Catalogue>(`/catalogue/versions/${kept.base}`)
      const { document, both } = broughtTogether(base as Plain, kept.catalogue as Plain, newest as Plain)
      keep({ base: newest.version, catalogue: { ...(document as Catalogue), version: newest.version } })
      return both
    },
  }
}

/** The form's own faults first; then the server says what the document would refuse and move. Nothing is kept. */
export async function checkCatalogue(catalogue: Catalogue): Promise<Checked> {
  const faults = formFaultsOf(catalogue as Plain)
  if (faults.length > 0) return { faults, changes: [] }
  try {
    const checked = await send<Checked>({
      commandId: newCommandId(),
      method: 'POST',
      path: '/catalogue/check',
      body: { catalogue },
    })
    return { ...checked, faults: checked.faults.map(fault => ({ ...fault, pointer: inDocument(fault.pointer) })) }
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.pointer === undefined) throw error
    return { faults: [{ pointer: inDocument(error.pointer), rule: 'told', value: error.message }], changes: [] }
  }
}

function inDocument(pointer: string): string {
  return pointer.replace(/^\/catalogue/, '')
}
