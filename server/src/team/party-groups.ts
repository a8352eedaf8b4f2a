import type { GridTree } from '@onegrid/domain/grid/tree.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { addDays } from '@onegrid/domain/team/decide.ts'
import {
  decidePartyGroups,
  type PartyGroup,
  type PartyGroupDraft,
  type PartyGroupRule,
  partyGroupChanges,
  partyGroupRules,
} from '@onegrid/domain/team/party-group.ts'
import type { Tx } from '../database/database.ts'
import { append, headOf } from '../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts, todayOf } from './asking.ts'
import { demandColleagues } from './store.ts'

export type PartyGroupList = { readonly version: number; readonly items: readonly PartyGroup[] }

type Row = {
  party_group_id: string
  name: string
  leader_id: string | null
  from_day: LocalDate
  grid_ids: readonly string[] | null
}

/** Groups in force or to come; a town has some dozen. */
export async function findPartyGroups(tx: Tx, today: LocalDate): Promise<PartyGroupList> {
  const [kept] = await tx.query<{ version: number }>(
    'select version from party_group_version where tenant_id = $1',
    [tx.tenantId],
    'party-group-version',
  )
  const rows = await tx.query<Row>(
    `select party_group_id, name, leader_id, from_day,
            (select array_agg(grid_id order by grid_id) from party_group_grid g
              where g.tenant_id = $1 and g.party_group_id = party_group.party_group_id) as grid_ids
       from party_group where tenant_id = $1 and (until_day is null or until_day >= $2) order by party_group_id`,
    [tx.tenantId, today],
    'party-groups',
  )
  const items = rows.map(row => ({
    partyGroupId: row.party_group_id,
    name: row.name,
    ...(row.leader_id === null ? {} : { leaderId: row.leader_id }),
    gridIds: row.grid_ids ?? [],
    from: row.from_day,
  }))
  return { version: kept?.version ?? 0, items }
}

/** The small grids of the Party group that has this one, itself included. */
export async function partyGroupGrids(tx: Tx, smallGridId: string, day: LocalDate): Promise<readonly string[]> {
  const rows = await tx.query<{ grid_id: string }>(
    `select other.grid_id from party_group_grid own
       join party_group g on g.tenant_id = own.tenant_id and g.party_group_id = own.party_group_id
       join party_group_grid other on other.tenant_id = own.tenant_id and other.party_group_id = own.party_group_id
     where own.tenant_id = $1 and own.grid_id = $2 and g.from_day <= $3 and (g.until_day is null or g.until_day >= $3)`,
    [tx.tenantId, smallGridId, day],
    'party-group-of-grid',
  )
  return rows.map(row => row.grid_id)
}

/** @throws Refusal not_permitted, version_stale, person_unknown, field_invalid with the rule */
export function changePartyGroups(
  ports: TeamPorts,
  asking: Asking,
  wanted: { readonly version: number; readonly items: readonly PartyGroupDraft[] },
  treeIn: (tx: Tx) => Promise<GridTree>,
): Promise<{ version: number }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'changePartyGroups', wanted, async tx => {
    // Of two at the same moment the second is stale, also where the town has no list yet.
    await tx.query('select 1 from tenant where tenant_id = $1 for no key update', [tx.tenantId])
    const today = todayOf(ports, asking)
    const before = await findPartyGroups(tx, today)
    demand(before.version === wanted.version, 'version_stale', { version: before.version })
    const items = decidePartyGroups(await treeIn(tx), before.items, wanted.items, {
      today,
      newId: () => ports.ids.id(),
    })
    await demandColleagues(tx, [
      ...new Set(items.flatMap(group => (group.leaderId === undefined ? [] : [group.leaderId]))),
    ])
    const changes = partyGroupChanges(before.items, items)
    await writePartyGroups(tx, before.items, items, changes, today)
    const version = before.version + 1
    await tx.query(
      `insert into party_group_version (tenant_id, version) values ($1, $2)
       on conflict (tenant_id) do update set version = excluded.version`,
      [tx.tenantId, version],
    )
    const entry = entryOf(ports, asking)
    const stream = { kind: 'team', id: tx.tenantId }
    const event = { type: 'PartyGroupsChanged', at: entry.recordedAt, version, ...changes }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
    return { version }
  })
}

