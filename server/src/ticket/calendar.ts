import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { isWorkday, type WorkCalendar } from '@onegrid/domain/kernel/calendar.ts'
import { legalDaysEnd, townCalendar } from '@onegrid/domain/kernel/legal-days.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Ports } from '../app.ts'
import type { Database, Tx } from '../database/database.ts'
import { runCommand } from '../journal/command.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'
import {
  type CalendarFacts,
  findCalendarVersion,
  getCalendarFacts,
  type Hours,
  lockCalendar,
  saveCalendarYear,
  type TownDay,
} from './calendar-store.ts'
import { administrator, demandTownAdministrator, digestOf } from './catalogue.ts'
import { townMemory } from './catalogue-memory.ts'

export type TownCalendar = { readonly calendar: WorkCalendar; readonly facts: CalendarFacts }

const memory = townMemory<TownCalendar>({
  version: findCalendarVersion,
  load: async tx => {
    const version = await findCalendarVersion(tx)
    const facts = await getCalendarFacts(tx)
    return { version, value: { calendar: calendarFrom(facts), facts } }
  },
})

/** The calendar in force, the same object until it changes (its prepared days are remembered by it). */
export async function calendarOf(
  ports: { readonly database: Database },
  tenantId: string,
  tx?: Tx,
): Promise<WorkCalendar> {
  return (await memory.of(ports.database, tenantId, tx)).calendar
}

/** Where each day of it comes from. */
export function calendarFactsOf(ports: { readonly database: Database }, tenantId: string): Promise<TownCalendar> {
  return memory.of(ports.database, tenantId)
}

export function calendarFrom(facts: CalendarFacts): WorkCalendar {
  const days = (rows: readonly { readonly day: LocalDate; readonly kind: 'off' | 'work' }[]) =>
    Object.fromEntries(rows.map(row => [row.day, row.kind]))
  const decreedThrough = lastDecreedYear(facts)
  return townCalendar({
    zone: facts.zone,
    hours: facts.hours,
    hostDays: days(facts.hostDays),
    townDays: days(facts.townDays),
    ...(decreedThrough === undefined ? {} : { decreedThrough }),
  })
}

/** Years are loaded one after the other: with 2028 loaded and 2027 missing, 2027 still is provisional. */
function lastDecreedYear({ hostDays, decreedYears }: CalendarFacts): number | undefined {
  const decreed = new Set(decreedYears)
  for (const { day, provisional } of hostDays) if (!provisional) decreed.add(Number(day.slice(0, 4)))
  for (const { day, provisional } of hostDays) {
    const year = Number(day.slice(0, 4))
    if (provisional && !decreedYears.includes(year)) decreed.delete(year)
  }
  let last: number | undefined
  for (let year = Number(legalDaysEnd.slice(0, 4)); decreed.has(year); year++) last = year
  return last
}

export type CalendarChanged = {
  readonly year: number
  readonly before: WorkCalendar
  readonly after: WorkCalendar
  readonly entry: Entry
}
export type CalendarHook = (ports: Ports, tx: Tx, changed: CalendarChanged) => Promise<void>
const hooks = new Set<CalendarHook>()

/** Runs in the transaction that changes the calendar; it touches nothing but `tx`. @returns how to take it back. */
export function onCalendarChanged(hook: CalendarHook): () => void {
  hooks.add(hook)
  return () => hooks.delete(hook)
}

export type CalendarChange = {
  readonly tenantId: string
  readonly actor: Actor
  readonly commandId: string
  /** The version of the town's calendar that was opened and changed. */
  readonly version: number
  readonly year: number
  /** All of the town's own days of the year; what is not named falls back to the country's. */
  readonly days: readonly TownDay[]
  readonly hours?: Hours
  /** The year's holidays are entered as the state decreed them: no longer provisional. */
  readonly decreed: boolean
}

/**
 * A year with fewer working days is a slip of the keyboard, and a few of them in a row would leave limits without an end.
 */
const fewestWorkingDays = 100

/** @throws Refusal not_permitted, version_stale, field_invalid */
export async function changeCalendar(ports: Ports, change: CalendarChange): Promise<{ readonly version: number }> {
  const { tenantId, actor, commandId, year } = change
  const changedBy = demandTownAdministrator(actor)
  const recordedAt = ports.clock.now()
  demandDays(change)
  const { version, days, hours, decreed } = change
  const asked = { verb: 'changeCalendar', version, year, days, hours: hours ?? null, decreed }
  const result = await runCommand(ports.database, { tenantId, commandId, asked, recordedAt }, async tx => {
    const facts = await lockCalendar(tx, recordedAt)
    demand(facts.version === version, 'version_stale', { version: facts.version })
    const others = facts.decreedYears.filter(each => each !== year)
    const next: CalendarFacts = {
      ...facts,
      version: version + 1,
      hours: hours ?? facts.hours,
      decreedYears: decreed ? [...others, year].sort((one, other) => one - other) : others,
      townDays: [...facts.townDays.filter(each => !each.day.startsWith(`${year}-`)), ...days],
    }
    const after = calendarFrom(next)
    demandWorkingYear(after, year)
    await saveCalendarYear(tx, {
      version: next.version,
      year,
      hours: next.hours,
      decreedYears: next.decreedYears,
      days,
      changedAt: recordedAt,
      changedBy,
    })
    const entry = { commandId, recordedAt, actor: administrator(changedBy) }
    const stream = { kind: 'calendar', id: tenantId }
    const digest = digestOf({ hours: next.hours, days, decreed })
    const event = { type: 'CalendarChanged', at: recordedAt, year, version: next.version, digest }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [event], entry)
    for (const hook of hooks) await hook(ports, tx, { year, before: calendarFrom(facts), after, entry })
    return { version: next.version }
  })
  memory.forget(ports.database, tenantId)
  return result
}

function demandDays({ year, days, hours }: CalendarChange): void {
  const seen = new Set<LocalDate>()
  days.forEach(({ day }, index) => {
    const pointer = `/days/${index}/day`
    const real = new Date(`${day}T00:00:00.000Z`)
    const isReal = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day)
    demand(isReal, 'field_invalid', { pointer, expected: 'a day of the calendar', expectedZh: '真实存在的日期' })
    demand(day.startsWith(`${year}-`), 'field_invalid', {
      pointer,
      expected: `a day of ${year}`,
      expectedZh: `${year}年的日期`,
    })
    demand(!seen.has(day), 'field_invalid', { pointer, expected: 'each day once', expectedZh: '同一天只写一次' })
    seen.add(day)
  })
  hours?.forEach(({ from, to }, index) => {
    const before = hours[index - 1]?.to ?? '00:00'
    demand(from < to && before <= from, 'field_invalid', {
      pointer: `/hours/${index}`,
      expected: 'hours one after the other, each ending after it begins',
      expectedZh: '时段依次排列，结束晚于开始',
    })
  })
}

function demandWorkingYear(calendar: WorkCalendar, year: number): void {
  let count = 0
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 86_400_000)
    if (isWorkday(calendar, new Date(day).toISOString().slice(0, 10))) count++
  demand(count >= fewestWorkingDays, 'field_invalid', {
    pointer: '/days',
    expected: `at least ${fewestWorkingDays} working days in the year`,
    expectedZh: `全年至少${fewestWorkingDays}个工作日`,
  })
}
