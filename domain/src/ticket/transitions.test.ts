/** Every status × every action: what the table promises is what the rules do, in both directions. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, clockActor } from '../kernel/actor.ts'
import { bodies, type Verb } from './contract.ts'
import type { TicketEvent } from './events.ts'
import { fold } from './evolve.ts'
import {
  at,
  given,
  journeys,
  later,
  orderTaken,
  people,
  report,
  start,
  station,
  waterworks,
  words,
} from './story.fixture.ts'
import { type Status, statuses } from './ticket.ts'
import { actions, allowedInState, transitions } from './transitions.ts'
import { type ResolvedCommand, verbs } from './verbs.ts'

type Case<V extends Verb> = {
  readonly command: ResolvedCommand<V> | ((status: Status) => ResolvedCommand<V>)
  readonly who: Actor
  /** What must have happened before, beside reaching the status. */
  readonly before?: readonly TicketEvent[]
  readonly journey?: (status: Status) => readonly TicketEvent[]
}

const noted = later(start, 2)
const referred: TicketEvent = {
  type: 'TicketReferred',
  at: noted,
  referralId: 'referral',
  by: 'centre',
  body: 'road_authority',
  reason: 'county_road',
  letter: words,
  followUpAt: at('2022-09-23', '17:30'),
}
const foreign: TicketEvent = {
  type: 'ForeignRecorded',
  at: noted,
  by: 'centre',
  foreign: { system: '12345', number: '1' },
}
const problem: TicketEvent = {
  type: 'ProblemAnnounced',
  at: noted,
  by: 'centre',
  problem: { words, until: at('2022-09-25', '18:00'), gridId: 'village', by: 'centre', at: noted },
}
const appealed: TicketEvent = {
  type: 'OverdueAppealed',
  at: noted,
  appealId: 'appeal',
  by: 'clerk',
  reason: 'storm',
  words,
}
const overdue: TicketEvent = { type: 'TicketFellOverdue', at: noted }
const hold = { amount: 1, unit: 'working_day' } as const

const toWorker = given(journeys.accepted).when(
  'dispatchTicket',
  { to: { kind: 'person', personId: 'worker' } },
  people.groupLeader,
).journal

const other = fold(report({}, people.neighbour, { ticketId: 'target', number: 'DC-2' }))

