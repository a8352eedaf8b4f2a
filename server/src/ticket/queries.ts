import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Queue } from '@onegrid/domain/ticket/queue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { flagNames } from '@onegrid/domain/ticket/view.ts'
import type { Tx } from '../database/database.ts'
import type { Scope } from './scope.ts'
import { termsOf } from './terms.ts'
import { normalisedNumber } from './ticket-number.ts'

export type Filters = {
  readonly queue?: Queue
  readonly flag?: (typeof flagNames)[number]
  readonly subcategory?: string
  readonly category?: string
  readonly source?: string
  readonly urgency?: string
  readonly light?: string
  readonly level?: string
  readonly text?: string
  /** Instants of recording, from included, until excluded. */
  readonly from?: Instant
  readonly until?: Instant
}

export type Order = 'due' | 'recent'
export type DueKey = readonly [dueAt: string, ticketId: string]
export type RecentKey = readonly [ticketId: string]

type Where = { readonly parts: string[]; readonly values: unknown[] }

export async function findTicket(tx: Tx, number: string): Promise<Ticket | undefined> {
  const [row] = await tx.query<{ state: Ticket }>(
    'select state from ticket where tenant_id = $1 and number = $2',
    [tx.tenantId, number],
    'ticket-find-number',
  )
  return row?.state
}

export async function findTicketById(tx: Tx, ticketId: string): Promise<Ticket | undefined> {
  const [row] = await tx.query<{ state: Ticket }>(
    'select state from ticket where tenant_id = $1 and ticket_id = $2',
    [tx.tenantId, ticketId],
    'ticket-find-id',
  )
  return row?.state
}

export type Listed = {
  /** Of one page plus one; the caller cuts and makes the cursor. */
  readonly tickets: readonly Ticket[]
  /** A search that looked as far as one page may and found less than a page: the next page goes on from here. */
  readonly goesOn?: RecentKey
}

export async function listTickets(
  tx: Tx,
  scope: Scope,
  filters: Filters,
  page: { readonly order: Order; readonly after?: readonly string[] | undefined; readonly limit: number },
): Promise<Listed> {
  const number = filters.text === undefined ? undefined : normalisedNumber(filters.text)
  const terms = filters.text === undefined || number !== undefined ? [] : termsOf(filters.text)
  if (number === undefined && filters.text !== undefined && terms.length === 0) return { tickets: [] }
  if (terms.length > 0) return searchTickets(tx, scope, filters, terms, page.after?.[0], page.limit)
  const where = whereOf(tx, scope, filters)
  if (number !== undefined) where.parts.push(`number = $${where.values.push(number)}`)
  if (page.after) {
    const values = page.after.map(value => `$${where.values.push(value)}`)
    where.parts.push(
      page.order === 'due'
        ? `(due_at, ticket_id) > (${values[0]}::timestamptz, ${values[1]}::uuid)`
        : `ticket_id < ${values[0]}::uuid`,
    )
  }
  const limit = `$${where.values.push(page.limit + 1)}`
  const rows = await tx.query<{ state: Ticket }>(
    `select state from ticket where ${where.parts.join(' and ')}
     order by ${page.order === 'due' ? 'due_at, ticket_id' : 'ticket_id desc'} limit ${limit}`,
    where.values,
  )
  return { tickets: rows.map(row => row.state) }
}

/** How far one page walks the rarest term before it hands over to the next page. */
const longestWalk = 1000
/** Which of two terms is the rarer matters below this; above it either walk is cut off. */
const countedTerms = 1000

/**
 * Newest first through the rarest of the terms, the others looked up by key. Every statement is bounded, so a search over a
 * million tickets costs what it costs over ten thousand.
 */
