import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type ReportInKind, reportInKinds, timeSlots } from '@onegrid/domain/team/report-in/report-in.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../../../app.ts'
import { gridIndex } from '../../../grid/grid-index.ts'
import { type Faults, noFaults, textsOf } from '../../../http/form-field.ts'
import { localeOf } from '../../../http/locale.ts'
import { problemOf } from '../../../http/problem.ts'
import type { App } from '../../../http/route.ts'
import { personName } from '../../../team/queries.ts'
import { joinActivity, leaveActivity } from '../../../team/report-in/activity-commands.ts'
import { reportIn, withdrawReportIn } from '../../../team/report-in/commands.ts'
import { readOwn } from '../../../team/report-in/queries.ts'
import { actOnTicket } from '../../commands.ts'
import { needCodes } from '../../offers.ts'
import { plannedFor, suited } from '../../questions.ts'
import { normalisedNumber } from '../../ticket-number.ts'
import { goTo, sendPage } from '../page.ts'
import { visitOf } from '../visit.ts'
import { firstPage, formPage, ownPage, pathOfKind, type Told, told, withdrawnPage } from './views.ts'
import { reportInWords } from './words.ts'

const hidden = { schema: { hide: true } } as const
/** Pressed twice it is said once: what is said again takes the place of what was said before. */
const form = { ...hidden, config: { withoutCommandId: true } } as const

export function registerReportInPages(app: App, ports: Ports): void {
  const parts = {
    ...ports,
    skillsOf: (tenantId: string, tx: Parameters<typeof needCodes>[2]) => needCodes(ports, tenantId, tx),
  }
  const own = (request: FastifyRequest) =>
    ports.database.read(request.town.tenantId, async tx => {
      const personId = personOf(request.actor)
      const name = personId === undefined ? undefined : await personName(tx, personId)
      return { items: [...(await readOwn(tx, request.actor))], ...(name === undefined ? {} : { name }) }
    })
  const asking = ({ town, actor }: FastifyRequest) => ({ town, actor, commandId: ports.ids.id() })

  app.get('/report-in', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const done = told.find(each => each === (request.query as { done?: unknown }).done)
    if (request.actor.kind === 'anonymous') return sendPage(reply, visit, firstPage(visit, done))
    const mine = await own(request)
    if (mine.items.length === 0) return sendPage(reply, visit, firstPage(visit, done))
    const [orders, activities] = await Promise.all([suited(ports, request), plannedFor(ports, request)])
    return sendPage(reply, visit, ownPage(visit, mine, { orders: orders.items, activities: activities.items }, done))
  })

  for (const kind of reportInKinds) {
    const path = pathOfKind[kind]

    app.get(path, hidden, async (request, reply) => {
      if (request.actor.kind === 'anonymous') return signInFirst(reply, path)
      return show(request, reply, kind, noFaults, {})
    })

    app.post(path, form, async (request, reply) => {
      if (request.actor.kind === 'anonymous') return signInFirst(reply, path)
      const values = textsOf(request.body)
      const ticked = (beginning: string) =>
        Object.keys(values).flatMap(field =>
          field.startsWith(beginning) && values[field] === 'yes' ? [field.slice(beginning.length)] : [],
        )
      const times = ticked('time_')
      const text = (field: string) => (values[field]?.trim() ? { [field]: values[field] } : {})
      const mine = await own(request)
      const missing = missingIn(request, kind, values, mine.name !== undefined)
      if (Object.keys(missing).length > 0) return show(request, reply, kind, missing, values)
      try {
        const before = mine.items.find(item => item.kind === kind)
        await reportIn(parts, asking(request), kind, {
          gridId: values['gridId'] ?? '',
          skills: ticked('skill_'),
          times: timeSlots.filter(slot => times.includes(slot)),
          ...text('unitName'),
          ...text('words'),
          ...text('name'),
        })
        return done(reply, before?.state === 'confirmed' ? 'changed' : 'kept')
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return show(request, reply, kind, faultsOf(request, error), values)
      }
    })

    app.post(`${path}/withdraw`, form, async (request, reply) => {
      if (request.actor.kind === 'anonymous') return signInFirst(reply, '/report-in')
      const mine = await own(request)
      const item = mine.items.find(each => each.kind === kind)
      if (item === undefined) return goTo(reply, '/report-in')
      await withdrawReportIn(ports, asking(request), item.reportInId)
      // Nothing of it is left with us: the way back lies in this answer alone, on his own phone.
      const visit = await visitOf(ports, request, reply)
      return sendPage(reply, visit, withdrawnPage(visit, item))
    })
  }

  app.post('/report-in/take', form, async (request, reply) => {
    if (request.actor.kind === 'anonymous') return signInFirst(reply, '/report-in')
    const { town, actor } = request
    const number = normalisedNumber(textsOf(request.body)['number'] ?? '')
    if (number === undefined) return goTo(reply, '/report-in')
    try {
      await actOnTicket(ports, { tenantId: town.tenantId, actor, commandId: ports.ids.id() }, number, 'takeOrder', {})
      return done(reply, 'taken')
    } catch (error) {
      if (!(error instanceof Refusal && over.has(error.code))) throw error
      return done(reply, 'gone')
    }
  })

  for (const [verb, act, said] of [
    ['join', joinActivity, 'joined'],
    ['leave', leaveActivity, 'left'],
  ] as const)
    app.post(`/report-in/${verb}`, form, async (request, reply) => {
      if (request.actor.kind === 'anonymous') return signInFirst(reply, '/report-in')
      const activityId = textsOf(request.body)['activityId'] ?? ''
      if (!uuid.test(activityId)) return goTo(reply, '/report-in')
      try {
        await act(ports, asking(request), activityId)
        return done(reply, said)
      } catch (error) {
        if (!(error instanceof Refusal && activityGone.has(error.code))) throw error
        return done(reply, 'over')
      }
    })

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    kind: ReportInKind,
    faults: Faults,
    values: Readonly<Record<string, string>>,
  ): Promise<FastifyReply> {
    const visit = await visitOf(ports, request, reply)
    const { tree } = await gridIndex(ports, request.town.tenantId)
    const { items, name } = await own(request)
    const before = items.find(item => item.kind === kind)
    return sendPage(reply, visit, formPage(visit, tree, { kind, before, name, faults, values }))
  }
}

