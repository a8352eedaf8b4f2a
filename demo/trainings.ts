/** Training in the example town: what was held so far by the list that lay on the table, and what is planned next. */
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { findPeopleFor } from '@onegrid/server/team/queries.ts'
import { createTraining, giveFeedback, recordPresence, signUp } from '@onegrid/server/team/training/commands.ts'
import { addFile } from '@onegrid/server/team/training/files.ts'
import { storyInstant } from './clock.ts'
import { typhoonHandout } from './handout.ts'
import { actorWithPosts, type Stage } from './town.ts'

type Session = {
  readonly subject: string
  readonly title: string
  readonly day: string
  readonly from: string
  readonly to: string
  readonly place: string
  /** Who is wanted there, and how many of them came or signed up. */
  readonly roles: readonly Role[]
  readonly people: number
  /** Lies beside it as a file. */
  readonly handout?: typeof typhoonHandout
}

const hall = '镇政府三楼会议室'
const leaders: readonly Role[] = ['medium_leader', 'small_leader']
const workers: readonly Role[] = ['grid_worker', 'village_worker']

/** The list of the meetings so far was typed in when the team got its accounts. */
const held: readonly Session[] = [
  {
    subject: 'grassroots',
    title: '“多网合一”怎么干：职责与流程',
    day: '03-10',
    from: '09:00',
    to: '11:30',
    place: hall,
    roles: leaders,
    people: 120,
  },
  {
    subject: 'emergency',
    title: '汛期巡查与转移避险',
    day: '04-21',
    from: '14:30',
    to: '17:00',
    place: hall,
    roles: workers,
    people: 96,
  },
  {
    subject: 'mediation',
    title: '邻里纠纷怎么谈',
    day: '05-19',
    from: '09:00',
    to: '11:30',
    place: '古院社区党群服务中心',
    roles: ['mediator', ...leaders],
    people: 64,
  },
  {
    subject: 'care',
    title: '独居老人和困境儿童的探访',
    day: '06-16',
    from: '14:30',
    to: '16:30',
    place: '都斛村新时代文明实践站',
    roles: ['social_worker', ...workers],
    people: 58,
  },
  {
    subject: 'law',
    title: '宅基地与土地承包的常见问题',
    day: '07-14',
    from: '09:00',
    to: '11:30',
    place: hall,
    roles: leaders,
    people: 88,
  },
  {
    subject: 'grassroots',
    title: '接单、办理、上传结果：手机操作',
    day: '08-18',
    from: '19:30',
    to: '21:00',
    place: '碧塘村党群服务中心',
    roles: workers,
    people: 110,
  },
]
const coming: readonly Session[] = [
  {
    subject: 'emergency',
    title: '台风后的安全排查',
    day: '09-28',
    from: '14:30',
    to: '17:00',
    place: hall,
    roles: workers,
    people: 36,
    handout: typhoonHandout,
  },
  {
    subject: 'law',
    title: '反诈宣传进小组',
    day: '10-12',
    from: '09:00',
    to: '11:00',
    place: '礼村党群服务中心',
    roles: ['party_member', 'volunteer'],
    people: 9,
  },
]

const said = [
  { score: 5, words: '例子都是本地的，听得懂' },
  { score: 4, words: '希望多讲怎么跟老人家说' },
  { score: 5 },
  { score: 3, words: '晚上讲课好过上班时间' },
] as const

export async function trainTeam(ports: Ports, { town, people }: Stage): Promise<void> {
  const organiser = await actorWithPosts(ports, town, people.get('centre')!)
  const asking = (commandId: string) => ({ town, actor: organiser, commandId })
  const at = ports.clock.now()
  const wanted = async ({ roles, people: count }: Session) => {
    const found = await ports.database.read(town.tenantId, async tx =>
      Promise.all(roles.map(role => findPeopleFor(tx, { role, at }))),
    )
    const ids = [...new Set(found.flat().map(each => each.personId))]
    // Every so-many-th of the list, so that all villages are seen.
    const step = Math.max(1, Math.floor(ids.length / count))
    return ids.filter((_, index) => index % step === 0).slice(0, count)
  }
  const plan = (session: Session, key: string) => {
    const { subject, title, day, from, to, place } = session
    const startsAt = storyInstant(`${day} ${from}`)
    const draft = { subject, title, startsAt, endsAt: storyInstant(`${day} ${to}`), place, materials: [] }
    return createTraining(ports, asking(key), draft)
  }
  for (const [index, session] of held.entries()) {
    const { trainingId } = await plan(session, `training-${index}`)
    const personIds = await wanted(session)
    await recordPresence(ports, asking(`training-${index}-list`), trainingId, { personIds, present: true })
    for (const [place, feedback] of said.entries()) {
      const personId = personIds[(index + 1) * (place + 2)]
      if (personId === undefined) continue
      const actor = await actorWithPosts(ports, town, personId)
      await giveFeedback(ports, { town, actor, commandId: `training-${index}-said-${place}` }, trainingId, feedback)
    }
  }
  for (const [index, session] of coming.entries()) {
    const { trainingId } = await plan(session, `training-next-${index}`)
    const file = await session.handout?.()
    if (file) await addFile(ports, asking(`training-next-${index}-file`), trainingId, file)
    for (const [place, personId] of (await wanted(session)).entries()) {
      const actor = await actorWithPosts(ports, town, personId)
      await signUp(ports, { town, actor, commandId: `training-next-${index}-${place}` }, trainingId)
    }
  }
}
