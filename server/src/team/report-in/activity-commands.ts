import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import {
  decideActivity,
  decideAskingHelper,
  decideJoining,
  demandComing,
  demandLeader,
} from '@onegrid/domain/team/report-in/activity.ts'
import type { ActivityBody } from '@onegrid/domain/team/report-in/activity-contract.ts'
import type { Tx } from '../../database/database.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { registerSweep } from '../../jobs/sweep.ts'
import { append, headOf } from '../../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts } from '../asking.ts'
import {
  findActivityForChange,
  findHelpers,
  forgetOver,
  insertActivity,
  setActivityWithdrawn,
  setAsked,
  setJoined,
  setLeft,
} from './activity-store.ts'
import type { ReportInPorts } from './commands.ts'
import { findConfirmedOf } from './queries.ts'

type Done = { readonly activityId: string }

/** The journal says that there was an activity and who was asked: not its words, and not who said yes. */
async function tell(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  activityId: string,
  event: { readonly type: string; readonly [fact: string]: unknown },
) {
  const stream = { kind: 'activity', id: activityId }
  const entry = entryOf(ports, asking)
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ at: entry.recordedAt, ...event }], entry)
}

export function makeActivity(ports: ReportInPorts, asking: Asking, body: ActivityBody): Promise<Done> {
  return runTeamCommand(ports, asking, 'createActivity', body, async tx => {
    const { tenantId } = asking.town
    const { tree } = await gridIndex(ports, tenantId, tx)
    const ground = {
      skills: await ports.skillsOf(tenantId, tx),
      villageOf: (wanted: string) => (tree.find(wanted) === undefined ? undefined : tree.pathOf(wanted).medium),
    }
    const draft = { ...body, gridId: body.gridId.toLowerCase() }
    const { kept, villageId, madeBy } = decideActivity(asking.actor, draft, ground, ports.clock.now())
    const activityId = ports.ids.id()
    await insertActivity(tx, { ...kept, activityId, villageId, madeBy, madeAt: ports.clock.now() })
    await tell(tx, ports, asking, activityId, { type: 'ActivityPlanned', gridId: kept.gridId, startsAt: kept.startsAt })
    return { activityId }
  })
}

export function withdrawActivity(ports: TeamPorts, asking: Asking, activityId: string): Promise<Done> {
  return runTeamCommand(ports, asking, 'withdrawActivity', { activityId }, async tx => {
    const activity = demandLeader(asking.actor, await findActivityForChange(tx, activityId))
    demandComing(activity, ports.clock.now())
    await setActivityWithdrawn(tx, activity.activityId, ports.clock.now())
    await tell(tx, ports, asking, activity.activityId, { type: 'ActivityWithdrawn' })
    return { activityId: activity.activityId }
  })
}

/** One message, once; an answer is not needed. */
export function askActivityHelper(ports: TeamPorts, asking: Asking, activityId: string, wanted: string): Promise<Done> {
  const personId = wanted.toLowerCase()
  return runTeamCommand(ports, asking, 'askActivityHelper', { activityId, personId }, async tx => {
    const activity = demandLeader(asking.actor, await findActivityForChange(tx, activityId))
    const stands = (await findHelpers(tx, [activity.activityId])).find(helper => helper.personId === personId)
    const confirmed = (await findConfirmedOf(tx, personId)).length > 0
    const helper = { personId, confirmed, asked: stands?.asked === true, joined: stands?.joined === true }
    decideAskingHelper(asking.actor, activity, helper, ports.clock.now())
    await setAsked(tx, activity.activityId, personId, ports.clock.now())
    const told = { type: 'ActivityHelperAsked', personId, startsAt: activity.startsAt }
    await tell(tx, ports, asking, activity.activityId, told)
    return { activityId: activity.activityId }
  })
}

/** Yes, as far as he can: no list of who came is ever made of it. */
export function joinActivity(ports: TeamPorts, asking: Asking, activityId: string): Promise<Done> {
  return runTeamCommand(ports, asking, 'joinActivity', { activityId }, async tx => {
    const personId = personOf(asking.actor)
    demand(personId !== undefined, 'not_signed_in')
    const found = await findActivityForChange(tx, activityId)
    const others = (await findHelpers(tx, [activityId])).filter(each => each.joined && each.personId !== personId)
    const confirmed = (await findConfirmedOf(tx, personId)).length > 0
    const activity = decideJoining(found, { confirmed, taken: others.length }, ports.clock.now())
    await setJoined(tx, activity.activityId, personId, ports.clock.now())
    return { activityId: activity.activityId }
  })
}

/** Whenever he likes, without a reason; having said nothing it changes nothing. */
export function leaveActivity(ports: TeamPorts, asking: Asking, activityId: string): Promise<Done> {
  return runTeamCommand(ports, asking, 'leaveActivity', { activityId }, async tx => {
    const personId = personOf(asking.actor)
    demand(personId !== undefined, 'not_signed_in')
    const helpers = await findHelpers(tx, [activityId])
    demand(
      helpers.some(helper => helper.personId === personId),
      'not_found',
    )
    await setLeft(tx, activityId, personId)
    return { activityId }
  })
}

export function sweepActivities(): void {
  registerSweep('activities that are over', 'hourly', ({ database }, tenantId, now) =>
    database.write(tenantId, tx => forgetOver(tx, now)),
  )
}
