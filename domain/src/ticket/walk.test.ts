/** Random walks through the rules: whatever people try in whatever order, the state stays one that the rules know. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../kernel/actor.ts'
import { timerKinds } from './clock.ts'
import type { Verb } from './contract.ts'
import type { TicketEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { queueOf, queues } from './queue.ts'
import { given, later, people, report, start, station, waterworks, words } from './story.fixture.ts'
import { openContest, statuses, type Ticket } from './ticket.ts'
import { actions, allowedInState, transitions } from './transitions.ts'
import type { ResolvedCommand } from './verbs.ts'

const other = fold(report({}, people.neighbour, { ticketId: 'target', number: 'DC-2' }))
const far = later(start, 24 * 200)
type Commands = { readonly [V in Verb]: (ticket: Ticket, yes: boolean) => ResolvedCommand<V> }

const commands: Commands = {
  assessTicket: (_, yes) => (yes ? { subcategory: 'drain-blocked' } : { urgency: 'urgent' }),
  askSiteCheck: () => ({ personId: 'worker' }),
  recordSiteCheck: (_, yes) => ({ found: yes, words }),
  acceptTicket: () => ({}),
  declineTicket: () => ({ rule: 'not_this_town' }),
  closeOnTheSpot: () => ({ words }),
  dispatchTicket: (_, yes) => ({ to: yes ? station : waterworks }),
  withdrawDispatch: () => ({}),
  acknowledgeTicket: () => ({}),
  returnTicket: () => ({ reason: 'not_ours' }),
  forwardTicket: (_, yes) => ({ to: yes ? waterworks : { kind: 'person', personId: 'worker' } }),
  contestDispatch: () => ({ reason: 'not_ours' }),
  decideContest: (_, yes) => ({ upheld: yes }),
  issueOrder: (_, yes) => ({ need: words, needed: yes ? 1 : 2, closesAt: far }),
  takeOrder: () => ({}),
  giveBackOrder: () => ({}),
  endOrder: () => ({}),
  enterTaker: () => ({ personId: 'socialWorker' }),
  askHelper: (_, yes) => ({ personId: yes ? 'neighbour' : 'verifier' }),
  recordContact: (_, yes) => ({ reached: yes }),
  revealReporter: () => ({ reason: words }),
  noteTicket: () => ({ words }),
  callUnits: () => ({ units: ['waterworks'] }),
  recordArrival: ticket => ({ callId: ticket.calls.at(-1)?.callId ?? 'none', unitId: 'waterworks' }),
  reportUp: () => ({ words }),
  handDown: () => ({}),
  referOutside: () => ({ outsideBody: 'road_authority', reason: 'county_road', letter: words }),
  recordReceipt: () => ({ foreignNumber: 'G-7' }),
  recordReply: (_, yes) => ({ words, settled: yes }),
  recordForeign: () => ({ system: '12345', number: '1' }),
  writeBack: () => ({ answer: words }),
  askExtension: () => ({ reason: 'rain' }),
  decideExtension: (_, yes) => ({ granted: yes }),
  suspendTicket: () => ({ reason: 'budget', until: far }),
  resumeTicket: () => ({}),
  urgeTicket: () => ({}),
  superviseTicket: (_, yes) => ({ level: yes ? 1 : 3, words }),
  liftSupervision: () => ({}),
  completeTicket: () => ({ words }),
  verifyTicket: (_, yes) => ({ passed: yes, words }),
  confirmTicket: (_, yes) => ({ solved: yes, words }),
  closeTicket: ticket => (ticket.status === 'resolved' ? { as: 'resolved' } : { as: 'explained', words }),
  rateTicket: () => ({ score: 4 }),
  reopenTicket: () => ({ words }),
  mergeTicket: () => ({ target: other }),
  unmergeTicket: () => ({}),
  announceProblem: () => ({ words, until: far }),
  endProblem: () => ({}),
  appealOverdue: () => ({ reason: 'storm', words }),
  decideAppeal: (_, yes) => ({ granted: yes }),
  releasePhoto: (_, yes) => ({ photoId: 'photo', released: yes }),
  eraseTicket: (_, yes) => ({ what: yes ? 'everything' : 'contact', ground: 'purpose_met' }),
}

const actors: readonly Actor[] = Object.values(people)
type Step =
  | { readonly act: number; readonly who: number; readonly yes: boolean; readonly hours: number }
  | { readonly timer: (typeof timerKinds)[number]; readonly hours: number }
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        act: fc.nat(60),
        who: fc.nat(60),
        yes: fc.boolean(),
        hours: fc.integer({ min: 0, max: 30 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ timer: fc.constantFrom(...timerKinds), hours: fc.integer({ min: 0, max: 60 }) }),
    },
  ),
  { minLength: 5, maxLength: 45 },
)

/** They end a walk or lead it back; tried all the same, but not at every second step. */
const detours: readonly Verb[] = [
  'declineTicket',
  'closeOnTheSpot',
  'closeTicket',
  'mergeTicket',
  'returnTicket',
  'withdrawDispatch',
  'dispatchTicket',
  'forwardTicket',
]

