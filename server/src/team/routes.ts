import { AcceptInvitation, SignedIn } from '@onegrid/domain/account/contract.ts'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { demandRight, rightsOf } from '@onegrid/domain/team/access.ts'
import * as shape from '@onegrid/domain/team/contract.ts'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { hasTotp } from '../account/account.ts'
import type { Auth } from '../account/auth.ts'
import { sessionOf } from '../account/routes.ts'
import { sendCookies, startSession } from '../account/sign-in.ts'
import type { Tx } from '../database/database.ts'
import { limited } from '../http/limits.ts'
import { localeOf } from '../http/locale.ts'
import { PageAnswer, pageOf } from '../http/paging.ts'
import { type App, read, write } from '../http/route.ts'
import { cursorText, readOutboxEnd } from '../jobs/outbox-cursor.ts'
import { askingOf as asking, type TeamPorts, todayOf } from './asking.ts'
import { acceptInvitation, createPerson, editPerson, invitedPhone, invitePerson, revealPhone } from './commands.ts'
import { invitationPage } from './invitation-page.ts'
import { readOwnPosts, readPeople, readPerson } from './lists.ts'
import { putRoster, readRoster } from './roster.ts'
import { findPerson } from './store.ts'

const tags = ['team']
const PersonId = Type.Object({ personId: Type.String() })

export type TeamParts = TeamPorts & { readonly auth: Auth }

export function registerTeamRoutes(app: App, parts: TeamParts): void {
  const inTown = <Result>(request: FastifyRequest, work: (tx: Tx) => Promise<Result>) =>
    parts.database.read(request.town.tenantId, work)

  app.get(
    '/api/v1/me',
    {
      schema: read({
        operationId: 'whoAmI',
        summary: 'Who I am here and what I may do',
        tags,
        response: { 200: shape.Me },
      }),
    },
    async request => {
      // Before there is a town nobody can sign in: the page says where the link for the set-up stands.
      if (request.nothingSetUp) throw new Refusal('not_set_up')
      const { accountId, hostAdministrator } = sessionOf(request)
      const { actor, town } = request
      const personId = personOf(actor)
      if (personId === undefined || (actor.kind !== 'person' && actor.kind !== 'resident'))
        throw new Refusal('not_permitted', { reason: 'not of this town' })
      const { name, posts, totp, livePlace } = await inTown(request, async tx => ({
        livePlace: cursorText(await readOutboxEnd(tx)),
        name: (await findPerson(tx, personId))?.name ?? '',
        posts: await readOwnPosts(tx, actor),
        totp: await hasTotp(tx, accountId),
      }))
      const { code, zone } = town
      const may = [...rightsOf(actor)]
      return {
        personId,
        name,
        kind: actor.kind,
        posts,
        may,
        hostAdministrator,
        totp,
        town: { code, name: town.name, zone },
        now: parts.clock.now(),
        locale: localeOf(request),
        livePlace,
      }
    },
  )

  app.get(
    '/api/v1/people',
    {
      schema: read({
        operationId: 'listPeople',
        summary: 'People of the team',
        tags,
        querystring: shape.PeopleQuery,
        response: { 200: PageAnswer(shape.PersonShape) },
      }),
    },
    async request => {
      demandRight(request.actor, 'seeTeam')
      const today = todayOf(parts, request)
      return inTown(request, tx => readPeople(tx, pageOf(request.query, ['number', 'uuid']), request.query, today))
    },
  )

  app.get(
    '/api/v1/people/:personId',
    {
      schema: read({
        operationId: 'getPerson',
        summary: 'One person of the town',
        tags,
        params: shape.PersonParams,
        response: { 200: shape.PersonShape },
      }),
    },
    async request => {
      if (personOf(request.actor) !== request.params.personId) demandRight(request.actor, 'seeTeam')
      return inTown(request, tx => readPerson(tx, request.params.personId, personOf(request.actor)))
    },
  )

  app.post(
    '/api/v1/people',
    {
      schema: write({
        operationId: 'createPerson',
        summary: 'Add a person to the team',
        tags,
        body: shape.NewPerson,
        response: { 201: PersonId },
      }),
    },
    async (request, reply) => reply.code(201).send(await createPerson(parts, asking(request), request.body)),
  )

  app.patch(
    '/api/v1/people/:personId',
    {
      schema: write({
        operationId: 'editPerson',
        summary: "Change a person's name, number or consent",
        tags,
        params: shape.PersonParams,
        body: shape.PersonEdit,
        response: { 200: PersonId },
      }),
    },
    async request => editPerson(parts, asking(request), request.params.personId, request.body),
  )

  app.post(
    '/api/v1/people/:personId/phone',
    {
      ...limited(app, 'lookUp'),
      schema: write({
        operationId: 'revealPhone',
        summary: 'See a number in full, written down with its reason',
        tags,
        params: shape.PersonParams,
        body: shape.Reason,
        response: { 200: shape.RevealedPhone },
      }),
    },
    async request => {
      const { personId } = await revealPhone(parts, asking(request), request.params.personId, request.body.reason)
      // Read apart from the command: its kept result must not hold what the law can erase.
      const person = await inTown(request, tx => findPerson(tx, personId))
      if (!person?.phone) throw new Refusal('not_found', { personId })
      return { phone: person.phone }
    },
  )

  registerInvitationRoutes(app, parts)
  registerInvitationPages(app, parts)
  registerRosterRoutes(app, parts)
}

