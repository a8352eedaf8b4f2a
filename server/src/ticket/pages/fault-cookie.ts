/**
 * What was wrong with a form, on its way from the post to the form's own address: a page that came out of a post is not
 * shown again by the back key, and whoever loads it anew is asked whether to send it twice. Read once, gone at the latest
 * after a minute.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Faults, noFaults } from '../../http/form-field.ts'
import { inflated, packed } from './draft.ts'
import { goTo } from './page.ts'

export type Said = { readonly faults: Faults; readonly values: Readonly<Record<string, string>> }

const nothingSaid: Said = { faults: noFaults, values: {} }
const name = 'fault'
const seconds = 60
/** Less than what browsers keep in one cookie. */
const letters = 3_600

/** @returns undefined where too much was typed for a cookie; then the answer to the post is the page itself. */
export function goToFault(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  said: Said,
): FastifyReply | undefined {
  const text = packed(said)
  if (text.length > letters) return undefined
  const secure = request.protocol === 'https'
  reply.setCookie(name, text, { path: pathOf(address), httpOnly: true, sameSite: 'lax', secure, maxAge: seconds })
  return goTo(reply, address)
}

/** What the page at this address has to say of the post before it. */
export function takeFault(request: FastifyRequest, reply: FastifyReply): Said {
  const kept = request.cookies[name]
  if (kept === undefined) return nothingSaid
  reply.clearCookie(name, { path: pathOf(request.url) })
  const found = inflated(kept)
  return { faults: textsIn(found?.['faults']), values: textsIn(found?.['values']) }
}

function pathOf(address: string): string {
  return address.split('?')[0] ?? '/'
}

/** Anybody may write into his own cookies: what is no text is not there. */
function textsIn(found: unknown): Readonly<Record<string, string>> {
  if (typeof found !== 'object' || found === null) return {}
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
