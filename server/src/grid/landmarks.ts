import { createHash } from 'node:crypto'
import type { Landmark } from '@onegrid/domain/grid/grid.ts'
import {
  decideLandmarks,
  type LandmarkDraft,
  type LandmarkRule,
  landmarkChanges,
  landmarkRules,
} from '@onegrid/domain/grid/landmark.ts'
import type { Path } from '@onegrid/domain/grid/tree.ts'
import { type Actor, holdsRole } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import canonicalize from 'canonicalize'
import type { Ports } from '../app.ts'
import type { Tx } from '../database/database.ts'
import { runCommand } from '../journal/command.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'
import { forgetGridIndex, gridIndex } from './grid-index.ts'
import { lockVersion, raiseVersion, replaceLandmarks } from './store.ts'

export type LandmarkChange = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  /** The version that was opened and changed. */
  readonly version: number
  readonly items: readonly LandmarkDraft[]
}

/** @throws Refusal not_signed_in, not_permitted, version_stale, field_invalid with field and pointer */
export async function changeLandmarks(
  ports: Ports,
  { tenantId, actor, commandId, version, items }: LandmarkChange,
): Promise<{ readonly version: number }> {
  demand(actor.kind === 'person' || actor.kind === 'resident', 'not_signed_in')
  demand(holdsRole(actor, 'town_administrator'), 'not_permitted', { who: ['town_administrator'] })
  const { personId } = actor
  const recordedAt: Instant = ports.clock.now()
  const asked = { verb: 'changeLandmarks', version, items }
  const result = await runCommand(ports.database, { tenantId, commandId, asked, recordedAt }, async tx => {
    const found = await lockVersion(tx)
    demand(found === version, 'version_stale', { version: found })
    let index = await gridIndex(ports, tenantId, tx)
    if (index.version !== version) {
      // What is in memory may be a second old; what a change is decided on may not.
      forgetGridIndex(ports.database, tenantId)
      index = await gridIndex(ports, tenantId, tx)
    }
    const { tree, locate, landmarks: before } = index
    const gridAt = (lon: number, lat: number) => {
      const { outside, path } = locate(lon, lat)
      return outside ? undefined : lowest(path)
    }
    const after = decideLandmarks(tree, gridAt, before, items, () => ports.ids.id())
    await replaceLandmarks(tx, after)
    const next = await raiseVersion(tx)
    const entry: Entry = { commandId, recordedAt, actor: { kind: 'person', personId, as: 'town_administrator' } }
    await journal(tx, ports, { before, after, version: next }, entry)
    return { version: next }
  })
  forgetGridIndex(ports.database, tenantId)
  return result
}

const lowest = ({ large, medium, small }: Path): string => small ?? medium ?? large

/** Names stay in their table: the journal says which landmarks changed and seals the list by its digest. */
async function journal(
  tx: Tx,
  { ids }: Pick<Ports, 'ids'>,
  {
    before,
    after,
    version,
  }: { readonly before: readonly Landmark[]; readonly after: readonly Landmark[]; readonly version: number },
  entry: Entry,
): Promise<void> {
  const stream = { kind: 'grid', id: tx.tenantId }
  const digest = createHash('sha256')
    .update(canonicalize(after) ?? '')
    .digest('base64url')
  const event = {
    type: 'LandmarksChanged',
    at: entry.recordedAt,
    version,
    digest,
    ...landmarkChanges(before, after),
  }
  await append(tx, ids, stream, await headOf(tx, stream), [event], entry)
}

const asked: Record<LandmarkRule, (value: string) => { readonly en: string; readonly zh: string }> = {
  name_empty: () => ({ en: 'a name for the landmark', zh: '请填写地标名称' }),
  landmark_unknown: () => ({
    en: 'a landmark of this town, or none for a new one',
    zh: '须为本镇已有的地标，新地标不填',
  }),
  landmark_twice: value => ({ en: `each landmark once; “${value}” stands twice`, zh: `同一地标“${value}”出现了两次` }),
  name_twice_in_grid: value => ({
    en: `each name once in a grid; “${value}” stands twice`,
    zh: `同一网格内名称不能重复，“${value}”出现了两次`,
  }),
  landmark_grid_unknown: () => ({ en: 'a grid of this town in force today', zh: '须为本镇现有的网格' }),
  outside_town: value => ({
    en: `a place inside the town, or the grid it belongs to, for “${value}”`,
    zh: `“${value}”不在本镇网格内，请移到本镇范围内或选定所属网格`,
  }),
}

/** The same refusal with what is asked in its place, for the person who wrote the list. */
export function explainedLandmark(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'field_invalid') return error
  const { rule: named, value, ...facts } = error.facts
  const rule = landmarkRules.find(each => each === named)
  if (rule === undefined) return error
  const { en, zh } = asked[rule](String(value ?? ''))
  return new Refusal('field_invalid', { ...facts, rule, expected: en, expectedZh: zh })
}
