/**
 * Files become an import, an import becomes a plan. Reading and judging run beside the event loop and outside of any
 * transaction; what they were based on is checked again when the result is kept.
 */
import { createHash } from 'node:crypto'
import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import type { ChangeGridImportBody, RepairGridImportBody } from '@onegrid/domain/grid/import/contract.ts'
import { recognise } from '@onegrid/domain/grid/import/recognise.ts'
import type { SourceSettings } from '@onegrid/domain/grid/import/source.ts'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { type Command, commandDigest, findResult, runCommand } from '../../journal/command.ts'
import { readAside } from '../../tables/read-aside.ts'
import type { IncomingFile } from '../../tables/table.ts'
import { insertPlan } from '../plan/commands.ts'
import { groundOn } from '../plan/ground.ts'
import type { FoundSource } from './read/found-source.ts'
import type { Preview, PreviewQuestion } from './read/make-preview.ts'
import {
  deleteImport,
  deleteSource,
  getImport,
  getPreview,
  type ImportHead,
  insertImport,
  insertSources,
  type KeptSource,
  listSources,
  lockImport,
  setPlanned,
  updateImport,
  updateSettings,
} from './rows.ts'

export type ImportAsking = { readonly tenantId: string; readonly actor: Actor; readonly commandId: string }
export type ImportStand = { readonly importId: string; readonly version: number }

/** Long enough for a week of talks with the villages, short enough that no forgotten file lies about. */
const keptMilliseconds = 14 * 86_400_000
/** Layers and sheets in one import, and rows in all of them. */
const sourcesMost = 20
const rowsInAll = 8000

const reader = new URL('./read/read-file.ts', import.meta.url)
const maker = new URL('./read/make-preview.ts', import.meta.url)

/**
 * A new import, or one more file of an open one.
 * @throws Refusal not_permitted, file_refused, not_found, grid_import_closed, grid_import_full
 */
export async function openGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  file: IncomingFile,
  importId?: string,
): Promise<ImportStand> {
  demandPlanRight(asking.actor, 'managePlans')
  const sha256 = createHash('sha256').update(file.bytes).digest('base64url')
  const command = commandOf(ports, asking, {
    verb: 'openGridImport',
    importId: importId ?? null,
    name: file.name,
    sha256,
  })
  const earlier = await findEarlier<ImportStand>(ports, command)
  if (earlier) return earlier
  const input = { name: file.name, bytes: file.bytes }
  const found = await readAside<readonly FoundSource[]>(reader, 'readMapFile', input)
  if (importId === undefined) return begin(ports, asking, command, file.name, found)
  return change(ports, command, file.name, importId, undefined, kept => {
    const last = Math.max(0, ...kept.sources.map(({ source }) => Number(source.sourceId.slice(1))))
    const added = numbered(found, last)
    return { ...kept, sources: [...kept.sources, ...added], added }
  })
}

async function begin(
  ports: JobPorts,
  asking: ImportAsking,
  command: Command,
  name: string,
  found: readonly FoundSource[],
): Promise<ImportStand> {
  const sources = numbered(found, 0)
  demandFew(sources)
  const preview = await previewOf(ports, asking.tenantId, name, { sources, others: 'keep', repairs: [] })
  return runCommand(ports.database, command, async tx => {
    const importId = ports.ids.id()
    const createdAt = command.recordedAt
    const expiresAt = instantOf(milliseconds(createdAt) + keptMilliseconds)
    await insertImport(tx, { importId, createdBy: personOf(asking.actor)!, createdAt, expiresAt, preview })
    await insertSources(tx, importId, sources)
    return { importId, version: 1 }
  })
}

