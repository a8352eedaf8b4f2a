/**
 * The clocks of a ticket (domain.md §3): one promise to the reporter, never restarted; one holding limit for whoever has it
 * now; and the shorter clocks beside them. Everything is computed from facts and the calendar in force, so a changed calendar
 * or limit shows at once on open tickets. `timersOf` says when the town's clock has to look at the ticket again.
 */
import {
  addDuration,
  addWorkingMilliseconds,
  previousWorkday,
  type WorkCalendar,
  workingDaysBetween,
  workingMilliseconds,
} from '../kernel/calendar.ts'
import { type DurationUnit, type Instant, instantOf, milliseconds } from '../kernel/time.ts'
import type { Catalogue } from './catalogue.ts'
import { isOpen, openReferral, runningSuspension, type Ticket } from './ticket.ts'

export const timerKinds = [
  'due_soon',
  'overdue',
  'escalate',
  'order_closes',
  'suspension_ends',
  'follow_up',
  'problem_ends',
  'archive',
  'close',
] as const
export type TimerKind = (typeof timerKinds)[number]
export type Timer = { readonly kind: TimerKind; readonly dueAt: Instant }

export type Light = 'on_time' | 'due_soon' | 'overdue'

/** The light as the town's own timer has set it; never compared with the clock here. */
export function lightOf(ticket: Ticket): Light {
  return ticket.overdueSince ? 'overdue' : ticket.dueSoonSince ? 'due_soon' : 'on_time'
}

/**
 * Milliseconds. A pause shorter than a minute (suspended by mistake and resumed at once) takes nothing from a limit in working
 * days: ending with the hours of a day it would be given a whole day for it.
 */
const shortestPause = 60_000

type Pause = { readonly from: Instant; readonly to: Instant }

/** Intervals in which the promise does not run: suspensions, and the time in which the matter was thought solved. */
function pausesOf(ticket: Ticket): readonly Pause[] {
  const suspended = ticket.suspensions.map(each => ({ from: each.from, to: each.endedAt ?? each.until }))
  const solved = ticket.reopenings.map(each => ({ from: each.resolvedAt, to: each.at }))
  return [...suspended, ...solved].filter(pause => pause.from < pause.to).sort((a, b) => (a.from < b.from ? -1 : 1))
}

/**
 * When the answer is promised. Pauses push it back by exactly the part of the limit that was left when they began: adding
 * the pause's own length would give time away or take it (frappe/helpdesk PR #2449 is that bug).
 */
export function promiseDueAt(ticket: Ticket, calendar: WorkCalendar): Instant {
  const { limit, startedAt, fixedDueAt, extensions } = ticket.promise
  // A limit from outside is an instant, so what is left of it is plain time.
  const unit = fixedDueAt === undefined ? limit.unit : 'urgent_hour'
  let due = fixedDueAt ?? addDuration(calendar, startedAt, { ...limit, amount: limit.amount * (1 + extensions) })
  let resumed = startedAt
  for (const pause of pausesOf(ticket)) {
    if (pause.from >= due) break
    const from = laterOf(pause.from, resumed)
    if (pause.to <= from) continue
    due = dueAfterPause(calendar, unit, { from, to: pause.to }, due)
    resumed = pause.to
  }
  return due
}

/** Instants are texts that sort as time does; Math.max would make NaN of them. */
function laterOf(one: Instant, other: Instant): Instant {
  if (one > other) return one
  return other
}

/**
 * Measured in working time, not in counted days: whoever pauses on the evening before the last day has that day left,
 * though the count of days is already full. A limit in working days ends with the hours of a day, also after a pause.
 */
