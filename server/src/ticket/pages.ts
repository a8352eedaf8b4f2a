import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../app.ts'
import { gridIndex } from '../grid/grid-index.ts'
import { textsOf } from '../http/form-field.ts'
import { limited } from '../http/limits.ts'
import type { App } from '../http/route.ts'
import { codeLetters } from '../ids.ts'
import { listPublicPeople } from '../team/public-people.ts'
import { findResident } from '../team/residents.ts'
import { Intake } from './intake.ts'
import { registerAlikePage } from './pages/alike-routes.ts'
import { readSent } from './pages/draft.ts'
import { peoplePage } from './pages/grid-people.ts'
import { registerOwnPages } from './pages/own-routes.ts'
import { goTo, sendPage } from './pages/page.ts'
import { findReceived, receiptPage, statusAddress } from './pages/receipt.ts'
import { registerReportInPages } from './pages/report-in/routes.ts'
import { registerReportPages } from './pages/report-routes.ts'
import { steps } from './pages/report-steps.ts'
import { registerStatusPages } from './pages/status-routes.ts'
import { type Find, findPage, townPage } from './pages/town-page.ts'
import { registerVenuePages } from './pages/venue-page.ts'
import { visitOf } from './pages/visit.ts'
import { listTicketsOf } from './queries.ts'
import { normalisedNumber } from './ticket-number.ts'

const hidden = { schema: { hide: true } } as const

/** The pages of residents: plain HTML that works wholly without a script (look.md: once, on an old phone). */
export function registerTicketPages(app: App, ports: Ports): void {
  app.get('/', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    return sendPage(reply, visit, townPage(visit))
  })

  app.get('/people', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const { village } = request.query as { village?: unknown }
    const { tree } = await gridIndex(ports, request.town.tenantId)
    const chosen = typeof village === 'string' ? village : undefined
    const gridIds =
      chosen === undefined || tree.find(chosen) === undefined
        ? []
        : [chosen, ...tree.children(chosen).map(each => each.gridId)]
    const day = localDate(request.town.zone, ports.clock.now())
    const people = await ports.database.read(request.town.tenantId, tx => listPublicPeople(tx, { gridIds, day }))
    return sendPage(reply, visit, peoplePage(visit, tree, chosen, people))
  })

  app.get('/find', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    return sendPage(reply, visit, findPage(visit, { faults: {}, values: {} }))
  })

  const lookUp = { ...hidden, config: { ...limited(app, 'lookUp').config, withoutCommandId: true } }
  app.post('/find', lookUp, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const values = textsOf(request.body)
    const number = normalisedNumber(values['number'] ?? '')
    if (number !== undefined) return goTo(reply, `/t/${number}`)
    return refuse(request, reply, { faults: { number: visit.words.find.numberWrong }, values })
  })

  app.post('/find/phone', lookUp, async (request, reply) => {
    const { words } = await visitOf(ports, request, reply)
    const values = textsOf(request.body)
    const tail = (values['tail'] ?? '').normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
    const phone = knownPhone(values['phone'] ?? '')
    const faults = {
      ...(phone === undefined ? { phone: words.find.phoneWrong } : {}),
      ...(new RegExp(`^[${codeLetters}]{${tailLetters}}$`).test(tail) ? {} : { tail: words.find.tailWrong }),
    }
    if (phone === undefined || Object.keys(faults).length > 0) return refuse(request, reply, { faults, values })
    const number = await numberOf(request, phone, tail)
    if (number !== undefined) return goTo(reply, `/t/${number}`)
    // One answer for "no such phone", "no such number" and "not for everybody's eyes": it tells nobody who reported what.
    return refuse(request, reply, { faults: { form: words.find.nothing }, values })
  })

  app.get(steps.done, hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const sent = readSent(request)
    const received = sent && (await findReceived(ports, request.town.tenantId, sent.number))
    if (sent === undefined || received === undefined) return goTo(reply, steps.what)
    return sendPage(reply, visit, await receiptPage(visit, sent, received, statusAddress(ports, request, sent.number)))
  })

  registerAlikePage(app, ports)
  registerReportPages(app, ports, new Intake(ports))
  registerVenuePages(app, ports)
  registerStatusPages(app, ports)
  registerOwnPages(app, ports)
  registerReportInPages(app, ports)

  async function refuse(request: FastifyRequest, reply: FastifyReply, find: Find): Promise<FastifyReply> {
    const visit = await visitOf(ports, request, reply)
    return sendPage(reply, visit, findPage(visit, find, 400))
  }

  /** Both must match: the phone that was left and the end of one of its numbers. */
  async function numberOf(request: FastifyRequest, phone: string, tail: string): Promise<string | undefined> {
    // Not read-only: the very first look-up of an installation makes the key by which numbers are compared.
    return ports.database.write(request.town.tenantId, async tx => {
      const personId = await findResident(tx, phone)
      if (personId === undefined) return undefined
      const tickets = await listTicketsOf(tx, personId, 'reporter', { limit: reportsSearched })
      const found = tickets.find(({ number }) => number.endsWith(tail))
      const shown = found?.confidentiality === 'open' || found?.confidentiality === 'neighbourly'
      return shown ? found?.number : undefined
    })
  }
}

const tailLetters = 4
/** Of one phone, the newest first. */
const reportsSearched = 200

function knownPhone(typed: string): string | undefined {
  try {
    return phoneFrom(typed)
  } catch {
    return undefined
  }
}
