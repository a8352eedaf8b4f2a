import { createHash } from 'node:crypto'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import {
  demandKept,
  type LimitChange,
  limitChanges,
  validateCatalogue,
} from '@onegrid/domain/ticket/catalogue-rules.ts'
import { type TemplateName, templates } from '@onegrid/domain/ticket/template/template.ts'
import canonicalize from 'canonicalize'
import type { Ports } from '../app.ts'
import type { Database, Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import type { JournalActor } from '../journal/chain.ts'
import { runCommand } from '../journal/command.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'
import { townMemory } from './catalogue-memory.ts'
import { findCatalogueVersion, getCatalogue, insertCatalogue, lockCatalogue } from './catalogue-store.ts'

const memory = townMemory<Catalogue>({
  version: async tx => String(await findCatalogueVersion(tx)),
  load: async tx => {
    const value = await getCatalogue(tx)
    return { version: String(value.version), value }
  },
})

/** The catalogue in force, the same object until it changes. Refuses `not_found` where none was planted. */
export function catalogueOf(ports: { readonly database: Database }, tenantId: string, tx?: Tx): Promise<Catalogue> {
  return memory.of(ports.database, tenantId, tx)
}

export type Published = {
  readonly before: Catalogue
  readonly after: Catalogue
  /** Limits that open tickets may now stand under. */
  readonly changes: readonly LimitChange[]
  readonly entry: Entry
}

export type PublishedHook = (ports: Ports, tx: Tx, published: Published) => Promise<void>
const hooks = new Set<PublishedHook>()

/**
 * Runs in the transaction that publishes, so that a new limit and the tickets under it change in one act. The transaction
 * may be tried again: a hook touches nothing but `tx`. @returns how to take it back.
 */
export function onCataloguePublished(hook: PublishedHook): () => void {
  hooks.add(hook)
  return () => hooks.delete(hook)
}

/** Gives a town without a catalogue its first one. */
export async function plantCatalogue(
  tx: Tx,
  { ids }: { readonly ids: Ids },
  template: TemplateName | Catalogue,
  entry: Entry,
): Promise<Catalogue> {
  demand((await findCatalogueVersion(tx)) === 0, 'already_set_up', { what: 'catalogue' })
  const chosen = typeof template === 'string' ? templates[template] : validateCatalogue(template)
  const planted = { ...chosen, version: 1 }
  await insertCatalogue(tx, planted, {
    publishedAt: entry.recordedAt,
    publishedBy: entry.actor.personId ?? null,
    note: '',
  })
  const named = typeof template === 'string' ? { template } : {}
  await journal(tx, ids, 'CataloguePlanted', planted, named, entry)
  return planted
}

export type Publishing = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  /** The version that was opened and changed. */
  readonly version: number
  readonly catalogue: unknown
  readonly note?: string
}

export type PublishResult = { readonly version: number; readonly changes: readonly LimitChange[] }

/** @throws Refusal not_permitted, version_stale, catalogue_invalid with a pointer */
export async function publishCatalogue(ports: Ports, publishing: Publishing): Promise<PublishResult> {
  const { tenantId, actor, commandId, version, catalogue, note = '' } = publishing
  const personId = demandTownAdministrator(actor)
  const recordedAt: Instant = ports.clock.now()
  const asked = { verb: 'publishCatalogue', version, catalogue, note }
  const result = await runCommand(ports.database, { tenantId, commandId, asked, recordedAt }, async tx => {
    const before = await lockCatalogue(tx)
    demand(before.version === version, 'version_stale', { version: before.version })
    const after = { ...validateCatalogue(catalogue), version: version + 1 }
    demandKept(before, after)
    const changes = limitChanges(before, after)
    const entry = { commandId, recordedAt, actor: administrator(personId) }
    await insertCatalogue(tx, after, { publishedAt: recordedAt, publishedBy: personId, note })
    await journal(tx, ports.ids, 'CataloguePublished', after, {}, entry)
    for (const hook of hooks) await hook(ports, tx, { before, after, changes, entry })
    return { version: after.version, changes }
  })
  memory.forget(ports.database, tenantId)
  return result
}

/** The person's id of the town administrator. @throws Refusal not_signed_in, not_permitted */
export function demandTownAdministrator(actor: Actor): string {
  demand(actor.kind === 'person' || actor.kind === 'resident', 'not_signed_in')
  const may = actor.kind === 'person' && actor.posts.some(post => post.role === 'town_administrator')
  demand(may, 'not_permitted', { who: ['town_administrator'] })
  return actor.personId
}

export function administrator(personId: string): JournalActor {
  return { kind: 'person', personId, as: 'town_administrator' }
}

/** The journal seals the document by its digest; the document itself stands in catalogue_version. */
async function journal(
  tx: Tx,
  ids: Ids,
  type: string,
  catalogue: Catalogue,
  facts: object,
  entry: Entry,
): Promise<void> {
  const stream = { kind: 'catalogue', id: tx.tenantId }
  const event = { type, at: entry.recordedAt, version: catalogue.version, digest: digestOf(catalogue), ...facts }
  await append(tx, ids, stream, await headOf(tx, stream), [event], entry)
}

export function digestOf(document: object): string {
  return createHash('sha256')
    .update(canonicalize(document) ?? '')
    .digest('base64url')
}
