import { createHmac } from 'node:crypto'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { allowedAddress, type Trust } from './address-guard.ts'

/** A gateway that thinks longer is tried again; meanwhile the next messages wait. */
const timeoutMilliseconds = 10_000

export type WebhookMessage = {
  readonly url: string
  readonly secret: string
  readonly idempotencyKey: string
  /** Seconds since 1970 of the machine's clock: the receiver compares it with his own. */
  readonly sentAtSeconds: number
  readonly body: object
}

export type Outcome = { readonly sent: boolean; readonly error?: string }

/** `t=<seconds>,v1=<hex HMAC-SHA-256 of "t.body">`: the time is signed too, so an old message cannot be played again. */
export function signature(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** POSTs JSON to the town's gateway (docs: any that checks the signature). Redirects are not followed. */
export async function postWebhook(message: WebhookMessage, trust: Trust): Promise<Outcome> {
  const url = new URL(message.url)
  // In clear text only inside the machine: the body carries phone numbers.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && trust.loopback))
    return { sent: false, error: 'the address must begin with https://' }
  const { address, family } = await allowedAddress(url.hostname, trust)
  const body = JSON.stringify(message.body)
  return new Promise(done => {
    const request = (url.protocol === 'https:' ? secureRequest : plainRequest)(
      url,
      {
        method: 'POST',
        agent: false,
        timeout: timeoutMilliseconds,
        lookup: (_host, options, found) => {
          if (options.all) found(null, [{ address, family }])
          else found(null, address, family)
        },
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': message.idempotencyKey,
          'onegrid-signature': signature(message.secret, message.sentAtSeconds, body),
          'user-agent': 'OneGrid',
        },
      },
      response => {
        response.resume()
        const status = response.statusCode ?? 0
        // 409: the receiver has this key already, which is what we want to know.
        if ((status >= 200 && status < 300) || status === 409) done({ sent: true })
        else
          done({
            sent: false,
            error: status >= 300 && status < 400 ? `redirected (${status}), not followed` : `answered ${status}`,
          })
        response.on('error', () => {})
      },
    )
    const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMilliseconds)
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', error => done({ sent: false, error: error.message }))
    request.on('close', () => clearTimeout(timer))
    request.end(body)
  })
}