const cases: { readonly [V in Verb]: Case<V> } = {
  assessTicket: { command: { urgency: 'urgent' }, who: people.groupLeader },
  askSiteCheck: { command: { personId: 'worker' }, who: people.groupLeader },
  recordSiteCheck: {
    command: { found: false, words },
    who: people.worker,
    before: [{ type: 'SiteCheckAsked', at: noted, by: 'groupLeader', askedOf: 'worker' }],
  },
  acceptTicket: { command: {}, who: people.groupLeader },
  declineTicket: { command: { rule: 'not_this_town' }, who: people.groupLeader },
  closeOnTheSpot: {
    command: { words },
    who: people.worker,
    journey: status =>
      status === 'dispatched'
        ? toWorker
        : status === 'handling'
          ? given(toWorker).when('acknowledgeTicket', {}, people.worker).journal
          : journeys[status],
  },
  dispatchTicket: { command: { to: waterworks }, who: people.groupLeader },
  withdrawDispatch: { command: {}, who: people.groupLeader },
  acknowledgeTicket: { command: {}, who: people.clerk },
  returnTicket: { command: { reason: 'not_ours' }, who: people.clerk },
  forwardTicket: { command: { to: waterworks }, who: people.clerk },
  contestDispatch: { command: { reason: 'not_ours' }, who: people.clerk },
  decideContest: {
    command: { upheld: true },
    who: people.centre,
    before: [{ type: 'DispatchContested', at: noted, contestId: 'contest', by: 'clerk', reason: 'not_ours' }],
  },
  issueOrder: { command: { need: words, needed: 1 }, who: people.groupLeader },
  takeOrder: { command: {}, who: people.partyMember },
  giveBackOrder: {
    command: {},
    who: people.partyMember,
    journey: status =>
      status === 'handling'
        ? orderTaken
        : status === 'ordered'
          ? given(journeys.ordered).when('takeOrder', {}, people.partyMember).journal
          : journeys[status],
  },
  endOrder: { command: {}, who: people.groupLeader },
  enterTaker: { command: { personId: 'neighbour' }, who: people.worker },
  askHelper: { command: { personId: 'neighbour' }, who: people.worker },
  recordContact: { command: { reached: true }, who: people.worker },
  revealReporter: { command: { reason: words }, who: people.groupLeader },
  noteTicket: { command: { words }, who: people.worker },
  callUnits: { command: { units: ['waterworks'] }, who: people.worker },
  recordArrival: {
    command: { callId: 'call', unitId: 'waterworks' },
    who: people.waterClerk,
    before: [{ type: 'UnitsCalled', at: noted, callId: 'call', units: ['waterworks'], by: 'worker' }],
  },
  reportUp: { command: { words }, who: people.worker },
  handDown: {
    command: {},
    who: people.centre,
    before: [{ type: 'TicketEscalated', at: noted, from: 'small', to: 'large', skipped: [], called: 'leader', hold }],
  },
  referOutside: {
    command: { outsideBody: 'road_authority', reason: 'county_road', letter: words },
    who: people.centre,
  },
  recordReceipt: { command: { foreignNumber: 'G-7' }, who: people.centre, before: [referred] },
  recordReply: { command: { words, settled: true }, who: people.centre, before: [referred] },
  recordForeign: { command: { system: '12345', number: '2' }, who: people.centre },
  writeBack: { command: { answer: words }, who: people.centre, before: [foreign] },
  askExtension: { command: { reason: 'rain' }, who: people.clerk },
  decideExtension: {
    command: { granted: true },
    who: people.approver,
    before: [{ type: 'ExtensionAsked', at: noted, extensionId: 'extension', by: 'clerk', reason: 'rain' }],
  },
  suspendTicket: { command: { reason: 'budget', until: at('2023-03-01', '09:00') }, who: people.approver },
  resumeTicket: {
    command: {},
    who: people.approver,
    before: [
      { type: 'TicketSuspended', at: noted, by: 'approver', reason: 'budget', until: at('2023-03-01', '09:00') },
    ],
  },
  urgeTicket: { command: {}, who: people.resident },
  superviseTicket: { command: { level: 1, words }, who: people.supervisor },
  liftSupervision: {
    command: {},
    who: people.supervisor,
    before: [{ type: 'SupervisionSet', at: noted, by: 'supervisor', level: 2, words }],
  },
  completeTicket: { command: { words }, who: people.clerk },
  verifyTicket: { command: { passed: true }, who: people.verifier },
  confirmTicket: { command: { solved: true }, who: people.resident },
  closeTicket: {
    command: status => (status === 'resolved' ? { as: 'resolved' } : { as: 'explained', words }),
    who: people.groupLeader,
  },
  rateTicket: { command: { score: 5 }, who: people.resident },
  reopenTicket: { command: { words }, who: people.resident },
  mergeTicket: {
    command: { target: other },
    who: people.centre,
  },
  unmergeTicket: {
    command: {},
    who: people.centre,
    journey: () => [
      ...journeys.handling,
      { type: 'TicketMerged', at: noted, by: 'centre', into: 'target', intoNumber: 'DC-2' },
    ],
  },
  announceProblem: { command: { words, until: at('2022-09-25', '18:00') }, who: people.groupLeader },
  endProblem: { command: {}, who: people.groupLeader, before: [problem] },
  appealOverdue: { command: { reason: 'storm', words }, who: people.groupLeader, before: [overdue] },
  decideAppeal: { command: { granted: true }, who: people.approver, before: [overdue, appealed] },
  releasePhoto: { command: { photoId: 'photo', released: true }, who: people.groupLeader },
  eraseTicket: { command: { what: 'contact', ground: 'consent_withdrawn' }, who: people.centre },
}

function walk<V extends Verb>(verb: V, status: Status): boolean {
  const { command, who, before = [], journey } = cases[verb]
  const said = typeof command === 'function' ? command(status) : command
  const rule = transitions[verb]
  const told = journey?.(status) ?? journeys[status]
  const pair = `${status} × ${verb}`
  if (!(rule.from as readonly Status[]).includes(status)) {
    // The town's clock is asked for no permission, so only the state can be what refuses.
    const { refusal, events } = given(journeys[status]).when(verb, said, clockActor)
    assert.equal(refusal?.code, 'action_not_in_status', `${pair} must be refused, gave ${JSON.stringify(events)}`)
    return false
  }
  const prepared = [...told, ...before]
  const ticket = fold(prepared)
  assert.equal(ticket.status, status, `${pair} is prepared in the wrong status`)
  assert.equal(allowedInState(ticket, verb), true, pair)
  const outcome = given(prepared).when(verb, said, who)
  assert.equal(outcome.refusal, undefined, `${pair}: ${outcome.refusal?.message}`)
  const allowed: readonly Status[] = rule.to.length > 0 ? rule.to : [status]
  assert.ok(allowed.includes(outcome.ticket.status), `${pair} led to ${outcome.ticket.status}`)
  assert.ok(given(prepared).offers(who).includes(verb), `${pair}: the screen does not offer what the rule allows`)
  return true
}

