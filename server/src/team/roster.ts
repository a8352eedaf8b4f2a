import { instantAt } from '@onegrid/domain/kernel/calendar.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { type Instant, instantOf, type LocalDate, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { Tx } from '../database/database.ts'
import { runCommand } from '../journal/command.ts'
import type { Asking, TeamPorts } from './asking.ts'
import { demandPeople } from './queries.ts'

export type DutyEntry = {
  readonly day: LocalDate
  readonly personId: string
  readonly startsAt?: Instant
  readonly endsAt?: Instant
}
type DutyRow = {
  day: string
  person_id: string
  person_name: string | null
  has_account: boolean
  starts_at: string
  ends_at: string
}

/** A day's duty runs round the clock, from the handover in the morning to the next one. */
const handover = '08:30'
const dayMilliseconds = 86_400_000
/** A roster is made by the month; a year at once is a slip of the hand. */
const longestRange = 92

export async function readRoster(tx: Tx, from: LocalDate, until: LocalDate) {
  demandRange(from, until)
  const rows = await tx.query<DutyRow>(
    `select day, person_id, person.name as person_name, person.joined_at is not null as has_account, starts_at, ends_at from duty join person using (tenant_id, person_id)
     where duty.tenant_id = $1 and day between $2 and $3 order by day, starts_at, person_id`,
    [tx.tenantId, from, until],
  )
  return {
    items: rows.map(row => ({
      day: row.day,
      personId: row.person_id,
      hasAccount: row.has_account,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      ...(row.person_name === null ? {} : { personName: row.person_name }),
    })),
  }
}

/** Replaces the days of the range, all or none. */
export function putRoster(
  { database, clock }: TeamPorts,
  { town, actor, commandId }: Asking,
  edit: { readonly from: LocalDate; readonly until: LocalDate; readonly entries: readonly DutyEntry[] },
): Promise<{ days: number }> {
  demandRight(actor, 'manageRoster')
  demandRange(edit.from, edit.until)
  const rows = edit.entries.map((entry, place) => dutyOf(town.zone, entry, edit, place))
  demand(new Set(rows.map(row => `${row.day} ${row.person_id}`)).size === rows.length, 'field_invalid', {
    pointer: '/entries',
    expected: 'each person once a day',
  })
  const command = { tenantId: town.tenantId, commandId, asked: { verb: 'putRoster', edit }, recordedAt: clock.now() }
  return runCommand(database, command, async tx => {
    await demandPeople(
      tx,
      rows.map(row => row.person_id),
    )
    await tx.query('delete from duty where tenant_id = $1 and day between $2 and $3', [
      tx.tenantId,
      edit.from,
      edit.until,
    ])
    await tx.query(
      `insert into duty (tenant_id, day, person_id, starts_at, ends_at)
       select $1, day, person_id, starts_at, ends_at
       from jsonb_to_recordset($2::jsonb) as entry(day date, person_id uuid, starts_at timestamptz, ends_at timestamptz)`,
      [tx.tenantId, JSON.stringify(rows)],
    )
    return { days: rows.length }
  })
}

function dutyOf(zone: string, entry: DutyEntry, range: { from: LocalDate; until: LocalDate }, place: number) {
  const pointer = `/entries/${place}`
  demand(entry.day >= range.from && entry.day <= range.until, 'field_invalid', {
    pointer: `${pointer}/day`,
    expected: 'a day of the range',
  })
  const nextDay = instantOf(milliseconds(`${entry.day}T00:00:00.000Z`) + dayMilliseconds).slice(0, 10)
  const startsAt = entry.startsAt ?? instantAt(zone, entry.day, handover)
  const endsAt = entry.endsAt ?? instantAt(zone, nextDay, handover)
  const length = milliseconds(endsAt) - milliseconds(startsAt)
  demand(length > 0 && length <= 2 * dayMilliseconds, 'field_invalid', {
    pointer: `${pointer}/endsAt`,
    expected: 'after the start, within two days',
  })
  return { day: entry.day, person_id: entry.personId, starts_at: startsAt, ends_at: endsAt }
}

/** @throws Refusal field_invalid where it runs backwards or is longer than a quarter */
export function demandRange(from: LocalDate, until: LocalDate): void {
  const days = (milliseconds(`${until}T00:00:00.000Z`) - milliseconds(`${from}T00:00:00.000Z`)) / dayMilliseconds
  demand(days >= 0 && days <= longestRange, 'field_invalid', {
    pointer: '?until',
    expected: `from ${from} on, ${longestRange} days at most`,
  })
}
