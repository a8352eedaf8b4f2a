/** Tickets made through the real commands, from which a large town is multiplied: words by many, states by a few. */
import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { actOnTicket } from '@onegrid/server/ticket/commands.ts'
import { Intake } from '@onegrid/server/ticket/intake.ts'
import { type BenchTown, benchTownCode } from './bench-town.ts'
import { inventor } from './report-texts.ts'

export type RealTickets = {
  /** Only reported: their words and terms are multiplied. */
  readonly reported: readonly string[]
  /** Through all six steps: what an old ticket looks like, and the pages that are opened. */
  readonly closed: readonly string[]
  /** In each of the queues that a desk looks at. */
  readonly open: readonly string[]
}

/** Words that hardly any report has, beside those of every day. */
export const rareWords = ['野猪落来食玉米,一晚踩了半亩', '鸡场味道早上最大', '文化室那个转盘会夹手'] as const

/** @param rareEach wordings that have each of the rare words */
export async function makeRealTickets(
  ports: Ports,
  town: BenchTown,
  count: number,
  rareEach: number,
): Promise<RealTickets> {
  const intake = new Intake(ports)
  const invent = inventor(2022)
  const numbers: string[] = []
  for (let made = 0; made < count; made += 50) {
    const reports = Array.from({ length: 50 }, (_, index) => {
      const { words, ...rest } = invent()
      const rare = made === 0 && index < rareEach * rareWords.length ? rareWords[index % rareWords.length] : undefined
      return { ...rest, words: rare ?? words }
    })
    const received = await Promise.all(
      reports.map(({ words, subcategory, lon, lat }) =>
        intake.receive(
          { tenantId: town.tenantId, actor: { kind: 'anonymous' }, commandId: ports.ids.id() },
          benchTownCode,
          { words, subcategory, place: { lon, lat }, anonymous: true } as Parameters<Intake['receive']>[2],
        ),
      ),
    )
    numbers.push(...received.map(each => each.number))
  }
  const closed = numbers.slice(50, 200)
  const open = numbers.slice(200, 250)
  for (const number of closed) await walk(ports, town, number, allSteps)
  for (const [index, number] of open.entries()) await walk(ports, town, number, allSteps.slice(0, index % 5))
  return { reported: [...numbers.slice(0, 50), ...numbers.slice(250)], closed, open }
}

type Step = readonly [by: 'centre' | 'clerk', verb: Verb, body: (town: BenchTown) => Record<string, unknown>]

const allSteps: readonly Step[] = [
  ['centre', 'acceptTicket', () => ({})],
  ['centre', 'dispatchTicket', town => ({ to: { kind: 'unit', unitId: town.unitId, assisting: [] } })],
  ['clerk', 'acknowledgeTicket', () => ({})],
  ['clerk', 'completeTicket', () => ({ words: '已清理,冲洗干净' })],
  ['centre', 'verifyTicket', () => ({ passed: true })],
  ['centre', 'closeTicket', () => ({ as: 'resolved' })],
]

async function walk(ports: Ports, town: BenchTown, number: string, steps: readonly Step[]): Promise<void> {
  for (const [by, verb, body] of steps) {
    const acting = { tenantId: town.tenantId, actor: town[by], commandId: ports.ids.id() }
    await actOnTicket(ports, acting, number, verb, body(town))
  }
}
