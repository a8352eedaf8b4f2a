import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import type { PlanChangeBody } from '@onegrid/domain/grid/division/contract.ts'
import { divisionFrom, type NewPlanBody } from '@onegrid/domain/grid/division/contract.ts'
import type { Division, Fault, PlanOrigin, PlanState } from '@onegrid/domain/grid/division/division.ts'
import { rebased } from '@onegrid/domain/grid/division/rebase.ts'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { runCommand } from '../../journal/command.ts'
import { contentRow, insertContent } from '../../journal/content.ts'
import { append, type Entry, headOf, type JournalEvent } from '../../journal/journal.ts'
import { boundDivision, digestOf, fingerprints, groundOn, groundToCome, soundDivision } from './ground.ts'
import {
  getPlan,
  insertComment,
  insertPlanRow,
  lockPlan,
  setLaidOut,
  setWithdrawn,
  updatePlan,
  type WholePlan,
} from './store.ts'
import { undoAdoption } from './undo.ts'

export type PlanAsking = { readonly tenantId: string; readonly actor: Actor; readonly commandId: string }
export type PlanStand = {
  readonly planId: string
  readonly version: number
  readonly state: PlanState
  readonly effectiveOn?: LocalDate
}

export function entryOf(ports: JobPorts, { actor, commandId }: Omit<PlanAsking, 'tenantId'>): Entry {
  const personId = personOf(actor)
  return {
    commandId,
    recordedAt: ports.clock.now(),
    actor: { kind: actor.kind, ...(personId === undefined ? {} : { personId }) },
  }
}

export function runPlanCommand<Result extends object>(
  ports: JobPorts,
  asking: PlanAsking,
  verb: string,
  body: object,
  work: (tx: Tx, entry: Entry) => Promise<Result>,
): Promise<Result> {
  const { tenantId, actor, commandId } = asking
  const asked = { verb, by: personOf(actor) ?? null, ...body }
  const entry = entryOf(ports, asking)
  return runCommand(ports.database, { tenantId, commandId, asked, recordedAt: entry.recordedAt }, tx => work(tx, entry))
}

/** Names and words stay in their rows: the journal has ids, days and digests. */
export async function tellOfPlan(
  tx: Tx,
  { ids }: Pick<JobPorts, 'ids'>,
  planId: string,
  entry: Entry,
  type: string,
  facts: object,
): Promise<void> {
  const stream = { kind: 'plan', id: planId }
  const event: JournalEvent = { type, at: entry.recordedAt, ...facts }
  await append(tx, ids, stream, await headOf(tx, stream), [event], entry)
}

/**
 * A new plan in the caller's transaction: for the importer and the proposer, whose own command it belongs to.
 * @returns the hints that are left @throws Refusal not_permitted, field_invalid, division_invalid
 */
export async function insertPlan(
  tx: Tx,
  ports: JobPorts,
  asking: Omit<PlanAsking, 'tenantId'>,
  plan: { readonly name: string; readonly origin: PlanOrigin; readonly division: Division; readonly copyOf?: string },
): Promise<{ readonly planId: string; readonly hints: readonly Fault[] }> {
  demandPlanRight(asking.actor, 'managePlans')
  const ground = await groundOn(tx, ports.clock)
  const { division, hints } = soundDivision(plan.division, ground)
  const planId = await keepPlan(tx, ports, entryOf(ports, asking), { ...plan, division }, ground)
  return { planId, hints }
}

async function keepPlan(
  tx: Tx,
  ports: JobPorts,
  entry: Entry,
  plan: { readonly name: string; readonly origin: PlanOrigin; readonly division: Division; readonly copyOf?: string },
  today: Awaited<ReturnType<typeof groundOn>>,
): Promise<string> {
  const planId = ports.ids.id()
  const { name, origin, division, copyOf } = plan
  await insertPlanRow(tx, {
    planId,
    name: name.trim(),
    origin,
    copyOf: copyOf ?? null,
    basedOn: today.version,
    division,
    fingerprints: fingerprints(today.division),
    createdAt: entry.recordedAt,
    createdBy: entry.actor.personId,
  })
  const facts = { origin, basedOn: today.version, digest: digestOf(JSON.stringify(division)) }
  await tellOfPlan(tx, ports, planId, entry, 'PlanMade', copyOf === undefined ? facts : { ...facts, copyOf })
  return planId
}

