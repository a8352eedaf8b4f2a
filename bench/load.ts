/**
 * The clients of the intake bench in a process of their own: so many connections, each sending a report as soon as the one
 * before is acknowledged. `node load.ts '{"port":…,"connections":…,"seconds":…}'` answers over IPC.
 */
import { randomUUID } from 'node:crypto'
import { Connection } from './connection.ts'
import { inventor } from './report-texts.ts'
import { percentile, rounded } from './row.ts'

export type LoadOrders = {
  readonly port: number
  readonly connections: number
  readonly seconds: number
  /** Not counted: statements are being prepared and code compiled. */
  readonly warmSeconds: number
  /** With a phone number each, another one every time. */
  readonly phones: boolean
}
export type Loaded = {
  readonly perSecond: number
  readonly acknowledged: number
  readonly p50: number
  readonly p99: number
}

const orders = JSON.parse(process.argv[2] ?? '') as LoadOrders
const started = performance.now()
const countFrom = started + orders.warmSeconds * 1000
const until = countFrom + orders.seconds * 1000
const waits: number[] = []
let acknowledged = 0

await Promise.all(Array.from({ length: orders.connections }, (_, index) => client(index)))
process.send?.({
  perSecond: acknowledged / orders.seconds,
  acknowledged,
  p50: rounded(percentile(waits, 0.5), 1),
  p99: rounded(percentile(waits, 0.99), 1),
} satisfies Loaded)

async function client(index: number): Promise<void> {
  const invent = inventor(index + 1)
  const connection = await Connection.open(orders.port)
  for (let sent = 0; performance.now() < until; sent += 1) {
    const { words, subcategory, lon, lat } = invent()
    const phone = `138${String(index).padStart(3, '0')}${String(sent).padStart(5, '0')}`
    const who = orders.phones ? { phone, name: '梁桂芳' } : { anonymous: true }
    const asked = performance.now()
    const answer = await connection.send(
      'POST',
      '/api/v1/tickets',
      { 'idempotency-key': randomUUID() },
      { words, subcategory, place: { lon, lat }, ...who },
    )
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${answer.body}`)
    const now = performance.now()
    if (now < countFrom || now > until) continue
    acknowledged += 1
    waits.push(now - asked)
  }
  connection.close()
}
