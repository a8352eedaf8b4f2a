import { phoneFrom } from '@onegrid/domain/account/phone.ts'
import { type Actor, personOf, postsOf } from '@onegrid/domain/kernel/actor.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import {
  decideFeedback,
  decidePresence,
  decideSignUp,
  decideSubjects,
  decideTraining,
  demandOrganiser,
  type TrainingDraft,
} from '@onegrid/domain/team/training/decide.ts'
import type { Subject, Training } from '@onegrid/domain/team/training/training.ts'
import type { Tx } from '../../database/database.ts'
import { runCommand } from '../../journal/command.ts'
import { append, headOf } from '../../journal/journal.ts'
import type { Asking, TeamPorts } from '../asking.ts'
import { demandPostHolders } from '../queries.ts'
import { findResident } from '../residents.ts'
import {
  countSignedUp,
  findEntry,
  findTrainingByWallCode,
  getTrainingForChange,
  insertTraining,
  readSubjects,
  replaceSubjects,
  setCancelled,
  setFeedback,
  setPresent,
  setSignedUp,
  updateTraining,
} from './store.ts'
import { demandTeam } from './team-only.ts'

/** 30 letters to the sixth: read from a wall and typed on a phone. */
const wallCodeLength = 6

type Told = { readonly type: string; readonly [fact: string]: unknown }
type Done<Result> = { readonly result: Result; readonly stream: string; readonly told?: Told }

/** Names, titles and feedback stay in their rows: the journal says who changed which session. */
export async function run<Result extends object>(
  ports: TeamPorts,
  { town, actor, commandId }: Asking,
  asked: object,
  work: (tx: Tx) => Promise<Done<Result>>,
): Promise<Result> {
  const recordedAt = ports.clock.now()
  const personId = personOf(actor)
  const command = { tenantId: town.tenantId, commandId, asked: { ...asked, by: personId ?? null }, recordedAt }
  return runCommand(ports.database, command, async tx => {
    const { result, stream: id, told } = await work(tx)
    if (told !== undefined) {
      const stream = { kind: 'training', id }
      const journalActor = { kind: actor.kind, ...(personId === undefined ? {} : { personId }) }
      const entry = { commandId, recordedAt, actor: journalActor }
      await append(tx, ports.ids, stream, await headOf(tx, stream), [{ ...told, at: recordedAt }], entry)
    }
    return result
  })
}

export function changeSubjects(
  ports: TeamPorts,
  asking: Asking,
  version: number,
  wanted: readonly Subject[],
): Promise<{ version: number }> {
  demandOrganiser(asking.actor)
  return run(ports, asking, { verb: 'changeTrainingSubjects', version, wanted }, async tx => {
    const { subjects, version: found } = await readSubjects(tx)
    demand(found === version, 'version_stale', { version: found })
    const next = await replaceSubjects(tx, decideSubjects(subjects, wanted), version)
    const told = { type: 'TrainingSubjectsChanged', version: next }
    return { result: { version: next }, stream: asking.town.tenantId, told }
  })
}

export function createTraining(
  ports: TeamPorts,
  asking: Asking,
  draft: TrainingDraft,
): Promise<{ trainingId: string }> {
  const by = demandOrganiser(asking.actor)
  return run(ports, asking, { verb: 'createTraining', draft }, async tx => {
    const { subjects } = await readSubjects(tx)
    const kept = decideTraining(subjects, draft)
    const trainingId = ports.ids.id()
    const training: Training = { ...kept, trainingId, wallCode: ports.ids.code(wallCodeLength), version: 1 }
    await insertTraining(tx, training, by, ports.clock.now())
    const told = { type: 'TrainingPlanned', subject: kept.subject, startsAt: kept.startsAt }
    return { result: { trainingId }, stream: trainingId, told }
  })
}

export function editTraining(
  ports: TeamPorts,
  asking: Asking,
  trainingId: string,
  version: number,
  draft: TrainingDraft,
): Promise<{ version: number }> {
  demandOrganiser(asking.actor)
  return run(ports, asking, { verb: 'editTraining', trainingId, version, draft }, async tx => {
    const before = await getTrainingForChange(tx, trainingId)
    demand(before.version === version, 'version_stale', { version: before.version })
    demand(before.cancelledAt === undefined, 'training_over', { reason: 'cancelled' })
    const { subjects } = await readSubjects(tx)
    const kept = decideTraining(subjects, draft, before)
    const next = version + 1
    await updateTraining(tx, { ...kept, trainingId: before.trainingId, wallCode: before.wallCode, version: next })
    const told = { type: 'TrainingChanged', subject: kept.subject, startsAt: kept.startsAt }
    return { result: { version: next }, stream: before.trainingId, told }
  })
}

