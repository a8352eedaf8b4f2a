import type { ReportIn, ReportInKind, ReportInState, TimeSlot } from '@onegrid/domain/team/report-in/report-in.ts'
import type { Tx } from '../../database/database.ts'

export type Row = {
  readonly reportInId: string
  readonly personId: string
  readonly kind: ReportInKind
  readonly gridId: string
  readonly villageId: string
  readonly unitName: string | null
  readonly skills: string[]
  readonly times: TimeSlot[]
  readonly words: string | null
  readonly state: ReportInState
  readonly answer: string | null
  readonly reportedAt: string
}
export const reportInColumns = `report_in_id as "reportInId", report_in.person_id as "personId", report_in.kind, report_in.grid_id as "gridId",
  village_id as "villageId", unit_name as "unitName", skills, times, words, state, answer, reported_at as "reportedAt"`

export function reportInOf({ unitName, words, answer, ...row }: Row): ReportIn {
  return {
    ...row,
    ...(unitName === null ? {} : { unitName }),
    ...(words === null ? {} : { words }),
    ...(answer === null ? {} : { answer }),
  }
}

/** Locked: an answer and a withdrawal of the same moment come one after the other. */
export async function findReportInForChange(tx: Tx, reportInId: string): Promise<ReportIn | undefined> {
  const [row] = await tx.query<Row>(
    `select ${reportInColumns} from report_in where tenant_id = $1 and report_in_id = $2 for update`,
    [tx.tenantId, reportInId],
  )
  return row && reportInOf(row)
}

export async function findOwnForChange(tx: Tx, personId: string, kind: ReportInKind): Promise<ReportIn | undefined> {
  const [row] = await tx.query<Row>(
    `select ${reportInColumns} from report_in where tenant_id = $1 and person_id = $2 and kind = $3 for update`,
    [tx.tenantId, personId, kind],
  )
  return row && reportInOf(row)
}

/** Puts it in the place of what this person had reported for himself, or for his unit. */
export async function keepReportIn(tx: Tx, reportIn: ReportIn): Promise<void> {
  const { reportInId, personId, kind, gridId, villageId, unitName, skills, times, words, state, reportedAt } = reportIn
  await tx.query(
    `insert into report_in (tenant_id, report_in_id, person_id, kind, grid_id, village_id, unit_name, skills, times, words,
                            state, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (tenant_id, person_id, kind) do update set grid_id = $5, village_id = $6, unit_name = $7, skills = $8,
       times = $9, words = $10, state = $11, answer = null, reported_at = $12`,
    [
      tx.tenantId,
      reportInId,
      personId,
      kind,
      gridId,
      villageId,
      unitName ?? null,
      skills,
      times,
      words ?? null,
      state,
      reportedAt,
    ],
  )
}

export async function setAnswer(
  tx: Tx,
  reportInId: string,
  state: 'confirmed' | 'declined',
  answer?: string,
): Promise<void> {
  await tx.query('update report_in set state = $3, answer = $4 where tenant_id = $1 and report_in_id = $2', [
    tx.tenantId,
    reportInId,
    state,
    answer ?? null,
  ])
}

/** Withdrawn means gone: the row itself, not a mark on it. */
export async function deleteReportIn(tx: Tx, reportInId: string): Promise<void> {
  await tx.query('delete from report_in where tenant_id = $1 and report_in_id = $2', [tx.tenantId, reportInId])
}

/** A resident says his name once; what the town knows already stays as it is. */
export async function nameWhoHasNone(tx: Tx, personId: string, name: string): Promise<void> {
  await tx.query('update person set name = $3 where tenant_id = $1 and person_id = $2 and name is null', [
    tx.tenantId,
    personId,
    name,
  ])
}