test('every status × action pair succeeds for who may do it or is refused by its status', () => {
  let allowed = 0
  let refused = 0
  for (const verb of actions) for (const status of statuses) walk(verb, status) ? allowed++ : refused++
  assert.equal(allowed + refused, statuses.length * actions.length)
  assert.ok(allowed > 150 && refused > 150, `${allowed} allowed, ${refused} refused: the table has become one-sided`)
})

/** The table once more as a picture, so that a change of it is a decision and not a slip; columns as in `statuses`. */
const picture: Readonly<Record<Verb, string>> = {
  assessTicket: '+++·······',
  askSiteCheck: '++········',
  recordSiteCheck: '·+········',
  acceptTicket: '++········',
  declineTicket: '++········',
  closeOnTheSpot: '+++·+·+···',
  dispatchTicket: '··+···+···',
  withdrawDispatch: '····+·····',
  acknowledgeTicket: '····+·····',
  returnTicket: '····+·+···',
  forwardTicket: '····+·+···',
  contestDispatch: '····+·····',
  decideContest: '····+·····',
  issueOrder: '··+·······',
  takeOrder: '·····+····',
  giveBackOrder: '·····++···',
  endOrder: '·····+····',
  enterTaker: '·····+····',
  askHelper: '·····+····',
  recordContact: '+++·++++++',
  revealReporter: '++++++++++',
  noteTicket: '+++·+++++·',
  callUnits: '+++·+++···',
  recordArrival: '+++·++++··',
  reportUp: '+++···+···',
  handDown: '+++·······',
  referOutside: '··+···+···',
  recordReceipt: '··+·++++··',
  recordReply: '··+·++++··',
  recordForeign: '+++·++++··',
  writeBack: '++++++++++',
  askExtension: '····+·+···',
  decideExtension: '··+·++++··',
  suspendTicket: '··+·+·+···',
  resumeTicket: '··+·++++··',
  urgeTicket: '+++·++++··',
  superviseTicket: '+++·++++··',
  liftSupervision: '+++·++++++',
  completeTicket: '······+···',
  verifyTicket: '·······+··',
  confirmTicket: '·······+··',
  closeTicket: '··+···+++·',
  rateTicket: '········++',
  reopenTicket: '········++',
  mergeTicket: '+++·+++···',
  unmergeTicket: '·········+',
  announceProblem: '+++·+·+···',
  endProblem: '+++·++++++',
  appealOverdue: '··+·++++++',
  decideAppeal: '··+·++++++',
  releasePhoto: '··+·++++++',
  eraseTicket: '···+·····+',
}

test('the table is the one that was agreed', () => {
  assert.deepEqual(
    statuses.join(' '),
    'received assessing accepted declined dispatched ordered handling handled resolved closed',
  )
  for (const verb of actions) {
    const from: readonly Status[] = transitions[verb].from
    assert.equal(statuses.map(status => (from.includes(status) ? '+' : '·')).join(''), picture[verb], verb)
  }
})

test('the table, the wire and the rules name the same verbs', () => {
  assert.deepEqual([...actions].sort(), Object.keys(bodies).sort())
  assert.deepEqual(Object.keys(verbs).sort(), Object.keys(bodies).sort())
  const paths = Object.values(verbs).map(each => each.path)
  assert.equal(new Set(paths).size, paths.length)
  for (const path of paths) assert.match(path, /^[a-z]+(-[a-z]+)*$/)
})

test('a merged ticket only points to the other one', () => {
  const merged = given(journeys.accepted).when('mergeTicket', { target: other }, people.centre).journal
  given(merged).when('reopenTicket', { words }, people.resident).thenRefused('action_not_in_status')
  given(merged).when('rateTicket', { score: 5 }, people.resident).thenRefused('action_not_in_status')
  given(merged).when('recordContact', { reached: true }, people.worker).thenGives({ type: 'ReporterContacted' })
})

test('while the clock stands still nothing is dispatched, completed or closed on the spot', () => {
  const suspended = given(journeys.handling).when(
    'suspendTicket',
    { reason: 'budget', until: at('2023-03-01', '09:00') },
    people.approver,
  ).journal
  given(suspended).when('dispatchTicket', { to: station }, people.groupLeader).thenRefused('suspended')
  given(suspended).when('completeTicket', { words }, people.clerk).thenRefused('suspended')
  given(suspended).when('closeOnTheSpot', { words }, people.worker).thenRefused('suspended')
})