/** A group that is left out ends yesterday and is kept; one that had not begun yet is gone. */
async function writePartyGroups(
  tx: Tx,
  before: readonly PartyGroup[],
  after: readonly PartyGroup[],
  { added, changed, ended }: ReturnType<typeof partyGroupChanges>,
  today: LocalDate,
): Promise<void> {
  const written = after.filter(group => added.includes(group.partyGroupId) || changed.includes(group.partyGroupId))
  const begun = before.filter(group => ended.includes(group.partyGroupId) && group.from < today)
  const never = ended.filter(id => !begun.some(group => group.partyGroupId === id))
  const ids = (groups: readonly PartyGroup[]) => groups.map(group => group.partyGroupId)
  await tx.query('delete from party_group_grid where tenant_id = $1 and party_group_id = any($2::uuid[])', [
    tx.tenantId,
    [...ids(written), ...never],
  ])
  await tx.query('delete from party_group where tenant_id = $1 and party_group_id = any($2::uuid[])', [
    tx.tenantId,
    never,
  ])
  await tx.query('update party_group set until_day = $3 where tenant_id = $1 and party_group_id = any($2::uuid[])', [
    tx.tenantId,
    ids(begun),
    addDays(today, -1),
  ])
  const rows = written.map(group => ({
    party_group_id: group.partyGroupId,
    name: group.name,
    leader_id: group.leaderId ?? null,
    from_day: group.from,
    grid_ids: group.gridIds,
  }))
  await tx.query(
    `insert into party_group (tenant_id, party_group_id, name, leader_id, from_day)
     select $1, party_group_id, name, leader_id, from_day
     from jsonb_to_recordset($2::jsonb) as entry(party_group_id uuid, name text, leader_id uuid, from_day date)
     on conflict (tenant_id, party_group_id)
       do update set name = excluded.name, leader_id = excluded.leader_id, from_day = excluded.from_day`,
    [tx.tenantId, JSON.stringify(rows)],
  )
  await tx.query(
    `insert into party_group_grid (tenant_id, party_group_id, grid_id)
     select $1, party_group_id, jsonb_array_elements_text(grid_ids)::uuid
     from jsonb_to_recordset($2::jsonb) as entry(party_group_id uuid, grid_ids jsonb)`,
    [tx.tenantId, JSON.stringify(rows)],
  )
}

const asked: Record<PartyGroupRule, (value: string) => { readonly en: string; readonly zh: string }> = {
  name_empty: () => ({ en: 'a name for the Party group', zh: '请填写党小组名称' }),
  name_twice: value => ({ en: `each name once; “${value}” stands twice`, zh: `名称不能重复，“${value}”出现了两次` }),
  group_unknown: () => ({ en: 'a group of this town, or none for a new one', zh: '须为本镇已有的党小组，新的不填' }),
  group_twice: () => ({ en: 'each group once', zh: '同一党小组只能出现一次' }),
  no_grid: value => ({ en: `at least one small grid for “${value}”`, zh: `“${value}”至少选一个小网格` }),
  grid_unknown: () => ({ en: 'a grid of this town in force today', zh: '须为本镇现有的网格' }),
  grid_not_small: value => ({ en: `small grids only; “${value}” is none`, zh: `只能选小网格，“${value}”不是` }),
  grid_taken: value => ({
    en: `each small grid in one Party group; already chosen: ${value}`,
    zh: `每个小网格只属一个党小组，已选：${value}`,
  }),
}

/** The same refusal with what is asked in its place, for the person who wrote the list. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'field_invalid') return error
  const { rule: named, value, ...facts } = error.facts
  const rule = partyGroupRules.find(each => each === named)
  if (rule === undefined) return error
  const { en, zh } = asked[rule](String(value ?? ''))
  return new Refusal('field_invalid', { ...facts, rule, expected: en, expectedZh: zh })
}
