/** The only writer of household points, figures by group, barriers and proposals. */
import type { HouseholdPoint } from '@onegrid/domain/grid/division/compare.ts'
import type { Corner } from '@onegrid/domain/grid/division/division.ts'
import type { Shape } from '@onegrid/domain/grid/grid.ts'
import type { ProposalState } from '@onegrid/domain/grid/propose/contract.ts'
import type { GroupFigure, LeftOutRow } from '@onegrid/domain/grid/propose/household-table.ts'
import { spreadFigures } from '@onegrid/domain/grid/propose/spread.ts'
import type { Barrier, BarrierKind, Proposed, Wishes } from '@onegrid/domain/grid/propose/wishes.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'

export type HouseholdSet = {
  readonly setId: string
  readonly kind: 'points' | 'figures'
  readonly beforeId: string | null
  readonly importedAt: Instant
  readonly leftOut: number
  /** The first of them. */
  readonly rows: readonly LeftOutRow[]
}

export async function findCurrentSet(tx: Tx): Promise<HouseholdSet | undefined> {
  const [row] = await tx.query<HouseholdSet>(
    `select set_id as "setId", kind, before_id as "beforeId", imported_at as "importedAt", left_out as "leftOut",
            left_out_rows as rows
     from household_set where tenant_id = $1 and current`,
    [tx.tenantId],
  )
  return row
}

/** Two imports at once wait for each other. */
export async function lockCurrentSet(tx: Tx): Promise<HouseholdSet | undefined> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`households ${tx.tenantId}`])
  return findCurrentSet(tx)
}

export async function insertSet(
  tx: Tx,
  set: HouseholdSet & { readonly importedBy: string },
  points: readonly HouseholdPoint[],
  figures: readonly GroupFigure[],
): Promise<void> {
  await tx.query('update household_set set current = false where tenant_id = $1 and current', [tx.tenantId])
  await tx.query(
    `insert into household_set (tenant_id, set_id, kind, before_id, imported_at, imported_by, left_out, left_out_rows, current)
     values ($1, $2, $3, $4, $5, $6, $7, $8, true)`,
    [
      tx.tenantId,
      set.setId,
      set.kind,
      set.beforeId,
      set.importedAt,
      set.importedBy,
      set.leftOut,
      JSON.stringify(set.rows),
    ],
  )
  const numbered = points.map(({ lon, lat, households, people }, at) => ({
    point_id: at + 1,
    lon,
    lat,
    households,
    people,
  }))
  await tx.query(
    `insert into household_point (tenant_id, set_id, point_id, lon, lat, households, people)
     select $1, $2, point_id, lon, lat, households, people
       from jsonb_to_recordset($3::jsonb) as row (point_id int, lon float8, lat float8, households int, people int)`,
    [tx.tenantId, set.setId, JSON.stringify(numbered)],
  )
  await tx.query(
    `insert into grid_population (tenant_id, set_id, grid_id, households, people)
     select $1, $2, grid_id, households, people
       from jsonb_to_recordset($3::jsonb) as row (grid_id uuid, households int, people int)`,
    [
      tx.tenantId,
      set.setId,
      JSON.stringify(figures.map(({ gridId, households, people }) => ({ grid_id: gridId, households, people }))),
    ],
  )
}

/** Keeps the current set and the one that can come back; places of homes are not kept longer than that. */
export async function dropOlderSets(tx: Tx, kept: readonly string[]): Promise<void> {
  await tx.query(
    'update household_set set before_id = null where tenant_id = $1 and before_id is not null and not (before_id = any($2::uuid[]))',
    [tx.tenantId, kept],
  )
  for (const table of ['household_point', 'grid_population', 'household_set'])
    await tx.query(`delete from ${table} where tenant_id = $1 and not (set_id = any($2::uuid[]))`, [tx.tenantId, kept])
}

export async function makeCurrent(tx: Tx, setId: string): Promise<void> {
  await tx.query('update household_set set current = false where tenant_id = $1 and current', [tx.tenantId])
  await tx.query('update household_set set current = true where tenant_id = $1 and set_id = $2', [tx.tenantId, setId])
}

export async function readPoints(tx: Tx): Promise<readonly HouseholdPoint[]> {
  return tx.query<HouseholdPoint>(
    `select p.lon, p.lat, p.households, p.people from household_point p
       join household_set s on s.tenant_id = p.tenant_id and s.set_id = p.set_id and s.current
      where p.tenant_id = $1 order by p.point_id`,
    [tx.tenantId],
  )
}

export async function readFigures(tx: Tx): Promise<readonly GroupFigure[]> {
  return tx.query<GroupFigure>(
    `select f.grid_id as "gridId", f.households, f.people from grid_population f
       join household_set s on s.tenant_id = f.tenant_id and s.set_id = f.set_id and s.current
      where f.tenant_id = $1 order by f.grid_id`,
    [tx.tenantId],
  )
}

/** Where homes are, in any division: the points, or a group's figure spread over the latest outline of the group. */
export async function readHomes(tx: Tx): Promise<readonly HouseholdPoint[]> {
  const points = await readPoints(tx)
  if (points.length > 0) return points
  const figures = await readFigures(tx)
  if (figures.length === 0) return []
  const rows = await tx.query<{ gridId: string; shape: Shape }>(
    `select distinct on (grid_id) grid_id as "gridId", shape from boundary where tenant_id = $1 and grid_id = any($2::uuid[])
      order by grid_id, valid_from desc`,
    [tx.tenantId, figures.map(({ gridId }) => gridId)],
    'homes-outlines',
  )
  const shapes = new Map(rows.map(({ gridId, shape }) => [gridId, shape]))
  return spreadFigures(figures, gridId => shapes.get(gridId))
}

