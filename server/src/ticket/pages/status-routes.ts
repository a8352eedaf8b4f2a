import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import { openReferral, runningSuspension, type Ticket } from '@onegrid/domain/ticket/ticket.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Ports } from '../../app.ts'
import { type Faults, lettersIn, noFaults, textsOf } from '../../http/form-field.ts'
import { limited } from '../../http/limits.ts'
import { problemOf } from '../../http/problem.ts'
import type { App } from '../../http/route.ts'
import { readContent } from '../../journal/content.ts'
import { cleanWords } from '../clean-words.ts'
import { actOnTicket } from '../commands.ts'
import { mayShowPublicly, presentPublic } from '../public-view.ts'
import { findTicket } from '../queries.ts'
import { actingOf } from '../questions.ts'
import { normalisedNumber } from '../ticket-number.ts'
import { type TownAtWork, townAtWork } from '../town-rules.ts'
import { goToFault, type Said, takeFault } from './fault-cookie.ts'
import { peopleOfTicket } from './grid-people.ts'
import { goTo, sendPage } from './page.ts'
import { qrImage, statusAddress } from './receipt.ts'
import { type Beside, statusPage, unfoundPage } from './status-page.ts'
import { type Visit, visitOf } from './visit.ts'

const params = Type.Object({ number: Type.String({ maxLength: 60 }) })
const hidden = { hide: true, params } as const
const remarkLetters = 2_000

type Deed = {
  readonly verb: Verb
  read(fields: Readonly<Record<string, string>>, visit: Visit): { body: Record<string, unknown>; faults: Faults }
}

export function registerStatusPages(app: App, ports: Ports): void {
  app.get('/t/:number', { ...limited(app, 'lookUp'), schema: hidden }, async (request, reply) => {
    const typed = request.params.number
    const number = normalisedNumber(typed)
    // One address a matter: what somebody typed by hand is led to it.
    if (number !== undefined && number !== typed) return goTo(reply, `/t/${number}`)
    return show(request, reply, typed, takeFault(request, reply))
  })

  for (const [path, deed] of Object.entries(deeds)) {
    // Whoever copied the address of a form that was not accepted.
    app.get(`/t/:number/${path}`, { schema: hidden }, async (request, reply) =>
      goTo(reply, `/t/${encodeURIComponent((request.params as { number: string }).number)}`),
    )
    app.post(`/t/:number/${path}`, { ...limited(app, 'report'), schema: hidden }, async (request, reply) => {
      const { number } = request.params as { number: string }
      const visit = await visitOf(ports, request, reply)
      if (request.actor.kind === 'anonymous')
        return goTo(reply, `/mine/sign-in?next=${encodeURIComponent(`/t/${number}`)}`)
      const values = textsOf(request.body)
      const { body, faults } = deed.read(values, visit)
      const again = (said: Said) =>
        goToFault(request, reply, `/t/${number}`, said) ?? show(request, reply, number, said)
      if (Object.keys(faults).length > 0) return again({ faults, values })
      try {
        demand(normalisedNumber(number) === number, 'not_found')
        await actOnTicket(ports, actingOf(request), number, deed.verb, body)
        return goTo(reply, `/t/${number}?did=${path}`)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'not_found') throw error
        const { detail, remedy } = problemOf(error, visit.locale, request.id)
        const form = `${detail}${visit.locale === 'zh' ? '' : ' '}${remedy}`
        return again({ faults: { form }, values })
      }
    })
  }

  async function show(request: FastifyRequest, reply: FastifyReply, number: string, said: Said): Promise<FastifyReply> {
    const { actor, town } = request
    const visit = await visitOf(ports, request, reply)
    const found = await ports.database.read(town.tenantId, async tx => {
      const ticket = normalisedNumber(number) === number ? await findTicket(tx, number) : undefined
      if (!ticket || !mayShowPublicly(ticket, actor)) return undefined
      const rules = await townAtWork(ports, town.tenantId, tx)
      const texts = await readContent<string>(tx, ticket.problem === undefined ? [] : [ticket.problem.words.contentId])
      return {
        ticket: await presentPublic(tx, ticket, actor, rules),
        beside: besideOf(ticket, texts, visit, rules),
        people: await peopleOfTicket(tx, ticket, rules, ports.clock.now()),
      }
    })
    if (found === undefined) return sendPage(reply, visit, unfoundPage(visit, number))
    const address = statusAddress(ports, request, number)
    const { did } = request.query as { did?: unknown }
    return sendPage(
      reply,
      visit,
      statusPage(visit, {
        ...found,
        ...said,
        address,
        qr: await qrImage(address),
        commandId: () => ports.ids.id(),
        signedIn: actor.kind === 'resident',
        did: typeof did === 'string' && found.ticket.own ? did : undefined,
      }),
    )
  }
}

