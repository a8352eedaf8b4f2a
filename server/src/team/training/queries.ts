import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { CoverageWire, EntryWire, TrainingWire } from '@onegrid/domain/team/training/contract.ts'
import type { Training } from '@onegrid/domain/team/training/training.ts'
import type { Tx } from '../../database/database.ts'
import { type Page, pageFrom } from '../../http/paging.ts'
import { readSubjects, trainingColumns, trainingOf } from './store.ts'

/** Below it a mean would be the opinion of one table (domain.md §2: fewer than ten cases show counts, no rate). */
const fewestForMean = 10

type Row = Parameters<typeof trainingOf>[0] & {
  readonly signedUp: number
  readonly present: number
  readonly answers: number
  readonly mean: number | null
  readonly files: TrainingWire['files'] | null
  readonly mineSigned: boolean
  readonly minePresent: boolean
  readonly mineScore: number | null
}

export type Asker = { readonly personId: string; readonly organises: boolean }

const counted = `
  (select count(*)::int from training_entry e where e.tenant_id = $1 and e.training_id = training.training_id and e.signed_up_at is not null) as "signedUp",
  (select count(*)::int from training_entry e where e.tenant_id = $1 and e.training_id = training.training_id and e.present_at is not null) as present,
  (select count(feedback)::int from training_entry e where e.tenant_id = $1 and e.training_id = training.training_id) as answers,
  (select avg(feedback)::float8 from training_entry e where e.tenant_id = $1 and e.training_id = training.training_id) as mean,
  (select jsonb_agg(jsonb_build_object('fileId', document_id, 'name', name, 'mediaType', media_type, 'bytes', bytes) order by document_id)
     from document d where d.tenant_id = $1 and d.training_id = training.training_id) as files,
  coalesce(mine.signed_up_at is not null, false) as "mineSigned",
  coalesce(mine.present_at is not null, false) as "minePresent", mine.feedback as "mineScore"`
const joined = `training left join training_entry mine
  on mine.tenant_id = $1 and mine.training_id = training.training_id and mine.person_id = $2`

function wireOf(row: Row, { organises }: Asker): TrainingWire {
  const { wallCode, cancelledAt, materials, ...training }: Training = trainingOf(row)
  const { signedUp, present, answers, mean } = row
  const facts = {
    trainingId: training.trainingId,
    subject: training.subject,
    title: training.title,
    startsAt: training.startsAt,
    endsAt: training.endsAt,
    ...(training.place === undefined ? {} : { place: training.place }),
    ...(training.link === undefined ? {} : { link: training.link }),
    ...(training.seats === undefined ? {} : { seats: training.seats }),
    version: training.version,
  }
  return {
    ...facts,
    materials: materials.map(each => ({ ...each })),
    files: row.files ?? [],
    cancelled: cancelledAt !== undefined,
    signedUp,
    mine: {
      signedUp: row.mineSigned,
      present: row.minePresent,
      ...(row.mineScore === null ? {} : { score: row.mineScore as 1 }),
    },
    ...(organises
      ? {
          wallCode,
          present,
          feedback: {
            count: answers,
            ...(mean === null || answers < fewestForMean ? {} : { mean: Math.round(mean * 10) / 10 }),
          },
        }
      : {}),
  }
}

type Filter = { readonly subject?: string; readonly when?: 'coming' | 'held'; readonly now: string }

/** Coming: the next first; held and all: the newest first. */
export async function readTrainings(tx: Tx, page: Page<[string, string]>, filter: Filter, asker: Asker) {
  const upwards = filter.when === 'coming'
  const rows = await tx.query<Row>(
    `select ${trainingColumns}, ${counted} from ${joined}
      where training.tenant_id = $1 and ($3::text is null or subject = $3)
        and ($4::text is null or ($4 = 'coming') = (ends_at > $5))
        and ($6::timestamptz is null or (starts_at, training.training_id) ${upwards ? '>' : '<'} ($6, $7))
      order by starts_at ${upwards ? '' : 'desc'}, training.training_id ${upwards ? '' : 'desc'} limit $8`,
    [
      tx.tenantId,
      asker.personId,
      filter.subject ?? null,
      filter.when ?? null,
      filter.now,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit + 1,
    ],
    upwards ? 'trainings-coming' : 'trainings-newest',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.startsAt, row.trainingId])
  return { items: items.map(row => wireOf(row, asker)), ...next }
}

