import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import * as shape from '@onegrid/domain/team/training/contract.ts'
import { demandOrganiser, mayOrganise } from '@onegrid/domain/team/training/decide.ts'
import type { FastifyRequest } from 'fastify'
import QRCode from 'qrcode'
import { type TUnsafe, Type } from 'typebox'
import type { Ports } from '../../app.ts'
import type { Tx } from '../../database/database.ts'
import { matchedVersion, sendDocument, tagOf, withIfMatch } from '../../http/document-tag.ts'
import { limited } from '../../http/limits.ts'
import { PageAnswer, pageOf } from '../../http/paging.ts'
import { type App, read, Uuid, write } from '../../http/route.ts'
import * as commands from './commands.ts'
import { type Asker, findTraining, readCoverage, readEntries, readTrainings } from './queries.ts'
import { readSubjects } from './store.ts'
import { demandTeam } from './team-only.ts'

const tags = ['team']
const TrainingId = Type.Object({ trainingId: Uuid })
const SignedUp = Type.Object({ signedUp: Type.Boolean() })
const Drawing = {
  description: 'The drawing',
  content: { 'image/svg+xml': { schema: { type: 'string' } } },
} as unknown as TUnsafe<string>

export function registerTrainingRoutes(app: App, ports: Pick<Ports, 'database' | 'clock' | 'ids' | 'settings'>): void {
  const inTown = <Result>(request: FastifyRequest, work: (tx: Tx) => Promise<Result>) =>
    ports.database.read(request.town.tenantId, work)
  const params = shape.trainingParams

  const subjects = read({
    operationId: 'showTrainingSubjects',
    summary: 'The town’s list of subjects; its ETag goes into If-Match',
    tags,
    response: { 200: shape.subjectsShape },
  })
  app.get('/api/v1/training-subjects', { schema: subjects }, async (request, reply) => {
    askerOf(request)
    const list = await inTown(request, readSubjects)
    return sendDocument(request, reply, list.version, JSON.stringify(list))
  })

  const change = withIfMatch(
    write({
      operationId: 'changeTrainingSubjects',
      summary: 'Change the town’s list of subjects',
      tags,
      body: shape.subjectsBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [2] }) }) },
    }),
  )
  app.put('/api/v1/training-subjects', { schema: change }, async (request, reply) => {
    const { version } = await commands.changeSubjects(
      ports,
      asking(request),
      matchedVersion(request),
      request.body.subjects,
    )
    reply.header('etag', tagOf(version))
    return { version }
  })

  const list = read({
    operationId: 'listTrainings',
    summary: 'Sessions to come or held',
    tags,
    querystring: shape.trainingsQuery,
    response: { 200: PageAnswer(shape.trainingShape) },
  })
  app.get('/api/v1/trainings', { schema: list }, async request => {
    const asker = askerOf(request)
    const { subject, when } = request.query
    const filter = {
      now: ports.clock.now(),
      ...(subject === undefined ? {} : { subject }),
      ...(when === undefined ? {} : { when }),
    }
    return inTown(request, tx => readTrainings(tx, pageOf(request.query, ['instant', 'uuid']), filter, asker))
  })

  const coverage = read({
    operationId: 'showTrainingCoverage',
    summary: 'Which village lacks which subject, and of one village which group; counts, of nobody by name',
    tags,
    querystring: shape.coverageQuery,
    response: { 200: shape.coverageShape },
  })
  app.get('/api/v1/trainings/coverage', { schema: coverage }, async request => {
    demandOrganiser(request.actor)
    const { from, until, village } = request.query
    demand(from <= until, 'field_invalid', { pointer: '?until', expected: `a day from ${from} on` })
    const today = localDate(request.town.zone, ports.clock.now())
    return inTown(request, tx =>
      readCoverage(tx, { from, until, today, ...(village === undefined ? {} : { village: village.toLowerCase() }) }),
    )
  })

  const one = read({
    operationId: 'showTraining',
    summary: 'One session; its ETag goes into If-Match',
    tags,
    params,
    response: { 200: shape.trainingShape },
  })
  app.get('/api/v1/trainings/:trainingId', { schema: one }, async (request, reply) => {
    const training = await known(request)
    reply.header('etag', tagOf(training.version))
    return training
  })

  const plan = write({
    operationId: 'createTraining',
    summary: 'Plan a session',
    tags,
    body: shape.trainingBody,
    response: { 201: TrainingId },
  })
  app.post('/api/v1/trainings', { schema: plan }, async (request, reply) =>
    reply.code(201).send(await commands.createTraining(ports, asking(request), request.body)),
  )

  const edit = withIfMatch(
    write({
      operationId: 'editTraining',
      summary: 'Change a session',
      tags,
      params,
      body: shape.trainingBody,
      response: { 200: Type.Object({ version: Type.Integer({ examples: [2] }) }) },
    }),
  )
  app.put('/api/v1/trainings/:trainingId', { schema: edit }, async (request, reply) => {
    const { trainingId } = request.params
    const version = matchedVersion(request)
    const changed = await commands.editTraining(ports, asking(request), trainingId, version, request.body)
    reply.header('etag', tagOf(changed.version))
    return changed
  })

  const cancel = write({
    operationId: 'cancelTraining',
    summary: 'Cancel a session',
    tags,
    params,
    response: { 200: TrainingId },
  })
  app.post('/api/v1/trainings/:trainingId/cancel', { schema: cancel }, async request =>
    commands.cancelTraining(ports, asking(request), request.params.trainingId),
  )

  const join = write({
    operationId: 'signUpForTraining',
    summary: 'Sign up',
    tags,
    params,
    response: { 200: SignedUp },
  })
  app.post('/api/v1/trainings/:trainingId/sign-up', { schema: join }, async request =>
    commands.signUp(ports, asking(request), request.params.trainingId),
  )

  const leave = write({
    operationId: 'withdrawFromTraining',
    summary: 'Withdraw',
    tags,
    params,
    response: { 200: SignedUp },
  })
  app.post('/api/v1/trainings/:trainingId/withdraw', { schema: leave }, async request =>
    commands.withdraw(ports, asking(request), request.params.trainingId),
  )

  const entries = read({
    operationId: 'listTrainingEntries',
    summary: 'Who signed up and who was there',
    tags,
    params,
    querystring: shape.entriesQuery,
    response: { 200: PageAnswer(shape.entryShape) },
  })
  app.get('/api/v1/trainings/:trainingId/entries', { schema: entries }, async request => {
    demandOrganiser(request.actor)
    const { trainingId } = await known(request)
    return inTown(request, tx => readEntries(tx, trainingId, pageOf(request.query, ['uuid'])))
  })

  const presence = write({
    operationId: 'recordTrainingPresence',
    summary: 'The list of who was there, typed in',
    tags,
    params,
    body: shape.presenceBody,
    response: { 200: Type.Object({ count: Type.Integer({ examples: [28] }) }) },
  })
  app.post('/api/v1/trainings/:trainingId/presence', { schema: presence }, async request =>
    commands.recordPresence(ports, asking(request), request.params.trainingId, request.body),
  )

  const wall = write({
    operationId: 'confirmTrainingPresence',
    summary: 'I am here: by the code on the wall',
    tags,
    body: shape.wallBody,
    response: { 200: TrainingId },
  })
  app.post('/api/v1/trainings/present', { ...limited(app, 'lookUp'), schema: wall }, async request =>
    commands.presentByCode(ports, asking(request), request.body),
  )

  const feedback = write({
    operationId: 'rateTraining',
    summary: 'How the session was; of the session, of nobody in it',
    tags,
    params,
    body: shape.feedbackBody,
    response: { 200: TrainingId },
  })
  app.post('/api/v1/trainings/:trainingId/feedback', { schema: feedback }, async request =>
    commands.giveFeedback(ports, asking(request), request.params.trainingId, request.body),
  )

  const qr = read({
    operationId: 'showTrainingQr',
    summary: 'The code on the wall as a QR code',
    tags,
    params,
    response: { 200: Drawing },
  })
  app.get('/api/v1/trainings/:trainingId/qr', { schema: qr }, async (request, reply) => {
    demandOrganiser(request.actor)
    const { wallCode } = await known(request)
    const origin = ports.settings.publicUrl ?? `${request.protocol}://${request.host}`
    const drawn = await QRCode.toString(`${origin.replace(/\/$/, '')}/here/${wallCode}`, { type: 'svg', margin: 1 })
    return reply.type('image/svg+xml').send(drawn)
  })

  async function known(request: FastifyRequest) {
    const asker = askerOf(request)
    const { trainingId } = request.params as { trainingId: string }
    const training = await inTown(request, tx => findTraining(tx, trainingId, asker))
    if (training === undefined) throw new Refusal('not_found', { trainingId })
    return training
  }
}

/** Training is for the team. */
function askerOf({ actor }: FastifyRequest): Asker {
  return { personId: demandTeam(actor), organises: mayOrganise(actor) }
}

function asking({ town, actor, commandId }: FastifyRequest) {
  return { town, actor, commandId }
}
