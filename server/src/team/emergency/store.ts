import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Emergency, VillageLine } from '@onegrid/domain/team/emergency/emergency.ts'
import type { Tx } from '../../database/database.ts'

const columns = `emergency_id as "emergencyId", kind, level, title, hold_hours as "holdHours", started_at as "startedAt", version`

/** The one that is on. */
export async function findEmergency(tx: Tx): Promise<Emergency | undefined> {
  const [row] = await tx.query<Emergency>(
    `select ${columns} from emergency where tenant_id = $1 and ended_at is null`,
    [tx.tenantId],
    'emergency-on',
  )
  return row
}

/** @returns whether it was put on; not when another is on. */
export async function insertEmergency(tx: Tx, emergency: Emergency): Promise<boolean> {
  const made = await tx.query(
    `insert into emergency (tenant_id, emergency_id, kind, level, title, hold_hours, started_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id) where ended_at is null do nothing returning emergency_id`,
    [
      tx.tenantId,
      emergency.emergencyId,
      emergency.kind,
      emergency.level,
      emergency.title,
      emergency.holdHours,
      emergency.startedAt,
    ],
  )
  return made.length > 0
}

export async function setLevel(tx: Tx, { emergencyId, level, holdHours }: Emergency): Promise<void> {
  await tx.query(
    'update emergency set level = $3, hold_hours = $4, version = version + 1 where tenant_id = $1 and emergency_id = $2',
    [tx.tenantId, emergencyId, level, holdHours],
  )
}

export async function setEnded(tx: Tx, emergencyId: string, at: Instant): Promise<void> {
  await tx.query(
    'update emergency set ended_at = $3, version = version + 1 where tenant_id = $1 and emergency_id = $2',
    [tx.tenantId, emergencyId, at],
  )
}

export async function listVillageLines(tx: Tx, emergencyId: string): Promise<readonly VillageLine[]> {
  const rows = await tx.query<VillageLine & { patrolledAt: string | null; note: string | null }>(
    `select grid_id as "gridId", patrolled_at as "patrolledAt", water, power, road, help, note, said_at as "saidAt"
       from emergency_village where tenant_id = $1 and emergency_id = $2`,
    [tx.tenantId, emergencyId],
    'emergency-board',
  )
  return rows.map(({ patrolledAt, note, ...row }) => ({
    ...row,
    ...(patrolledAt === null ? {} : { patrolledAt }),
    ...(note === null ? {} : { note }),
  }))
}

export async function saveVillageLine(
  tx: Tx,
  emergencyId: string,
  line: Omit<VillageLine, 'patrolledAt'> & { readonly patrolled: boolean; readonly by: string },
): Promise<void> {
  // A village that was patrolled once stays so until it says otherwise by a later patrol.
  await tx.query(
    `insert into emergency_village as line (tenant_id, emergency_id, grid_id, patrolled_at, water, power, road, help, note, said_by, said_at)
     values ($1, $2, $3, case when $4 then $11::timestamptz end, $5, $6, $7, $8, $9, $10, $11)
     on conflict (tenant_id, emergency_id, grid_id) do update
       set patrolled_at = case when $4 then $11::timestamptz else line.patrolled_at end,
           water = $5, power = $6, road = $7, help = $8, note = $9, said_by = $10, said_at = $11`,
    [
      tx.tenantId,
      emergencyId,
      line.gridId,
      line.patrolled,
      line.water,
      line.power,
      line.road,
      line.help,
      line.note ?? null,
      line.by,
      line.saidAt,
    ],
  )
}