/** @throws Refusal not_permitted, not_found, grid_unknown where the town had no grids on that day */
export function createPlan(ports: JobPorts, asking: PlanAsking, body: NewPlanBody): Promise<PlanStand> {
  demandPlanRight(asking.actor, 'managePlans')
  demandName(body.name)
  demand(body.origin !== 'copy' || body.copyOf !== undefined, 'field_invalid', {
    pointer: '/copyOf',
    expected: 'the plan to be copied',
    expectedZh: '要复制的方案',
  })
  return runPlanCommand(ports, asking, 'createPlan', { body }, async (tx, entry) => {
    const ground = await groundOn(tx, ports.clock)
    const division = boundDivision(await beginning(tx, ports, body, ground.division), ground)
    const { name, origin, copyOf } = body
    const planId = await keepPlan(
      tx,
      ports,
      entry,
      { name, origin, division, ...(origin === 'copy' && copyOf !== undefined ? { copyOf } : {}) },
      ground,
    )
    return { planId, version: 1, state: 'draft' }
  })
}

async function beginning(
  tx: Tx,
  ports: JobPorts,
  { origin, copyOf, onDay }: NewPlanBody,
  today: Division,
): Promise<Division> {
  if (origin === 'copy') return (await getPlan(tx, copyOf ?? '')).division
  if (origin === 'empty') return { grids: today.grids.filter(grid => grid.level === 'large') }
  if (onDay === undefined) return today
  const then = (await groundToCome(tx, ports.clock, onDay)).division
  demand(then.grids.length > 0, 'field_invalid', {
    pointer: '/onDay',
    expected: 'a day on which the town had grids',
    expectedZh: '须为本镇已有网格的日子',
  })
  return then
}

/** @throws Refusal version_stale, plan_closed, field_invalid, division_invalid */
export function changePlan(
  ports: JobPorts,
  asking: PlanAsking,
  planId: string,
  version: number,
  body: PlanChangeBody,
): Promise<PlanStand> {
  demandPlanRight(asking.actor, 'managePlans')
  if (body.name !== undefined) demandName(body.name)
  const { name, note, division: drawn } = body
  return runPlanCommand(ports, asking, 'changePlan', { planId, version, body }, async (tx, entry) => {
    const plan = await lockDraft(tx, planId)
    demand(plan.version === version, 'version_stale', { version: plan.version })
    const division =
      drawn === undefined ? undefined : soundDivision(divisionFrom(drawn), await groundOn(tx, ports.clock)).division
    const words = note?.trim()
    const content =
      words === undefined || words === ''
        ? undefined
        : contentRow(ports.ids.id(), { kind: 'plan', id: planId }, 'words', words)
    if (content) await insertContent(tx, [content])
    const next = await updatePlan(tx, planId, {
      name: name?.trim() ?? plan.name,
      noteId: words === undefined ? plan.noteId : (content?.contentId ?? null),
      ...(division === undefined ? {} : { division }),
      changedAt: entry.recordedAt,
    })
    await tellOfPlan(tx, ports, planId, entry, 'PlanChanged', {
      version: next,
      ...(division === undefined ? {} : { digest: digestOf(JSON.stringify(division)) }),
      ...(content === undefined ? {} : { words: { contentId: content.contentId, digest: content.digest } }),
    })
    return { planId, version: next, state: 'draft' }
  })
}