/** @throws Refusal not_permitted, not_found, version_stale, grid_import_closed, field_invalid */
export function changeGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  importId: string,
  version: number,
  body: ChangeGridImportBody,
): Promise<ImportStand> {
  demandPlanRight(asking.actor, 'managePlans')
  const command = commandOf(ports, asking, { verb: 'changeGridImport', importId, version, body })
  return change(ports, command, importId, importId, version, kept => {
    const wanted = new Map((body.sources ?? []).map(each => [each.sourceId, each]))
    const unknown = [...wanted.keys()].find(id => !kept.sources.some(({ source }) => source.sourceId === id))
    demand(unknown === undefined, 'field_invalid', { pointer: '/sources', value: unknown ?? '' })
    const sources = kept.sources.flatMap(({ source, settings }): KeptSource[] => {
      const { sourceId: _, remove, ...said } = wanted.get(source.sourceId) ?? { sourceId: source.sourceId }
      if (remove) return []
      const columns = said.columns
      demand(
        columns === undefined || Object.values(columns).every(column => column < source.columns.length),
        'field_invalid',
        { pointer: '/sources', field: 'columns' },
      )
      return [{ source, settings: { ...settings, ...said } satisfies SourceSettings }]
    })
    // Repairs speak of the outlines that were there: other rows or another system are other outlines.
    const townCode = body.townCode ?? kept.townCode
    return { ...kept, sources, others: body.others ?? kept.others, ...(townCode === undefined ? {} : { townCode }) }
  })
}

/** @throws Refusal not_permitted, not_found, version_stale, grid_import_closed, grid_import_repair_idle */
export function repairGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  importId: string,
  version: number,
  { repairs, keys, toleranceMetres = 5 }: RepairGridImportBody,
): Promise<ImportStand> {
  demandPlanRight(asking.actor, 'managePlans')
  const asked = { verb: 'repairGridImport', importId, version, repairs, keys: keys ?? null, toleranceMetres }
  const repairId = ports.ids.id()
  const decide = (kept: Kept): Next => ({
    ...kept,
    repairs: [...kept.repairs, { repairId, repairs, toleranceMetres, ...(keys === undefined ? {} : { keys }) }],
  })
  return change(ports, commandOf(ports, asking, asked), importId, importId, version, decide, (next, { made }) => {
    // What changed nothing is no repair: it would stand there as done.
    const did = made.at(-1) ?? []
    demand(did.length > 0, 'grid_import_repair_idle')
    return {
      ...next,
      repairs: next.repairs.map(each => (each.repairId === repairId ? { ...each, repairs: did } : each)),
    }
  })
}

/** Takes one repair back, or all of them. @throws Refusal not_permitted, not_found, version_stale, grid_import_closed */
export function undoGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  importId: string,
  version: number,
  repairId: string | undefined,
): Promise<ImportStand> {
  demandPlanRight(asking.actor, 'managePlans')
  const command = commandOf(ports, asking, { verb: 'undoGridImport', importId, version, repairId: repairId ?? null })
  return change(ports, command, importId, importId, version, kept => ({
    ...kept,
    repairs: repairId === undefined ? [] : kept.repairs.filter(made => made.repairId !== repairId.toLowerCase()),
  }))
}

/** @throws Refusal not_permitted, not_found, version_stale, grid_import_closed, grid_import_faulty, division_invalid */
export function planFromGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  importId: string,
  version: number,
  name: string,
): Promise<{ readonly planId: string; readonly hints: number }> {
  demandPlanRight(asking.actor, 'managePlans')
  const command = commandOf(ports, asking, { verb: 'planFromGridImport', importId, version, name })
  return runCommand(ports.database, command, async tx => {
    const kept = await lockImport(tx, importId, command.recordedAt)
    demandOpen(kept, version)
    demand(kept.errors === 0, 'grid_import_faulty', { errors: kept.errors })
    const { division } = await getPreview(tx, importId)
    const { planId, hints } = await insertPlan(tx, ports, asking, { name, origin: 'import', division })
    await setPlanned(tx, importId, planId)
    return { planId, hints: hints.length }
  })
}

/** As a whole: nothing of it stays. @throws Refusal not_permitted, not_found */
export function discardGridImport(
  ports: JobPorts,
  asking: ImportAsking,
  importId: string,
): Promise<{ readonly importId: string }> {
  demandPlanRight(asking.actor, 'managePlans')
  const command = commandOf(ports, asking, { verb: 'discardGridImport', importId })
  return runCommand(ports.database, command, async tx => {
    await lockImport(tx, importId, command.recordedAt)
    await deleteImport(tx, importId)
    return { importId }
  })
}

