/**
 * The product is killed while reports come in, again and again on the same data. Every client sends a report until it is
 * acknowledged, with the same command id as often as it takes. Afterwards each acknowledged report must be there once.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { systemClock } from '@onegrid/server/clock.ts'
import { openDatabase } from '@onegrid/server/database/database.ts'
import { openEmbedded } from '@onegrid/server/database/embedded.ts'
import { verifyInstallation } from '@onegrid/server/verify.ts'
import { plantBenchTown } from './bench-town.ts'
import { Connection } from './connection.ts'
import { openBenchGround } from './ground.ts'
import { freePort, startProduct } from './product.ts'
import { inventor } from './report-texts.ts'

export type KillOrders = {
  readonly folder: string
  readonly kills: number
  readonly clients: number
  /** The shortest and the longest time that the product is left alone. */
  readonly aliveMilliseconds: readonly [number, number]
}

export type Survived = {
  readonly acknowledged: number
  /** Sent again with the same command id after a cut. */
  readonly repeated: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** In the town though never acknowledged: cut off between commit and answer, never sent again. */
  readonly unasked: number
  readonly faults: number
  readonly chains: number
}

export async function killRounds(orders: KillOrders): Promise<Survived> {
  const tenantId = await plant(orders.folder)
  const acknowledged = new Map<string, string>()
  const port = await freePort()
  let repeated = 0
  let over = false

  const client = async (index: number): Promise<void> => {
    const invent = inventor(index + 1)
    let connection: Connection | undefined
    while (!over) {
      const commandId = randomUUID()
      const { words, subcategory, lon, lat } = invent()
      for (let tries = 0; ; tries += 1) {
        try {
          connection ??= await Connection.open(port)
          const answer = await connection.send(
            'POST',
            '/api/v1/tickets',
            { 'idempotency-key': commandId, 'x-forwarded-for': randomAddress() },
            { words, subcategory, place: { lon, lat }, anonymous: true },
          )
          if (answer.status !== 201) throw new Error(`answered ${answer.status}`)
          acknowledged.set(commandId, (JSON.parse(answer.body) as { number: string }).number)
          if (tries > 0) repeated += 1
          break
        } catch {
          connection?.close()
          connection = undefined
          await new Promise(done => setTimeout(done, 20))
        }
      }
    }
    connection?.close()
  }

  let product = await startProduct(orders.folder, port)
  const clients = Promise.all(Array.from({ length: orders.clients }, (_, index) => client(index)))
  const [shortest, longest] = orders.aliveMilliseconds
  for (let kill = 0; kill < orders.kills; kill += 1) {
    // Spread evenly, so that the cut falls into every phase of a batch.
    const alive = shortest + ((longest - shortest) * ((kill * 7) % orders.kills)) / Math.max(1, orders.kills - 1)
    const before = acknowledged.size
    await new Promise(done => setTimeout(done, alive))
    await busy(() => acknowledged.size - before >= orders.clients * 2)
    await product.kill()
    product = await startProduct(orders.folder, port)
  }
  over = true
  await clients
  await product.stop()
  return { ...(await inspect(orders.folder, tenantId, acknowledged)), repeated }
}

/** A slow machine is given the time until the reports flow: a kill before the first one would try nothing. */
async function busy(flowing: () => boolean): Promise<void> {
  const until = performance.now() + 30_000
  while (!flowing() && performance.now() < until) await new Promise(done => setTimeout(done, 5))
}

async function plant(folder: string): Promise<string> {
  const ground = await openBenchGround({ clock: systemClock(), dataFolder: folder })
  try {
    return (await plantBenchTown(ground.ports)).tenantId
  } finally {
    await ground.close()
  }
}

async function inspect(folder: string, tenantId: string, acknowledged: ReadonlyMap<string, string>) {
  const embedded = await openEmbedded({ folder: path.join(folder, 'database'), log: () => {} })
  try {
    const database = await openDatabase({ ...embedded, poolSize: 2 })
    const found = await database.read(tenantId, tx =>
      tx.query<{ command_id: string; number: string }>(
        `select j.command_id, t.number from journal j join ticket t on t.tenant_id = j.tenant_id and t.ticket_id = j.stream_id
         where j.tenant_id = $1 and j.stream_kind = 'ticket' and j.sequence = 1`,
        [tenantId],
      ),
    )
    const verified = await verifyInstallation({ database, clock: systemClock() }, tenantId)
    await database.close()
    const numbers = new Map<string, string[]>()
    for (const { command_id, number } of found) numbers.set(command_id, [...(numbers.get(command_id) ?? []), number])
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter(([id, number]) => !numbers.get(id)?.includes(number)).map(([id]) => id),
      doubled: [...numbers].filter(([, each]) => each.length > 1).map(([id]) => id),
      unasked: [...numbers.keys()].filter(id => !acknowledged.has(id)).length,
      faults: verified.faults.length,
      chains: verified.streams,
    }
  } finally {
    await embedded.stop()
  }
}

/** A client's address as the proxy would name it, out of a block for documentation. */
function randomAddress(): string {
  const [a, b] = randomUUID().matchAll(/[0-9a-f]{2}/g)
  return `2001:db8::${a?.[0]}${b?.[0]}`
}
