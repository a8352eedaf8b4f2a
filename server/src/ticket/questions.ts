import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { holdsRole, personOf, postsOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { capacityFor, maySee } from '@onegrid/domain/ticket/access.ts'
import { findSubcategory } from '@onegrid/domain/ticket/catalogue.ts'
import { promiseDueAt } from '@onegrid/domain/ticket/clock.ts'
import { queues } from '@onegrid/domain/ticket/queue.ts'
import type { Ticket } from '@onegrid/domain/ticket/ticket.ts'
import { flagNames, type PublicTicket, type TicketPage } from '@onegrid/domain/ticket/view.ts'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { Ports } from '../app.ts'
import { uploadSecretOf } from '../blobs/uploader.ts'
import type { Tx } from '../database/database.ts'
import { localeOf } from '../http/locale.ts'
import { encodeCursor, pageFrom, pageOf } from '../http/paging.ts'
import { partyGroupGrids } from '../team/party-groups.ts'
import { offersForActivity, suitedActivities } from './activity-offers.ts'
import { suggestHolders } from './candidates.ts'
import type { Acting } from './commands.ts'
import { findDuplicates, presentSuggestions } from './duplicates.ts'
import type { ListQuery } from './list-query.ts'
import { offersFor, suitedOrders } from './offers.ts'
import { presentPage, presentRows } from './present.ts'
import { mayShowPublicly, presentPublic } from './public-view.ts'
import {
  countQueues,
  type Filters,
  findTicket,
  listOpenOrders,
  listTickets,
  listTicketsOf,
  mapPoints,
} from './queries.ts'
import { resolvePlace, WordsKept } from './resolve.ts'
import { readRollup } from './rollup.ts'
import { scopeFor, scopeKey, scopesOf } from './scope.ts'
import { normalisedNumber } from './ticket-number.ts'
import { type TownAtWork, townAtWork } from './town-rules.ts'

/** The read side of the routes: who asks, what he may see, the page that answers. */
export function actingOf(request: FastifyRequest): Acting {
  return {
    tenantId: request.town.tenantId,
    actor: request.actor,
    commandId: request.commandId,
    uploadSecret: uploadSecretOf(request),
    locale: localeOf(request),
  }
}

/** @throws Refusal not_found where the text cannot be a number: nothing is looked up for it */
export function numberIn(params: { readonly number: string } | unknown): string {
  const number = normalisedNumber((params as { number: string }).number)
  if (number === undefined) throw new Refusal('not_found', { field: 'number' })
  return number
}

async function asked<T>(
  ports: Ports,
  request: FastifyRequest,
  work: (tx: Tx, town: TownAtWork) => Promise<T>,
): Promise<T> {
  const { tenantId } = request.town
  return ports.database.read(tenantId, async tx => work(tx, await townAtWork(ports, tenantId, tx)))
}

type Query = Static<typeof ListQuery>

function filtersOf({ after: _after, limit: _limit, scope: _scope, order: _order, ...filters }: Query): Filters {
  return filters as Filters
}

export async function listed(ports: Ports, request: FastifyRequest, query: Query) {
  return asked(ports, request, async (tx, town) => {
    const scope = scopeFor(request.actor, town.grids.tree, query.scope)
    const filters = filtersOf(query)
    const usual =
      filters.queue !== undefined && filters.queue !== 'done' ? 'due' : filters.flag === undefined ? 'recent' : 'due'
    const order =
      filters.text === undefined
        ? (query.order ?? (scope.kind === 'mine' || scope.kind === 'unit' ? 'due' : usual))
        : 'recent'
    const page = pageOf<readonly string[]>(
      query as { after?: string; limit?: number },
      order === 'due' ? ['instant', 'uuid'] : ['uuid'],
    )
    const { tickets, goesOn } = await listTickets(tx, scope, filters, { order, after: page.after, limit: page.limit })
    const items = await presentRows(tx, tickets.slice(0, page.limit), request.actor, town)
    const { next } = pageFrom(tickets, page.limit, ticket =>
      order === 'due' ? [promiseDueAt(ticket, town.calendar), ticket.ticketId] : [ticket.ticketId],
    )
    const onward = next ?? (goesOn && encodeCursor(goesOn))
    return { items: [...items], ...(onward === undefined ? {} : { next: onward }) }
  })
}

export async function counted(ports: Ports, request: FastifyRequest, scopeAsked: string | undefined) {
  return asked(ports, request, async (tx, town) => {
    const scope = scopeFor(request.actor, town.grids.tree, scopeAsked)
    const counts = await countQueues(
      tx,
      scope,
      queues.filter(queue => queue !== 'done'),
      flagNames,
      holdsRole(request.actor, 'centre', 'duty_officer'),
    )
    return { scope: scopeKey(scope), scopes: namedScopes(request.actor, town), counts }
  })
}

function namedScopes(actor: Actor, { grids }: TownAtWork) {
  return scopesOf(actor, grids.tree).map(scope => ({
    key: scopeKey(scope),
    name:
      scope.kind === 'town'
        ? grids.tree.large.name
        : scope.kind === 'unit'
          ? (grids.findUnit(scope.unitId)?.name ?? '')
          : scope.kind === 'mine'
            ? ''
            : (grids.tree.find(scope.gridId)?.name ?? ''),
  }))
}

export async function mapped(
  ports: Ports,
  request: FastifyRequest,
  query: Omit<Query, 'after' | 'limit' | 'order' | 'text'>,
) {
  return asked(ports, request, async (tx, town) => {
    const scope = scopeFor(request.actor, town.grids.tree, query.scope)
    return { points: [...(await mapPoints(tx, scope, filtersOf(query as Query)))] }
  })
}

type NearbyQuery = {
  subcategory: string
  lon?: number
  lat?: number
  system?: 'wgs84' | 'gcj02' | 'bd09'
  gridId?: string
  landmarkId?: string
}

export async function nearby(ports: Ports, request: FastifyRequest, query: NearbyQuery) {
  return asked(ports, request, async (tx, town) => {
    const { subcategory, ...said } = query
    const place = resolvePlace(said, new WordsKept(ports.ids, ports.ids.id()), town)
    const found = await findDuplicates(tx, { place, subcategory, at: ports.clock.now() }, town)
    const whole = (ticket: Ticket) => request.actor.kind === 'person' && maySee(ticket, request.actor)
    const may = (ticket: Ticket) => whole(ticket) || ticket.confidentiality === 'open'
    return { items: [...(await presentSuggestions(tx, found, { whole, may }))] }
  })
}

export async function mine(
  ports: Ports,
  request: FastifyRequest,
  query: { after?: string; limit?: number; as?: 'reporter' | 'finder' | 'taker' | 'checker' },
) {
  const personId = personOf(request.actor)
  demand(personId !== undefined, 'not_signed_in')
  return asked(ports, request, async (tx, town) => {
    const page = pageOf<readonly [string]>(query, ['uuid'])
    const tickets = await listTicketsOf(tx, personId, query.as ?? 'reporter', {
      after: page.after?.[0],
      limit: page.limit,
    })
    const items = await presentRows(tx, tickets.slice(0, page.limit), request.actor, town)
    const { next } = pageFrom(tickets, page.limit, ticket => [ticket.ticketId])
    return { items: [...items], ...(next === undefined ? {} : { next }) }
  })
}

const ordersAtOnce = 50

export async function openOrders(ports: Ports, request: FastifyRequest) {
  demand(request.actor.kind === 'person', 'not_signed_in')
  return asked(ports, request, async (tx, town) => {
    const own = postsOf(request.actor).flatMap(post => (post.gridId === undefined ? [] : [post.gridId]))
    const day = localDate(town.zone, ports.clock.now())
    const small = own.filter(gridId => town.grids.tree.find(gridId)?.level === 'small')
    const beside = await Promise.all(small.map(gridId => partyGroupGrids(tx, gridId, day)))
    const grids = [...own, ...beside.flat()]
    const askedOf = personOf(request.actor) ?? ''
    const tickets = await listOpenOrders(tx, { gridIds: [...new Set(grids)], askedOf }, ordersAtOnce)
    return { items: [...(await presentRows(tx, tickets, request.actor, town))] }
  })
}

async function getSeen(tx: Tx, number: string, actor: Actor): Promise<Ticket> {
  const ticket = await findTicket(tx, number)
  if (!ticket || !maySee(ticket, actor)) throw new Refusal('not_found')
  return ticket
}

export async function shown(ports: Ports, request: FastifyRequest, typed: string): Promise<TicketPage> {
  const number = numberIn({ number: typed })
  demand(request.actor.kind === 'person', request.actor.kind === 'resident' ? 'not_permitted' : 'not_signed_in')
  return asked(ports, request, async (tx, town) =>
    presentPage(tx, await getSeen(tx, number, request.actor), request.actor, town),
  )
}

/** After an act: staff see the desk's page, a resident his own. An act may end one's own right to see it (a return). */
export async function shownToActor(
  ports: Ports,
  request: FastifyRequest,
  number: string,
): Promise<TicketPage | PublicTicket> {
  return asked(ports, request, async (tx, town) => {
    const ticket = await findTicket(tx, number)
    if (!ticket) throw new Refusal('not_found')
    return request.actor.kind === 'person' && maySee(ticket, request.actor)
      ? presentPage(tx, ticket, request.actor, town)
      : presentPublic(tx, ticket, request.actor, town)
  })
}

export async function shownPublicly(ports: Ports, request: FastifyRequest, typed: string): Promise<PublicTicket> {
  const number = numberIn({ number: typed })
  return asked(ports, request, async (tx, town) => {
    const ticket = await findTicket(tx, number)
    if (!ticket || !mayShowPublicly(ticket, request.actor)) throw new Refusal('not_found')
    return presentPublic(tx, ticket, request.actor, town)
  })
}

export async function duplicatesOf(ports: Ports, request: FastifyRequest, typed: string) {
  const number = numberIn({ number: typed })
  return asked(ports, request, async (tx, town) => {
    const ticket = await getSeen(tx, number, request.actor)
    if (!findSubcategory(town.catalogue, ticket.subcategory)) return { items: [] }
    const seen = (each: Ticket) => maySee(each, request.actor)
    const found = await findDuplicates(
      tx,
      { place: ticket.place, subcategory: ticket.subcategory ?? '', at: ports.clock.now(), except: ticket.ticketId },
      town,
    )
    return {
      items: [...(await presentSuggestions(tx, found, { whole: seen, may: seen }))],
    }
  })
}

export async function candidates(ports: Ports, request: FastifyRequest, typed: string) {
  const number = numberIn({ number: typed })
  return asked(ports, request, async (tx, town) => {
    const ticket = await getSeen(tx, number, request.actor)
    demand(
      ['dispatchTicket', 'askSiteCheck', 'forwardTicket', 'enterTaker'].some(action =>
        capacityFor(ticket, action as 'dispatchTicket', request.actor),
      ),
      'not_permitted',
    )
    return { items: [...(await suggestHolders(tx, ticket, town, ports.clock.now()))] }
  })
}

/** Helpers for an open order: for whoever may ask one or enter one. */
export async function offered(ports: Ports, request: FastifyRequest, typed: string) {
  const number = numberIn({ number: typed })
  return asked(ports, request, async (tx, town) => {
    const ticket = await getSeen(tx, number, request.actor)
    demand(capacityFor(ticket, 'askHelper', request.actor) !== undefined, 'not_permitted')
    return { items: [...(await offersFor(tx, ticket, town, ports.clock.now()))] }
  })
}

/** Activities for who reported in. */
export async function plannedFor(ports: Ports, request: FastifyRequest) {
  return asked(ports, request, async (tx, town) => ({
    items: await suitedActivities(tx, request.actor, town, ports.clock.now()),
  }))
}

export async function offeredForActivity(ports: Ports, request: FastifyRequest, activityId: string) {
  return asked(ports, request, async (tx, town) => ({
    items: await offersForActivity(tx, request.actor, activityId, town, ports.clock.now()),
  }))
}

export async function suited(ports: Ports, request: FastifyRequest) {
  return asked(ports, request, async (tx, town) => {
    const orders = await suitedOrders(tx, request.actor, town, ports.clock.now())
    const rows = await presentRows(
      tx,
      orders.map(order => order.ticket),
      request.actor,
      town,
    )
    return { items: orders.map(({ why, asked: wasAsked }, place) => ({ row: rows[place]!, why, asked: wasAsked })) }
  })
}

const columns = { month: 'month', day: 'day', grid: 'grid_id', subcategory: 'subcategory', source: 'source' } as const

export async function figures(ports: Ports, request: FastifyRequest, query: { from: string; to: string; by?: string }) {
  demand(
    holdsRole(request.actor, 'centre', 'supervisor', 'approver', 'town_administrator', 'duty_officer'),
    'not_permitted',
  )
  demand(query.from <= query.to, 'field_invalid', { field: 'to', pointer: '?to' })
  const by = (query.by ?? '').split(',').filter(each => each !== '') as (keyof typeof columns)[]
  return asked(ports, request, async tx => ({
    rows: [
      ...(await readRollup(
        tx,
        query,
        by.map(each => columns[each]),
      )),
    ],
  }))
}
