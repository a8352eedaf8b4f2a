import type { FaultsWire, PlanSummaryWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division, Fault } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import type { Clock } from '../../clock.ts'
import type { Tx } from '../../database/database.ts'
import { type Page, pageFrom } from '../../http/paging.ts'
import { readContent } from '../../journal/content.ts'
import { findVersion } from '../store.ts'
import { boundDivision, groundOn, mostFaults } from './ground.ts'
import { behindOf } from './outdated.ts'
import { getPlan, listCommentRows, listPlanRows, type PlanRow } from './store.ts'

/** Names of persons for those who may see the team; kept by the team slice. */
export type PersonNames = (tx: Tx, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

export async function showPlans(
  tx: Tx,
  names: PersonNames,
  page: Page<readonly [string]>,
  state: PlanRow['state'] | undefined,
) {
  const rows = await listPlanRows(tx, { after: page.after?.[0], limit: page.limit, state })
  const version = await findVersion(tx)
  const people = await names(tx, makersOf(rows))
  const { items, next } = pageFrom(rows, page.limit, plan => [plan.planId])
  const shown = items.map(plan => summaryOf(plan, version, people))
  return next === undefined ? { items: shown } : { items: shown, next }
}

export async function showPlan(tx: Tx, clock: Clock, names: PersonNames, planId: string): Promise<PlanWire> {
  const plan = await getPlan(tx, planId)
  const { noteId, division } = plan
  const [version, people, words] = await Promise.all([
    findVersion(tx),
    names(tx, makersOf([plan])),
    readContent<string>(tx, noteId === null ? [] : [noteId]),
  ])
  const note = noteId === null ? undefined : words.get(noteId)
  const isDraft = plan.state === 'draft'
  const faults = isDraft ? (await checkDivision(tx, clock, division)).faults : []
  const behind = isDraft && plan.basedOn !== version ? behindOf(plan, await groundOn(tx, clock)) : undefined
  return {
    ...summaryOf(plan, version, people),
    outdated: behind !== undefined,
    ...(behind === undefined ? {} : { behind: { ...behind, changed: [...behind.changed], ended: [...behind.ended] } }),
    ...(note === undefined ? {} : { note }),
    division: division as PlanWire['division'],
    faults,
  }
}

/** What is wrong with a division, errors first. @throws Refusal field_invalid where it is none */
export async function checkDivision(tx: Tx, clock: Clock, division: Division): Promise<FaultsWire> {
  const ground = await groundOn(tx, clock)
  const faults = faultsOf(boundDivision(division, ground), { usedCodes: ground.usedCodes })
  const errors = faults.filter(fault => fault.severity === 'error')
  const hints = faults.filter(fault => fault.severity === 'hint')
  return {
    faults: [...errors, ...hints].slice(0, mostFaults).map(wireOf),
    errors: errors.length,
    hints: hints.length,
  }
}

function wireOf({ keys, ...fault }: Fault): FaultsWire['faults'][number] {
  return { ...fault, keys: [...keys] } as FaultsWire['faults'][number]
}

export async function showComments(tx: Tx, names: PersonNames, planId: string, page: Page<readonly [string]>) {
  await getPlan(tx, planId)
  const rows = await listCommentRows(tx, planId, { after: page.after?.[0], limit: page.limit })
  const { items, next } = pageFrom(rows, page.limit, comment => [comment.commentId])
  const people = await names(tx, [...new Set(items.map(each => each.personId))])
  const words = await readContent<string>(
    tx,
    items.map(each => each.contentId),
  )
  const shown = items.map(({ commentId, personId, at, gridKey, contentId }) => {
    const [personName, said] = [people.get(personId), words.get(contentId)]
    return {
      commentId,
      personId,
      at,
      ...(personName === undefined ? {} : { personName }),
      ...(gridKey === null ? {} : { gridKey }),
      ...(said === undefined ? {} : { words: said }),
    }
  })
  return next === undefined ? { items: shown } : { items: shown, next }
}

function makersOf(plans: readonly PlanRow[]): readonly string[] {
  return [...new Set(plans.flatMap(plan => plan.createdBy ?? []))]
}

function summaryOf(plan: PlanRow, version: number, people: ReadonlyMap<string, string>): PlanSummaryWire {
  const { planId, name, state, origin, copyOf, effectiveOn, createdBy, adoptedAt, withdrawnAt, laidOutAt } = plan
  const personName = createdBy === null ? undefined : people.get(createdBy)
  return {
    planId,
    name,
    state,
    origin,
    ...(copyOf === null ? {} : { copyOf }),
    ...(effectiveOn === null ? {} : { effectiveOn }),
    version: plan.version,
    basedOn: plan.basedOn,
    outdated: state === 'draft' && plan.basedOn !== version,
    counts: { medium: plan.mediumCount, small: plan.smallCount, undrawn: plan.undrawnCount },
    comments: plan.commentCount,
    createdAt: plan.createdAt,
    ...(createdBy === null
      ? {}
      : { createdBy: { personId: createdBy, ...(personName === undefined ? {} : { name: personName }) } }),
    changedAt: plan.changedAt,
    ...(adoptedAt === null ? {} : { adoptedAt }),
    ...(withdrawnAt === null ? {} : { withdrawnAt }),
    ...(laidOutAt === null ? {} : { laidOutAt }),
    ...(state === 'in_force' && plan.followedAt === null ? { moving: true } : {}),
  }
}
