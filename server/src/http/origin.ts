import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A page of another site must not act with this browser's session. Browsers say where a write comes from (Origin, and
 * newer ones Sec-Fetch-Site); what says neither is a program, which has no cookie that it did not choose to send.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  const ownHost = publicUrl === undefined ? undefined : new URL(publicUrl).host
  app.addHook('onRequest', async request => {
    if (safeMethods.has(request.method) || request.routeOptions.config.crossOrigin === true) return
    if (!comesFromHere(request, ownHost)) throw new Refusal('not_permitted', { reason: 'origin' })
  })
}

function comesFromHere(request: FastifyRequest, ownHost: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const source = request.headers.origin ?? request.headers.referer
  if (source === undefined) return true
  const parsed = URL.parse(source)
  if (parsed === null) return false
  // Through the same parser, so that `:80` and capitals make no difference.
  return parsed.host === ownHost || parsed.host === URL.parse(`${parsed.protocol}//${request.host}`)?.host
}
