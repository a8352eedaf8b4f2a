import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import fastify, { LogController, type RawServerDefault } from 'fastify'
import { type Clock, systemClock } from '../clock.ts'
import type { Settings } from '../config.ts'
import type { Database } from '../database/database.ts'
import { bodyLimitBytes, readBodiesCarefully } from './body.ts'
import { answerBrokenRequest } from './client-error.ts'
import { askForCommandId } from './command-id.ts'
import { tellHealth } from './health.ts'
import { type Limits, limitRates, usualLimits } from './limits.ts'
import { describeRoutes } from './openapi.ts'
import { refuseForeignOrigins } from './origin.ts'
import { answerProblem } from './problem.ts'
import { problemRoutes } from './problem-routes.ts'
import { type FindActor, knowTheRequest } from './request.ts'
import type { App } from './route.ts'
import { sendSecurityHeaders } from './security-headers.ts'
import { openTowns, type Towns } from './town.ts'
import { checkShapes } from './validation.ts'

export type Ground = {
  readonly database: Database
  readonly clock?: Clock
  readonly settings: Settings
  readonly limits?: Limits
  readonly findActor: FindActor
}

/** What every route stands on, in the order in which a request passes it; the slices' routes come on top (app.ts). */
export async function openGround({
  database,
  clock = systemClock(),
  settings,
  limits = usualLimits,
  findActor,
}: Ground): Promise<App> {
  const app: App = fastify<RawServerDefault>({
    logger: { level: settings.logLevel, serializers: { req: logged, err: loggedFault } },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: trusted(settings.trustProxy),
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerBrokenRequest,
    // A phone on a weak network may take this long to send its report, but not longer.
    requestTimeout: 120_000,
  }).withTypeProvider<TypeBoxTypeProvider>()
  const towns = openTowns(database)
  app.decorate('towns', towns)
  app.decorate('findActor', findActor)
  app.setErrorHandler(answerProblem)
  app.setNotFoundHandler((request, reply) => answerProblem(new Refusal('not_found'), request, reply))
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: bodyLimitBytes })
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'], customTypes: compressible })
  sendSecurityHeaders(app, clock, settings.baseMap)
  refuseForeignOrigins(app, settings.publicUrl)
  checkShapes(app)
  const directory = {
    findTown: (name: string) => towns.byHostName(name),
    hasTowns: async () => (await towns.all()).length > 0,
  }
  knowTheRequest(app, directory, findActor)
  readBodiesCarefully(app)
  askForCommandId(app)
  await limitRates(app, limits)
  await describeRoutes(app)
  tellHealth(app, database, settings.dataFolder)
  problemRoutes(app)
  return app
}

function trusted(setting: Settings['trustProxy']): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (typeof setting === 'boolean') return setting
  return typeof setting === 'number' ? (_address, hop) => hop < setting : [...setting]
}

/** An event stream must leave at once; a compressor would hold it back. */
const compressible =
  /^(text\/(?!event-stream)[\w.+-]+|application\/(json|problem\+json|javascript|manifest\+json|geo\+json)|image\/svg\+xml)/

/** The address without its query: links carry codes, and a log is no place for them. */
function logged(request: { method: string; url: string }): { method: string; path: string } {
  return { method: request.method, path: request.url.split('?')[0]?.slice(0, 200) ?? '' }
}

/** A fault without what it was about: the database says whole rows in `detail` and `where`. */
function loggedFault(
  error: Error & { readonly code?: unknown; readonly table?: unknown; readonly constraint?: unknown },
) {
  const { code, table, constraint } = error
  return { type: error.name, message: error.message, stack: error.stack ?? '', code, table, constraint }
}

declare module 'fastify' {
  interface FastifyInstance {
    towns: Towns
    /** Asked again by streams that outlive their request. */
    findActor: FindActor
  }
}
