import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock.ts'
import type { BaseMap } from '../config.ts'

/** Only the base map of the settings is ever fetched from elsewhere. */
const policyWith = (mapOrigin: string) => [
  "default-src 'none'",
  "script-src 'self'",
  `img-src 'self' data: blob:${mapOrigin}`,
  "font-src 'self'",
  `connect-src 'self'${mapOrigin}`,
  "manifest-src 'self'",
  "worker-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

export function sendSecurityHeaders(app: FastifyInstance, clock: Clock, baseMap?: Pick<BaseMap, 'origin'>): void {
  const policy = policyWith(baseMap === undefined ? '' : ` ${baseMap.origin}`)
  const publicPolicy = [...policy, "style-src 'self'"].join('; ')
  // antd writes its style elements at run time; scripts stay as strict as everywhere.
  const staffPolicy = [...policy, "style-src 'self' 'unsafe-inline'"].join('; ')
  app.addHook('onRequest', async (request, reply) => {
    const staff = /^\/(desk|pocket)(\/|\?|$)/.test(request.url)
    reply.headers({
      'content-security-policy': staff ? staffPolicy : publicPolicy,
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`: with that, browsers send `Origin: null` with a plain form.
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // The place of a report is the only thing of the device that is ever asked for.
      'permissions-policy': 'geolocation=(self), camera=(self), microphone=(), payment=()',
      'x-request-id': String(request.id),
      // Pages show the server's time, in the demo that of 2022.
      'x-onegrid-time': clock.now(),
    })
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}
