/** The real cases of the City of Boston, read from where they lie; they are not part of the project. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { instantAt } from '@onegrid/domain/kernel/calendar.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'

export const bostonZone = 'America/New_York'

export type Case = {
  readonly id: string
  readonly opened: Instant
  /** The source's due date, where it gave one. */
  readonly due: Instant | undefined
  readonly closed: Instant | undefined
  /** What the source says: OVERDUE or ONTIME. */
  readonly overdue: boolean
  readonly category: string
  readonly department: string
  readonly title: string
  readonly address: string
  readonly channel: string
  readonly lon: number | undefined
  readonly lat: number | undefined
  /** Local month of the opening, YYYY-MM, as the source writes it. */
  readonly month: string
}

const folder = path.resolve(
  process.env['ONEGRID_SHARED'] ?? path.join(import.meta.dirname, '../../shared'),
  'data/311-boston',
)
const files = ['boston-filtered_2015.csv', 'boston-filtered_2016.csv'].map(name => path.join(folder, name))

/** For a test's options; false when the data are there. */
export const withoutBoston: string | false = files.every(file => existsSync(file)) ? false : `no cases at ${folder}`

export function readCases(): readonly Case[] {
  return files.flatMap(file => {
    const [header = [], ...lines] = parseCsv(readFileSync(file, 'utf8'))
    return lines.map(line => caseOf(Object.fromEntries(header.map((name, index) => [name, line[index] ?? '']))))
  })
}

function caseOf(row: Readonly<Record<string, string>>): Case {
  const text = (name: string) => (row[name] ?? '').trim()
  const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)))
  return {
    id: text('case_enquiry_id'),
    opened: instantIn(text('open_dt')),
    due: text('sla_target_dt') === '' ? undefined : instantIn(text('sla_target_dt')),
    closed: text('closed_dt') === '' ? undefined : instantIn(text('closed_dt')),
    overdue: text('on_time') === 'OVERDUE',
    category: text('type'),
    department: text('subject'),
    title: text('case_title'),
    address: text('location').replaceAll(/\s+/g, ' '),
    channel: text('source'),
    lon: number('longitude'),
    lat: number('latitude'),
    month: text('open_dt').slice(0, 7),
  }
}

/**
 * The source writes wall clocks of Boston without an offset. None of its times falls into the hour that comes twice in
 * autumn or the one that spring skips; if one did, it would be the first of the two (domain/src/kernel/zone.ts).
 */
function instantIn(local: string): Instant {
  return instantAt(bostonZone, local.slice(0, 10), local.slice(11))
}

/** RFC 4180: quotes, doubled quotes, line breaks inside quotes. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let field = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    if (quoted) {
      if (letter !== '"') field += letter
      else if (text[at + 1] === '"') {
        field += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ',' || letter === '\n') {
      line.push(field.endsWith('\r') ? field.slice(0, -1) : field)
      field = ''
      if (letter === '\n') {
        lines.push(line)
        line = []
      }
    } else field += letter
  }
  if (field !== '' || line.length > 0) lines.push([...line, field])
  return lines
}
