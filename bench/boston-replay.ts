/**
 * Plays real cases through the real commands, in the order in which they happened: reported, accepted, dispatched and
 * acknowledged when the case was opened; completed, verified by another and closed when it was closed. The product's own
 * timers run in between, so what is overdue is said by the product.
 */
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Ports } from '@onegrid/server/app.ts'
import type { SimulatedClock } from '@onegrid/server/clock.ts'
import { actOnTicket } from '@onegrid/server/ticket/commands.ts'
import { Intake, type Report } from '@onegrid/server/ticket/intake.ts'
import { sweepTickets } from '@onegrid/server/ticket/timers.ts'
import type { Case } from './boston-cases.ts'
import type { BostonTown } from './boston-town.ts'

export type Replay = { readonly ports: Ports; readonly clock: SimulatedClock; readonly town: BostonTown }

/** The source's cases by the number that the product gave them. */
export type Played = ReadonlyMap<string, Case>

/** As long after a deadline as the product's own sweep comes by (server/src/jobs/later-work.ts). */
const sweepAfter = 15_000

type Step = { readonly at: Instant; readonly case: Case; readonly what: 'open' | 'close' }

/**
 * What closes before it opens (eight cases, by up to a minute) closes at its opening, with the closing told as the source
 * writes it: docs/decisions/0007-told-times.md.
 */
function stepsOf(cases: readonly Case[]): readonly Step[] {
  const steps: Step[] = []
  for (const each of cases) {
    steps.push({ at: each.opened, case: each, what: 'open' })
    if (each.closed !== undefined)
      steps.push({ at: each.closed < each.opened ? each.opened : each.closed, case: each, what: 'close' })
  }
  return steps.sort((one, other) =>
    one.at === other.at ? (one.what === other.what ? 0 : one.what === 'open' ? -1 : 1) : one.at < other.at ? -1 : 1,
  )
}

/** @param until the clock runs on to here, after the last fact of the data */
export async function play(
  { ports, clock, town }: Replay,
  cases: readonly Case[],
  until: Instant,
  tell: (done: number) => void = () => {},
): Promise<Played> {
  const intake = new Intake(ports)
  const numbers = new Map<string, string>()
  let done = 0
  for (const step of stepsOf(cases)) {
    await runClock({ ports, clock, town }, step.at)
    if (step.what === 'open') numbers.set(step.case.id, await open({ ports, town, intake }, step.case))
    else await close({ ports, town }, step.case, numbers.get(step.case.id)!)
    done += 1
    if (done % 1000 === 0) tell(done)
  }
  await runClock({ ports, clock, town }, until)
  return new Map(cases.map(each => [numbers.get(each.id)!, each]))
}

/** Everything that falls due until then happens at its own time, and the clock stands at `until`. */
async function runClock({ ports, clock, town }: Replay, until: Instant): Promise<void> {
  for (;;) {
    const alarm = await nextAlarm(ports, town.tenantId)
    if (alarm === null || alarm >= until) break
    const rings = Math.min(milliseconds(until), Math.max(milliseconds(alarm), milliseconds(clock.now())) + sweepAfter)
    clock.set(instantOf(rings))
    await sweepTickets(ports, town.tenantId, clock.now())
    if (rings === milliseconds(until)) break
  }
  clock.set(until)
}

async function nextAlarm(ports: Ports, tenantId: string): Promise<Instant | null> {
  const rows = await ports.database.read(tenantId, tx =>
    tx.query<{ timer_at: Instant | null }>(
      'select min(timer_at) as timer_at from ticket where tenant_id = $1 and timer_at is not null',
      [tenantId],
      'bench-next-alarm',
    ),
  )
  return rows[0]?.timer_at ?? null
}

const sources: Readonly<Record<string, Report['source']>> = {
  'Constituent Call': 'hotline',
  'Citizens Connect App': 'open311',
  'Self Service': 'open311',
  'City Worker App': 'patrol',
  'Employee Generated': 'department_check',
  Twitter: 'chat',
}

type Hands = { readonly ports: Ports; readonly town: BostonTown }

async function open({ ports, town, intake }: Hands & { readonly intake: Intake }, each: Case): Promise<string> {
  const { centre, clerk, tenantId } = town
  const report = {
    source: sources[each.channel] ?? 'chat',
    words: each.title === '' ? each.category : each.title,
    anonymous: true,
    subcategory: town.codeOf(each.category),
    foreign: { system: 'boston311', number: each.id, ...(each.due === undefined ? {} : { limit: each.due }) },
    ...placeOf(each),
  } as Report
  const { number } = await intake.receive({ tenantId, actor: centre, commandId: `open-${each.id}` }, town.code, report)
  const act = actor(ports, town, each, number)
  await act(centre, 'acceptTicket', {})
  await act(centre, 'dispatchTicket', { to: { kind: 'unit', unitId: town.unitId, assisting: [] } })
  await act(clerk, 'acknowledgeTicket', {})
  return number
}

async function close({ ports, town }: Hands, each: Case, number: string): Promise<void> {
  const act = actor(ports, town, each, number)
  const told = each.closed !== undefined && each.closed < each.opened ? { happenedAt: each.closed } : {}
  await act(town.clerk, 'completeTicket', { words: 'Closed at the source', ...told })
  await act(town.centre, 'verifyTicket', { passed: true, ...told })
  await act(town.centre, 'closeTicket', { as: 'resolved', ...told })
}

function actor(ports: Ports, { tenantId }: BostonTown, each: Case, number: string) {
  return (by: BostonTown['centre'], verb: Verb, body: Record<string, unknown>) =>
    actOnTicket(ports, { tenantId, actor: by, commandId: `${verb}-${each.id}` }, number, verb, body)
}

function placeOf({ lon, lat, address }: Case): { readonly place?: object } {
  const point = lon === undefined || lat === undefined ? {} : { lon, lat, system: 'wgs84' }
  const place = { ...point, ...(address === '' ? {} : { words: address.slice(0, 200) }) }
  return Object.keys(place).length === 0 ? {} : { place }
}
