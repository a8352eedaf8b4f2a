import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { ReportBody } from '@onegrid/domain/ticket/contract.ts'
import { type ReportCommand, reportTicket } from '@onegrid/domain/ticket/decide/report.ts'
import type { Reporter, Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { Static } from 'typebox'
import type { Ports } from '../app.ts'
import { claimPhotos } from '../blobs/claim.ts'
import type { Tx } from '../database/database.ts'
import { commandDigest, findResult, isRepeat } from '../journal/command.ts'
import { type ContentRow, insertContent } from '../journal/content.ts'
import { demandPostHolders } from '../team/queries.ts'
import { cleanWords } from './clean-words.ts'
import type { Acted, Acting } from './commands.ts'
import { journalActor } from './commands.ts'
import { present } from './present.ts'
import { Reporters } from './reporters.ts'
import { happenedAt, resolvePlace, WordsKept } from './resolve.ts'
import { insertTickets, type NewTicket } from './store.ts'
import { newNumber } from './ticket-number.ts'
import { type TownAtWork, townAtWork } from './town-rules.ts'

export type Report = Static<typeof ReportBody>

type Prepared = {
  readonly acting: Acting
  readonly digest: Buffer
  readonly recordedAt: Instant
  readonly ticket: NewTicket
  readonly content: readonly ContentRow[]
  readonly photos: readonly string[]
}
type Waiting = Prepared & { readonly done: (received: Acted) => void; readonly failed: (error: unknown) => void }

/** Reports that came in while the one before was being written share one commit; more in one go would only delay the first. */
const largestBatch = 64
/** Two commits at once keep the disk busy while the next batch is being prepared; a third gained nothing measurable. */
const batchesAtOnce = 2
/** Where every report is a commit of its own, as many as there are connections share the disk's flush. */
const singlesAtOnce = 20

/**
 * The door through which every report comes. Each is decided alone and acknowledged after its commit; those that wait at the
 * same moment are committed together, and when one of them fails the others go through one by one.
 */
export class Intake {
  readonly #ports: Ports
  readonly #queues = new Map<string, Waiting[]>()
  readonly #running = new Map<string, number>()
  readonly #reporters: Reporters
  readonly #batch: number
  readonly #commits: number

  constructor(ports: Ports) {
    this.#ports = ports
    this.#reporters = new Reporters(ports)
    this.#batch = ports.reportsAtOnce ?? largestBatch
    this.#commits = this.#batch === 1 ? singlesAtOnce : batchesAtOnce
  }

  async receive(acting: Acting, townCode: string, report: Report): Promise<Acted> {
    const digest = commandDigest({ verb: 'reportTicket', body: report })
    const prepared = await this.#prepare(acting, townCode, report, digest)
    return new Promise((done, failed) => {
      const queue = this.#queues.get(acting.tenantId) ?? []
      this.#queues.set(acting.tenantId, queue)
      queue.push({ ...prepared, done, failed })
      void this.#drain(acting.tenantId)
    })
  }

  async #prepare(acting: Acting, townCode: string, report: Report, digest: Buffer): Promise<Prepared> {
    const { clock, ids } = this.#ports
    const recordedAt = clock.now()
    const town = await townAtWork(this.#ports, acting.tenantId)
    const ticketId = ids.id()
    const kept = new WordsKept(ids, ticketId)
    const concerned = report.concerned ?? []
    if (concerned.length > 0) await this.#ports.database.read(acting.tenantId, tx => demandPostHolders(tx, concerned))
    const command = await this.#resolve(acting, report, kept, town)
    const now = happenedAt(report.happenedAt, recordedAt, acting.actor)
    const context = {
      now,
      recordedAt,
      actor: acting.actor,
      calendar: town.calendar,
      catalogue: town.catalogue,
      id: ids.id(),
      ticketId,
      number: newNumber(townCode, town.zone, recordedAt, ids),
    }
    const events = reportTicket(command, context)
    const entry = { commandId: acting.commandId, recordedAt, actor: journalActor(acting.actor) }
    const searchText = [report.words, report.place?.words, report.settled].filter(text => text !== undefined).join(' ')
    return {
      acting,
      digest,
      recordedAt,
      ticket: { events, entry, searchText },
      content: kept.rows,
      photos: [...(report.photos ?? []), ...(report.settledPhotos ?? [])],
    }
  }

  async #resolve(acting: Acting, report: Report, kept: WordsKept, town: TownAtWork): Promise<ReportCommand> {
    const words = cleanWords(report.words)
    if (words === '')
      throw new Refusal('field_invalid', { pointer: '/words', expected: 'must not be empty', expectedZh: '不能空着' })
    const { subcategory, need, urgency, foreign, settled } = report
    return {
      ...present({ subcategory, need, urgency, foreign }),
      passWithoutName: report.passWithoutName ?? false,
      aboutStaff: report.aboutStaff ?? false,
      concerned: report.concerned ?? [],
      source: report.source ?? 'resident',
      words: kept.keep(words),
      place: resolvePlace(report.place, kept, town),
      reporter: await this.#reporter(acting, report, kept),
      photos: report.photos ?? [],
      settledPhotos: report.settledPhotos ?? [],
      ...(settled === undefined ? {} : { settled: kept.keep(cleanWords(settled)) }),
    }
  }

  /** A phone makes a person of the town (without an account); who is signed in needs to type nothing for his own matter. */
  async #reporter({ tenantId, actor, locale }: Acting, report: Report, kept: WordsKept): Promise<Reporter> {
    const name = report.name === undefined ? undefined : cleanWords(report.name)
    const consent = {
      // Staff type for others; their own language says nothing about the reporter's.
      ...(locale === 'en' && actor.kind !== 'person' ? { language: locale } : {}),
      ...(report.forAnother === true ? { forAnother: true as const } : {}),
      ...(report.consent === undefined || actor.kind !== 'person'
        ? {}
        : { onBehalf: { by: actor.personId, consent: report.consent } }),
    }
    if (report.anonymous === true) return { anonymous: true, ...consent }
    if (report.phone !== undefined) {
      const phone = report.phone
      const personId = await this.#reporters.personOf(tenantId, { phone, ...(name === undefined ? {} : { name }) })
      return { anonymous: false, personId, contact: kept.keep({ name: name ?? null, phone }, 'contact'), ...consent }
    }
    const contact = name === undefined ? {} : { contact: kept.keep({ name, phone: null }, 'contact') }
    // Who is signed in and says "I" is the reporter, also when he has a post: he decides nothing in his own matter.
    const own = actor.kind === 'resident' || (actor.kind === 'person' && (report.source ?? 'resident') === 'resident')
    if (own) return { anonymous: false, personId: actor.personId, ...contact, ...consent }
    return { anonymous: name === undefined, ...contact, ...consent }
  }

  async #drain(tenantId: string): Promise<void> {
    const running = this.#running.get(tenantId) ?? 0
    const queue = this.#queues.get(tenantId)
    if (running >= this.#commits || !queue || queue.length === 0) return
    this.#running.set(tenantId, running + 1)
    try {
      while (queue.length > 0) await this.#commit(tenantId, queue.splice(0, this.#batch))
    } finally {
      this.#running.set(tenantId, (this.#running.get(tenantId) ?? 1) - 1)
    }
  }

  async #commit(tenantId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const town = await townAtWork(this.#ports, tenantId)
      const tickets = await this.#ports.database.write(tenantId, tx => this.#write(tx, batch, town))
      for (const [index, each] of batch.entries()) each.done(actedOf(tickets[index]!))
    } catch (error) {
      if (batch.length === 1) return this.#repeatOrFail(tenantId, batch[0]!, error)
      for (const each of batch) await this.#commit(tenantId, [each])
    }
  }

  async #write(tx: Tx, batch: readonly Waiting[], town: TownAtWork): Promise<readonly Ticket[]> {
    const [tickets] = await Promise.all([
      insertTickets(
        tx,
        this.#ports.ids,
        town,
        batch.map(each => each.ticket),
      ),
      insertContent(
        tx,
        batch.flatMap(each => each.content),
      ),
      tx.query(
        `insert into command (tenant_id, command_id, digest, recorded_at, result)
         select $1, command_id, digest, recorded_at, result
         from jsonb_populate_recordset(null::command, $2::jsonb)`,
        [tx.tenantId, JSON.stringify(batch.map(commandRow))],
        'intake-commands',
      ),
    ])
    for (const each of batch) {
      if (each.photos.length === 0) continue
      const ticketId = ticketOf(each).ticketId
      await claimPhotos(tx, {
        photoIds: each.photos,
        ticketId,
        actor: each.acting.actor,
        uploadSecret: each.acting.uploadSecret,
      })
    }
    return tickets
  }

  async #repeatOrFail(tenantId: string, each: Waiting, error: unknown): Promise<void> {
    if (!isRepeat(error)) return each.failed(error)
    try {
      const earlier = await this.#ports.database.read(tenantId, tx =>
        findResult<Acted>(tx, each.acting.commandId, each.digest),
      )
      if (earlier) each.done(earlier)
      else each.failed(error)
    } catch (refusal) {
      each.failed(refusal)
    }
  }
}

function ticketOf(each: Prepared): { readonly ticketId: string; readonly number: string } {
  const first = each.ticket.events[0]
  if (first?.type !== 'TicketReported') throw new Error('a report begins with TicketReported')
  return first
}

function commandRow(each: Prepared) {
  const { ticketId, number } = ticketOf(each)
  return {
    command_id: each.acting.commandId,
    digest: `\\x${each.digest.toString('hex')}`,
    recorded_at: each.recordedAt,
    result: { ticketId, number, sequence: each.ticket.events.length },
  }
}

function actedOf(ticket: Ticket): Acted {
  return { ticketId: ticket.ticketId, number: ticket.number, sequence: ticket.sequence }
}
