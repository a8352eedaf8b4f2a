import type { Division, Fault, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { needsTownCode } from '@onegrid/domain/grid/import/build.ts'
import type { GridImportsWire, GridImportWire } from '@onegrid/domain/grid/import/contract.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import { pageFrom } from '../../http/paging.ts'
import { getImport, getPreview, type KeptSource, listImports, listSources } from './rows.ts'

/** A thousand faults of one slipped border help nobody; the figures say how many there are. */
const faultsShown = 300
const sampleRows = 3

export async function showGridImport(tx: Tx, importId: string, now: Instant): Promise<GridImportWire> {
  const { planId, townCode, errors, repairs, ...head } = await getImport(tx, importId, now)
  const { division, rows, faults } = await getPreview(tx, importId)
  const sources = await listSources(tx, importId)
  const ordered = [...faults].sort((one, other) => rank(one) - rank(other))
  return {
    ...head,
    ...(planId === null ? {} : { planId }),
    ...(townCode === null ? {} : { townCode }),
    needsTownCode: needsTownCode(division),
    sources: sources.map(sourceWire),
    rows: rows.map(row => ({ ...row })),
    grids: division.grids.map(gridWire),
    faults: ordered.slice(0, faultsShown).map(faultWire),
    errors,
    hints: faults.filter(({ severity }) => severity === 'hint').length,
    repairs: repairs.map(({ keys, repairs: made, ...rest }) => ({
      ...rest,
      repairs: [...made],
      ...(keys === undefined ? {} : { keys: [...keys] }),
    })),
  }
}

function sourceWire({ source, settings }: KeptSource): GridImportWire['sources'][number] {
  const { rows, columns, ...about } = source
  return {
    ...about,
    columns: [...columns],
    rows: rows.length,
    drawn: rows.filter(row => row.shape !== undefined).length,
    sample: rows.slice(0, sampleRows).map(row => [...row.values]),
    settings: structuredClone(settings) as GridImportWire['sources'][number]['settings'],
  }
}

function gridWire({ key, level, name, code, parentKey, shape }: PlanGrid): GridImportWire['grids'][number] {
  return {
    key,
    level,
    name,
    ...(code === undefined ? {} : { code }),
    ...(parentKey === undefined ? {} : { parentKey }),
    drawn: shape !== undefined,
  }
}

function faultWire(fault: Fault): GridImportWire['faults'][number] {
  return structuredClone(fault) as GridImportWire['faults'][number]
}

function rank({ severity, rule }: Fault): number {
  // Names without an outline are told last: there may be hundreds of them, and nothing is wrong with them.
  return severity === 'error' ? 0 : rule === 'undrawn' ? 2 : 1
}

/** The wire shape `outlinesShape`, with keys of the plan for ids: text, for a county has some megabytes of it. */
export async function showGridImportOutlines(tx: Tx, importId: string, now: Instant): Promise<string> {
  await getImport(tx, importId, now)
  const { division } = await getPreview(tx, importId)
  return outlineText(division)
}

function outlineText({ grids }: Division): string {
  const features = grids.flatMap(({ key, level, code = '', name, parentKey, example = false, shape }) =>
    shape === undefined
      ? []
      : [
          {
            type: 'Feature',
            id: key,
            properties: { gridId: key, level, code, name, parentId: parentKey, example },
            geometry: shape,
          },
        ],
  )
  return JSON.stringify({ type: 'FeatureCollection', features })
}

export async function showGridImports(
  tx: Tx,
  now: Instant,
  page: { readonly after: readonly [string] | undefined; readonly limit: number },
): Promise<GridImportsWire> {
  const rows = await listImports(tx, now, { after: page.after?.[0], limit: page.limit })
  const items = rows.map(({ planId, files, ...row }) => ({
    ...row,
    files: [...files],
    ...(planId === null ? {} : { planId }),
  }))
  return pageFrom(items, page.limit, each => [each.importId])
}
