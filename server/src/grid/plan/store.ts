/** The only writer of plans, their comments and the successions of grids. */
import type { Division, PlanOrigin, PlanState } from '@onegrid/domain/grid/division/division.ts'
import type { Fingerprints } from '@onegrid/domain/grid/division/rebase.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'

export type PlanRow = {
  readonly planId: string
  readonly name: string
  readonly noteId: string | null
  readonly state: PlanState
  readonly origin: PlanOrigin
  readonly copyOf: string | null
  readonly version: number
  readonly basedOn: number
  readonly mediumCount: number
  readonly smallCount: number
  readonly undrawnCount: number
  readonly commentCount: number
  readonly effectiveOn: LocalDate | null
  readonly createdAt: Instant
  readonly createdBy: string | null
  readonly changedAt: Instant
  readonly adoptedAt: Instant | null
  readonly inForceAt: Instant | null
  readonly followedAt: Instant | null
  readonly withdrawnAt: Instant | null
  readonly laidOutAt: Instant | null
}

export type WholePlan = PlanRow & { readonly division: Division; readonly fingerprints: Fingerprints }

const columns = `plan_id as "planId", name, note_id as "noteId", state, origin, copy_of as "copyOf", version,
  based_on as "basedOn", medium_count as "mediumCount", small_count as "smallCount", undrawn_count as "undrawnCount",
  comment_count as "commentCount", effective_on as "effectiveOn", created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", adopted_at as "adoptedAt", in_force_at as "inForceAt", followed_at as "followedAt",
  withdrawn_at as "withdrawnAt", laid_out_at as "laidOutAt"`

/** Newest first; the divisions stay where they are. */
export async function listPlanRows(
  tx: Tx,
  page: { readonly after?: string | undefined; readonly limit: number; readonly state?: PlanState | undefined },
): Promise<readonly PlanRow[]> {
  return tx.query<PlanRow>(
    `select ${columns} from plan where tenant_id = $1 and ($2::uuid is null or plan_id < $2) and ($3::text is null or state = $3)
     order by plan_id desc limit $4`,
    [tx.tenantId, page.after ?? null, page.state ?? null, page.limit + 1],
  )
}

export async function findPlan(tx: Tx, planId: string): Promise<WholePlan | undefined> {
  const [row] = await tx.query<WholePlan>(
    `select ${columns}, division, fingerprints from plan where tenant_id = $1 and plan_id = $2`,
    [tx.tenantId, planId],
  )
  return row
}

export async function getPlan(tx: Tx, planId: string): Promise<WholePlan> {
  const found = await findPlan(tx, planId)
  if (!found) throw new Refusal('not_found', { planId })
  return found
}

export async function lockPlan(tx: Tx, planId: string): Promise<WholePlan> {
  const [row] = await tx.query<WholePlan>(
    `select ${columns}, division, fingerprints from plan where tenant_id = $1 and plan_id = $2 for update`,
    [tx.tenantId, planId],
  )
  if (!row) throw new Refusal('not_found', { planId })
  return row
}

export async function insertPlanRow(
  tx: Tx,
  plan: Pick<WholePlan, 'planId' | 'name' | 'origin' | 'copyOf' | 'basedOn' | 'division' | 'fingerprints'> & {
    readonly createdAt: Instant
    readonly createdBy: string | undefined
  },
): Promise<void> {
  const { medium, small, undrawn } = countsOf(plan.division)
  await tx.query(
    `insert into plan (tenant_id, plan_id, name, state, origin, copy_of, version, based_on, fingerprints, division,
       medium_count, small_count, undrawn_count, created_at, created_by, changed_at)
     values ($1, $2, $3, 'draft', $4, $5, 1, $6, $7, $8, $9, $10, $11, $12, $13, $12)`,
    [
      tx.tenantId,
      plan.planId,
      plan.name,
      plan.origin,
      plan.copyOf,
      plan.basedOn,
      JSON.stringify(plan.fingerprints),
      JSON.stringify(plan.division),
      medium,
      small,
      undrawn,
      plan.createdAt,
      plan.createdBy ?? null,
    ],
  )
}

export type PlanEdit = {
  readonly name: string
  readonly noteId: string | null
  readonly division?: Division
  readonly basis?: { readonly basedOn: number; readonly fingerprints: Fingerprints }
  readonly changedAt: Instant
}

