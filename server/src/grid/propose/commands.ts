import { createHash } from 'node:crypto'
import { degreesOf } from '@onegrid/domain/grid/division/lattice.ts'
import { decideBarriers } from '@onegrid/domain/grid/propose/barriers.ts'
import type {
  BarriersBody,
  BarriersWire,
  KeepBody,
  ProposalHead,
  ProposalWire,
  WishesBody,
} from '@onegrid/domain/grid/propose/contract.ts'
import { demandMeetable, demandWishes, type Wishes } from '@onegrid/domain/grid/propose/wishes.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import canonicalize from 'canonicalize'
import type { Tx } from '../../database/database.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { insertPlan, type PlanAsking, runPlanCommand } from '../plan/commands.ts'
import { groundOn } from '../plan/ground.ts'
import { findVersion } from '../store.ts'
import { showHouseholds } from './households.ts'
import { tellTown } from './journal.ts'
import type { ProposalRunner } from './run-proposal.ts'
import {
  dropOlderProposals,
  endProposal,
  endSilentProposals,
  findProposal,
  insertProposal,
  isProposalRunning,
  lockBarriers,
  type ProposalRow,
  readBarriers,
  readFigures,
  readPoints,
  replaceBarriers,
} from './store.ts'

/** Enough to look back a morning; each holds four whole divisions. */
const proposalsMost = 12

/** @throws Refusal proposal_running, grid_unknown, field_invalid */
export async function proposeDivision(
  ports: JobPorts,
  runner: ProposalRunner,
  asking: PlanAsking,
  personId: string,
  body: WishesBody,
): Promise<{ readonly proposalId: string }> {
  const wishes: Wishes = {
    villageKeys: body.villageIds.map(id => id.toLowerCase()),
    weights: body.weights,
    seed: body.seed ?? 1,
    ...(body.count === undefined ? {} : { count: body.count }),
    ...(body.householdsEach === undefined ? {} : { householdsEach: body.householdsEach }),
  }
  demandWishes(wishes)
  let begun: Parameters<ProposalRunner['start']> | undefined
  const result = await runPlanCommand(ports, asking, 'proposeDivision', { body }, async (tx, entry) => {
    begun = undefined
    const ground = await groundOn(tx, ports.clock)
    demandVillages(ground.division.grids, wishes.villageKeys)
    await endSilentProposals(tx)
    demand(!(await isProposalRunning(tx)), 'proposal_running')
    const proposalId = ports.ids.id()
    await insertProposal(tx, {
      proposalId,
      askedAt: entry.recordedAt,
      askedBy: personId,
      wishes,
      basedOn: ground.version,
    })
    await dropOlderProposals(tx, proposalsMost)
    const [points, figures, { barriers }] = [await readPoints(tx), await readFigures(tx), await readBarriers(tx)]
    const { villages } = await showHouseholds(tx, ports)
    const chosen = villages.filter(({ gridId }) => wishes.villageKeys.includes(gridId))
    demandMeetable(wishes, {
      households: chosen.reduce((sum, { households }) => sum + households, 0),
      complete: chosen.every(({ households }) => households > 0),
    })
    const population = figures.map(({ gridId, households }) => [gridId, households] as const)
    begun = [
      { tenantId: asking.tenantId, proposalId },
      { division: ground.division, wishes, points, population, barriers },
    ]
    return { proposalId }
  })
  // After the commit, and only by the one of two equal requests that made the row.
  if (begun !== undefined && begun[0].proposalId === result.proposalId) runner.start(...begun)
  return result
}

function demandVillages(
  grids: readonly { readonly key: string; readonly level: string; readonly name: string; readonly shape?: object }[],
  villageKeys: readonly string[],
): void {
  villageKeys.forEach((key, at) => {
    const village = grids.find(grid => grid.key === key && grid.level === 'medium')
    demand(village !== undefined, 'grid_unknown', { gridId: key, pointer: `/villageIds/${at}` })
    demand(village.shape !== undefined, 'division_edit_refused', { rule: 'undrawn', name: village.name })
  })
}

