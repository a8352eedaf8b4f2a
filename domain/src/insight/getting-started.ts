/**
 * What a new town still needs before its first report finds its way (开始使用): read off what is there, never ticked by hand.
 * Counts of grids and posts; of people only how many the list has, never what anybody does.
 */
export const startSteps = [
  'villages',
  'outlines',
  'households',
  'grids',
  'roster',
  'posts',
  'accounts',
  'report',
] as const
export type StartStep = (typeof startSteps)[number]

/** The grids are those in force today. */
export type TownState = {
  readonly villages: number
  readonly drawnVillages: number
  readonly householdsKnown: boolean
  /** Villages that have small grids. */
  readonly dividedVillages: number
  readonly smallGrids: number
  /** In the team's list, besides the administrators. */
  readonly people: number
  readonly ledVillages: number
  /** Small grids with a worker of their own or of their village. */
  readonly workedGrids: number
  /** Somebody who may send a matter to a worker can sign in; a worker can. */
  readonly leaderSignsIn: boolean
  readonly workerSignsIn: boolean
  readonly reported: boolean
  /** A report lies with somebody, or lay. */
  readonly routed: boolean
}

export type StepState = {
  readonly step: StartStep
  readonly done: boolean
  /** How far, where it can be counted. */
  readonly have?: number
  readonly of?: number
}

export function startingSteps(town: TownState): readonly StepState[] {
  const { villages, smallGrids } = town
  const all = (have: number, of: number) => ({ done: of > 0 && have >= of, have, of })
  const grids = all(town.dividedVillages, villages)
  const seats = all(town.ledVillages + town.workedGrids, villages + smallGrids)
  return [
    { step: 'villages', done: villages > 0, have: villages },
    { step: 'outlines', ...all(town.drawnVillages, villages) },
    // They serve the division alone: whoever brought his groups from a map needs none.
    { step: 'households', done: town.householdsKnown || grids.done },
    { step: 'grids', ...grids },
    { step: 'roster', done: town.people > 0, have: town.people },
    { step: 'posts', ...seats, done: seats.done && grids.done },
    { step: 'accounts', ...all(Number(town.leaderSignsIn) + Number(town.workerSignsIn), 2) },
    { step: 'report', ...all(Number(town.reported) + Number(town.routed), 2) },
  ]
}