/** @returns the version after it */
export async function updatePlan(tx: Tx, planId: string, edit: PlanEdit): Promise<number> {
  const counts = edit.division && countsOf(edit.division)
  const [row] = await tx.query<{ version: number }>(
    `update plan set version = version + 1, name = $3, note_id = $4, changed_at = $5, division = coalesce($6, division),
       medium_count = coalesce($7, medium_count), small_count = coalesce($8, small_count),
       undrawn_count = coalesce($9, undrawn_count), based_on = coalesce($10, based_on), fingerprints = coalesce($11, fingerprints)
     where tenant_id = $1 and plan_id = $2 returning version`,
    [
      tx.tenantId,
      planId,
      edit.name,
      edit.noteId,
      edit.changedAt,
      edit.division === undefined ? null : JSON.stringify(edit.division),
      counts?.medium ?? null,
      counts?.small ?? null,
      counts?.undrawn ?? null,
      edit.basis?.basedOn ?? null,
      edit.basis === undefined ? null : JSON.stringify(edit.basis.fingerprints),
    ],
  )
  return row!.version
}

function countsOf({ grids }: Division) {
  return {
    medium: grids.filter(grid => grid.level === 'medium').length,
    small: grids.filter(grid => grid.level === 'small').length,
    undrawn: grids.filter(grid => grid.shape === undefined).length,
  }
}

export async function setAdopted(
  tx: Tx,
  planId: string,
  adopted: {
    readonly at: Instant
    readonly by: string
    readonly effectiveOn: LocalDate
    readonly division: Division
    readonly basedOn: number
  },
): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `update plan set version = version + 1, state = 'adopted', adopted_at = $3, adopted_by = $4, changed_at = $3,
       effective_on = $5, division = $6, based_on = $7 where tenant_id = $1 and plan_id = $2 returning version`,
    [
      tx.tenantId,
      planId,
      adopted.at,
      adopted.by,
      adopted.effectiveOn,
      JSON.stringify(adopted.division),
      adopted.basedOn,
    ],
  )
  return row!.version
}

export async function setWithdrawn(tx: Tx, planId: string, at: Instant): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `update plan set version = version + 1, state = 'withdrawn', withdrawn_at = $3, changed_at = $3
     where tenant_id = $1 and plan_id = $2 returning version`,
    [tx.tenantId, planId, at],
  )
  return row!.version
}

/** The villages were asked; the division is as it was, so whoever edits it is not in the way. */
export async function setLaidOut(tx: Tx, planId: string, at: Instant): Promise<void> {
  await tx.query('update plan set laid_out_at = $3 where tenant_id = $1 and plan_id = $2', [tx.tenantId, planId, at])
}

export async function setInForce(tx: Tx, planId: string, at: Instant): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `update plan set version = version + 1, state = 'in_force', in_force_at = $3, changed_at = $3
     where tenant_id = $1 and plan_id = $2 returning version`,
    [tx.tenantId, planId, at],
  )
  return row!.version
}

export async function setFollowed(tx: Tx, planId: string, at: Instant): Promise<void> {
  await tx.query('update plan set followed_at = $3 where tenant_id = $1 and plan_id = $2 and followed_at is null', [
    tx.tenantId,
    planId,
    at,
  ])
}

export async function findWaiting(
  tx: Tx,
): Promise<{ readonly planId: string; readonly effectiveOn: LocalDate } | undefined> {
  const [row] = await tx.query<{ planId: string; effectiveOn: LocalDate }>(
    `select plan_id as "planId", effective_on as "effectiveOn" from plan where tenant_id = $1 and state = 'adopted'`,
    [tx.tenantId],
    'plan-waiting',
  )
  return row
}

/** Plans that took effect while open matters have not all followed yet, the oldest day first. */
export async function listFollowing(
  tx: Tx,
): Promise<readonly { readonly planId: string; readonly effectiveOn: LocalDate }[]> {
  return tx.query<{ planId: string; effectiveOn: LocalDate }>(
    `select plan_id as "planId", effective_on as "effectiveOn" from plan
     where tenant_id = $1 and state = 'in_force' and followed_at is null order by effective_on, plan_id`,
    [tx.tenantId],
    'plan-following',
  )
}

export type CommentRow = {
  readonly commentId: string
  readonly personId: string
  readonly at: Instant
  readonly gridKey: string | null
  readonly contentId: string
}

export async function insertComment(tx: Tx, planId: string, comment: CommentRow): Promise<void> {
  await tx.query(
    `insert into plan_comment (tenant_id, plan_id, comment_id, person_id, said_at, grid_key, content_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.tenantId, planId, comment.commentId, comment.personId, comment.at, comment.gridKey, comment.contentId],
  )
  await tx.query('update plan set comment_count = comment_count + 1 where tenant_id = $1 and plan_id = $2', [
    tx.tenantId,
    planId,
  ])
}

/** In the order in which they were said. */
export async function listCommentRows(
  tx: Tx,
  planId: string,
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly CommentRow[]> {
  return tx.query<CommentRow>(
    `select comment_id as "commentId", person_id as "personId", said_at as at, grid_key as "gridKey", content_id as "contentId"
     from plan_comment where tenant_id = $1 and plan_id = $2 and ($3::uuid is null or comment_id > $3)
     order by comment_id limit $4`,
    [tx.tenantId, planId, page.after ?? null, page.limit + 1],
  )
}
