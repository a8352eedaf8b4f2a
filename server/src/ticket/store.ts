import type { WorkCalendar } from '@onegrid/domain/kernel/calendar.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { TicketEvent } from '@onegrid/domain/ticket/events.ts'
import { evolve } from '@onegrid/domain/ticket/evolve.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import type { JournalRow } from '../journal/chain.ts'
import { append, chained, type Entry, emptyHead, type Head, insertRows } from '../journal/journal.ts'
import { columnsOf } from './columns.ts'
import { addToRollup, rollupDeltas } from './rollup.ts'
import { termsOf } from './terms.ts'

/** The only writer of the ticket's tables. */
export const streamKind = 'ticket'

export type Loaded = { readonly ticket: Ticket; readonly head: Head }

/** What the rows are computed with. */
export type TownRules = {
  readonly zone: string
  readonly calendar: WorkCalendar
  readonly catalogue: Catalogue
  /** The water or power area in which the matter is one with its neighbours'. */
  supplyAreaOf(ticket: Ticket): string | null
}

type Row = { state: Ticket; sequence: number; head: Buffer }

export async function findTicketForUpdate(tx: Tx, number: string): Promise<Loaded | undefined> {
  const [row] = await tx.query<Row>(
    'select state, sequence, head from ticket where tenant_id = $1 and number = $2 for update',
    [tx.tenantId, number],
    'ticket-lock-number',
  )
  return row && { ticket: row.state, head: { sequence: row.sequence, hash: row.head } }
}

export async function getTicketForUpdate(tx: Tx, number: string): Promise<Loaded> {
  const found = await findTicketForUpdate(tx, number)
  if (!found) throw new Refusal('not_found')
  return found
}

export async function lockTicket(tx: Tx, ticketId: string): Promise<Loaded | undefined> {
  const [row] = await tx.query<Row>(
    'select state, sequence, head from ticket where tenant_id = $1 and ticket_id = $2 for update',
    [tx.tenantId, ticketId],
    'ticket-lock-id',
  )
  return row && { ticket: row.state, head: { sequence: row.sequence, hash: row.head } }
}

/** Several at once, in one order: two who move the same matters never wait in a circle. */
export async function lockTickets(tx: Tx, ticketIds: readonly string[]): Promise<readonly Loaded[]> {
  const rows = await tx.query<Row>(
    'select state, sequence, head from ticket where tenant_id = $1 and ticket_id = any($2::uuid[]) order by ticket_id for update',
    [tx.tenantId, ticketIds],
    'ticket-lock-ids',
  )
  return rows.map(row => ({ ticket: row.state, head: { sequence: row.sequence, hash: row.head } }))
}

const changing = [
  'status',
  'queue',
  'open',
  'level',
  'large_id',
  'medium_id',
  'small_id',
  'category',
  'subcategory',
  'urgency',
  'source',
  'confidentiality',
  'holder_person',
  'holder_unit',
  'light',
  'reported_at',
  'due_at',
  'hold_due_at',
  'timer_at',
  'contested',
  'extension_asked',
  'appeal_asked',
  'to_write_back',
  'supervised',
  'problem_open',
  'merged_into',
  'lon',
  'lat',
  'cell',
  'supply_area',
] as const

const updateText = `update ticket set sequence = $3, head = $4, state = $5, ${changing
  .map((column, index) => `${column} = $${index + 6}`)
  .join(', ')} where tenant_id = $1 and ticket_id = $2`

/** Appends the events, moves the current row and the counts, all in the command's transaction. @returns the ticket after. */
export async function saveTicket(
  tx: Tx,
  ids: Ids,
  { ticket: before, head }: Loaded,
  events: readonly TicketEvent[],
  entry: Entry,
  town: TownRules,
): Promise<Loaded> {
  if (events.length === 0) return { ticket: before, head }
  const after = events.reduce<Ticket>(evolve, before)
  const stream = { kind: streamKind, id: before.ticketId }
  const [next] = await Promise.all([
    append(tx, ids, stream, head, events, entry),
    addToRollup(tx, rollupDeltas(before, after, town.zone)),
    insertPeople(tx, peopleOf(after, before)),
  ])
  await writeRow(tx, after, next, town)
  const [known, now] = [foreignNumbers(before), foreignNumbers(after)]
  if (now !== known) await addTerms(tx, after.ticketId, now)
  return { ticket: after, head: next }
}

