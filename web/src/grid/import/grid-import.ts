import type { OutlinesWire } from '@onegrid/domain/grid/contract.ts'
import type {
  ChangeGridImportBody,
  GridImportsWire,
  GridImportWire,
  RepairGridImportBody,
} from '@onegrid/domain/grid/import/contract.ts'
import { type Command, sendFile } from '../../api/client.ts'
import { useIntention } from '../../api/intention.ts'
import { useGet, usePages } from '../../api/queries.ts'

export type ImportSourceWire = GridImportWire['sources'][number]
export type ImportRowWire = GridImportWire['rows'][number]
export type ImportFault = GridImportWire['faults'][number]
export type SourceChange = NonNullable<ChangeGridImportBody['sources']>[number]

export function useGridImports() {
  return usePages<GridImportsWire['items'][number]>(['gridimport', 'list'], '/grid-imports', {}, 20)
}
export function useGridImport(importId: string) {
  return useGet<GridImportWire>(['gridimport', 'one', importId], `/grid-imports/${importId}`)
}
/** Asked again for each version: the key carries it. */
export function useImportOutlines(importId: string, version: number) {
  return useGet<OutlinesWire>(['gridimport', 'outlines', importId, version], `/grid-imports/${importId}/outlines`)
}

type Dropped = { readonly file: File; readonly name: string; readonly size: number; readonly changedAt: number }

/** The same file again after a cut line is the same intention. @param importId an open import, for one more file */
export function useDrop(importId: string | undefined, onDone: (importId: string) => void) {
  return useIntention<File, { readonly importId: string }>(
    file => ({
      method: 'POST',
      path: importId === undefined ? '/grid-imports' : `/grid-imports/${importId}/files`,
      body: { file, name: file.name, size: file.size, changedAt: file.lastModified } satisfies Dropped,
    }),
    { changes: ['gridimport'], onDone: answer => onDone(answer.importId) },
    <Answer>(command: Command) => sendFile<Answer>(command, (command.body as Dropped).file),
  )
}

type Stand = { readonly version: number }
type Changed = { readonly version: number; readonly body: ChangeGridImportBody }

export function useChange(importId: string) {
  return useIntention<Changed, Stand>(
    ({ version, body }) => ({ method: 'PUT', path: `/grid-imports/${importId}`, version: `"${version}"`, body }),
    { changes: ['gridimport'] },
  )
}
export function useRepair(importId: string) {
  return useIntention<{ readonly version: number; readonly body: RepairGridImportBody }, Stand>(
    ({ version, body }) => ({
      method: 'POST',
      path: `/grid-imports/${importId}/repair`,
      version: `"${version}"`,
      body,
    }),
    { changes: ['gridimport'] },
  )
}
export function useUndo(importId: string) {
  return useIntention<{ readonly version: number; readonly repairId?: string }, Stand>(
    ({ version, repairId }) => ({
      method: 'POST',
      path: `/grid-imports/${importId}/undo`,
      version: `"${version}"`,
      body: repairId === undefined ? {} : { repairId },
    }),
    { changes: ['gridimport'] },
  )
}
export function usePlan(importId: string, onDone: (planId: string) => void) {
  return useIntention<{ readonly version: number; readonly name: string }, { readonly planId: string }>(
    ({ version, name }) => ({
      method: 'POST',
      path: `/grid-imports/${importId}/plan`,
      version: `"${version}"`,
      body: { name },
    }),
    { changes: ['gridimport', 'plan'], onDone: answer => onDone(answer.planId) },
  )
}
export function useAdopt(onDone: () => void) {
  return useIntention<{ readonly planId: string; readonly effectiveOn: string }, object>(
    ({ planId, effectiveOn }) => ({ method: 'POST', path: `/plans/${planId}/adopt`, body: { effectiveOn } }),
    { changes: ['grid', 'plan', 'gridimport'], onDone },
  )
}
export function useDiscard(importId: string, onDone: () => void) {
  return useIntention<null, object>(() => ({ method: 'POST', path: `/grid-imports/${importId}/discard`, body: {} }), {
    changes: ['gridimport'],
    onDone,
  })
}