export async function readBarriers(
  tx: Tx,
): Promise<{ readonly version: number; readonly barriers: readonly Barrier[] }> {
  const [row] = await tx.query<{ version: number }>('select version from barrier_version where tenant_id = $1', [
    tx.tenantId,
  ])
  const barriers = await tx.query<{ barrierId: string; kind: BarrierKind; name: string; line: readonly Corner[] }>(
    `select barrier_id as "barrierId", kind, name, line from barrier where tenant_id = $1 order by barrier_id`,
    [tx.tenantId],
  )
  return { version: row?.version ?? 0, barriers }
}

/** @returns the version that was there; two edits at once wait for each other */
export async function lockBarriers(tx: Tx): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`barriers ${tx.tenantId}`])
  const [row] = await tx.query<{ version: number }>('select version from barrier_version where tenant_id = $1', [
    tx.tenantId,
  ])
  return row?.version ?? 0
}

export async function replaceBarriers(tx: Tx, version: number, barriers: readonly Barrier[]): Promise<void> {
  await tx.query(
    `insert into barrier_version (tenant_id, version) values ($1, $2)
     on conflict (tenant_id) do update set version = excluded.version`,
    [tx.tenantId, version],
  )
  await tx.query('delete from barrier where tenant_id = $1', [tx.tenantId])
  await tx.query(
    `insert into barrier (tenant_id, barrier_id, kind, name, line)
     select $1, barrier_id, kind, name, line
       from jsonb_to_recordset($2::jsonb) as row (barrier_id uuid, kind text, name text, line jsonb)`,
    [
      tx.tenantId,
      JSON.stringify(barriers.map(({ barrierId, kind, name, line }) => ({ barrier_id: barrierId, kind, name, line }))),
    ],
  )
}

export type ProposalRow = {
  readonly proposalId: string
  readonly state: ProposalState
  readonly askedAt: Instant
  readonly wishes: Wishes
  readonly basedOn: number
  readonly done: number
  readonly fault: string | null
}

/** Seconds without a sign of life; a thread that works gives one every other second. */
const silence = 15
const columns = `proposal_id as "proposalId", asked_at as "askedAt", wishes, based_on as "basedOn", done, fault,
  case when state = 'running' and beat_at < clock_timestamp() - interval '${silence} seconds' then 'broken_off' else state end as state`

/** What a dead process left behind makes room. */
export async function endSilentProposals(tx: Tx): Promise<void> {
  await tx.query(
    `update proposal set state = 'broken_off'
      where tenant_id = $1 and state = 'running' and beat_at < clock_timestamp() - interval '${silence} seconds'`,
    [tx.tenantId],
  )
}

export async function isProposalRunning(tx: Tx): Promise<boolean> {
  const rows = await tx.query(`select 1 from proposal where tenant_id = $1 and state = 'running'`, [tx.tenantId])
  return rows.length > 0
}

export async function insertProposal(
  tx: Tx,
  row: {
    readonly proposalId: string
    readonly askedAt: Instant
    readonly askedBy: string
    readonly wishes: Wishes
    readonly basedOn: number
  },
): Promise<void> {
  await tx.query(
    `insert into proposal (tenant_id, proposal_id, state, asked_at, asked_by, wishes, based_on, beat_at)
     values ($1, $2, 'running', $3, $4, $5, $6, clock_timestamp())`,
    [tx.tenantId, row.proposalId, row.askedAt, row.askedBy, JSON.stringify(row.wishes), row.basedOn],
  )
}

/** Whole divisions are large: the newest are kept. */
export async function dropOlderProposals(tx: Tx, most: number): Promise<void> {
  await tx.query(
    `delete from proposal where tenant_id = $1 and proposal_id not in
       (select proposal_id from proposal where tenant_id = $1 order by proposal_id desc limit $2)`,
    [tx.tenantId, most],
  )
}

export async function listProposalRows(
  tx: Tx,
  after: string | undefined,
  limit: number,
): Promise<readonly ProposalRow[]> {
  return tx.query<ProposalRow>(
    `select ${columns} from proposal where tenant_id = $1 and ($2::uuid is null or proposal_id < $2)
     order by proposal_id desc limit $3`,
    [tx.tenantId, after ?? null, limit + 1],
  )
}

export async function findProposal(
  tx: Tx,
  proposalId: string,
): Promise<(ProposalRow & { readonly result: Proposed | null }) | undefined> {
  const [row] = await tx.query<ProposalRow & { result: Proposed | null }>(
    `select ${columns}, result from proposal where tenant_id = $1 and proposal_id = $2`,
    [tx.tenantId, proposalId],
  )
  return row
}

/** A sign of life. @returns false where nobody waits for it any more */
export async function beatProposal(tx: Tx, proposalId: string, done: number): Promise<boolean> {
  const rows = await tx.query(
    `update proposal set done = greatest(done, $3), beat_at = clock_timestamp()
      where tenant_id = $1 and proposal_id = $2 and state = 'running' returning 1`,
    [tx.tenantId, proposalId, done],
  )
  return rows.length > 0
}

/** Only what runs ends: who was cancelled stays cancelled. */
export async function endProposal(
  tx: Tx,
  proposalId: string,
  end: { readonly state: ProposalState; readonly fault?: string; readonly result?: Proposed },
): Promise<boolean> {
  const rows = await tx.query(
    `update proposal set state = $3, fault = $4, result = $5, done = case when $3 = 'done' then 1 else done end
      where tenant_id = $1 and proposal_id = $2 and state = 'running' returning 1`,
    [
      tx.tenantId,
      proposalId,
      end.state,
      end.fault ?? null,
      end.result === undefined ? null : JSON.stringify(end.result),
    ],
  )
  return rows.length > 0
}
