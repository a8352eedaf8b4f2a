import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDuration,
  addWorkingMilliseconds,
  instantAt,
  isProvisional,
  isWorkday,
  isWorkingTime,
  localDate,
  previousWorkday,
  type WorkCalendar,
  workingDaysBetween,
  workingMilliseconds,
} from './calendar.ts'
import { legalDays, legalDaysEnd, townCalendar } from './legal-days.ts'
import { Refusal } from './refusal.ts'
import { type Duration, instantOf, milliseconds } from './time.ts'

const hours = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '17:30' },
]
const town = townCalendar({ zone: 'Asia/Shanghai', hours })
const newYork: WorkCalendar = { zone: 'America/New_York', hours, days: {}, provisionalFrom: '2100-01-01' }
const at = (date: string, time: string) => instantAt('Asia/Shanghai', date, time)
const days = (amount: number): Duration => ({ amount, unit: 'working_day' })
const workingHours = (amount: number): Duration => ({ amount, unit: 'working_hour' })

test('the decree of 2022 and of 2026 is known with its shifted workdays, 2027 is provisional', () => {
  for (const date of ['2022-01-29', '2022-01-30', '2022-04-02', '2022-04-24', '2022-05-07', '2026-02-14', '2026-10-10'])
    assert.equal(isWorkday(town, date), true, date)
  for (const date of ['2022-01-31', '2022-02-04', '2022-04-05', '2022-06-03', '2022-09-12', '2026-02-17', '2026-10-07'])
    assert.equal(isWorkday(town, date), false, date)
  assert.equal(legalDaysEnd, '2027-01-01')
  assert.equal(isProvisional(town, at('2026-12-31', '23:59')), false)
  assert.equal(isProvisional(town, at('2027-01-01', '00:00')), true)
  assert.deepEqual(legalDays(2027, 2030), {})
})

test('a year loaded by the administrator is no longer provisional, and the town stands above the host', () => {
  const loaded = townCalendar({
    zone: 'Asia/Shanghai',
    hours,
    hostDays: { '2027-02-08': 'off', '2027-02-09': 'off' },
    townDays: { '2027-02-09': 'work' },
    decreedThrough: 2027,
  })
  assert.equal(isProvisional(loaded, at('2027-06-01', '10:00')), false)
  assert.equal(isWorkday(loaded, '2027-02-08'), false)
  assert.equal(isWorkday(loaded, '2027-02-09'), true)
  assert.equal(townCalendar({ zone: 'Asia/Shanghai', hours, decreedThrough: 2020 }).provisionalFrom, '2027-01-01')
})

test('working days end with the hours of the n-th working day after the day of the report', () => {
  assert.equal(addDuration(town, at('2022-09-26', '09:00'), days(1)), at('2022-09-27', '17:30'))
  assert.equal(addDuration(town, at('2022-09-26', '07:00'), days(1)), at('2022-09-27', '17:30'), 'before hours')
  assert.equal(addDuration(town, at('2022-09-26', '17:30'), days(1)), at('2022-09-27', '17:30'), 'at the close')
  assert.equal(addDuration(town, at('2022-09-26', '19:00'), days(1)), at('2022-09-28', '17:30'), 'after hours')
  assert.equal(addDuration(town, at('2022-09-24', '10:00'), days(1)), at('2022-09-27', '17:30'), 'on a Saturday')
  assert.equal(addDuration(town, at('2022-01-28', '10:00'), days(2)), at('2022-01-30', '17:30'), 'shifted workdays')
  assert.equal(addDuration(town, at('2022-01-30', '10:00'), days(1)), at('2022-02-07', '17:30'), 'Spring Festival')
  assert.equal(addDuration(town, at('2022-09-26', '09:00'), days(0)), at('2022-09-26', '09:00'))
})

test('working hours run inside hours only; urgent hours day and night', () => {
  assert.equal(addDuration(town, at('2022-09-26', '11:00'), workingHours(2)), at('2022-09-26', '15:30'))
  assert.equal(addDuration(town, at('2022-09-26', '11:00'), workingHours(1)), at('2022-09-26', '12:00'), 'to the close')
  assert.equal(addDuration(town, at('2022-09-26', '11:00'), workingHours(1.5)), at('2022-09-26', '15:00'))
  assert.equal(addDuration(town, at('2022-09-24', '23:00'), workingHours(1)), at('2022-09-26', '09:30'))
  assert.equal(
    addDuration(town, at('2022-09-24', '23:00'), { amount: 2, unit: 'urgent_hour' }),
    at('2022-09-25', '01:00'),
  )
  assert.equal(
    addDuration(town, at('2022-09-24', '23:00'), { amount: 24, unit: 'urgent_hour' }),
    at('2022-09-25', '23:00'),
  )
})