export async function findTraining(tx: Tx, trainingId: string, asker: Asker): Promise<TrainingWire | undefined> {
  const [row] = await tx.query<Row>(
    `select ${trainingColumns}, ${counted} from ${joined} where training.tenant_id = $1 and training.training_id = $3`,
    [tx.tenantId, asker.personId, trainingId],
    'training-one',
  )
  return row && wireOf(row, asker)
}

/** In the order in which they were entered as people; whoever withdrew and was not there is not of the list. */
export async function readEntries(tx: Tx, trainingId: string, page: Page<[string]>) {
  const rows = await tx.query<{
    personId: string
    name: string | null
    signedUp: boolean
    present: boolean
    by: 'list' | 'code' | null
  }>(
    `select person_id as "personId", name, signed_up_at is not null as "signedUp", present_at is not null as present,
            present_by as by
       from training_entry join person using (tenant_id, person_id)
      where tenant_id = $1 and training_id = $2 and (signed_up_at is not null or present_at is not null)
        and ($3::uuid is null or person_id > $3)
      order by person_id limit $4`,
    [tx.tenantId, trainingId, page.after?.[0] ?? null, page.limit + 1],
    'training-entries',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.personId])
  return {
    items: items.map(
      ({ name, by, ...entry }): EntryWire => ({
        ...entry,
        ...(name === null ? {} : { personName: name }),
        ...(by === null ? {} : { presentBy: by }),
      }),
    ),
    ...next,
  }
}

type CoverageAsked = {
  readonly from: LocalDate
  readonly until: LocalDate
  readonly today: LocalDate
  readonly village?: string
}

/**
 * Which grid lacks which subject: of the people who hold a post there today, how many were at a session of the subject
 * between the two days (town's time). By village, its groups included; for one village by group, and the village itself for
 * the posts that lie in no group. Grids stand in the order of their codes: counts, of nobody by name and no ranking.
 */
export async function readCoverage(tx: Tx, { from, until, today, village }: CoverageAsked): Promise<CoverageWire> {
  const { subjects } = await readSubjects(tx)
  const rows = await tx.query<{
    gridId: string
    name: string
    level: 'medium' | 'small'
    people: number
    trained: Readonly<Record<string, number>> | null
  }>(
    `with shown as (
       select grid_id, name, level, code from grid
        where tenant_id = $1 and valid_from <= $4 and (valid_to is null or valid_to >= $4)
          and case when $5::uuid is null then level = 'medium' else grid_id = $5 or parent_id = $5 end),
     held as (
       select distinct post.person_id, shown.grid_id
         from post join grid on grid.tenant_id = post.tenant_id and grid.grid_id = post.grid_id
         join shown on shown.grid_id = case when $5::uuid is null and grid.level = 'small' then grid.parent_id else grid.grid_id end
        where post.tenant_id = $1 and post.from_day <= $4 and (post.until_day is null or post.until_day >= $4)),
     counts as (
       select held.grid_id, subject, count(distinct held.person_id)::int as trained
         from held
         join training_entry entry on entry.tenant_id = $1 and entry.person_id = held.person_id and entry.present_at is not null
         join training on training.tenant_id = $1 and training.training_id = entry.training_id and training.cancelled_at is null
         join tenant on tenant.tenant_id = $1
        where (training.starts_at at time zone tenant.zone)::date between $2 and $3
        group by held.grid_id, subject)
     select shown.grid_id as "gridId", shown.name, shown.level,
            (select count(*)::int from held where held.grid_id = shown.grid_id) as people,
            (select jsonb_object_agg(subject, trained) from counts where counts.grid_id = shown.grid_id) as trained
       from shown order by shown.level = 'small', shown.code limit 500`,
    [tx.tenantId, from, until, today, village ?? null],
    'training-coverage',
  )
  if (village !== undefined && rows.find(row => row.gridId === village)?.level !== 'medium')
    throw new Refusal('not_found', { gridId: village })
  return {
    subjects: subjects.filter(subject => !subject.retired).map(subject => ({ ...subject })),
    items: rows.map(({ trained, ...row }) => ({ ...row, trained: { ...trained } })),
  }
}
