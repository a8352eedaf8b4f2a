import { createHash } from 'node:crypto'
import type { SupplyArea } from '@onegrid/domain/grid/grid.ts'
import {
  decideSupplyAreas,
  type SupplyAreaDraft,
  type SupplyRule,
  supplyChanges,
  supplyRules,
} from '@onegrid/domain/grid/supply.ts'
import { type Actor, holdsRole } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import canonicalize from 'canonicalize'
import type { Ports } from '../app.ts'
import type { Tx } from '../database/database.ts'
import { runCommand } from '../journal/command.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'
import { forgetGridIndex, type GridIndex, gridIndex, withSupplyAreas } from './grid-index.ts'
import { lockVersion, raiseVersion, replaceSupplyAreas } from './store.ts'

export type SupplyAreasChanged = {
  /** The town as it will be; its grids must not be asked for inside the transaction. */
  readonly after: GridIndex
  readonly entry: Entry
}
export type SupplyAreasHook = (ports: Ports, tx: Tx, changed: SupplyAreasChanged) => Promise<void>
const hooks = new Set<SupplyAreasHook>()

/**
 * Runs in the transaction that changes the areas, so that they and the tickets under them change in one act. The
 * transaction may be tried again: a hook touches nothing but `tx`. @returns how to take it back.
 */
export function onSupplyAreasChanged(hook: SupplyAreasHook): () => void {
  hooks.add(hook)
  return () => hooks.delete(hook)
}

export type SupplyChange = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  /** The version that was opened and changed. */
  readonly version: number
  readonly items: readonly SupplyAreaDraft[]
}

/** @throws Refusal not_signed_in, not_permitted, version_stale, field_invalid with field and pointer */
export async function changeSupplyAreas(
  ports: Ports,
  { tenantId, actor, commandId, version, items }: SupplyChange,
): Promise<{ readonly version: number }> {
  const personId = demandTownAdministrator(actor)
  const recordedAt: Instant = ports.clock.now()
  const asked = { verb: 'changeSupplyAreas', version, items }
  const result = await runCommand(ports.database, { tenantId, commandId, asked, recordedAt }, async tx => {
    const found = await lockVersion(tx)
    demand(found === version, 'version_stale', { version: found })
    const before = await indexAt(ports, tx, version)
    const areas = decideSupplyAreas(before.tree, before.supplyAreas, items, () => ports.ids.id())
    await replaceSupplyAreas(tx, areas)
    const after = withSupplyAreas(before, await raiseVersion(tx), areas)
    const entry: Entry = { commandId, recordedAt, actor: { kind: 'person', personId, as: 'town_administrator' } }
    await journal(tx, ports, before.supplyAreas, after, entry)
    for (const hook of hooks) await hook(ports, tx, { after, entry })
    return { version: after.version }
  })
  forgetGridIndex(ports.database, tenantId)
  return result
}

/** What is in memory may be a second old; what a change is decided on may not. */
async function indexAt(ports: Ports, tx: Tx, version: number): Promise<GridIndex> {
  const known = await gridIndex(ports, tx.tenantId, tx)
  if (known.version === version) return known
  forgetGridIndex(ports.database, tx.tenantId)
  return gridIndex(ports, tx.tenantId, tx)
}

/** Names stay in their table: the journal says which areas changed and seals the list by its digest. */
async function journal(
  tx: Tx,
  { ids }: Pick<Ports, 'ids'>,
  before: readonly SupplyArea[],
  { version, supplyAreas }: GridIndex,
  entry: Entry,
): Promise<void> {
  const stream = { kind: 'grid', id: tx.tenantId }
  const digest = createHash('sha256')
    .update(canonicalize(supplyAreas) ?? '')
    .digest('base64url')
  const facts = { version, digest, ...supplyChanges(before, supplyAreas) }
  const event = { type: 'SupplyAreasChanged', at: entry.recordedAt, ...facts }
  await append(tx, ids, stream, await headOf(tx, stream), [event], entry)
}

function demandTownAdministrator(actor: Actor): string {
  demand(actor.kind === 'person' || actor.kind === 'resident', 'not_signed_in')
  demand(holdsRole(actor, 'town_administrator'), 'not_permitted', { who: ['town_administrator'] })
  return actor.personId
}

const asked: Record<SupplyRule, (value: string) => { readonly en: string; readonly zh: string }> = {
  name_empty: () => ({ en: 'a name for the area', zh: '请填写片区名称' }),
  name_twice: value => ({ en: `each name once; “${value}” stands twice`, zh: `名称不能重复，“${value}”出现了两次` }),
  area_unknown: () => ({ en: 'an area of this town, or none for a new one', zh: '须为本镇已有的片区，新片区不填' }),
  area_twice: () => ({ en: 'each area once', zh: '同一片区只能出现一次' }),
  utility_changed: value => ({
    en: `“${value}” keeps its utility; add a new area instead`,
    zh: `“${value}”的供应类别不能改，请另建片区`,
  }),
  no_grid: value => ({ en: `at least one small grid for “${value}”`, zh: `“${value}”至少选一个小网格` }),
  grid_unknown: () => ({ en: 'a grid of this town in force today', zh: '须为本镇现有的网格' }),
  grid_not_small: value => ({ en: `small grids only; “${value}” is none`, zh: `只能选小网格，“${value}”不是` }),
  grid_twice: value => ({
    en: `each small grid in one area of a utility; already chosen: ${value}`,
    zh: `同一供应类别下每个小网格只属一个片区，已选：${value}`,
  }),
}

/** The same refusal with what is asked in its place, for the person who wrote the list. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'field_invalid') return error
  const { rule: named, value, ...facts } = error.facts
  const rule = supplyRules.find(each => each === named)
  if (rule === undefined) return error
  const { en, zh } = asked[rule](String(value ?? ''))
  return new Refusal('field_invalid', { ...facts, rule, expected: en, expectedZh: zh })
}