test('what is reported outside hours never gets a limit of zero', () => {
  fc.assert(
    fc.property(instants(), durations(), (from, duration) => {
      assert.ok(addDuration(town, from, duration) > from)
    }),
  )
})

test('a tiny amount is still later than its start', () => {
  for (const unit of ['urgent_hour', 'working_hour', 'working_day'] as const)
    assert.ok(addDuration(town, at('2022-09-26', '10:00'), { amount: 1e-12, unit }) > at('2022-09-26', '10:00'))
})

test('limits add up: a then b is a plus b', () => {
  const amounts = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(instants(), amounts, amounts, units(), calendars(), (from, first, second, unit, calendar) => {
      const twice = addDuration(calendar, addDuration(calendar, from, { amount: first, unit }), {
        amount: second,
        unit,
      })
      assert.equal(twice, addDuration(calendar, from, { amount: first + second, unit }))
    }),
  )
})

test('limits are monotone in the start and in the amount', () => {
  fc.assert(
    fc.property(instants(), instants(), durations(), fc.integer({ min: 0, max: 20 }), (one, other, duration, more) => {
      const [early, late] = one < other ? [one, other] : [other, one]
      assert.ok(addDuration(town, early, duration) <= addDuration(town, late, duration))
      const longer = { ...duration, amount: duration.amount + more }
      assert.ok(addDuration(town, early, duration) <= addDuration(town, early, longer))
    }),
  )
})

test('working time is additive, antisymmetric and inverse to adding it', () => {
  fc.assert(
    fc.property(instants(), instants(), instants(), calendars(), (one, two, three, calendar) => {
      assert.equal(
        workingMilliseconds(calendar, one, two) + workingMilliseconds(calendar, two, three),
        workingMilliseconds(calendar, one, three),
      )
      assert.equal(workingMilliseconds(calendar, one, two) + workingMilliseconds(calendar, two, one), 0)
      assert.equal(
        workingDaysBetween(calendar, one, two) + workingDaysBetween(calendar, two, three),
        workingDaysBetween(calendar, one, three),
      )
      const worked = Math.abs(workingMilliseconds(calendar, one, two))
      const end = addWorkingMilliseconds(calendar, one, worked)
      assert.equal(workingMilliseconds(calendar, one, end), worked)
    }),
  )
})

test('what is due after n working days is n working days away', () => {
  fc.assert(
    fc.property(instants(), fc.integer({ min: 1, max: 60 }), calendars(), (from, count, calendar) => {
      assert.equal(workingDaysBetween(calendar, from, addDuration(calendar, from, days(count))), count)
    }),
  )
})

test('a limit held for a while moves by exactly the working time of the hold, not to start plus hold', () => {
  fc.assert(
    fc.property(instants(), fc.integer({ min: 1, max: 80 }), instants(), instants(), (from, amount, one, other) => {
      const due = addDuration(town, from, workingHours(amount))
      const [held, released] = one < other ? [one, other] : [other, one]
      const hold = workingMilliseconds(town, held, released)
      const moved = addWorkingMilliseconds(town, due, hold)
      assert.ok(moved >= due)
      assert.equal(workingMilliseconds(town, from, moved), amount * 3_600_000 + hold)
    }),
  )
})

test('a changed list of days moves an open limit at once', () => {
  const from = at('2022-09-26', '09:00')
  const typhoon: WorkCalendar = { ...town, days: { ...town.days, '2022-09-27': 'off' } }
  assert.equal(addDuration(town, from, days(1)), at('2022-09-27', '17:30'))
  assert.equal(addDuration(typhoon, from, days(1)), at('2022-09-28', '17:30'))
  fc.assert(
    fc.property(instants(), durations(), fc.integer({ min: 0, max: 400 }), (start, duration, offset) => {
      const date = localDate('Asia/Shanghai', instantOf(milliseconds('2022-01-01T04:00:00.000Z') + offset * 86_400_000))
      const changed: WorkCalendar = { ...town, days: { ...town.days, [date]: 'off' } }
      assert.ok(addDuration(changed, start, duration) >= addDuration(town, start, duration))
    }),
  )
})