type Kept = Pick<PreviewQuestion, 'others' | 'repairs' | 'townCode'> & { readonly sources: readonly KeptSource[] }
type Next = Kept & { readonly added?: readonly KeptSource[] }

/** @param version what the person saw; a further file is added to whatever is there */
async function change(
  ports: JobPorts,
  command: Command,
  name: string,
  importId: string,
  version: number | undefined,
  decide: (kept: Kept) => Next,
  settle: (next: Next, preview: Preview) => Next = next => next,
): Promise<ImportStand> {
  const { tenantId, recordedAt } = command
  const earlier = await findEarlier<ImportStand>(ports, command)
  if (earlier) return earlier
  const before = await ports.database.read(tenantId, async tx => {
    const kept = await getImport(tx, importId, recordedAt)
    demandOpen(kept, version)
    const { townCode, ...rest } = kept
    return { ...rest, ...(townCode === null ? {} : { townCode }), sources: await listSources(tx, importId) }
  })
  const wanted = decide(before)
  demandFew(wanted.sources)
  const preview = await previewOf(ports, tenantId, name, wanted)
  const next = settle(wanted, preview)
  return runCommand(ports.database, command, async tx => {
    demandOpen(await lockImport(tx, importId, recordedAt), before.version)
    const settings = new Map(before.sources.map(({ source, settings }) => [source.sourceId, settings]))
    const left = new Set(next.sources.map(({ source }) => source.sourceId))
    for (const sourceId of settings.keys()) if (!left.has(sourceId)) await deleteSource(tx, importId, sourceId)
    await insertSources(tx, importId, next.added ?? [])
    for (const kept of next.sources)
      if (settings.has(kept.source.sourceId) && settings.get(kept.source.sourceId) !== kept.settings)
        await updateSettings(tx, importId, kept)
    return { importId, version: await updateImport(tx, importId, { ...next, preview }) }
  })
}

async function previewOf(ports: JobPorts, tenantId: string, name: string, asked: Kept): Promise<Preview> {
  const today = await ports.database.read(tenantId, tx => groundOn(tx, ports.clock))
  const question: PreviewQuestion = {
    today: today.division,
    usedCodes: today.usedCodes,
    sources: asked.sources,
    others: asked.others,
    repairs: asked.repairs,
    ...(asked.townCode === undefined ? {} : { townCode: asked.townCode }),
  }
  return readAside<Preview>(maker, 'makePreview', { name, ...question })
}

function numbered(found: readonly FoundSource[], last: number): readonly KeptSource[] {
  return found.map((each, index) => {
    const source = { ...each, sourceId: `s${last + index + 1}` }
    return { source, settings: recognise(source) }
  })
}

function demandFew(sources: readonly KeptSource[]): void {
  const rows = sources.reduce((sum, { source }) => sum + source.rows.length, 0)
  demand(sources.length <= sourcesMost && rows <= rowsInAll, 'grid_import_full', { files: sources.length, rows })
}

function demandOpen(kept: ImportHead, version: number | undefined): void {
  if (kept.planId !== null) throw new Refusal('grid_import_closed', { planId: kept.planId })
  demand(version === undefined || kept.version === version, 'version_stale', { version: kept.version })
}

function commandOf(ports: JobPorts, { tenantId, actor, commandId }: ImportAsking, asked: object): Command {
  return { tenantId, commandId, asked: { by: personOf(actor) ?? null, ...asked }, recordedAt: ports.clock.now() }
}

/** A repeat must not read the file again, nor hear that its own change made it stale. */
function findEarlier<Result>(ports: JobPorts, { tenantId, commandId, asked }: Command): Promise<Result | undefined> {
  return ports.database.read(tenantId, tx => findResult<Result>(tx, commandId, commandDigest(asked)))
}
