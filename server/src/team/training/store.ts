import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Subject, Training, TrainingEntry } from '@onegrid/domain/team/training/training.ts'
import { subjectTemplate } from '@onegrid/domain/team/training/training.ts'
import type { Tx } from '../../database/database.ts'

type TrainingRow = Omit<Training, 'place' | 'link' | 'seats' | 'cancelledAt'> & {
  readonly place: string | null
  readonly link: string | null
  readonly seats: number | null
  readonly cancelledAt: string | null
}

export const trainingColumns = `training.training_id as "trainingId", subject, title, starts_at as "startsAt", ends_at as "endsAt", place,
  link, materials, seats, wall_code as "wallCode", cancelled_at as "cancelledAt", version`

export function trainingOf<Row extends TrainingRow>({ place, link, seats, cancelledAt, ...row }: Row) {
  return {
    ...row,
    ...(place === null ? {} : { place }),
    ...(link === null ? {} : { link }),
    ...(seats === null ? {} : { seats }),
    ...(cancelledAt === null ? {} : { cancelledAt }),
  }
}

/** The town's own list, or the template where the town has not changed it yet (version 0). */
export async function readSubjects(tx: Tx): Promise<{ subjects: readonly Subject[]; version: number }> {
  const [row] = await tx.query<{ subjects: readonly Subject[]; version: number }>(
    'select subjects, version from training_subject_list where tenant_id = $1',
    [tx.tenantId],
    'training-subjects',
  )
  return row ?? { subjects: subjectTemplate, version: 0 }
}

/** @throws Refusal version_stale when another version stands */
export async function replaceSubjects(tx: Tx, subjects: readonly Subject[], version: number): Promise<number> {
  const changed = await tx.query<{ version: number }>(
    version === 0
      ? `insert into training_subject_list (tenant_id, version, subjects) values ($1, $2 + 1, $3)
         on conflict (tenant_id) do nothing returning version`
      : 'update training_subject_list set version = version + 1, subjects = $3 where tenant_id = $1 and version = $2 returning version',
    [tx.tenantId, version, JSON.stringify(subjects)],
  )
  const [row] = changed
  if (!row) throw new Refusal('version_stale', { version })
  return row.version
}

export async function insertTraining(tx: Tx, training: Training, by: string, at: Instant): Promise<void> {
  await tx.query(
    `insert into training (tenant_id, training_id, subject, title, starts_at, ends_at, place, link, materials, seats, wall_code,
                           version, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [...values(tx, training), training.wallCode, training.version, by, at],
  )
}

function values(tx: Tx, training: Training): unknown[] {
  return [
    tx.tenantId,
    training.trainingId,
    training.subject,
    training.title,
    training.startsAt,
    training.endsAt,
    training.place ?? null,
    training.link ?? null,
    JSON.stringify(training.materials),
    training.seats ?? null,
  ]
}

export async function updateTraining(tx: Tx, training: Training): Promise<void> {
  await tx.query(
    `update training set subject = $3, title = $4, starts_at = $5, ends_at = $6, place = $7, link = $8, materials = $9,
            seats = $10, version = $11
      where tenant_id = $1 and training_id = $2`,
    [...values(tx, training), training.version],
  )
}

export async function setCancelled(tx: Tx, trainingId: string, at: Instant): Promise<void> {
  await tx.query(
    'update training set cancelled_at = $3, version = version + 1 where tenant_id = $1 and training_id = $2',
    [tx.tenantId, trainingId, at],
  )
}

/** Locks the row: seats are given out one after the other. */
export async function getTrainingForChange(tx: Tx, trainingId: string): Promise<Training> {
  const [row] = await tx.query<TrainingRow>(
    `select ${trainingColumns} from training where tenant_id = $1 and training_id = $2 for update`,
    [tx.tenantId, trainingId],
  )
  if (!row) throw new Refusal('not_found', { trainingId })
  return trainingOf(row)
}

export async function findTrainingByWallCode(tx: Tx, wallCode: string): Promise<Training | undefined> {
  const [row] = await tx.query<TrainingRow>(
    `select ${trainingColumns} from training where tenant_id = $1 and wall_code = $2`,
    [tx.tenantId, wallCode],
    'training-by-code',
  )
  return row && trainingOf(row)
}

export async function countSignedUp(tx: Tx, trainingId: string, besides: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from training_entry
      where tenant_id = $1 and training_id = $2 and signed_up_at is not null and person_id <> $3`,
    [tx.tenantId, trainingId, besides],
    'training-seats',
  )
  return row?.count ?? 0
}

export async function countFiles(tx: Tx, trainingId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int as count from document where tenant_id = $1 and training_id = $2',
    [tx.tenantId, trainingId],
    'training-files',
  )
  return row?.count ?? 0
}

export async function findEntry(tx: Tx, trainingId: string, personId: string): Promise<TrainingEntry | undefined> {
  const [row] = await tx.query<{ signed: string | null; present: string | null; score: number | null }>(
    `select signed_up_at as signed, present_at as present, feedback as score from training_entry
      where tenant_id = $1 and training_id = $2 and person_id = $3`,
    [tx.tenantId, trainingId, personId],
    'training-entry',
  )
  if (!row) return undefined
  return {
    personId,
    ...(row.signed === null ? {} : { signedUpAt: row.signed }),
    ...(row.present === null ? {} : { presentAt: row.present }),
    ...(row.score === null ? {} : { feedback: { score: row.score } }),
  }
}

export async function setSignedUp(tx: Tx, trainingId: string, personId: string, at: Instant | null): Promise<void> {
  await tx.query(
    `insert into training_entry (tenant_id, training_id, person_id, signed_up_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, training_id, person_id) do update set signed_up_at = $4`,
    [tx.tenantId, trainingId, personId, at],
  )
}

export async function setPresent(
  tx: Tx,
  trainingId: string,
  personIds: readonly string[],
  presence: { readonly at: Instant; readonly by: 'list' | 'code' } | undefined,
): Promise<void> {
  await tx.query(
    `insert into training_entry (tenant_id, training_id, person_id, present_at, present_by)
     select $1, $2, person, $4, $5 from unnest($3::uuid[]) as person
     on conflict (tenant_id, training_id, person_id) do update set present_at = $4, present_by = $5`,
    [tx.tenantId, trainingId, personIds, presence?.at ?? null, presence?.by ?? null],
  )
}

export async function setFeedback(
  tx: Tx,
  trainingId: string,
  personId: string,
  { score, words }: { readonly score: number; readonly words?: string },
): Promise<void> {
  await tx.query(
    `update training_entry set feedback = $4, feedback_words = $5
      where tenant_id = $1 and training_id = $2 and person_id = $3`,
    [tx.tenantId, trainingId, personId, score, words ?? null],
  )
}
