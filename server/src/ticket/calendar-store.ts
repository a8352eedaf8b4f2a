import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

export type Hours = readonly { readonly from: string; readonly to: string }[]
export type TownDay = { readonly day: LocalDate; readonly kind: 'off' | 'work'; readonly note: string }
export type HostDay = {
  readonly day: LocalDate
  readonly kind: 'off' | 'work'
  readonly name: string
  readonly provisional: boolean
}

/** Everything that a town's working calendar is made of, beside the legal days that come with the product. */
export type CalendarFacts = {
  readonly zone: string
  readonly version: number
  readonly hours: Hours
  readonly decreedYears: readonly number[]
  readonly townDays: readonly TownDay[]
  readonly hostDays: readonly HostDay[]
}

/** The legal calendar that the product knows. */
const country = 'CN'

/** The usual hours of a township office [K]; the town changes them. */
export const usualHours: Hours = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '17:30' },
]

/** Changes with the town's own calendar, its zone and the host's days; a few hundred rows at most are digested. */
export async function findCalendarVersion(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ version: string }>(
    `select concat_ws(' ', t.zone, coalesce(c.version, 0),
       (select md5(string_agg(concat_ws(' ', day, kind, provisional), ',' order by day)) from calendar_day where country = $2)
     ) as version
     from tenant t left join town_calendar c on c.tenant_id = t.tenant_id where t.tenant_id = $1`,
    [tx.tenantId, country],
    'calendar-version',
  )
  return row?.version ?? ''
}

export async function getCalendarFacts(tx: Tx): Promise<CalendarFacts> {
  const [town] = await tx.query<{
    zone: string
    version: number | null
    hours: Hours | null
    decreed: number[] | null
  }>(
    `select t.zone, c.version, c.hours, c.decreed_years as decreed
     from tenant t left join town_calendar c on c.tenant_id = t.tenant_id where t.tenant_id = $1`,
    [tx.tenantId],
    'calendar-town',
  )
  if (!town) throw new Refusal('not_found', { what: 'town' })
  const townDays = await tx.query<TownDay>(
    'select day, kind, note from town_day where tenant_id = $1 order by day',
    [tx.tenantId],
    'calendar-town-days',
  )
  const hostDays = await tx.query<HostDay>(
    `select day, case kind when 'workday' then 'work' else 'off' end as kind, name, provisional
     from calendar_day where country = $1 order by day`,
    [country],
    'calendar-host-days',
  )
  return {
    zone: town.zone,
    version: town.version ?? 0,
    hours: town.hours ?? usualHours,
    decreedYears: town.decreed ?? [],
    townDays,
    hostDays,
  }
}

/** With the town's row locked until the transaction ends; it is made at the first change. */
export async function lockCalendar(tx: Tx, changedAt: Instant): Promise<CalendarFacts> {
  await tx.query(
    `insert into town_calendar (tenant_id, version, hours, changed_at) values ($1, 0, $2, $3) on conflict do nothing`,
    [tx.tenantId, JSON.stringify(usualHours), changedAt],
    'calendar-first',
  )
  await tx.query('select version from town_calendar where tenant_id = $1 for update', [tx.tenantId], 'calendar-lock')
  return getCalendarFacts(tx)
}

export async function saveCalendarYear(
  tx: Tx,
  change: {
    readonly version: number
    readonly year: number
    readonly hours: Hours
    readonly decreedYears: readonly number[]
    readonly days: readonly TownDay[]
    readonly changedAt: Instant
    readonly changedBy: string
  },
): Promise<void> {
  await tx.query(
    `update town_calendar set version = $2, hours = $3, decreed_years = $4, changed_at = $5, changed_by = $6
     where tenant_id = $1`,
    [
      tx.tenantId,
      change.version,
      JSON.stringify(change.hours),
      change.decreedYears,
      change.changedAt,
      change.changedBy,
    ],
    'calendar-save',
  )
  await tx.query(
    'delete from town_day where tenant_id = $1 and day between $2 and $3',
    [tx.tenantId, `${change.year}-01-01`, `${change.year}-12-31`],
    'calendar-clear-year',
  )
  await tx.query(
    `insert into town_day (tenant_id, day, kind, note)
     select $1, day, kind, note from jsonb_to_recordset($2::jsonb) as entry(day date, kind text, note text)`,
    [tx.tenantId, JSON.stringify(change.days)],
    'calendar-fill-year',
  )
}
