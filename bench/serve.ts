/**
 * The product as one process for a bench: the whole application with its later work over a database that the bench has
 * opened, on a free port, without rates per address. Says its port to the parent and its memory when asked.
 */
import type { AddressInfo } from 'node:net'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { buildApp } from '@onegrid/server/app.ts'
import { systemClock } from '@onegrid/server/clock.ts'
import { openDatabase } from '@onegrid/server/database/database.ts'
import { startLaterWork } from '@onegrid/server/jobs/later-work.ts'
import { openApplication } from './application.ts'
import { portsOver } from './ground.ts'

export type Orders = {
  readonly appUrl: string
  readonly ownerUrl: string
  readonly dataFolder: string
  /** Reports of one commit; absent: as the product does it. */
  readonly reportsAtOnce?: number
  readonly poolSize?: number
  /** Reactions to what was reported run beside it, as in the product. */
  readonly laterWork: boolean
  /** Who may ask, by the cookie `who`, instead of sessions. */
  readonly actors?: readonly (Actor & { readonly kind: 'person' })[]
}

const orders = JSON.parse(process.argv[2] ?? '') as Orders
const database = await openDatabase({
  appUrl: orders.appUrl,
  ownerUrl: orders.ownerUrl,
  ...(orders.poolSize === undefined ? {} : { poolSize: orders.poolSize }),
})
const { reportsAtOnce } = orders
const ports = {
  ...portsOver(database, systemClock(), orders.dataFolder),
  ...(reportsAtOnce === undefined ? {} : { reportsAtOnce }),
}
const app =
  orders.actors === undefined
    ? await buildApp(ports)
    : await openApplication(ports, new Map(orders.actors.map(actor => [actor.personId, actor])))
await app.listen({ port: 0, host: '127.0.0.1' })
const laterWork = orders.laterWork ? await startLaterWork({ ports, log: app.log }) : undefined

process.on('message', message => {
  if (message === 'memory') process.send?.(process.memoryUsage())
  if (message === 'stop') void stop()
})
process.on('disconnect', () => process.exit(1))
process.send?.({ port: (app.server.address() as AddressInfo).port })

async function stop(): Promise<void> {
  await laterWork?.stop()
  await app.close()
  await database.close()
  process.exit(0)
}
