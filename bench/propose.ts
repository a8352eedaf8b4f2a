/**
 * The proposer on a made-up town (16 villages, 144 groups, 20,000 household points) against a plain nearest-seed division: seeds
 * drawn among the households of each village, as many as the proposal has grids, each piece of ground to the nearest
 * seed inside its village. A relaxed one (seeds moved to the middle of their households, Lloyd) and a power diagram
 * balanced to equal households stand beside it. What a proposal is meant to reach is checked here, exactly.
 */
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { faultsOf } from '@onegrid/domain/grid/division/faults.ts'
import { groundOf, partsOf } from '@onegrid/domain/grid/division/lattice.ts'
import { propose } from '@onegrid/domain/grid/propose/propose.ts'
import type { Proposal, ProposalQuestion } from '@onegrid/domain/grid/propose/wishes.ts'
import { plainDivisions } from './propose-plain.ts'
import { crookedTown, hamlets } from './propose-town.ts'
import { type Emit, rounded } from './row.ts'

export const wishes = {
  householdsEach: 139,
  weights: { households: 70, area: 30, compactness: 50 },
  seed: 1,
} as const

export async function run(emit: Emit): Promise<void> {
  const division = crookedTown()
  const villages = division.grids.filter(grid => grid.level === 'medium')
  const points = hamlets(division, 20_000)
  const question: ProposalQuestion = {
    division,
    points,
    population: new Map(),
    barriers: [],
    wishes: { ...wishes, villageKeys: villages.map(village => village.key) },
  }
  const begun = performance.now()
  const before = process.cpuUsage()
  const { proposals } = propose(question)
  const seconds = (performance.now() - begun) / 1000
  const busy = process.cpuUsage(before).user / 1e6
  emit({
    bench: 'propose seconds',
    value: rounded(seconds, 2),
    unit: 's',
    detail: `${proposals.length} proposals, ${villages.length} villages, ${points.length} household points; ${rounded(busy, 2)} s of one core; aim: under 10 s`,
  })
  const counts = new Map(villages.map(({ key }) => [key, childrenOf(proposals[0]!.division, key).length]))
  for (const proposal of proposals) {
    demandSound(division, proposal, villages)
    const { figures, manner } = proposal
    emit({
      bench: `propose ${manner} spread`,
      value: rounded(figures.spread, 3),
      unit: 'max ÷ mean',
      ratio: rounded(figures.spread / figures.spreadBound, 3),
      against: `lower bound ${rounded(figures.spreadBound, 3)}`,
      detail: `${figures.grids} grids of ${figures.fewest} to ${figures.most} households; ${figures.moved} of ${figures.households} change their grid; area max ÷ mean ${rounded(figures.areaSpread, 2)}`,
    })
    emit({ bench: `propose ${manner} compactness`, value: rounded(figures.compactness, 4), unit: 'mean 4πA÷P²' })
  }
  const ours = proposals[0]!.figures
  const plain = plainDivisions(villages, points, counts)
  for (const { name, spread, compactness, apart, grids } of plain) {
    emit({
      bench: `propose against ${name}`,
      value: rounded(compactness, 4),
      unit: 'mean 4πA÷P²',
      ratio: rounded(ours.compactness / compactness, 3),
      against: 'proposed ÷ this',
      detail: `households max ÷ mean ${rounded(spread, 3)}; ${apart} of ${grids} grids fall apart`,
    })
  }
  const even = ours.spread <= 1.1 || ours.spread <= 1.02 * ours.spreadBound
  if (!even) throw new Error(`The households are uneven: ${ours.spread}, bound ${ours.spreadBound}.`)
  if (ours.compactness < plain[0]!.compactness) throw new Error('The plain division is more compact.')
}

function childrenOf(division: Division, key: string): readonly PlanGrid[] {
  return division.grids.filter(grid => grid.parentKey === key)
}

/** Exact: no fault in the whole division, each grid one piece, villages the same households as before. */
function demandSound(before: Division, { division, manner, figures }: Proposal, villages: readonly PlanGrid[]): void {
  const faults = faultsOf(division).filter(fault => fault.severity === 'error')
  if (faults.length > 0) throw new Error(`${manner}: ${JSON.stringify(faults.slice(0, 3))}`)
  for (const grid of division.grids)
    if (grid.level === 'small' && partsOf(groundOf(grid.shape!)).length !== 1)
      throw new Error(`${grid.name} falls apart.`)
  const grids = villages.reduce((sum, village) => sum + childrenOf(division, village.key).length, 0)
  if (grids !== figures.grids) throw new Error(`${grids} grids where ${figures.grids} were told.`)
  if (before.grids.filter(grid => grid.level === 'medium').length !== villages.length)
    throw new Error('A village is lost.')
}