function dueAfterPause(calendar: WorkCalendar, unit: DurationUnit, pause: Pause, due: Instant): Instant {
  if (unit === 'urgent_hour') return instantOf(milliseconds(pause.to) + milliseconds(due) - milliseconds(pause.from))
  if (unit === 'working_day' && milliseconds(pause.to) - milliseconds(pause.from) < shortestPause) return due
  const left = workingMilliseconds(calendar, pause.from, due)
  const exact = addWorkingMilliseconds(calendar, pause.to, left)
  if (unit === 'working_hour' || left === 0) return exact
  // One working day after the same time of the day before is the close of the day itself; a millisecond earlier, so that
  // hours that end at 24:00 do not read as the next day.
  return addDuration(calendar, previousWorkday(calendar, instantOf(milliseconds(exact) - 1)), { amount: 1, unit })
}

/**
 * From when the matter is due soon: a quarter of the time left — or, for limits in working days, one working day left if
 * that is earlier (domain.md §3). A limit in hours is shorter than a day, so there the day would mean "from the start".
 */
export function dueSoonAt(ticket: Ticket, calendar: WorkCalendar): Instant {
  const due = promiseDueAt(ticket, calendar)
  const { limit, startedAt, extensions } = ticket.promise
  const quarter = instantOf(milliseconds(due) - (milliseconds(due) - milliseconds(startedAt)) / 4)
  if (limit.unit !== 'working_day' || ticket.promise.fixedDueAt !== undefined) return quarter
  const total = limit.amount * (1 + extensions)
  if (total <= 1) return quarter
  const dayBefore = instantOf(milliseconds(due) - 24 * 3_600_000)
  const lastDay = workingDaysBetween(calendar, dayBefore, due) >= 1 ? dayBefore : backOneWorkday(calendar, due)
  return laterOf(lastDay, quarter) === lastDay ? quarter : lastDay
}

function backOneWorkday(calendar: WorkCalendar, due: Instant): Instant {
  for (let days = 2; days <= 15; days += 1) {
    const earlier = instantOf(milliseconds(due) - days * 24 * 3_600_000)
    if (workingDaysBetween(calendar, earlier, due) >= 1) return earlier
  }
  return due
}

/** When whoever has the ticket now must have moved it on; later, the clock takes it one level up. */
export function holdDueAt(ticket: Ticket, calendar: WorkCalendar): Instant {
  return addDuration(calendar, ticket.hold.since, ticket.hold.limit)
}

/** The promise stands still once the matter is solved, referred to a merge, closed or declined. */
export function promiseRuns(ticket: Ticket): boolean {
  return isOpen(ticket) && ticket.status !== 'resolved' && runningSuspension(ticket) === undefined
}

/** All that the town's clock still has to do for this ticket. Past instants are due at once. */
export function timersOf(ticket: Ticket, calendar: WorkCalendar, catalogue: Catalogue): readonly Timer[] {
  const timers: Timer[] = []
  const set = (kind: TimerKind, dueAt: Instant) => timers.push({ kind, dueAt })
  const suspension = runningSuspension(ticket)
  if (suspension) set('suspension_ends', suspension.until)
  if (promiseRuns(ticket)) {
    if (!ticket.overdueSince) {
      set('overdue', promiseDueAt(ticket, calendar))
      if (!ticket.dueSoonSince) set('due_soon', dueSoonAt(ticket, calendar))
    }
    if (ticket.level !== 'large' && ticket.status !== 'ordered' && !openReferral(ticket)) {
      set('escalate', holdDueAt(ticket, calendar))
    }
  }
  if (ticket.status === 'ordered' && ticket.order) set('order_closes', ticket.order.closesAt)
  const referral = openReferral(ticket)
  if (referral && isOpen(ticket)) set('follow_up', referral.followUpAt)
  if (ticket.problem && !ticket.problem.overAt) set('problem_ends', ticket.problem.until)
  if (ticket.status === 'resolved' && ticket.resolvedAt)
    set('close', addDuration(calendar, ticket.resolvedAt, catalogue.limits.callBack))
  if (ticket.status === 'closed' && ticket.closing && !ticket.archivedAt) {
    set('archive', instantOf(milliseconds(ticket.closing.at) + catalogue.limits.ratingDays * 24 * 3_600_000))
  }
  return timers
}