async function searchTickets(
  tx: Tx,
  scope: Scope,
  filters: Filters,
  terms: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Listed> {
  const counted = await tx.query<{ term: string; n: number }>(
    `select term, (select count(*)::int from (select 1 from ticket_term t where t.tenant_id = $1 and t.term = wanted.term limit ${countedTerms}) few) as n
     from unnest($2::text[]) as wanted(term)`,
    [tx.tenantId, terms.slice(0, 12)],
    'ticket-search-rarest',
  )
  const rarest = counted.reduce((least, each) => (each.n < least.n ? each : least))
  if (rarest.n === 0) return { tickets: [] }
  const where = whereOf(tx, scope, filters, 'ticket.')
  const value = (each: unknown) => `$${where.values.push(each)}`
  const others = counted.map(each => each.term).filter(term => term !== rarest.term)
  // The other words first, by a count and not by joins: planning a join for every two letters took longer than finding.
  const rows = await tx.query<{ state: Ticket }>(
    `select ticket.state from (
       select ticket_id from (
         select ticket_id from ticket_term where tenant_id = $1 and term = ${value(rarest.term)}
           and ticket_id < ${value(after ?? highestId)}::uuid
         order by ticket_id desc limit ${longestWalk}
       ) walk
       where (select count(*) from ticket_term other where other.tenant_id = $1 and other.term = any(${value(others)}::text[])
         and other.ticket_id = walk.ticket_id) = ${value(others.length)}
       order by ticket_id desc offset 0
     ) found join ticket on ticket.tenant_id = $1 and ticket.ticket_id = found.ticket_id
     where ${where.parts.join(' and ')}
     order by found.ticket_id desc limit ${value(limit + 1)}`,
    where.values,
  )
  const tickets = rows.map(row => row.state)
  if (tickets.length > limit || rarest.n < countedTerms) return { tickets }
  const [last] = await tx.query<{ ticket_id: string }>(
    `select ticket_id from ticket_term where tenant_id = $1 and term = $2 and ticket_id < $3::uuid
     order by ticket_id desc offset ${longestWalk - 1} limit 1`,
    [tx.tenantId, rarest.term, after ?? highestId],
    'ticket-search-onward',
  )
  return last === undefined ? { tickets } : { tickets, goesOn: [last.ticket_id] }
}

const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

function whereOf(tx: Tx, scope: Scope, filters: Filters, prefix = ''): Where {
  const values: unknown[] = [tx.tenantId]
  const parts = [`${prefix}tenant_id = $1`]
  const add = (condition: string, value: unknown) => parts.push(condition.replace('?', `$${values.push(value)}`))
  if (scope.kind === 'medium') add(`${prefix}medium_id = ?`, scope.gridId)
  if (scope.kind === 'small') {
    add(`${prefix}medium_id = ?`, scope.mediumId)
    add(`${prefix}small_id = ?`, scope.gridId)
  }
  if (scope.kind === 'unit') add(`${prefix}holder_unit = ?`, scope.unitId)
  if (scope.kind === 'mine') add(`${prefix}holder_person = ?`, scope.personId)
  if (filters.queue !== undefined) {
    if (filters.queue !== 'done') parts.push(`${prefix}open`)
    add(`${prefix}queue = ?`, filters.queue)
  } else if (
    filters.flag === undefined &&
    (scope.kind === 'unit' || scope.kind === 'mine') &&
    filters.text === undefined
  ) {
    parts.push(`${prefix}open`)
  }
  if (filters.flag !== undefined) parts.push(`(${flagConditions[filters.flag].replaceAll('~', prefix)})`)
  if (filters.subcategory !== undefined) add(`${prefix}subcategory = ?`, filters.subcategory)
  if (filters.category !== undefined) add(`${prefix}category = ?`, filters.category)
  if (filters.source !== undefined) add(`${prefix}source = ?`, filters.source)
  if (filters.urgency !== undefined) add(`${prefix}urgency = ?`, filters.urgency)
  if (filters.light !== undefined) add(`${prefix}light = ?`, filters.light)
  if (filters.level !== undefined) add(`${prefix}level = ?`, filters.level)
  if (filters.from !== undefined) add(`${prefix}ticket_id >= ?::uuid`, idAt(filters.from))
  if (filters.until !== undefined) add(`${prefix}ticket_id < ?::uuid`, idAt(filters.until))
  return { parts, values }
}

const flagConditions: Readonly<Record<(typeof flagNames)[number], string>> = {
  late: "~open and ~light <> 'on_time'",
  contested: '~contested',
  extension: '~extension_asked',
  appeal: '~appeal_asked',
  write_back: '~to_write_back',
  supervised: '~open and ~supervised > 0',
}

/** Ids are UUIDv7 of the recording clock: an instant is an id range, so "reports of July" needs no index of its own. */
export function idAt(instant: Instant): string {
  const hex = Math.max(0, milliseconds(instant)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

/** Counts stop here: "99+" says enough, and counting a million says no more. */
export const countedUpTo = 100

/** How many wait in each queue of the scope, each counted to a hundred along its index. */
export async function countQueues(
  tx: Tx,
  scope: Scope,
  queues: readonly string[],
  flags: readonly (typeof flagNames)[number][],
  withCadre: boolean,
) {
  const { parts, values } = whereOf(tx, scope, {})
  // That there is one more report than his list shows would tell a cadre that there is one about him.
  if (!withCadre) parts.push(`confidentiality <> 'cadre'`)
  const bounded = (condition: string) =>
    `(select count(*)::int from (select 1 from ticket where ${parts.join(' and ')} and ${condition} limit ${countedUpTo}) few)`
  const columns = [
    ...queues.map(queue => `${bounded(`open and queue = '${queue}'`)} as "${queue}"`),
    ...flags.map(flag => `${bounded(`(${flagConditions[flag].replaceAll('~', '')})`)} as "${flag}"`),
  ]
  const [row] = await tx.query<Record<string, number>>(
    `select ${columns.join(', ')}`,
    values,
    `ticket-counts-${scope.kind}${withCadre ? '' : '-but-cadre'}`,
  )
  return row ?? {}
}

export type MapPoint = {
  number: string
  lon: number
  lat: number
  light: string
  queue: string
  subcategory: string | null
}

/** The scope's open matters that have a point, at most two thousand: more dots than that are a colour, not a map. */
export async function mapPoints(tx: Tx, scope: Scope, filters: Filters): Promise<readonly MapPoint[]> {
  const { parts, values } = whereOf(tx, scope, filters)
  return tx.query<MapPoint>(
    `select number, lon, lat, light, queue, subcategory from ticket
     where ${parts.join(' and ')} and lon is not null and confidentiality not in ('cadre', 'sensitive')
     ${filters.queue === undefined ? 'and open' : ''}
     order by due_at, ticket_id limit 2000`,
    values,
  )
}

/** Tickets in which the person takes part in this relation, newest first. */
export async function listTicketsOf(
  tx: Tx,
  personId: string,
  relation: 'reporter' | 'finder' | 'taker' | 'checker',
  page: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Ticket[]> {
  const rows = await tx.query<{ state: Ticket }>(
    `select ticket.state from ticket_person part
     join ticket on ticket.tenant_id = part.tenant_id and ticket.ticket_id = part.ticket_id
     where part.tenant_id = $1 and part.person_id = $2 and part.relation = $3
       and part.ticket_id < coalesce($4::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
     order by part.ticket_id desc limit $5`,
    [tx.tenantId, personId, relation, page.after ?? null, page.limit + 1],
    'ticket-of-person',
  )
  return rows.map(row => row.state)
}

/** Open orders of these grids that still want takers, those that close first on top. */
export async function listOpenOrders(
  tx: Tx,
  { gridIds, askedOf }: { readonly gridIds: readonly string[]; readonly askedOf: string },
  limit: number,
): Promise<readonly Ticket[]> {
  const rows = await tx.query<{ state: Ticket }>(
    `select state from ticket where tenant_id = $1 and open and queue = 'orders_open'
       and (large_id = any($2::uuid[]) or medium_id = any($2::uuid[]) or small_id = any($2::uuid[])
         or ticket_id in (select ticket_id from ticket_person where tenant_id = $1 and person_id = $4 and relation = 'asked'))
     order by due_at, ticket_id limit $3`,
    [tx.tenantId, gridIds, limit, askedOf],
    'ticket-open-orders',
  )
  return rows.map(row => row.state)
}
