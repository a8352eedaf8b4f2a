/** Tells the story through the real commands while the town's own clock runs through it: timers, reactions, messages. */
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { type Instant, instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { bodies, ReportBody } from '@onegrid/domain/ticket/contract.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { errands } from '@onegrid/server/jobs/errands.ts'
import { runReactions } from '@onegrid/server/jobs/outbox.ts'
import { silentLog } from '@onegrid/server/jobs/ports.ts'
import { runSweeps } from '@onegrid/server/jobs/sweep.ts'
import { registerResident } from '@onegrid/server/team/residents.ts'
import { actOnTicket } from '@onegrid/server/ticket/commands.ts'
import { Intake, type Report } from '@onegrid/server/ticket/intake.ts'
import { findTicketById } from '@onegrid/server/ticket/queries.ts'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { demoZone, type StoryClock, storyInstant } from './clock.ts'
import type { Matter, Step } from './matter.ts'
import { residents } from './named-people.ts'
import type { Progress } from './progress.ts'
import { bodyOf, type Finder, finderOf, reportOf } from './resolve.ts'
import { actorWithPosts, type Stage } from './town.ts'
import type { TownStep } from './town-steps.ts'

type Scene = { readonly at: Instant; play(): Promise<void> }
export type Known = { readonly ticketId: string; readonly number: string }

export async function tell(
  ports: Ports & { readonly clock: StoryClock },
  stage: Stage,
  { matters, townSteps }: { readonly matters: readonly Matter[]; readonly townSteps: readonly TownStep[] },
  end: Instant,
  progress: Progress,
): Promise<ReadonlyMap<string, Known>> {
  const { town } = stage
  const intake = new Intake(ports)
  const tickets = new Map<string, Known>()
  const find = await finderOf(ports, stage, tickets)
  const react = () => reactIn(ports, town.tenantId)
  const settle = async () => {
    await runSweeps(ports, town.tenantId)
    await react()
  }

  async function act(matter: Matter, [, by, verb, body = {}]: Step, place: number): Promise<void> {
    const { ticketId, number } = tickets.get(matter.key)!
    const actor = await actorOf(ports, stage, by)
    const ticket = await ports.database.read(town.tenantId, tx => findTicketById(tx, ticketId))
    const asked = await bodyOf(find, actor, ticket!, body)
    demandShape(bodies[verb], asked)
    const acting = { tenantId: town.tenantId, actor, commandId: `story_${matter.key}_${place}` }
    await actOnTicket(ports, acting, number, verb, asked)
  }

  const scenes: Scene[] = townSteps.map(step => ({ at: storyInstant(step.at), play: () => step.play(ports, stage) }))
  for (const matter of matters) {
    scenes.push({
      at: storyInstant(matter.at),
      play: async () => {
        tickets.set(matter.key, await receive(ports, stage, intake, find, matter))
        progress.step(matter.said.words.slice(0, 16))
      },
    })
    for (const [place, step] of (matter.steps ?? []).entries())
      scenes.push({
        at: storyInstant(step[0]),
        play: () => named(`${matter.key}, ${step[0]} ${step[2]}`, () => act(matter, step, place)),
      })
  }
  scenes.sort((one, other) => milliseconds(one.at) - milliseconds(other.at))
  for (const { at, play } of scenes) {
    await passUntil(ports, town.tenantId, at, settle)
    await play()
    await react()
  }
  await passUntil(ports, town.tenantId, end, settle)
  return tickets
}

async function receive(ports: Ports, stage: Stage, intake: Intake, find: Finder, matter: Matter): Promise<Known> {
  return named(`${matter.key}, ${matter.at} reportTicket`, async () => {
    const { by, said, key } = matter
    const actor: Actor =
      by === 'nobody' || by.startsWith('resident:') ? { kind: 'anonymous' } : await actorOf(ports, stage, by)
    const uploadSecret = personOf(actor) === undefined ? ports.ids.secret() : undefined
    const report: Report = await reportOf(find, { actor, uploadSecret }, by, said)
    demandShape(ReportBody, report)
    const acting = { tenantId: stage.town.tenantId, actor, commandId: `story_${key}`, uploadSecret }
    return intake.receive(acting, stage.town.code, report)
  })
}

/** Staff act in their posts of the day; a resident as whoever has that number. */
async function actorOf(ports: Ports, stage: Stage, by: string): Promise<Actor> {
  const [kind, name = ''] = by.split(':')
  if (kind === 'resident') {
    const phone = residents.get(name)
    if (phone === undefined) throw new Error(`The story knows no resident ${name}.`)
    const personId = await ports.database.write(stage.town.tenantId, tx => registerResident(tx, ports, { phone, name }))
    return { kind: 'resident', personId }
  }
  const personId = stage.people.get(by)
  if (personId === undefined) throw new Error(`The story knows nobody called ${by}.`)
  return actorWithPosts(ports, stage.town, personId)
}

/** Each timer fires at its own moment, also in the nights between two scenes: a story told in jumps would escalate late. */
async function passUntil(
  { database, clock }: Ports & { readonly clock: StoryClock },
  tenantId: string,
  target: Instant,
  settle: () => Promise<void>,
): Promise<void> {
  let before = ''
  for (;;) {
    const [next] = await database.read(tenantId, tx =>
      tx.query<{ timer_at: Instant; ticket_id: string }>(
        'select timer_at, ticket_id from ticket where tenant_id = $1 and timer_at < $2 order by timer_at, ticket_id limit 1',
        [tenantId, target],
      ),
    )
    if (!next) break
    const seen = `${next.ticket_id} ${next.timer_at}`
    if (seen === before) throw new Error(`The timer of ticket ${next.ticket_id} does not go off.`)
    before = seen
    // At the due instant itself a matter is still in time.
    const due = instantOf(milliseconds(next.timer_at) + 1000)
    if (due > clock.now()) clock.set(due)
    await settle()
  }
  const newDay = localDate(demoZone, target) > localDate(demoZone, clock.now())
  if (target > clock.now()) clock.set(target)
  // What is done once a day (seals, clearing) is due with the day's first scene.
  if (newDay) await settle()
}

async function reactIn(ports: Ports, tenantId: string): Promise<void> {
  await runReactions(ports, tenantId)
  for (const [, errand] of errands()) await errand(ports, tenantId, 'due', silentLog)
}

/** The story asks for nothing that the wire would not take. */
function demandShape(shape: TSchema, body: unknown): void {
  if (Value.Check(shape, body)) return
  const [first] = Value.Errors(shape, body)
  throw new Error(`${JSON.stringify(first)} in ${JSON.stringify(body)}`)
}

/** A refusal in the middle of a story of hundreds of acts must say where it stands. */
async function named<T>(place: string, play: () => Promise<T>): Promise<T> {
  try {
    return await play()
  } catch (error) {
    const reason = error instanceof Refusal ? `${error.code} ${JSON.stringify(error.facts)}` : String(error)
    throw new Error(`The story stops at ${place}: ${reason}`, { cause: error })
  }
}
