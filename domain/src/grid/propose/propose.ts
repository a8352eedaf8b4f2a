/**
 * The proposer: from villages, households, barriers and wishes to several divisions side by side. Pure and repeatable;
 * it takes seconds, so the server runs it in a thread of its own and shows how far it is.
 */
import { groundOf, metresBetween, squareMetresOf } from '../division/lattice.ts'
import { spreadBound } from './apportion.ts'
import { assemble, type Drawn, isSound, perimeterOn } from './assemble.ts'
import { bisect, type Taste } from './bisect.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type Field, fieldOf, type Region } from './field.ts'
import { copyOf, type Net, wholeNet } from './net.ts'
import { compactnessOf } from './plane.ts'
import { type Prices, relax } from './relax.ts'
import {
  demandWishes,
  type Figures,
  type Manner,
  manners,
  type Proposal,
  type ProposalQuestion,
  type Proposed,
  type Weights,
} from './wishes.ts'

/** First cuts of a region; the one that promises most goes on. */
const beginnings = 3
/** Moves tried for each grid of every beginning, and of the one that is kept: with more of them it is hardly better. */
const movesToCompare = 120
const movesEach = 700

/** @param onProgress from 0 to 1 */
export function propose(question: ProposalQuestion, onProgress: (done: number) => void = () => {}): Proposed {
  demandWishes(question.wishes)
  const field = fieldOf(question)
  const whole = manners.length * field.regions.reduce((sum, region) => sum + region.grids, 0)
  let done = 0
  const { seed, weights: wished } = question.wishes
  const begun = field.regions.map((region, at) => beginningsOf(region, wished, seed * 1009 + at * 17))
  const proposals = manners.map((manner, place): Proposal => {
    const weights = weightsOf(manner, wished)
    const drawn = field.regions.map((region, at): Drawn => {
      const chance = chanceOf(seed * 1009 + place * 131 + at)
      const net =
        manner === 'near_today'
          ? nearTodayNet(region, weights, chance)
          : relaxedNet(region, begun[at]!, weights, chance)
      done += region.grids
      onProgress(Math.min(1, done / whole))
      return { region, net }
    })
    const { division, households, moved, keys } = assemble(question.division, field, drawn)
    const shapes = new Map(division.grids.map(grid => [grid.key, grid.shape]))
    const outlines = keys.map(key => groundOf(shapes.get(key)!))
    const figures = figuresOf(
      field,
      outlines.map(ground => ({
        squareMetres: squareMetresOf(ground),
        perimeter: ground.reduce((sum, ring) => sum + perimeterOn(ring, metresBetween), 0),
      })),
      keys.map(key => households[key]!),
      moved,
    )
    return { manner, weights, division, households, figures }
  })
  const { basis, byAreaAlone, piecesJoined } = field
  return { basis, byAreaAlone, piecesJoined, proposals }
}

/** What the manner makes of the town's own weights. */
export function weightsOf(manner: Manner, { households, area, compactness }: Weights): Weights {
  const most = (weight: number) => Math.min(100, Math.round(weight))
  if (manner === 'compact') return { households: most(households * 0.6), area, compactness: most(compactness * 2 + 20) }
  if (manner === 'even_areas') return { households: most(households * 0.5), area: most(area * 2 + 40), compactness }
  return { households, area, compactness }
}

/** Sliders are felt as proportions: prices rise with them, area slowly, because fields and hills are uneven by nature. */
function pricesOf({ households, area, compactness }: Weights): Prices {
  return {
    households: 0.6 * households,
    area: 3 * (area / 100) * (area / 100),
    compactness: 8 * (compactness / 100),
  }
}

/** Cut first, for all manners together: households alone, with chance, and with an eye on the ground. */
function beginningsOf(region: Region, { households, area }: Weights, seed: number): Net[] {
  const share = households / (households + area)
  return Array.from({ length: beginnings }, (_, at) => {
    const taste: Taste = { households: at === 2 ? share / 2 : share, today: 0, wander: at === 0 ? 0 : 0.4 }
    return cutNet(region, taste, chanceOf(seed + at))
  })
}

function cutNet(region: Region, taste: Taste, chance: Chance): Net {
  const net = wholeNet(region.outline, region.grids)
  bisect(net, region.table, taste, chance)
  return net
}

function relaxedNet(region: Region, begun: readonly Net[], weights: Weights, chance: Chance): Net {
  const prices = pricesOf(weights)
  const tried = begun.map(beginning => {
    const net = copyOf(beginning)
    const missing = region.grids - net.pieces.length
    return {
      net,
      cost:
        missing * 1e6 +
        relax(net, region.table, prices, chance, { moves: movesToCompare * region.grids, polish: false }),
    }
  })
  tried.sort((one, other) => one.cost - other.cost)
  for (const { net } of tried) {
    relax(net, region.table, prices, chance, { moves: movesEach * region.grids, polish: true })
    if (isSound(region, net)) return net
  }
  return soundOf(region, begun)
}

/** Borders lie where they cut fewest of today's grids apart, and are put right a little; households may be less even. */
function nearTodayNet(region: Region, weights: Weights, chance: Chance): Net {
  const taste: Taste = { households: weights.households / (weights.households + weights.area), today: 4, wander: 0 }
  const begun = cutNet(region, taste, chance)
  const net = copyOf(begun)
  relax(net, region.table, pricesOf({ ...weights, households: weights.households * 0.25 }), chance, {
    moves: 0,
    polish: true,
  })
  return isSound(region, net) ? net : soundOf(region, [begun])
}

/** What is not sound on the lattice is thrown away; the region without a cut always is. */
function soundOf(region: Region, nets: readonly Net[]): Net {
  return nets.find(net => isSound(region, net)) ?? wholeNet(region.outline, 1)
}

type Outlined = { readonly squareMetres: number; readonly perimeter: number }

function figuresOf(field: Field, outlines: readonly Outlined[], households: readonly number[], moved: number): Figures {
  const grids = outlines.length
  const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0)
  const mean = sum(households) / grids
  const meanArea = sum(outlines.map(each => each.squareMetres)) / grids
  return {
    grids,
    households: sum(households),
    spread: mean === 0 ? 1 : Math.max(...households) / mean,
    spreadBound: spreadBound(
      field.regions.map(({ table: { points }, grids: wanted }) => ({ places: points.households, grids: wanted })),
      grids,
    ),
    areaSpread: Math.max(...outlines.map(each => each.squareMetres)) / meanArea,
    compactness: sum(outlines.map(each => compactnessOf(each.squareMetres, each.perimeter))) / grids,
    moved,
    fewest: Math.min(...households),
    most: Math.max(...households),
  }
}