/** @throws Refusal not_found, proposal_over */
export function cancelProposal(
  ports: JobPorts,
  asking: PlanAsking,
  proposalId: string,
): Promise<{ readonly proposalId: string }> {
  return runPlanCommand(ports, asking, 'cancelProposal', { proposalId }, async tx => {
    demand((await findProposal(tx, proposalId)) !== undefined, 'not_found')
    demand(await endProposal(tx, proposalId, { state: 'cancelled' }), 'proposal_over')
    return { proposalId }
  })
}

/** A proposal becomes a draft for the editor. @throws Refusal not_found, proposal_unfinished, plan_outdated */
export function keepProposal(
  ports: JobPorts,
  asking: PlanAsking,
  proposalId: string,
  { manner, name }: KeepBody,
): Promise<{ readonly planId: string }> {
  demand(name.trim() !== '', 'field_invalid', { pointer: '/name', expected: 'a name', expectedZh: '方案名称' })
  return runPlanCommand(ports, asking, 'keepProposal', { proposalId, manner, name }, async tx => {
    const found = await findProposal(tx, proposalId)
    if (found === undefined) throw new Refusal('not_found')
    demand(found.result !== null, 'proposal_unfinished', { state: found.state })
    demand(found.basedOn === (await findVersion(tx)), 'plan_outdated', { rebase: false })
    const proposal = found.result.proposals.find(each => each.manner === manner)
    if (proposal === undefined) throw new Refusal('not_found')
    const { planId } = await insertPlan(tx, ports, asking, { name, origin: 'proposal', division: proposal.division })
    return { planId }
  })
}

export async function showProposal(tx: Tx, proposalId: string): Promise<ProposalWire> {
  const found = await findProposal(tx, proposalId)
  if (found === undefined) throw new Refusal('not_found')
  const { result } = found
  const chosen = new Set(found.wishes.villageKeys)
  return {
    ...headOf(found, await findVersion(tx)),
    ...(result === null ? {} : { basis: result.basis }),
    byAreaAlone: [...(result?.byAreaAlone ?? [])],
    piecesJoined: result?.piecesJoined ?? 0,
    proposals: (result?.proposals ?? []).map(({ manner, weights, figures, division, households }) => ({
      manner,
      weights,
      figures,
      grids: division.grids
        .filter(grid => grid.level === 'small' && chosen.has(grid.parentKey ?? ''))
        .map(grid => ({ ...grid, households: households[grid.key] ?? 0 })),
    })) as unknown as ProposalWire['proposals'],
  }
}

export function headOf(
  { proposalId, state, done, askedAt, wishes, fault, basedOn }: ProposalRow,
  version: number,
): ProposalHead {
  const { villageKeys, ...rest } = wishes
  return {
    proposalId,
    state,
    done,
    askedAt,
    wishes: { ...rest, villageIds: [...villageKeys] },
    outdated: basedOn !== version,
    ...(fault === null ? {} : { fault }),
  }
}

export async function showBarriers(tx: Tx): Promise<BarriersWire> {
  const { version, barriers } = await readBarriers(tx)
  return { version, items: barriers.map(({ line, ...barrier }) => ({ ...barrier, line: line.map(degreesOf) })) }
}

/** @throws Refusal version_stale, field_invalid */
export function changeBarriers(
  ports: JobPorts,
  asking: PlanAsking,
  version: number,
  body: BarriersBody,
): Promise<{ readonly version: number }> {
  return runPlanCommand(ports, asking, 'changeBarriers', { version, body }, async (tx, entry) => {
    const found = await lockBarriers(tx)
    demand(found === version, 'version_stale', { version: found })
    const before = (await readBarriers(tx)).barriers
    const barriers = decideBarriers(before, body, () => ports.ids.id())
    await replaceBarriers(tx, version + 1, barriers)
    const digest = createHash('sha256')
      .update(canonicalize(barriers) ?? '')
      .digest('base64url')
    await tellTown(tx, ports, entry, 'BarriersChanged', { version: version + 1, count: barriers.length, digest })
    return { version: version + 1 }
  })
}