function registerInvitationRoutes(app: App, parts: TeamParts): void {
  app.post(
    '/api/v1/people/:personId/invitations',
    {
      schema: write({
        operationId: 'invitePerson',
        summary: 'Make a link and a code for a person',
        tags,
        params: shape.PersonParams,
        response: { 201: shape.Invited },
      }),
    },
    async (request, reply) => reply.code(201).send(await invitePerson(parts, asking(request), request.params.personId)),
  )

  app.post(
    '/api/v1/invitations/accept',
    {
      config: { ...limited(app, 'signIn').config, withoutCommandId: true },
      schema: write({
        operationId: 'acceptInvitation',
        summary: 'Come in by a link and its code',
        tags,
        body: AcceptInvitation,
        response: { 200: SignedIn },
      }),
    },
    async (request, reply) => {
      const accountId = await acceptInvitation(parts, request.town, request.body)
      sendCookies(request, reply, await startSession(parts.auth, request, accountId))
      return { signedIn: true }
    },
  )
}

/** The same by plain form, for whoever opens the link in a chat. */
function registerInvitationPages(app: App, parts: TeamParts): void {
  const Link = Type.Object({ link: Type.String({ pattern: '^[A-Za-z0-9_-]{20,100}$' }) })
  const { code } = AcceptInvitation.properties
  const optional = Type.Optional(Type.String({ maxLength: 128 }))
  const config = { ...limited(app, 'signIn').config, withoutCommandId: true }

  app.get('/i/:link', { config, schema: { hide: true, params: Link } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(
      invitationPage(localeOf(request), {
        town: request.town.name,
        link: request.params.link,
        phone: await invitedPhone(parts, request.town, request.params.link),
      }),
    ),
  )

  const body = Type.Object({ code, username: optional, password: optional })
  app.post('/i/:link', { config, schema: { hide: true, params: Link, body } }, async (request, reply) => {
    const { code, username, password } = request.body
    const chosen = demandChosen(username, password)
    const accountId = await acceptInvitation(parts, request.town, { link: request.params.link, code, ...chosen })
    sendCookies(request, reply, await startSession(parts.auth, request, accountId))
    return reply.redirect('/pocket', 303)
  })
}

/** Empty fields of a form are fields that nobody filled in. */
function demandChosen(username = '', password = ''): { username?: string; password?: string } {
  const { properties } = AcceptInvitation
  demand(username === '' || Value.Check(properties.username, username), 'field_invalid', { pointer: '/username' })
  demand(password === '' || Value.Check(properties.password, password), 'field_invalid', {
    pointer: '/password',
    expected: '10–128',
  })
  return { ...(username === '' ? {} : { username }), ...(password === '' ? {} : { password }) }
}

function registerRosterRoutes(app: App, parts: TeamParts): void {
  app.get(
    '/api/v1/roster',
    {
      schema: read({
        operationId: 'getRoster',
        summary: 'Who is on duty',
        tags,
        querystring: shape.RosterQuery,
        response: { 200: shape.Roster },
      }),
    },
    async request => {
      demandRight(request.actor, 'seeTeam')
      return parts.database.read(request.town.tenantId, tx => readRoster(tx, request.query.from, request.query.until))
    },
  )

  app.put(
    '/api/v1/roster',
    {
      schema: write({
        operationId: 'putRoster',
        summary: 'Replace the duty roster of a range of days',
        tags,
        body: shape.RosterEdit,
        response: { 200: Type.Object({ days: Type.Integer() }) },
      }),
    },
    async request => putRoster(parts, asking(request), request.body),
  )
}