/** Brings a draft up to today's grids. @throws Refusal plan_closed, plan_outdated, division_invalid */
export function rebasePlan(ports: JobPorts, asking: PlanAsking, planId: string, version: number): Promise<PlanStand> {
  demandPlanRight(asking.actor, 'managePlans')
  return runPlanCommand(ports, asking, 'rebasePlan', { planId, version }, async (tx, entry) => {
    const plan = await lockDraft(tx, planId)
    demand(plan.version === version, 'version_stale', { version: plan.version })
    const ground = await groundOn(tx, ports.clock)
    const result = rebased(plan.fingerprints, plan.division, ground.division, digestOf)
    demand(result !== undefined, 'plan_outdated', { rebase: false })
    const { division } = soundDivision(result, ground)
    const next = await updatePlan(tx, planId, {
      name: plan.name,
      noteId: plan.noteId,
      division,
      basis: { basedOn: ground.version, fingerprints: fingerprints(ground.division) },
      changedAt: entry.recordedAt,
    })
    const facts = { version: next, basedOn: ground.version, digest: digestOf(JSON.stringify(division)) }
    await tellOfPlan(tx, ports, planId, entry, 'PlanRebased', facts)
    return { planId, version: next, state: 'draft' }
  })
}

/** A draft, or an adopted plan before its day. @throws Refusal plan_closed, plan_in_force */
export async function withdrawPlan(ports: JobPorts, asking: PlanAsking, planId: string): Promise<PlanStand> {
  demandPlanRight(asking.actor, 'managePlans')
  return runPlanCommand(ports, asking, 'withdrawPlan', { planId }, async (tx, entry) => {
    const plan = await lockPlan(tx, planId)
    demand(plan.state !== 'withdrawn', 'plan_closed', { state: plan.state })
    await undoAdoption(tx, ports, plan, entry)
    const version = await setWithdrawn(tx, planId, entry.recordedAt)
    await tellOfPlan(tx, ports, planId, entry, 'PlanWithdrawn', { version })
    return { planId, version, state: 'withdrawn' }
  })
}

/** Asks the villages what they think of a draft: it stands in their inbox and on their phones. @throws Refusal plan_closed */
export function layOutPlan(ports: JobPorts, asking: PlanAsking, planId: string): Promise<PlanStand> {
  demandPlanRight(asking.actor, 'managePlans')
  return runPlanCommand(ports, asking, 'layOutPlan', { planId }, async (tx, entry) => {
    const plan = await lockDraft(tx, planId)
    await setLaidOut(tx, planId, entry.recordedAt)
    await tellOfPlan(tx, ports, planId, entry, 'PlanLaidOut', { version: plan.version })
    return { planId, version: plan.version, state: 'draft' }
  })
}

export function commentOnPlan(
  ports: JobPorts,
  asking: PlanAsking,
  planId: string,
  body: { readonly words: string; readonly gridKey?: string },
): Promise<{ readonly commentId: string }> {
  const personId = demandPlanRight(asking.actor, 'seePlans')
  const words = body.words.trim()
  demand(words !== '', 'field_invalid', { pointer: '/words', expected: 'words', expectedZh: '意见内容' })
  return runPlanCommand(ports, asking, 'commentOnPlan', { planId, body }, async (tx, entry) => {
    const plan = await lockPlan(tx, planId)
    const { gridKey } = body
    demand(gridKey === undefined || plan.division.grids.some(grid => grid.key === gridKey), 'grid_unknown', {
      field: 'gridKey',
      pointer: '/gridKey',
    })
    const content = contentRow(ports.ids.id(), { kind: 'plan', id: planId }, 'words', words)
    await insertContent(tx, [content])
    const { contentId, digest } = content
    const commentId = ports.ids.id()
    await insertComment(tx, planId, { commentId, personId, at: entry.recordedAt, gridKey: gridKey ?? null, contentId })
    await tellOfPlan(tx, ports, planId, entry, 'PlanCommented', { commentId, words: { contentId, digest } })
    return { commentId }
  })
}

export async function lockDraft(tx: Tx, planId: string): Promise<WholePlan> {
  const plan = await lockPlan(tx, planId)
  demand(plan.state === 'draft', 'plan_closed', { state: plan.state })
  return plan
}

function demandName(name: string): void {
  demand(name.trim() !== '', 'field_invalid', { pointer: '/name', expected: 'a name', expectedZh: '方案名称' })
}