test('working time is half open', () => {
  assert.equal(isWorkingTime(town, at('2022-09-26', '08:30')), true)
  assert.equal(isWorkingTime(town, at('2022-09-26', '17:30')), false)
  assert.equal(isWorkingTime(town, at('2022-09-26', '13:00')), false)
  assert.equal(isWorkingTime(town, at('2022-09-25', '10:00')), false)
})

test('a foreign limit is met one working day earlier at the same hour', () => {
  assert.equal(previousWorkday(town, at('2022-09-26', '15:00')), at('2022-09-23', '15:00'))
  assert.equal(previousWorkday(town, at('2022-02-07', '15:00')), at('2022-01-30', '15:00'))
  assert.equal(previousWorkday(town, at('2022-09-25', '09:00')), at('2022-09-23', '09:00'))
})

test('summer time: New York keeps its wall clock on both sides of the change', () => {
  const zone = 'America/New_York'
  assert.equal(instantAt(zone, '2016-03-12', '12:00'), '2016-03-12T17:00:00.000Z')
  assert.equal(instantAt(zone, '2016-03-13', '12:00'), '2016-03-13T16:00:00.000Z')
  assert.equal(instantAt(zone, '2016-03-13', '02:30'), '2016-03-13T07:30:00.000Z', 'skipped: moves forward')
  assert.equal(instantAt(zone, '2016-11-06', '01:30'), '2016-11-06T05:30:00.000Z', 'twice: the first')
  assert.equal(instantAt(zone, '2016-11-06', '02:30'), '2016-11-06T07:30:00.000Z')
  assert.equal(localDate(zone, '2016-11-06T04:59:59.999Z'), '2016-11-06')
  assert.equal(localDate(zone, '2016-11-07T04:59:59.999Z'), '2016-11-06')
  assert.equal(addDuration(newYork, '2016-03-11T15:00:00.000Z', days(1)), '2016-03-14T21:30:00.000Z')
})

test('the remembered offset is the one Intl gives, in every zone and hour', () => {
  const zones = fc.constantFrom('America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC')
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 2_000_000_000 }), (zone, seconds) => {
      const instant = instantOf(seconds * 1000)
      const asked = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(seconds * 1000)
      assert.equal(localDate(zone, instant), asked)
    }),
    { numRuns: 500 },
  )
})

test('a calendar that can never end a limit is refused, not searched for ever', () => {
  const idle: WorkCalendar = { ...town, hours: [] }
  const refused = (work: () => unknown) =>
    assert.throws(work, (error: unknown) => error instanceof Refusal && error.code === 'field_invalid')
  refused(() => addDuration(idle, at('2022-09-26', '09:00'), days(1)))
  refused(() => addDuration(idle, at('2022-09-26', '09:00'), workingHours(1)))
  refused(() => addDuration(town, at('2022-09-26', '09:00'), workingHours(Number.NaN)))
  refused(() => addDuration(town, at('2022-09-26', '09:00'), { amount: -1, unit: 'urgent_hour' }))
  refused(() => addDuration(town, at('2022-09-26', '09:00'), { amount: 1e9, unit: 'working_day' }))
  refused(() => addDuration({ ...town, hours: [{ from: '18:00', to: '08:00' }] }, at('2022-09-26', '09:00'), days(1)))
  refused(() => localDate('Mars/Olympus', at('2022-09-26', '09:00')))
  refused(() => instantAt('Asia/Shanghai', '2022-02-30x', '09:00'))
})

test('hours that reach midnight belong to the day they began', () => {
  const late: WorkCalendar = { ...town, hours: [{ from: '18:00', to: '24:00' }] }
  assert.equal(addDuration(late, at('2022-09-26', '19:00'), days(1)), at('2022-09-28', '00:00'))
  assert.equal(addDuration(late, at('2022-09-28', '00:00'), days(1)), at('2022-09-29', '00:00'))
})

function instants() {
  const first = milliseconds('2021-12-01T00:00:00.000Z')
  return fc.integer({ min: 0, max: 400 * 24 * 60 }).map(minutes => instantOf(first + minutes * 60_000))
}

function units() {
  return fc.constantFrom('urgent_hour' as const, 'working_hour' as const, 'working_day' as const)
}

function durations(): fc.Arbitrary<Duration> {
  return fc.record({ amount: fc.integer({ min: 1, max: 60 }), unit: units() })
}

function calendars() {
  return fc.boolean().map(home => (home ? town : newYork))
}
