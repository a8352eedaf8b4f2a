import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ports } from '../../app.ts'
import { textsOf } from '../../http/form-field.ts'
import type { App } from '../../http/route.ts'
import { mine } from '../questions.ts'
import { goToFault, takeFault } from './fault-cookie.ts'
import { codePage, endSigningIn, keepSigningIn, minePage, nextOf, phonePage, signingIn } from './own-pages.ts'
import { goTo, sendPage } from './page.ts'
import { type Visit, visitOf } from './visit.ts'

const hidden = { schema: { hide: true } } as const
const form = { ...hidden, config: { withoutCommandId: true } } as const
const rowsAtOnce = 20

/** The reporter's own list, after a code to his phone. */
export function registerOwnPages(app: App, ports: Ports): void {
  app.get('/mine', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    if (request.actor.kind === 'anonymous') return goTo(reply, '/mine/sign-in')
    const { after } = request.query as { after?: unknown }
    const page = await mine(ports, request, { limit: rowsAtOnce, ...(typeof after === 'string' ? { after } : {}) })
    return sendPage(reply, visit, minePage(visit, page.items, page.next))
  })

  app.get('/mine/sign-in', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const next = nextOf((request.query as { next?: unknown }).next)
    if (request.actor.kind !== 'anonymous') return goTo(reply, next)
    return sendPage(reply, visit, phonePage(visit, { next, ...takeFault(request, reply) }))
  })

  app.post('/mine/code', form, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const values = textsOf(request.body)
    const next = nextOf(values['next'])
    const refuse = (fault: string) => {
      const said = { faults: { phone: fault }, values }
      return (
        goToFault(request, reply, `/mine/sign-in?next=${encodeURIComponent(next)}`, said) ??
        sendPage(reply, visit, phonePage(visit, { next, ...said }))
      )
    }
    let phone: string
    try {
      phone = phoneFrom(values['phone'] ?? '')
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return refuse(visit.words.find.phoneWrong)
    }
    const answer = await ask(app, request, 'POST', '/api/v1/sessions/code', { phone })
    if (answer.problem !== undefined) return refuse(told(visit, answer.problem))
    if (answer.body['sent'] !== true) return refuse(visit.words.mine.unsent)
    keepSigningIn(request, reply, phone)
    return goTo(reply, `/mine/code?next=${encodeURIComponent(next)}`)
  })

  app.get('/mine/code', hidden, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const next = nextOf((request.query as { next?: unknown }).next)
    const phone = signingIn(request)
    if (phone === undefined) return goTo(reply, `/mine/sign-in?next=${encodeURIComponent(next)}`)
    return sendPage(reply, visit, codePage(visit, phone, { next, ...takeFault(request, reply) }))
  })

  // Whoever copied the address of a form that was not accepted.
  app.get('/mine/session', hidden, async (_request, reply) => goTo(reply, '/mine'))

  app.post('/mine/session', form, async (request, reply) => {
    const visit = await visitOf(ports, request, reply)
    const values = textsOf(request.body)
    const next = nextOf(values['next'])
    const phone = signingIn(request)
    if (phone === undefined) return goTo(reply, `/mine/sign-in?next=${encodeURIComponent(next)}`)
    const refuse = (fault: string) => {
      const said = { faults: { code: fault }, values: {} }
      return (
        goToFault(request, reply, `/mine/code?next=${encodeURIComponent(next)}`, said) ??
        sendPage(reply, visit, codePage(visit, phone, { next, ...said }))
      )
    }
    const code = (values['code'] ?? '').normalize('NFKC').replace(/\s/g, '')
    if (code === '') return refuse(visit.words.mine.codeMissing)
    const answer = await ask(app, request, 'POST', '/api/v1/sessions/phone', { phone, code })
    if (answer.problem !== undefined) return refuse(told(visit, answer.problem))
    handOn(reply, answer.cookies)
    endSigningIn(reply)
    return goTo(reply, next)
  })

  app.post('/mine/sign-out', form, async (request, reply) => {
    const answer = await ask(app, request, 'DELETE', '/api/v1/sessions/current', undefined)
    handOn(reply, answer.cookies)
    return goTo(reply, '/')
  })
}

type Problem = { readonly detail: string; readonly remedy: string }
type Answered = {
  readonly body: Readonly<Record<string, unknown>>
  readonly problem?: Problem
  readonly cookies: readonly string[]
}

/**
 * Signing in has one door, the one that programs use too: its rates, counts and cookies hold for a plain form as well. The
 * request goes through the same application, with the address and the language of the person who sent the form.
 */
async function ask(
  app: App,
  request: FastifyRequest,
  method: 'POST' | 'DELETE',
  url: string,
  payload: object | undefined,
): Promise<Answered> {
  const { host, cookie, 'user-agent': agent } = request.headers
  const answer = await app.inject({
    method,
    url,
    remoteAddress: request.ip,
    headers: {
      accept: 'application/json',
      'accept-language': request.headers['accept-language'] ?? '',
      ...(host === undefined ? {} : { host }),
      ...(cookie === undefined ? {} : { cookie }),
      ...(agent === undefined ? {} : { 'user-agent': agent }),
    },
    ...(payload === undefined ? {} : { payload }),
  })
  const set = answer.headers['set-cookie']
  const cookies = set === undefined ? [] : Array.isArray(set) ? set : [set]
  const body = (answer.body === '' ? {} : answer.json()) as Record<string, unknown>
  return answer.statusCode < 400 ? { body, cookies } : { body, cookies, problem: body as unknown as Problem }
}

/** Under https the session's cookie is Secure: the inner request knows nothing of the outer one's protocol. */
function handOn(reply: FastifyReply, cookies: readonly string[]): void {
  const https = reply.request.protocol === 'https'
  for (const cookie of cookies)
    reply.header('set-cookie', https && !/;\s*secure/i.test(cookie) ? `${cookie}; Secure` : cookie)
}

function told({ locale }: Visit, { detail, remedy }: Problem): string {
  return `${detail}${locale === 'zh' ? '' : ' '}${remedy}`
}
