import type { Verb } from '@onegrid/domain/ticket/contract.ts'
import type { Hand } from '../county.ts'
import type { Call, Recipe, Stage } from './recipe.ts'

type Body = Readonly<Record<string, unknown>>

/** A ticket brought somewhere, and what somebody then does with it. */
function verb(
  state: (stage: Stage) => Promise<string>,
  by: (stage: Stage) => Hand,
  body: (stage: Stage, number: string) => Body | Promise<Body> = () => ({}),
): Recipe {
  return {
    async ready(stage): Promise<Call> {
      const number = await state(stage)
      return { by: by(stage), params: { number }, body: await body(stage, number) }
    },
  }
}

const words = { words: '到现场看过' }
const leader = ({ town }: Stage) => town.leader
const worker = ({ town }: Stage) => town.worker
const centre = ({ town }: Stage) => town.centre
const resident = ({ town }: Stage) => town.resident

const reported = ({ story }: Stage) => story.reported()
const accepted = ({ story }: Stage) => story.accepted()
const dispatched = ({ story }: Stage) => story.dispatched()
const handling = ({ story }: Stage) => story.handling()
const handled = ({ story }: Stage) => story.handled()
const resolved = ({ story }: Stage) => story.resolved()
const ordered = ({ story }: Stage) => story.ordered()
const referred = ({ story }: Stage) => story.referred()

/** After one more step than the common states have. */
const then =
  (state: (stage: Stage) => Promise<string>, by: (stage: Stage) => Hand, path: string, body: (stage: Stage) => Body) =>
  async (stage: Stage): Promise<string> => {
    const number = await state(stage)
    await stage.story.act(by(stage), number, path, body(stage))
    return number
  }

const reason = (kind: 'return' | 'contest' | 'extension' | 'suspension' | 'appeal' | 'referral') => (stage: Stage) => ({
  reason: stage.town.catalogue.reasons[kind][0]!.code,
})
const toPerson = (who: (stage: Stage) => Hand) => (stage: Stage) => ({
  to: { kind: 'person', personId: who(stage).personId },
})
const water = ({ town }: Stage) => town.unit('water').unitId

async function withPhoto({ story, town }: Stage): Promise<string> {
  const number = await story.handling()
  await story.act(town.worker, number, 'note', { ...words, photos: [await story.photo()] })
  return number
}

async function merged({ story, town }: Stage): Promise<string> {
  const number = await story.reported()
  await story.act(town.leader, number, 'merge', { into: await story.reported() })
  return number
}

const declined = then(reported, leader, 'decline', ({ town }) => ({ rule: town.catalogue.declineRules[0]!.code }))
const called = then(accepted, leader, 'call-units', stage => ({ units: [water(stage)] }))
const foreign = then(reported, centre, 'record-foreign', () => ({ system: '12345', number: '2022-0926-1' }))
const suspension = (stage: Stage) => ({ ...reason('suspension')(stage), until: stage.story.inDays(30) })
const demanded = () => ({ level: 1, words: '三日内办结并回复' })
const problem = ({ story }: Stage) => ({ words: '全村停电,预计18时前恢复', until: story.inDays(1) })
const appealed = (stage: Stage) => ({ ...reason('appeal')(stage), words: '连续暴雨无法施工' })

