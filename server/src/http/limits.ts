import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, RouteShorthandOptions } from 'fastify'

/**
 * What is limited, and how often from one address. Whole villages share one address of a telephone company, so the
 * figures stop machines, not neighbours; the limits of one account or one number stand in the database (`account`).
 */
export const usualLimits = {
  signIn: { max: 60, seconds: 300 },
  code: { max: 40, seconds: 600 },
  lookUp: { max: 120, seconds: 60 },
  report: { max: 120, seconds: 600 },
  upload: { max: 600, seconds: 600 },
} as const
export type LimitedAction = keyof typeof usualLimits
export type Limits = Readonly<Record<LimitedAction, { readonly max: number; readonly seconds: number }>>

/** Counted in the machine's own time: a simulated clock must neither lock a person out nor let a machine in. */
export async function limitRates(app: FastifyInstance, limits: Limits): Promise<void> {
  app.decorate('limits', limits)
  await app.register(rateLimit, {
    global: false,
    cache: 20_000,
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': false,
    },
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('rate limit'), { statusCode: 429, retryAfterSeconds: Math.ceil(context.ttl / 1000) }),
  })
}

declare module 'fastify' {
  interface FastifyInstance {
    limits: Limits
  }
}

/**
 * `app.post('/…', { ...limited(app, 'report'), schema: … }, …)`; one counter for all routes of an action. `staffFree`: a town
 * hall is one address and a bulk dispatch is fifty writes, so who is signed in with a post is not counted.
 */
export function limited(
  app: FastifyInstance,
  action: LimitedAction,
  { staffFree = false } = {},
): Pick<RouteShorthandOptions, 'config'> {
  const { max, seconds } = app.limits[action]
  return {
    config: {
      rateLimit: {
        groupId: action,
        max,
        timeWindow: seconds * 1000,
        keyGenerator: request => `${action} ${request.ip}`,
        ...(staffFree ? { allowList: request => request.actor.kind === 'person' } : {}),
      },
    },
  }
}