const updateManyText = `update ticket t set sequence = row.sequence, head = row.head, state = row.state, ${changing
  .map(column => `${column} = row.${column}`)
  .join(', ')} from jsonb_populate_recordset(null::ticket, $2::jsonb) as row
  where t.tenant_id = $1 and t.ticket_id = row.ticket_id`

/** Many tickets in the statements of one: ten thousand open matters follow a division in seconds. People do not change. */
export async function saveTickets(
  tx: Tx,
  ids: Ids,
  changes: readonly { readonly loaded: Loaded; readonly events: readonly TicketEvent[] }[],
  entry: Entry,
  town: TownRules,
): Promise<void> {
  if (changes.length === 0) return
  const saved = changes.map(({ loaded: { ticket: before, head }, events }) => {
    const after = events.reduce<Ticket>(evolve, before)
    const next = chained(tx.tenantId, { kind: streamKind, id: before.ticketId }, head, events, entry)
    return { before, after, next }
  })
  const rows = saved.map(({ after, next: { head } }) => ({
    ticket_id: after.ticketId,
    sequence: head.sequence,
    head: `\\x${head.hash.toString('hex')}`,
    state: after,
    ...columnsOf(after, town.calendar, town.catalogue),
    supply_area: town.supplyAreaOf(after),
  }))
  await Promise.all([
    insertRows(
      tx,
      ids,
      saved.flatMap(({ next }) => next.rows),
    ),
    addToRollup(
      tx,
      saved.flatMap(({ before, after }) => rollupDeltas(before, after, town.zone)),
    ),
    tx.query(updateManyText, [tx.tenantId, JSON.stringify(rows)], 'ticket-update-many'),
  ])
}

/** Writes the row's columns anew: after events, and when the calendar changed under it. */
export async function writeRow(tx: Tx, ticket: Ticket, head: Head, town: TownRules): Promise<void> {
  const columns = { ...columnsOf(ticket, town.calendar, town.catalogue), supply_area: town.supplyAreaOf(ticket) }
  await tx.query(
    updateText,
    [
      tx.tenantId,
      ticket.ticketId,
      head.sequence,
      head.hash,
      JSON.stringify(ticket),
      ...changing.map(column => columns[column]),
    ],
    'ticket-update',
  )
}

export type NewTicket = {
  readonly events: readonly TicketEvent[]
  readonly entry: Entry
  /** The report's words, only to be cut into search terms; they are kept as content. */
  readonly searchText: string
}

/** Several reports in one go: each statement carries all of them, so a batch costs the round trips of one. */
export async function insertTickets(
  tx: Tx,
  ids: Ids,
  town: TownRules,
  reports: readonly NewTicket[],
): Promise<readonly Ticket[]> {
  const journal: (JournalRow & { readonly hash: Buffer })[] = []
  const rows: object[] = []
  const people: Person[] = []
  const terms: { ticket_id: string; terms: readonly string[] }[] = []
  const deltas = []
  const tickets: Ticket[] = []
  for (const { events, entry, searchText } of reports) {
    const ticket = events.reduce<Ticket | undefined>(evolve, undefined)
    if (!ticket) throw new Error('a report without events')
    const next = chained(tx.tenantId, { kind: streamKind, id: ticket.ticketId }, emptyHead, events, entry)
    journal.push(...next.rows)
    rows.push({
      ticket_id: ticket.ticketId,
      number: ticket.number,
      sequence: next.head.sequence,
      head: `\\x${next.head.hash.toString('hex')}`,
      ...columnsOf(ticket, town.calendar, town.catalogue),
      supply_area: town.supplyAreaOf(ticket),
      state: ticket,
    })
    people.push(...peopleOf(ticket))
    terms.push({ ticket_id: ticket.ticketId, terms: termsOf(`${foreignNumbers(ticket)} ${searchText}`) })
    deltas.push(...rollupDeltas(undefined, ticket, town.zone))
    tickets.push(ticket)
  }
  await Promise.all([
    insertRows(tx, ids, journal),
    tx.query(insertText, [tx.tenantId, JSON.stringify(rows)], 'ticket-insert'),
    tx.query(
      `insert into ticket_term (tenant_id, term, ticket_id)
       select $1, jsonb_array_elements_text(terms), ticket_id
       from jsonb_to_recordset($2::jsonb) as entry(ticket_id uuid, terms jsonb)`,
      [tx.tenantId, JSON.stringify(terms)],
      'ticket-terms',
    ),
    insertPeople(tx, people),
    addToRollup(tx, deltas),
  ])
  return tickets
}