export const ticketVerbRecipes: Readonly<Record<Verb, Recipe>> = {
  assessTicket: verb(reported, leader, () => ({ subcategory: '1202', urgency: 'urgent', ...words })),
  askSiteCheck: verb(reported, leader, stage => ({ personId: worker(stage).personId, ...words })),
  recordSiteCheck: verb(
    then(reported, leader, 'ask-site-check', stage => ({ personId: worker(stage).personId })),
    worker,
    () => ({ found: true, ...words }),
  ),
  acceptTicket: verb(reported, leader),
  declineTicket: verb(reported, leader, ({ town }) => ({ rule: town.catalogue.declineRules[0]!.code, ...words })),
  closeOnTheSpot: verb(reported, worker, () => words),
  dispatchTicket: verb(accepted, leader, toPerson(worker)),
  withdrawDispatch: verb(dispatched, leader),
  acknowledgeTicket: verb(dispatched, worker),
  returnTicket: verb(dispatched, worker, reason('return')),
  forwardTicket: verb(
    dispatched,
    worker,
    toPerson(({ town }) => town.villageWorker),
  ),
  contestDispatch: verb(dispatched, worker, reason('contest')),
  decideContest: verb(then(dispatched, worker, 'contest-dispatch', reason('contest')), centre, () => ({
    upheld: true,
  })),
  issueOrder: verb(
    ({ story }) => story.accepted({ subcategory: '1104' }),
    leader,
    ({ story }) => ({ need: '清沟加固,要带锄头', needed: 2, closesAt: story.inDays(2) }),
  ),
  takeOrder: verb(ordered, ({ town }) => town.partyMember),
  endOrder: verb(({ story }) => story.taken(), leader),
  giveBackOrder: verb(
    ({ story }) => story.taken(),
    ({ town }) => town.partyMember,
  ),
  enterTaker: verb(ordered, leader, ({ town }) => ({ personId: town.volunteer.personId })),
  askHelper: verb(ordered, leader, ({ town }) => ({ personId: town.volunteer.personId })),
  recordContact: verb(handling, worker, () => ({ reached: true, ...words })),
  revealReporter: verb(
    ({ story, town }) => story.reported({ name: '何月娥', phone: '13800138000' }, town.visitor),
    leader,
    () => ({ reason: '联系反映人核实地点' }),
  ),
  noteTicket: verb(handling, worker, () => words),
  callUnits: verb(accepted, leader, stage => ({ units: [water(stage)] })),
  recordArrival: verb(
    called,
    ({ town }) => town.waterClerk,
    async (stage, number) => {
      const calls = (await stage.story.page(number)).beside['calls'] as readonly { readonly callId: string }[]
      return { callId: calls[0]!.callId, unitId: water(stage) }
    },
  ),
  reportUp: verb(accepted, leader, () => ({ words: '属镇级道路,村里无权施工' })),
  handDown: verb(accepted, leader, () => words),
  referOutside: verb(accepted, centre, stage => ({
    outsideBody: stage.town.catalogue.outsideBodies[0]!.code,
    ...reason('referral')(stage),
    letter: '此路属县道,请贵单位处理',
  })),
  recordReceipt: verb(referred, centre, ({ story }) => ({ foreignNumber: '公路-22-7', limit: story.inDays(20) })),
  recordReply: verb(referred, centre, () => ({ words: '已列入七月养护计划', settled: true })),
  recordForeign: verb(reported, centre, ({ story }) => ({
    system: '12345',
    number: '2022-0926-2',
    limit: story.inDays(9),
  })),
  writeBack: verb(foreign, centre, () => ({ answer: '水压低是支管破裂,已换管,当晚恢复' })),
  askExtension: verb(handling, worker, reason('extension')),
  decideExtension: verb(then(handling, worker, 'ask-extension', reason('extension')), centre, () => ({
    granted: true,
  })),
  suspendTicket: verb(accepted, centre, suspension),
  resumeTicket: verb(then(accepted, centre, 'suspend', suspension), centre),
  urgeTicket: verb(reported, resident, () => words),
  superviseTicket: verb(reported, ({ town }) => town.supervisor, demanded),
  liftSupervision: verb(
    then(reported, ({ town }) => town.supervisor, 'supervise', demanded),
    ({ town }) => town.supervisor,
  ),
  completeTicket: verb(handling, worker, () => ({ words: '换了灯头,3日晚已亮' })),
  verifyTicket: verb(
    handled,
    ({ town }) => town.verifier,
    () => ({ passed: true }),
  ),
  confirmTicket: verb(handled, resident, () => ({ solved: true })),
  closeTicket: verb(resolved, leader, () => ({ as: 'resolved' })),
  rateTicket: verb(resolved, resident, () => ({ score: 5 })),
  reopenTicket: verb(resolved, resident, () => ({ words: '不过今天又有点返水' })),
  mergeTicket: verb(reported, leader, async ({ story }) => ({ into: await story.reported() })),
  unmergeTicket: verb(merged, leader),
  announceProblem: verb(accepted, leader, problem),
  endProblem: verb(then(accepted, leader, 'announce-problem', problem), leader),
  appealOverdue: verb(({ story }) => story.overdue(), worker, appealed),
  decideAppeal: verb(
    then(({ story }) => story.overdue(), worker, 'appeal-overdue', appealed),
    ({ town }) => town.supervisor,
    () => ({ granted: true }),
  ),
  releasePhoto: verb(withPhoto, leader, async ({ story }, number) => ({
    photoId: (await story.page(number)).photos[0]!.photoId,
    released: true,
  })),
  eraseTicket: verb(declined, centre, () => ({ what: 'everything', ground: 'consent_withdrawn' })),
}