export function cancelTraining(ports: TeamPorts, asking: Asking, trainingId: string): Promise<{ trainingId: string }> {
  demandOrganiser(asking.actor)
  return run(ports, asking, { verb: 'cancelTraining', trainingId }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    demand(training.cancelledAt === undefined && ports.clock.now() < training.endsAt, 'training_over', {})
    await setCancelled(tx, training.trainingId, ports.clock.now())
    return {
      result: { trainingId: training.trainingId },
      stream: training.trainingId,
      told: { type: 'TrainingCancelled' },
    }
  })
}

/** By oneself; the organiser's list is for presence. */
export function signUp(ports: TeamPorts, asking: Asking, trainingId: string): Promise<{ signedUp: boolean }> {
  const personId = demandTeam(asking.actor)
  return run(ports, asking, { verb: 'signUpForTraining', trainingId }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    decideSignUp(training, await countSignedUp(tx, training.trainingId, personId), ports.clock.now())
    await setSignedUp(tx, training.trainingId, personId, ports.clock.now())
    return { result: { signedUp: true }, stream: training.trainingId }
  })
}

/** As easily as signing up, and without a reason. */
export function withdraw(ports: TeamPorts, asking: Asking, trainingId: string): Promise<{ signedUp: boolean }> {
  const personId = demandTeam(asking.actor)
  return run(ports, asking, { verb: 'withdrawFromTraining', trainingId }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    demand(ports.clock.now() < training.endsAt, 'training_over', { reason: 'ended' })
    await setSignedUp(tx, training.trainingId, personId, null)
    return { result: { signedUp: false }, stream: training.trainingId }
  })
}

/** The list that lay on the table, typed in. */
export function recordPresence(
  ports: TeamPorts,
  asking: Asking,
  trainingId: string,
  { personIds, present }: { readonly personIds: readonly string[]; readonly present: boolean },
): Promise<{ count: number }> {
  demandOrganiser(asking.actor)
  const people = [...new Set(personIds.map(each => each.toLowerCase()))]
  return run(ports, asking, { verb: 'recordTrainingPresence', trainingId, people, present }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    demand(training.cancelledAt === undefined, 'training_over', { reason: 'cancelled' })
    await demandPostHolders(tx, people)
    const at = ports.clock.now()
    await setPresent(tx, training.trainingId, people, present ? { at, by: 'list' } : undefined)
    return { result: { count: people.length }, stream: training.trainingId }
  })
}

/** One code on the wall: whoever is signed in presses once, the others type the number that the town keeps. */
export function presentByCode(
  ports: TeamPorts,
  asking: Asking,
  { code, phone }: { readonly code: string; readonly phone?: string },
): Promise<{ trainingId: string }> {
  const wallCode = code.trim().toUpperCase()
  return run(ports, asking, { verb: 'confirmTrainingPresence', wallCode, phone: phone === undefined }, async tx => {
    const training = await findTrainingByWallCode(tx, wallCode)
    if (training === undefined) throw new Refusal('wall_code_unknown', { pointer: '/code' })
    decidePresence(training, ports.clock.now())
    const personId = await whoIsThere(tx, asking.actor, phone)
    await setPresent(tx, training.trainingId, [personId], { at: ports.clock.now(), by: 'code' })
    return { result: { trainingId: training.trainingId }, stream: training.trainingId }
  })
}

async function whoIsThere(tx: Tx, actor: Actor, phone: string | undefined): Promise<string> {
  const own = postsOf(actor).length > 0 ? personOf(actor) : undefined
  if (own !== undefined) return own
  const wrong = (expected: string, expectedZh: string) =>
    new Refusal('field_invalid', { pointer: '/phone', expected, expectedZh })
  demand(phone !== undefined, 'not_signed_in')
  const personId = await findResident(tx, phoneFrom(phone))
  // One answer for a number of nobody and of somebody who is not of the team: it tells nobody who is who.
  const unknown = wrong("a number of the town's team", '网格队伍登记过的手机号')
  if (personId === undefined) throw unknown
  await demandPostHolders(tx, [personId]).catch(() => {
    throw unknown
  })
  return personId
}

export function giveFeedback(
  ports: TeamPorts,
  asking: Asking,
  trainingId: string,
  feedback: { readonly score: number; readonly words?: string },
): Promise<{ trainingId: string }> {
  const personId = demandTeam(asking.actor)
  return run(ports, asking, { verb: 'rateTraining', trainingId, feedback }, async tx => {
    const training = await getTrainingForChange(tx, trainingId)
    decideFeedback(await findEntry(tx, training.trainingId, personId))
    await setFeedback(tx, training.trainingId, personId, feedback)
    return { result: { trainingId: training.trainingId }, stream: training.trainingId }
  })
}
