import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { FastifyInstance } from 'fastify'
import { openAccount } from './account/open.ts'
import { registerProviderRoutes } from './account/provider-routes.ts'
import { registerAccountRoutes } from './account/routes.ts'
import { briefMemory } from './account/sessions.ts'
import type { Plant } from './account/set-up.ts'
import { registerSetUpRoutes } from './account/set-up-routes.ts'
import { registerTownRoutes } from './account/town-routes.ts'
import type { Blobs } from './blobs/blobs.ts'
import type { Clock } from './clock.ts'
import type { Settings } from './config.ts'
import type { Database } from './database/database.ts'
import { openGround } from './http/ground.ts'
import type { Limits } from './http/limits.ts'
import type { Known } from './http/request.ts'
import type { App } from './http/route.ts'
import { serveWeb } from './http/static.ts'
import type { Ids } from './ids.ts'
import { wake } from './jobs/wake.ts'
import { switchOnDemoPhone } from './notice/channel.ts'
import { sendCode } from './notice/send.ts'
import { plantTown, registerSlices } from './slices.ts'
import { actorOf } from './team/actor.ts'
import { plantAdministrators, townPeople } from './team/plant.ts'
import { knowPhone } from './team/residents.ts'
import { registerTeamRoutes } from './team/routes.ts'

export type Ports = {
  readonly database: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly blobs: Blobs
  readonly settings: Settings
  /** Rates per address; a bench on one machine counts as a whole county. */
  readonly limits?: Limits
  /** Reports of one commit at most; a bench asks for one. */
  readonly reportsAtOnce?: number
  /** The example town: its text messages arrive on a page of its own. */
  readonly demo?: boolean
  /** Pages that only this process has (the demo's list of accounts). */
  readonly pages?: (app: App) => void
}

const anonymous: Known = { actor: { kind: 'anonymous' }, session: undefined }

export async function buildApp(ports: Ports): Promise<FastifyInstance> {
  const { database, ids, settings } = ports
  const actors = briefMemory<Actor>()
  const publicUrl = settings.publicUrl ?? `http://${settings.host}:${settings.port}`
  const account = await openAccount({ database, ids, publicUrl }, actors.forget)
  const app = await openGround({
    ...ports,
    async findActor(town, request, reply) {
      const session = await account.sessionFrom(request, reply)
      if (session === undefined) return anonymous
      return { actor: await actorOf(ports, actors, town, session.accountId), session }
    },
  })
  app.addHook('onClose', () => account.close())

  registerSetUpRoutes(app, ports, plants(ports))
  registerTownRoutes(app, ports, plants(ports), townPeople(ports))
  registerAccountRoutes(app, {
    ...ports,
    auth: account.auth,
    async sendCode(town, { phone, code, locale }) {
      const channels = await database.write(town.tenantId, tx =>
        sendCode(tx, ports, { phone, code, locale, purpose: 'sign_in' }),
      )
      wake(town.tenantId)
      return channels
    },
    knowPhone: (town, accountId, phone) => database.write(town.tenantId, tx => knowPhone(tx, ports, accountId, phone)),
  })
  registerProviderRoutes(app, { database, auth: account.auth, publicUrl })
  registerTeamRoutes(app, { ...ports, auth: account.auth })
  await registerSlices(app, ports)
  ports.pages?.(app)
  await serveWeb(app)

  await app.ready()
  return app
}

/** What a new town gets in the transaction that makes it. */
export function plants(ports: Ports): readonly Plant[] {
  const demoPhone: Plant = tx => switchOnDemoPhone(tx, ports.clock.now())
  return [plantTown(ports), plantAdministrators(ports), ...(ports.demo ? [demoPhone] : [])]
}
