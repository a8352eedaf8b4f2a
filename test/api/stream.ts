import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Asked, Hand } from './county.ts'

export type Heard = { readonly status: number; readonly contentType: string; readonly body: string }

/** Asks over a real socket and hangs up after the first bytes: for answers that never end. */
export async function hear(app: FastifyInstance, hand: Hand, asked: Asked): Promise<Heard> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const headers = { host: hand.host, ...(hand.cookie === '' ? {} : { cookie: hand.cookie }), ...asked.headers }
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, host: '127.0.0.1', method: asked.method, path: asked.url, headers },
      answer => {
        answer.once('error', () => {})
        const done = (part: Buffer | string) => {
          resolve({
            status: answer.statusCode ?? 0,
            contentType: String(answer.headers['content-type']),
            body: part.toString(),
          })
          request.destroy()
        }
        answer.once('data', done)
        answer.once('end', () => done(''))
      },
    )
    request.once('error', reject)
    request.end()
  })
}
