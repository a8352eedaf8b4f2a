import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import { postKindTemplate } from '@onegrid/domain/team/post-kind-template.ts'
import { decidePostKinds, type PostKindRule, postKindChanges, postKindRules } from '@onegrid/domain/team/post-kinds.ts'
import type { Tx } from '../database/database.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts } from './asking.ts'

export type PostKindList = { readonly version: number; readonly items: readonly PostKind[] }

/** The town's list; a town from before there was one has the template, as version 0. */
export async function findPostKinds(tx: Tx): Promise<PostKindList> {
  const [row] = await tx.query<{ version: number; kinds: readonly PostKind[] }>(
    'select version, kinds from post_kind_list where tenant_id = $1',
    [tx.tenantId],
    'post-kinds',
  )
  return row ? { version: row.version, items: row.kinds } : { version: 0, items: postKindTemplate }
}

async function writePostKinds(tx: Tx, { version, items }: PostKindList, at: Instant): Promise<void> {
  await tx.query(
    `insert into post_kind_list (tenant_id, version, kinds, changed_at) values ($1, $2, $3, $4)
     on conflict (tenant_id) do update set version = excluded.version, kinds = excluded.kinds, changed_at = excluded.changed_at`,
    [tx.tenantId, version, JSON.stringify(items), at],
    'post-kinds-write',
  )
}

/** What every new town begins with. */
export async function plantPostKinds(tx: Tx, at: Instant): Promise<void> {
  await writePostKinds(tx, { version: 1, items: postKindTemplate }, at)
}

/** @throws Refusal not_permitted, version_stale, field_invalid with the rule */
export function changePostKinds(
  ports: TeamPorts,
  asking: Asking,
  wanted: { readonly version: number; readonly items: readonly PostKind[] },
): Promise<{ version: number }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'changePostKinds', wanted, async tx => {
    // Of two at the same moment the second is stale: the town's own row orders them, also where the list has none yet.
    await tx.query('select 1 from tenant where tenant_id = $1 for no key update', [tx.tenantId])
    const before = await findPostKinds(tx)
    demand(before.version === wanted.version, 'version_stale', { version: before.version })
    const held = await tx.query<{ kind: string }>('select distinct kind from post where tenant_id = $1', [tx.tenantId])
    const items = decidePostKinds(before.items, wanted.items, new Set(held.map(row => row.kind)))
    const version = before.version + 1
    await writePostKinds(tx, { version, items }, ports.clock.now())
    const entry = entryOf(ports, asking)
    const stream = { kind: 'team', id: tx.tenantId }
    const event = { type: 'PostKindsChanged', at: entry.recordedAt, version, ...postKindChanges(before.items, items) }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
    return { version }
  })
}

/** Adds kinds that an imported list brought, in the transaction of the caller, who has checked the right. */
export async function addPostKinds(tx: Tx, ports: KindPorts, entry: Entry, added: readonly PostKind[]): Promise<void> {
  await rewritePostKinds(tx, ports, entry, before => [...before, ...added])
}

/** The way back: kinds that somebody holds or held by now stay. @returns the codes that are gone */
export async function takeBackPostKinds(
  tx: Tx,
  ports: KindPorts,
  entry: Entry,
  codes: readonly string[],
): Promise<readonly string[]> {
  const held = await tx.query<{ kind: string }>(
    'select distinct kind from post where tenant_id = $1 and kind = any($2::text[])',
    [tx.tenantId, codes],
  )
  const gone = codes.filter(code => !held.some(row => row.kind === code))
  if (gone.length > 0)
    await rewritePostKinds(tx, ports, entry, before => before.filter(kind => !gone.includes(kind.code)))
  return gone
}

type KindPorts = Pick<TeamPorts, 'ids'>

async function rewritePostKinds(
  tx: Tx,
  ports: KindPorts,
  entry: Entry,
  change: (before: readonly PostKind[]) => readonly PostKind[],
): Promise<void> {
  await tx.query('select 1 from tenant where tenant_id = $1 for no key update', [tx.tenantId])
  const before = await findPostKinds(tx)
  const items = decidePostKinds(before.items, change(before.items), new Set())
  const version = before.version + 1
  await writePostKinds(tx, { version, items }, entry.recordedAt)
  const stream = { kind: 'team', id: tx.tenantId }
  const event = { type: 'PostKindsChanged', at: entry.recordedAt, version, ...postKindChanges(before.items, items) }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
}

const asked: Record<PostKindRule, (value: string) => { readonly en: string; readonly zh: string }> = {
  code_shape: () => ({
    en: 'a code of small letters, digits and _',
    zh: '代码只能用小写字母、数字和下划线，以字母开头',
  }),
  code_twice: value => ({ en: `each code once; “${value}” stands twice`, zh: `代码不能重复，“${value}”出现了两次` }),
  name_empty: () => ({ en: 'a name for the post', zh: '请填写岗位名称' }),
  name_twice: value => ({ en: `each name once; “${value}” stands twice`, zh: `名称不能重复，“${value}”出现了两次` }),
  role_changed: value => ({
    en: `“${value}” has holders and keeps its rights; add another kind instead`,
    zh: `已有人任“${value}”，权限不能改，请另加一种岗位`,
  }),
  kind_held: value => ({
    en: `“${value}” has holders; retire it instead`,
    zh: `有人任过“${value}”，不能删除，可以停用`,
  }),
  role_needed: value => ({ en: `at least one kind in use with the role ${value}`, zh: `至少保留一种这个权限的岗位` }),
}

/** The same refusal with what is asked in its place, for the person who wrote the list. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'field_invalid') return error
  const { rule: named, value, ...facts } = error.facts
  const rule = postKindRules.find(each => each === named)
  if (rule === undefined) return error
  const { en, zh } = asked[rule](String(value ?? ''))
  return new Refusal('field_invalid', { ...facts, rule, expected: en, expectedZh: zh })
}