/** What other systems call the matter: the hotline asks after its own number, the road authority after that of its receipt. */
function foreignNumbers({ foreign, referral }: Ticket): string {
  return [foreign?.number, referral?.receipt?.foreignNumber].filter(number => number !== undefined).join(' ')
}

async function addTerms(tx: Tx, ticketId: string, text: string): Promise<void> {
  await tx.query(
    `insert into ticket_term (tenant_id, term, ticket_id) select $1, unnest($2::text[]), $3 on conflict do nothing`,
    [tx.tenantId, termsOf(text), ticketId],
    'ticket-terms-add',
  )
}

/** The words are gone, so nobody finds the matter by them any more. */
export async function forgetTerms(tx: Tx, ticketId: string, texts: readonly string[]): Promise<void> {
  await tx.query(
    'delete from ticket_term where tenant_id = $1 and ticket_id = $2 and term = any($3::text[])',
    [tx.tenantId, ticketId, [...new Set(texts.flatMap(termsOf))]],
    'ticket-terms-forget',
  )
}

const insertColumns = ['ticket_id', 'number', 'sequence', 'head', ...changing, 'state'] as const
const insertText = `insert into ticket (tenant_id, ${insertColumns.join(', ')})
  select $1, ${insertColumns.join(', ')} from jsonb_populate_recordset(null::ticket, $2::jsonb)`

type Person = {
  readonly person_id: string
  readonly relation: 'reporter' | 'finder' | 'taker' | 'checker' | 'asked'
  readonly ticket_id: string
}

/** People who find the ticket in a list of their own; relations that ended stay, access is asked of the state. */
function peopleOf(ticket: Ticket, before?: Ticket): readonly Person[] {
  const all = (each: Ticket | undefined): Person[] => {
    if (!each) return []
    const ticket_id = each.ticketId
    const people: (Person | undefined)[] = [
      ...[each.reporter, ...each.moreReporters].map(reporter =>
        reporter.personId === undefined
          ? undefined
          : { person_id: reporter.personId, relation: 'reporter' as const, ticket_id },
      ),
      each.reportedBy === undefined
        ? undefined
        : { person_id: each.reportedBy, relation: 'finder' as const, ticket_id },
      ...(each.order?.takers ?? []).map(taker => ({
        person_id: taker.personId,
        relation: 'taker' as const,
        ticket_id,
      })),
      ...(each.order?.asked ?? []).map(person_id => ({ person_id, relation: 'asked' as const, ticket_id })),
      each.siteCheck ? { person_id: each.siteCheck.askedOf, relation: 'checker' as const, ticket_id } : undefined,
    ]
    return people.filter(person => person !== undefined)
  }
  const known = new Set(all(before).map(person => `${person.person_id} ${person.relation}`))
  return all(ticket).filter(person => !known.has(`${person.person_id} ${person.relation}`))
}

async function insertPeople(tx: Tx, people: readonly Person[]): Promise<void> {
  if (people.length === 0) return
  await tx.query(
    `insert into ticket_person (tenant_id, person_id, relation, ticket_id)
     select $1, person_id, relation, ticket_id
     from jsonb_to_recordset($2::jsonb) as entry(person_id uuid, relation text, ticket_id uuid)
     on conflict do nothing`,
    [tx.tenantId, JSON.stringify(people)],
    'ticket-people',
  )
}
