import type { ServerResponse } from 'node:http'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { maySee } from '@onegrid/domain/ticket/access.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { FindActor, Session } from '../http/request.ts'
import { type App, read } from '../http/route.ts'
import { cursorText, isAfter, type OutboxCursor, readCursor } from '../jobs/outbox-cursor.ts'
import type { LiveEvent, LiveFeed } from './live-feed.ts'

export type LiveOptions = {
  readonly feed: LiveFeed
  readonly findActor: FindActor
  /** Proxies cut a silent connection after 30 to 60 s. */
  readonly heartbeatMilliseconds?: number
  /** An ended session must not go on listening: with the session cache this makes at most ten seconds. */
  readonly sessionMilliseconds?: number
}

/** A page that takes nothing for so long is asleep; it comes back and asks for what it missed. */
const mostWaitingBytes = 256 * 1024
/** Tabs share one stream (design.md §3.10), so a person needs one a browser. */
const mostStreamsPerPerson = 8

export function registerLiveRoute(app: App, options: LiveOptions): void {
  const { feed, findActor, heartbeatMilliseconds = 20_000, sessionMilliseconds = 5000 } = options
  const open = new Map<string, Stream[]>()

  const shape = read({
    operationId: 'followLive',
    summary: 'Server-sent events: that something changed which you may see, never its content',
    description:
      '`event: change` with `{slice, id, type, number?}`; `event: reset`: too much was missed, fetch the lists anew. Resumes by Last-Event-ID or `after`.',
    tags: ['live'],
    querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 80 })) }),
    response: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: Type.String() } } } as never,
    },
  })
  app.get('/api/v1/live', { schema: shape }, async (request, reply) => {
    const personId = personOf(request.actor)
    if (personId === undefined) throw new Refusal('not_signed_in')
    const after = placeAsked(request)
    const headers = reply.getHeaders() as Record<string, string>
    reply.hijack()
    const stream = new Stream(reply.raw, request.actor, request.session)
    stream.begin(headers)
    remember(personId, stream)
    const beat = setInterval(() => stream.beat(), heartbeatMilliseconds)
    const check = setInterval(
      () => void stream.check(() => findActor(request.town, request, reply)),
      sessionMilliseconds,
    )
    const unsubscribe = feed.subscribe(request.town.tenantId, events => stream.take(events))
    reply.raw.once('close', () => {
      unsubscribe()
      clearInterval(beat)
      clearInterval(check)
      forget(personId, stream)
    })
    try {
      const caught = await feed.catchUp(request.town.tenantId, after === 'unknown' ? undefined : after)
      // From here on the listener's events go out; what came while we looked was put aside.
      if (after === 'unknown' || !caught.complete) {
        const now = caught.complete ? caught.at : (await feed.catchUp(request.town.tenantId, undefined)).at
        stream.reset(now)
      } else stream.resume(caught.events, caught.at)
    } catch (error) {
      request.log.warn({ err: error }, 'a live stream could not begin')
      stream.end()
    }
  })
  app.addHook('preClose', async () => {
    for (const stream of [...open.values()].flat()) stream.end()
    feed.close()
  })

  function remember(personId: string, stream: Stream): void {
    const streams = [...(open.get(personId) ?? []), stream]
    if (streams.length > mostStreamsPerPerson) streams.shift()?.end()
    open.set(personId, streams)
  }
  function forget(personId: string, stream: Stream): void {
    const streams = (open.get(personId) ?? []).filter(each => each !== stream)
    if (streams.length === 0) open.delete(personId)
    else open.set(personId, streams)
  }
}

/** `unknown`: it was somewhere, but not a place that we know; it must fetch anew. */
function placeAsked(request: FastifyRequest): OutboxCursor | 'unknown' | undefined {
  const header = request.headers['last-event-id']
  const asked =
    (typeof header === 'string' && header !== '' ? header : undefined) ?? (request.query as { after?: string }).after
  return asked === undefined || asked === '' ? undefined : (readCursor(asked) ?? 'unknown')
}

/** One open page. */
class Stream {
  readonly #out: ServerResponse
  readonly #session: Session | undefined
  #actor: Actor
  #place: OutboxCursor | undefined
  /** Events that came before the backlog was read. */
  #aside: LiveEvent[] | undefined = []

  constructor(out: ServerResponse, actor: Actor, session: Session | undefined) {
    this.#out = out
    this.#actor = actor
    this.#session = session
  }

  begin(headers: Record<string, string>): void {
    this.#out.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      connection: 'keep-alive',
      // nginx holds back what it does not know to be a stream.
      'x-accel-buffering': 'no',
    })
    this.#write('retry: 2000\n\n')
  }

  take(events: readonly LiveEvent[]): void {
    if (this.#aside) {
      this.#aside.push(...events)
      return
    }
    for (const event of events) {
      if (this.#place && !isAfter(event.cursor, this.#place)) continue
      this.#place = event.cursor
      const change = changeFor(event, this.#actor)
      if (change) this.#write(`id: ${cursorText(event.cursor)}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`)
    }
  }

  resume(events: readonly LiveEvent[], at: OutboxCursor): void {
    const aside = this.#aside ?? []
    this.#aside = undefined
    this.take(events)
    if (!this.#place || isAfter(at, this.#place)) this.#place = at
    // An id without data moves the browser's Last-Event-ID, so that a cut in the first quiet hour loses nothing.
    this.#write(`id: ${cursorText(this.#place)}\nevent: ready\ndata: {}\n\n`)
    this.take(aside)
  }

  /** Names the slices whose lists are stale, for pages that know only `change`. */
  reset(at: OutboxCursor): void {
    const aside = this.#aside ?? []
    this.#aside = undefined
    this.#place = at
    this.#write(`id: ${cursorText(at)}\nevent: reset\ndata: {}\n\n`)
    for (const slice of ['ticket', 'notice'])
      this.#write(`id: ${cursorText(at)}\nevent: change\ndata: ${JSON.stringify({ slice })}\n\n`)
    this.take(aside)
  }

  beat(): void {
    this.#write(': still here\n\n')
  }

  /** Posts that ended meanwhile count at once; an ended session ends the stream. */
  async check(find: () => ReturnType<FindActor>): Promise<void> {
    try {
      const { actor, session } = await find()
      if (session?.sessionId !== this.#session?.sessionId || personOf(actor) !== personOf(this.#actor)) this.end()
      else this.#actor = actor
    } catch {
      // The database is away for a moment; the next check decides.
    }
  }

  end(): void {
    if (!this.#out.writableEnded) this.#out.end()
  }

  #write(text: string): void {
    if (this.#out.writableEnded || this.#out.destroyed) return
    this.#out.write(text)
    if (this.#out.writableLength > mostWaitingBytes) this.#out.destroy()
  }
}

type Change = { readonly slice: string; readonly id?: string; readonly type?: string; readonly number?: string }

/** What this person may hear of the event; undefined: nothing, not even that something happened. */
function changeFor(event: LiveEvent, actor: Actor): Change | undefined {
  if (event.slice === 'notice') return event.streamId === personOf(actor) ? { slice: 'notice' } : undefined
  if (event.slice === 'ticket') {
    if (event.ticket === undefined || !maySee(event.ticket, actor)) return undefined
    return { slice: 'ticket', id: event.streamId, type: event.type, number: event.ticket.number }
  }
  // Grids, people, categories: colleagues' lists go stale; residents' pages show none of them.
  return actor.kind === 'person' && actor.posts.length > 0 ? { slice: event.slice, type: event.type } : undefined
}