/** The grid at the ticket's level; of what is not for everybody's eyes never less than the village. */
function liesAt({ place, level, confidentiality, status }: Ticket, { grids }: TownAtWork): string | undefined {
  if (status !== 'received' && status !== 'assessing' && status !== 'accepted') return undefined
  const { large, medium, small } = place.grid
  const fine = level === 'small' && confidentiality === 'open' ? (small ?? medium) : medium
  return grids.nameOf((level === 'large' ? undefined : fine) ?? large)
}

function besideOf(
  ticket: Ticket,
  texts: ReadonlyMap<string, string>,
  { catalogue, say }: Visit,
  rules: TownAtWork,
): Beside {
  const { problem, declined } = ticket
  const suspension = runningSuspension(ticket)
  const referral = openReferral(ticket)
  const outsideBody = catalogue.outsideBodies.find(each => each.code === referral?.body)
  const lies = liesAt(ticket, rules)
  const reason = catalogue.reasons.suspension.find(each => each.code === suspension?.reason)
  return {
    merged: ticket.mergedInto !== undefined,
    ...(outsideBody === undefined ? {} : { referredTo: say(outsideBody.name) }),
    ...(lies === undefined ? {} : { lies }),
    ...(problem === undefined || problem.overAt !== undefined
      ? {}
      : { problem: { words: texts.get(problem.words.contentId), until: problem.until } }),
    ...(ticket.rating === undefined ? {} : { rating: ticket.rating.score }),
    ...(declined === undefined ? {} : { declineRule: declined.rule }),
    ...(reason === undefined ? {} : { suspensionReason: say(reason.name) }),
  }
}

function remarkIn(
  fields: Readonly<Record<string, string>>,
  name: string,
  { words }: Visit,
): { words: { words?: string }; faults: Faults } {
  const text = cleanWords(fields[name] ?? '')
  return {
    words: text === '' ? {} : { words: text },
    faults: lettersIn(text) > remarkLetters ? { [name]: words.act.remarkLong } : {},
  }
}

/** What the reporter may do, as the plain forms of the page send it. */
const deeds: Readonly<Record<'urge' | 'confirm' | 'rate' | 'reopen', Deed>> = {
  urge: {
    verb: 'urgeTicket',
    read: () => ({ body: {}, faults: noFaults }),
  },
  confirm: {
    verb: 'confirmTicket',
    read(fields, visit) {
      const { solved } = fields
      const remark = remarkIn(fields, 'confirm_words', visit)
      const missing = solved === 'no' && remark.words.words === undefined
      return {
        body: { solved: solved === 'yes', ...remark.words },
        faults: {
          ...(solved === 'yes' || solved === 'no' ? {} : { solved: visit.words.act.confirmMissing }),
          ...(missing ? { confirm_words: visit.words.act.confirmWhyMissing } : {}),
          ...remark.faults,
        },
      }
    },
  },
  rate: {
    verb: 'rateTicket',
    read(fields, visit) {
      const score = Number(fields['score'])
      const remark = remarkIn(fields, 'rate_words', visit)
      return {
        body: { score, ...remark.words },
        faults: {
          ...([1, 2, 3, 4, 5].includes(score) ? {} : { score: visit.words.act.rateMissing }),
          ...remark.faults,
        },
      }
    },
  },
  reopen: {
    verb: 'reopenTicket',
    read(fields, visit) {
      const remark = remarkIn(fields, 'reopen_words', visit)
      const faults = remark.words.words === undefined ? { reopen_words: visit.words.act.reopenMissing } : remark.faults
      return { body: remark.words, faults }
    },
  },
}
