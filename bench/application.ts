/** The product's routes with a say-so instead of sessions: who asks stands in a cookie (sign-in has benches of its own). */
import type { Actor, Role } from '@onegrid/domain/kernel/actor.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { openGround } from '@onegrid/server/http/ground.ts'
import type { App } from '@onegrid/server/http/route.ts'
import { registerSlices } from '@onegrid/server/slices.ts'

export async function openApplication(ports: Ports, actors: ReadonlyMap<string, Actor>): Promise<App> {
  const app: App = await openGround({
    ...ports,
    findActor: async (_town, { cookies }) => ({
      actor: actors.get(cookies['who'] ?? '') ?? { kind: 'anonymous' },
      session: undefined,
    }),
  })
  await registerSlices(app, ports)
  await app.ready()
  return app
}

/** A person of the town with one post. */
export async function addPerson(
  ports: Ports,
  tenantId: string,
  name: string,
  post: { readonly role: Role; readonly gridId?: string; readonly unitId?: string },
): Promise<Actor & { readonly kind: 'person' }> {
  const personId = ports.ids.id()
  const postId = ports.ids.id()
  const from = '2010-01-01'
  await ports.database.write(tenantId, async tx => {
    const now = ports.clock.now()
    await tx.query('insert into person (tenant_id, person_id, name, created_at) values ($1, $2, $3, $4)', [
      tenantId,
      personId,
      name,
      now,
    ])
    await tx.query(
      `insert into post (tenant_id, post_id, person_id, kind, role, grid_id, unit_id, from_day, created_at)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $8)`,
      [tenantId, postId, personId, post.role, post.gridId ?? null, post.unitId ?? null, from, now],
    )
  })
  return { kind: 'person', personId, posts: [{ postId, from, ...post }] }
}

/** A row of the town directory; everything else of the town hangs on the answered id. */
export async function addTown(
  ports: Ports,
  town: { readonly code: string; readonly name: string; readonly zone: string },
): Promise<string> {
  const tenantId = ports.ids.id()
  await ports.database.host(tx =>
    tx.query(
      `insert into tenant (tenant_id, code, name, host_names, zone, created_at) values ($1, $2, $3, '{}', $4, $5)`,
      [tenantId, town.code, town.name, town.zone, ports.clock.now()],
    ),
  )
  return tenantId
}

/** Asks as this person through every layer of the product; bytes go as the file of a form. Anything but success is thrown. */
export function askingAs(app: App, personId: string, newId: () => string) {
  return async <Answer>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    body?: Buffer | object,
    { name, ...headers }: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => {
    const edge = 'bench-edge'
    const form =
      body instanceof Buffer
        ? Buffer.concat([
            Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
            body,
            Buffer.from(`\r\n--${edge}--\r\n`),
          ])
        : body
    const answer = await app.inject({
      method,
      url,
      headers: {
        cookie: `who=${personId}`,
        ...(method !== 'GET' ? { 'idempotency-key': newId() } : {}),
        ...(body instanceof Buffer ? { 'content-type': `multipart/form-data; boundary=${edge}` } : {}),
        ...headers,
      },
      ...(form === undefined ? {} : { payload: form }),
    })
    if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    return answer.json<Answer>()
  }
}
