import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Town } from './town.ts'

/** Who is signed in on this browser, host-wide; which person of the town that is, `request.actor` says. */
export type Session = { readonly accountId: string; readonly sessionId: string; readonly hostAdministrator: boolean }

declare module 'fastify' {
  interface FastifyRequest {
    /** The town of this host name. Reading it where no town answers is a 404. */
    readonly town: Town
    readonly commandId: string
    foundTown: Town | undefined
    /** No town was set up here yet. */
    nothingSetUp: boolean
    actor: Actor
    session: Session | undefined
    foundCommandId: string | undefined
  }
  interface FastifyContextConfig {
    /** Not the town's business: answers before any town is set up and asks nobody who he is. */
    hostWide?: boolean
    /** A write that does nothing twice by its nature (signing in, foreign protocols with their own keys). */
    withoutCommandId?: boolean
    /** Answers another program that has no browser session: signed webhooks, resumable uploads of an app. */
    crossOrigin?: boolean
  }
}

export type FindTown = (hostName: string) => Promise<Town | undefined>
export type Known = { readonly actor: Actor; readonly session: Session | undefined }
/** The reply is there for a session's cookie that is renewed on the way. */
export type FindActor = (town: Town, request: FastifyRequest, reply: FastifyReply) => Promise<Known>

const anonymous: Actor = { kind: 'anonymous' }

/** Tells every request its town, who acts and under which command id. */
export function knowTheRequest(
  app: FastifyInstance,
  { findTown, hasTowns }: { readonly findTown: FindTown; hasTowns(): Promise<boolean> },
  findActor: FindActor,
): void {
  app.decorateRequest('nothingSetUp', false)
  app.decorateRequest('foundTown', undefined)
  app.decorateRequest('foundCommandId', undefined)
  app.decorateRequest('session', undefined)
  app.decorateRequest('actor', undefined as never)
  app.decorateRequest('town', {
    getter() {
      if (this.foundTown === undefined)
        throw new Refusal(this.nothingSetUp ? 'not_set_up' : 'not_found', { what: 'town' })
      return this.foundTown
    },
  })
  app.decorateRequest('commandId', {
    getter() {
      if (this.foundCommandId === undefined) throw new Refusal('command_id_missing')
      return this.foundCommandId
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    request.actor = anonymous
    if (request.routeOptions.config.hostWide === true) return
    request.foundTown = await findTown(request.hostname)
    if (request.foundTown === undefined) {
      request.nothingSetUp = !(await hasTowns())
      return
    }
    const known = await findActor(request.foundTown, request, reply)
    request.actor = known.actor
    request.session = known.session
  })
}
