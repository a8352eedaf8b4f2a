import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

/** Where the built web applications lie; `names.json` in it says which file carries which content hash. */
export const webFolder = path.join(import.meta.dirname, '../../../web/dist')

const TicketNumber = Type.Object({ number: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) })

/** The two staff applications and the files they ask for. They find their way themselves: every address below is the same page. */
export async function serveWeb(app: FastifyInstance, folder = webFolder): Promise<void> {
  const hidden = { schema: { hide: true }, config: { hostWide: true } } as const
  await app.register(fastifyStatic, {
    root: path.join(folder, 'assets'),
    prefix: '/assets/',
    // The name holds the content's hash.
    immutable: true,
    maxAge: '365d',
    decorateReply: true,
    wildcard: true,
    globIgnore: ['**/*.map'],
  })
  for (const name of ['desk', 'pocket'] as const)
    for (const url of [`/${name}`, `/${name}/*`])
      app.get(url, hidden, async (_request, reply) => {
        if (!existsSync(path.join(folder, `${name}.html`))) throw new Refusal('not_found')
        return reply
          .header('cache-control', 'no-cache')
          .sendFile(`${name}.html`, folder, { immutable: false, maxAge: 0, cacheControl: false })
      })
  // Short, because a text message has to hold it.
  app.get<{ Params: { number: string } }>(
    '/p/:number',
    { ...hidden, schema: { hide: true, params: TicketNumber } },
    async (request, reply) => reply.redirect(`/pocket/ticket/${request.params.number}`, 302),
  )
  // The pages of problems and of the set-up stand before anything else and know no hashed names.
  app.get('/page.css', hidden, async (_request, reply) => {
    const file = hashedName(folder, 'page.css')
    if (file === undefined) throw new Refusal('not_found')
    return reply
      .header('cache-control', 'no-cache')
      .sendFile(file, folder, { immutable: false, maxAge: 0, cacheControl: false })
  })
}

function hashedName(folder: string, name: string): string | undefined {
  const names = path.join(folder, 'names.json')
  if (!existsSync(names)) return undefined
  return (JSON.parse(readFileSync(names, 'utf8')) as Record<string, string>)[name]?.replace(/^\//, '')
}
