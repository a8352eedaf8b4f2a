import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { legalDays } from '@onegrid/domain/kernel/legal-days.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import legal from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Static, Type } from 'typebox'
import type { Ports } from '../app.ts'
import { matchedVersion, tagOf, withIfMatch } from '../http/document-tag.ts'
import { type App, Day, read, write } from '../http/route.ts'
import { calendarFactsOf, changeCalendar, type TownCalendar } from './calendar.ts'

const tags = ['calendar']
const kind = Type.Unsafe<'off' | 'work'>(Type.String({ enum: ['off', 'work'] }))
const source = Type.Unsafe<'legal' | 'host' | 'town'>(Type.String({ enum: ['legal', 'host', 'town'] }))
const Hours = Type.Array(
  Type.Object(
    {
      from: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['08:30'] }),
      to: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', examples: ['12:00'] }),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 6 },
)
const Year = Type.Integer({ minimum: 2004, maximum: 2100, examples: [2027] })

const CalendarYear = Type.Object({
  year: Year,
  version: Type.Integer({ description: "Of the town's own calendar; its ETag goes into If-Match" }),
  zone: Type.String({ examples: ['Asia/Shanghai'] }),
  hours: Hours,
  provisional: Type.Boolean({
    description: 'Holidays of this year are not decreed or not loaded yet: Monday to Friday',
  }),
  provisionalFrom: Day,
  decreed: Type.Boolean({ description: 'The town has entered this year as decreed' }),
  days: Type.Array(Type.Object({ day: Day, kind, name: Type.String(), source }), {
    description: 'Days that differ from Monday to Friday, and whose they are',
  }),
})

export function registerCalendarRoutes(app: App, ports: Ports): void {
  const show = read({
    operationId: 'showCalendar',
    summary: 'Working days and hours of a year, with shifted workdays',
    tags,
    querystring: Type.Object({ year: Type.Optional(Year) }),
    response: { 200: CalendarYear },
  })
  app.get('/api/v1/calendar', { schema: show }, async (request, reply) => {
    const town = await calendarFactsOf(ports, request.town.tenantId)
    const year = request.query.year ?? Number(localDate(town.facts.zone, ports.clock.now()).slice(0, 4))
    reply.header('etag', tagOf(town.facts.version)).header('cache-control', 'no-cache')
    return calendarYear(town, year)
  })

  const change = withIfMatch(
    write({
      operationId: 'changeCalendar',
      summary: "Replaces the town's own days of a year; limits of open tickets move with it",
      tags,
      params: Type.Object({ year: Year }),
      body: Type.Object(
        {
          days: Type.Array(
            Type.Object(
              { day: Day, kind, note: Type.Optional(Type.String({ maxLength: 100 })) },
              { additionalProperties: false },
            ),
            { maxItems: 366 },
          ),
          hours: Type.Optional(Hours),
          decreed: Type.Optional(Type.Boolean({ description: 'These are the days as the state decreed them' })),
        },
        { additionalProperties: false },
      ),
      response: { 200: Type.Object({ version: Type.Integer() }) },
    }),
  )
  app.put('/api/v1/calendar/:year', { schema: change }, async (request, reply) => {
    const { town, actor, commandId, params, body } = request
    const { hours, decreed = false } = body
    const days = body.days.map(each => ({ ...each, note: each.note ?? '' }))
    const changed = await changeCalendar(ports, {
      tenantId: town.tenantId,
      actor,
      commandId,
      version: matchedVersion(request),
      year: params.year,
      days,
      decreed,
      ...(hours ? { hours } : {}),
    })
    reply.header('etag', tagOf(changed.version))
    return changed
  })
}

export function calendarYear({ calendar, facts }: TownCalendar, year: number): Static<typeof CalendarYear> {
  const { zone, hours, version, decreedYears, hostDays, townDays } = facts
  type Shown = Static<typeof CalendarYear>['days'][number]
  const days = new Map<LocalDate, Shown>()
  for (const [day, kind] of Object.entries(legalDays(year, year)))
    days.set(day, { day, kind, name: holidayName(day), source: 'legal' })
  for (const { day, kind, name } of hostDays) days.set(day, { day, kind, name, source: 'host' })
  for (const { day, kind, note } of townDays) days.set(day, { day, kind, name: note, source: 'town' })
  const inYear = [...days.values()].filter(each => each.day.startsWith(`${year}-`))
  return {
    year,
    version,
    zone,
    hours: [...hours],
    provisional: calendar.provisionalFrom <= `${year}-12-31`,
    provisionalFrom: calendar.provisionalFrom,
    decreed: decreedYears.includes(year),
    days: inYear.sort((one, other) => (one.day < other.day ? -1 : 1)),
  }
}

/** The library writes the name in English, in Chinese and the count of days, with commas. */
function holidayName(day: LocalDate): string {
  const names: Readonly<Record<string, string>> = { ...legal.workdays, ...legal.holidays }
  return names[day]?.split(',')[1] ?? ''
}
