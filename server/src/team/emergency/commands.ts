import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { VillageBody } from '@onegrid/domain/team/emergency/contract.ts'
import { demandSwitch, demandVillageVoice } from '@onegrid/domain/team/emergency/decide.ts'
import {
  type Emergency,
  type EmergencyKind,
  type EmergencyLevel,
  usualHoldHours,
} from '@onegrid/domain/team/emergency/emergency.ts'
import type { Tx } from '../../database/database.ts'
import { gridIndex } from '../../grid/grid-index.ts'
import { runCommand } from '../../journal/command.ts'
import { append, headOf } from '../../journal/journal.ts'
import type { Asking, TeamPorts } from '../asking.ts'
import { forgetEmergency } from './emergency-memory.ts'
import { findEmergency, insertEmergency, saveVillageLine, setEnded, setLevel } from './store.ts'

type Told = { readonly type: string; readonly [fact: string]: unknown }

/** Titles and notes stay in their rows; the journal says who threw the switch, at which level, and when. */
async function run<Result extends object>(
  ports: TeamPorts,
  { town, actor, commandId }: Asking,
  personId: string,
  asked: object,
  work: (tx: Tx) => Promise<{ readonly result: Result; readonly stream: string; readonly told: Told }>,
): Promise<Result> {
  const recordedAt = ports.clock.now()
  const command = { tenantId: town.tenantId, commandId, asked: { ...asked, by: personId }, recordedAt }
  const done = await runCommand(ports.database, command, async tx => {
    const { result, stream: id, told } = await work(tx)
    const stream = { kind: 'emergency', id }
    const entry = { commandId, recordedAt, actor: { kind: actor.kind, personId } }
    await append(tx, ports.ids, stream, await headOf(tx, stream), [{ ...told, at: recordedAt }], entry)
    return result
  })
  forgetEmergency(ports.database, town.tenantId)
  return done
}

async function getEmergency(tx: Tx): Promise<Emergency> {
  const emergency = await findEmergency(tx)
  if (emergency === undefined) throw new Refusal('emergency_off')
  return emergency
}

/** @throws Refusal emergency_on when one is on: a second storm on top is a higher level */
export function startEmergency(
  ports: TeamPorts,
  asking: Asking,
  wish: {
    readonly kind: EmergencyKind
    readonly level: EmergencyLevel
    readonly title: string
    readonly holdHours?: number
  },
): Promise<{ emergencyId: string }> {
  const personId = demandSwitch(asking.actor)
  return run(ports, asking, personId, { verb: 'startEmergency', wish }, async tx => {
    const title = plainLine(wish.title)
    demand(title !== '', 'field_invalid', { pointer: '/title', expected: 'a title', expectedZh: '请填写名称' })
    const emergency: Emergency = {
      ...wish,
      title,
      emergencyId: ports.ids.id(),
      holdHours: wish.holdHours ?? usualHoldHours[wish.level],
      startedAt: ports.clock.now(),
      version: 1,
    }
    demand(await insertEmergency(tx, emergency), 'emergency_on', {})
    const told = { type: 'EmergencyStarted', kind: wish.kind, level: wish.level, holdHours: emergency.holdHours }
    return { result: { emergencyId: emergency.emergencyId }, stream: emergency.emergencyId, told }
  })
}

export function changeEmergencyLevel(
  ports: TeamPorts,
  asking: Asking,
  wish: { readonly level: EmergencyLevel; readonly holdHours?: number },
): Promise<{ level: number }> {
  const personId = demandSwitch(asking.actor)
  return run(ports, asking, personId, { verb: 'changeEmergencyLevel', wish }, async tx => {
    const before = await getEmergency(tx)
    const holdHours = wish.holdHours ?? usualHoldHours[wish.level]
    await setLevel(tx, { ...before, level: wish.level, holdHours })
    const told = { type: 'EmergencyLevelChanged', level: wish.level, holdHours }
    return { result: { level: wish.level }, stream: before.emergencyId, told }
  })
}

export function endEmergency(ports: TeamPorts, asking: Asking): Promise<{ emergencyId: string }> {
  const personId = demandSwitch(asking.actor)
  return run(ports, asking, personId, { verb: 'endEmergency' }, async tx => {
    const { emergencyId } = await getEmergency(tx)
    await setEnded(tx, emergencyId, ports.clock.now())
    return { result: { emergencyId }, stream: emergencyId, told: { type: 'EmergencyEnded' } }
  })
}

/** The last word of a village holds; who said it and when stand in the journal. */
export async function sayOfVillage(
  ports: TeamPorts,
  asking: Asking,
  gridId: string,
  body: VillageBody,
): Promise<{ gridId: string }> {
  const { tree } = await gridIndex(ports, asking.town.tenantId)
  const village = tree.find(gridId.toLowerCase())
  demand(village?.level === 'medium', 'grid_unknown', { pointer: '/gridId', value: gridId })
  const lies = (each: string) => tree.find(each) !== undefined && tree.isWithin(each, village.gridId)
  const personId = demandVillageVoice(asking.actor, lies)
  return run(ports, asking, personId, { verb: 'sayOfVillage', gridId: village.gridId, body }, async tx => {
    const { emergencyId } = await getEmergency(tx)
    const { note, ...line } = body
    const words = plainLine(note ?? '')
    await saveVillageLine(tx, emergencyId, {
      ...line,
      gridId: village.gridId,
      by: personId,
      saidAt: ports.clock.now(),
      ...(words === '' ? {} : { note: words }),
    })
    const { water, power, road, help, patrolled } = body
    const told = { type: 'VillageSaid', gridId: village.gridId, water, power, road, help, patrolled }
    return { result: { gridId: village.gridId }, stream: emergencyId, told }
  })
}