/** All that is missing at once: nobody is sent back a second time for what could have been said the first. */
function missingIn(
  request: FastifyRequest,
  kind: ReportInKind,
  values: Readonly<Record<string, string>>,
  named: boolean,
): Faults {
  const { missing } = reportInWords(localeOf(request))
  const given = (field: string) => (values[field]?.trim() ?? '') !== ''
  const offers = given('words') || Object.keys(values).some(field => field.startsWith('skill_'))
  return {
    ...(named || given('name') ? {} : { name: missing.name }),
    ...(kind !== 'unit' || given('unitName') ? {} : { unitName: missing.unitName }),
    ...(given('gridId') ? {} : { gridId: missing.gridId }),
    ...(offers ? {} : { skills: missing.skills }),
  }
}

/** Somebody was quicker, or its time is over. */
const over = new Set(['order_closed', 'order_already_taken', 'action_not_in_status', 'not_found', 'not_permitted'])
const activityGone = new Set(['activity_over', 'activity_full', 'not_found'])
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const fields = ['name', 'unitName', 'gridId', 'skills', 'words']

function faultsOf(request: FastifyRequest, refusal: Refusal): Faults {
  const locale = localeOf(request)
  const { expected, expectedZh, pointer } = refusal.facts
  const field = typeof pointer === 'string' ? pointer.slice(1) : 'form'
  const said = locale === 'zh' ? expectedZh : expected
  const fault = typeof said === 'string' ? said : problemOf(refusal, locale, request.id).detail
  return { [fields.includes(field) ? field : 'form']: fault }
}

function signInFirst(reply: FastifyReply, next: string): FastifyReply {
  return goTo(reply, `/mine/sign-in?next=${encodeURIComponent(next)}`)
}

function done(reply: FastifyReply, what: Told): FastifyReply {
  return goTo(reply, `/report-in?done=${what}`)
}