/** Refusals of what the walker chose: whom he enters, whose place he gives back, which level, what he erases again. */
const byTheCommand = [
  'enterTaker: order_already_taken',
  'giveBackOrder: order_not_taken',
  'superviseTicket: not_permitted',
  'eraseTicket: erased_already',
]

/** Mostly what somebody may do now, so that walks get far; now and then anything at all. */
function attempt(journal: readonly TicketEvent[], step: Step, now: string) {
  if ('timer' in step) return given(journal).whenTimer(step.timer, now)
  const ticket = fold(journal)
  const who = actors[step.who % actors.length]!
  const allowed = actors.flatMap(actor =>
    given(journal)
      .offers(actor, now)
      .map(action => ({ action, actor })),
  )
  const onward = allowed.filter(each => transitions[each.action].to.length > 0 && !detours.includes(each.action))
  const usual = step.yes && onward.length > 0 ? onward : allowed
  const offered = step.act % 5 === 0 ? actions : usual
  const chosen = offered[step.act % Math.max(1, offered.length)]
  const verb: Verb = typeof chosen === 'object' ? chosen.action : (chosen ?? 'noteTicket')
  const outcome = given(journal).when(
    verb,
    commands[verb](ticket, step.yes),
    typeof chosen === 'object' ? chosen.actor : who,
    now,
  )
  const code = outcome.refusal?.code
  // The screen offers nothing that is then refused, but for what is typed into it.
  if (typeof chosen === 'object' && code) assert.ok(byTheCommand.includes(`${verb}: ${code}`), `${verb}: ${code}`)
  return outcome
}

test('random walks: stepwise and from the journal the same state; one status; one promise', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(steps, walk => {
      let journal = report()
      let stepwise = fold(journal)
      let now = start
      for (const step of walk) {
        now = later(now, step.hours)
        const outcome = attempt(journal, step, now)
        for (const event of outcome.events) stepwise = evolve(stepwise, event)
        journal = [...journal, ...outcome.events]
        const folded = fold(journal)
        assert.deepEqual(stepwise, folded)
        assert.equal(JSON.stringify(stepwise), JSON.stringify(folded), 'the stored row is equal to the byte')
        assert.ok(statuses.includes(folded.status))
        assert.ok(queues.includes(queueOf(folded)))
        assert.equal(folded.promise.startedAt, start)
        assert.equal(folded.sequence, journal.length)
        demandSound(folded)
        reached.add(folded.status)
      }
    }),
    { numRuns: 150, seed: 20220925 },
  )
  assert.deepEqual([...reached].sort(), [...statuses].sort(), 'the walks are long enough to get everywhere')
})

/** What must hold in every state, whatever was done. */
function demandSound(ticket: Ticket): void {
  const { status, dispatch, order, promise, suspensions } = ticket
  assert.ok(promise.extensions <= 2)
  assert.ok(suspensions.length <= 1)
  if (status === 'dispatched') assert.ok(dispatch && dispatch.acknowledgedAt === undefined, 'dispatched to somebody')
  if (status === 'accepted') assert.equal(dispatch, undefined, 'who is to have it is still open')
  if (status === 'ordered') assert.ok(order && order.takers.length < order.needed, 'places are left')
  if (status === 'accepted' || status === 'handling')
    assert.equal(openContest(ticket), undefined, 'no contest outlives its dispatch')
  if (order) assert.ok(order.takers.length <= order.needed, 'never more takers than needed')
  if (status === 'resolved') {
    const last = ticket.verifications.at(-1)
    assert.ok(last?.passed && last.by !== ticket.result?.by, 'verified, and by another')
  }
  const way = actions.some(action => allowedInState(ticket, action))
  assert.ok(way || ticket.archivedAt !== undefined, `nobody can do anything in ${status}`)
}
