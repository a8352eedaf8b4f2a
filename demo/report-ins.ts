/** 双报到 in the example town: who offers what where, said and answered by the real commands. */
import type { ReportInBody } from '@onegrid/domain/team/report-in/contract.ts'
import type { ReportInKind } from '@onegrid/domain/team/report-in/report-in.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { askActivityHelper, joinActivity, makeActivity } from '@onegrid/server/team/report-in/activity-commands.ts'
import { answerReportIn, reportIn, withdrawReportIn } from '@onegrid/server/team/report-in/commands.ts'
import { needCodes } from '@onegrid/server/ticket/offers.ts'
import { storyInstant } from './clock.ts'
import { shortName } from './named-people.ts'
import { actorWithPosts, type Stage } from './town.ts'

type Offer = Omit<ReportInBody, 'gridId'> & {
  readonly by: string
  readonly kind: ReportInKind
  readonly village: string
}

const offers: readonly Offer[] = [
  {
    by: 'party:碧塘',
    kind: 'party_member',
    village: '碧塘',
    skills: ['home_visit', 'phone'],
    times: ['restday_day', 'workday_evening'],
    words: '有摩托车，去远一点的组也行',
  },
  {
    by: 'clerk:services',
    kind: 'unit',
    village: '碧塘',
    unitName: '东成镇便民服务中心党支部',
    skills: ['home_visit', 'law'],
    times: ['workday_day'],
  },
  {
    by: 'party:东瑶',
    kind: 'party_member',
    village: '东瑶',
    skills: ['repair', 'home_visit'],
    times: ['restday_day', 'restday_evening'],
    words: '做过泥水工，换瓦补漏都会',
  },
  { by: 'clerk:farming', kind: 'unit', village: '云河', unitName: '东成镇农业农村办', skills: ['farming'], times: [] },
  {
    by: 'party2:碧塘',
    kind: 'party_member',
    village: '碧塘',
    skills: ['drain'],
    times: ['restday_day'],
    words: '会开拖拉机，农忙可以帮手',
  },
  {
    by: 'clerk:power',
    kind: 'unit',
    village: '碧塘',
    unitName: '东成供电所',
    skills: ['repair'],
    times: ['workday_day', 'workday_evening'],
  },
]

/** Whom the leader of the village answered; the others wait on Monday morning. */
const answers: readonly { readonly by: string; readonly leader: string; readonly declined?: string }[] = [
  { by: 'party:碧塘', leader: 'leader:碧塘' },
  { by: 'clerk:services', leader: 'leader:碧塘' },
  { by: 'party:东瑶', leader: 'leader:东瑶' },
  { by: 'clerk:farming', leader: 'leader:云河', declined: '云河已和县农科所结对，请到扶桂村报到' },
]

export async function reportInTown(ports: Ports, { town, people }: Stage): Promise<void> {
  const { tree } = await gridIndex(ports, town.tenantId)
  const parts = {
    ...ports,
    skillsOf: (...asked: [string, Parameters<typeof needCodes>[2]]) => needCodes(ports, ...asked),
  }
  const villageOf = (name: string) => tree.grids.find(grid => grid.level === 'medium' && shortName(grid.name) === name)!
  const asking = async (key: string, commandId: string) => ({
    town,
    actor: await actorWithPosts(ports, town, people.get(key)!),
    commandId,
  })
  const made = new Map<string, string>()
  for (const { by, kind, village, ...said } of offers) {
    const body = { ...said, gridId: villageOf(village).gridId }
    const { reportInId } = await reportIn(parts, await asking(by, `report-in-${by}`), kind, body)
    made.set(by, reportInId)
  }
  for (const { by, leader, declined } of answers) {
    const answer =
      declined === undefined ? ({ state: 'confirmed' } as const) : ({ state: 'declined', words: declined } as const)
    await answerReportIn(ports, await asking(leader, `answer-${by}`), made.get(by)!, answer)
  }
  // One more evening was free after all; one offer was taken back.
  const [{ by, kind, village, ...said }] = offers as readonly [Offer, ...Offer[]]
  await reportIn(parts, await asking(by, 'report-in-again'), kind, {
    ...said,
    gridId: villageOf(village).gridId,
    times: [...said.times, 'restday_evening'],
  })
  const other = await asking('party:云河', 'report-in-once')
  const { reportInId } = await reportIn(parts, other, 'party_member', {
    gridId: villageOf('云河').gridId,
    skills: ['errand'],
    times: [],
  })
  await withdrawReportIn(ports, { ...other, commandId: 'report-in-withdrawn' }, reportInId)
  // A Saturday in the village: one was asked and said yes, more hands are wanted.
  const { activityId } = await makeActivity(parts, await asking('leader:碧塘', 'activity'), {
    name: '重阳前看望独居老人',
    gridId: villageOf('碧塘').gridId,
    place: '祠堂前集合',
    startsAt: storyInstant('10-01 09:00'),
    endsAt: storyInstant('10-01 11:30'),
    skills: [],
    wanted: 6,
  })
  const helper = people.get('party:碧塘')!
  await askActivityHelper(parts, await asking('leader:碧塘', 'activity-asked'), activityId, helper)
  await joinActivity(parts, await asking('party:碧塘', 'activity-joined'), activityId)
}
