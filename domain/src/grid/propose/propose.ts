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
import { type Net, wholeNet } from './net.ts'
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

/** Tries of a region; the best of them is kept. */
const attempts = 2
/** Moves tried for each grid: more is slower, and after this hardly better (docs/decisions/0012-proposer.md). */
const movesEach = 900

/** @param onProgress from 0 to 1 */
export function propose(question: ProposalQuestion, onProgress: (done: number) => void = () => {}): Proposed {
  demandWishes(question.wishes)
  const field = fieldOf(question)
  const whole = manners.length * field.regions.reduce((sum, region) => sum + region.grids, 0)
  let done = 0
  const proposals = manners.map((manner, place): Proposal => {
    const weights = weightsOf(manner, question.wishes.weights)
    const drawn = field.regions.map((region, at): Drawn => {
      const chance = chanceOf(question.wishes.seed * 1009 + place * 131 + at)
      const net = netOf(region, manner, weights, chance)
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

function netOf(region: Region, manner: Manner, weights: Weights, chance: Chance): Net {
  const near = manner === 'near_today'
  const prices = pricesOf(near ? { ...weights, households: weights.households * 0.25 } : weights)
  let best: { net: Net; cost: number } | undefined
  // A net that is not sound on the lattice is thrown away; the uncut region is always sound.
  for (let attempt = 0; attempt < attempts || (best === undefined && attempt < 8); attempt++) {
    const taste: Taste = {
      households: weights.households / (weights.households + weights.area),
      today: near ? 4 : 0,
      wander: attempt === 0 ? 0 : 0.4,
    }
    const net = wholeNet(region.outline, region.grids)
    if (region.grids > 1) bisect(net, region.table, taste, chance)
    const cost = relax(net, region.table, prices, chance, near ? 0 : movesEach * region.grids)
    const missing = region.grids - net.pieces.length
    if ((best === undefined || cost + missing * 1e6 < best.cost) && isSound(region, net))
      best = { net, cost: cost + missing * 1e6 }
  }
  return best?.net ?? wholeNet(region.outline, region.grids)
}

type Outlined = { readonly squareMetres: number; readonly perimeter: number }

function figuresOf(field: Field, outlines: readonly Outlined[], households: readonly number[], moved: number): Figures {
  const grids = outlines.length
  const sum = (values: readonly number[]) => values.reduce((one, other) => one + other, 0)
  const mean = sum(households) / grids
  const meanArea = sum(outlines.map(each => each.squareMetres)) / grids
  const largestPlace = field.regions.reduce(
    (most, { table: { points } }) => points.households.reduce((one, other) => Math.max(one, other), most),
    0,
  )
  return {
    grids,
    households: sum(households),
    spread: mean === 0 ? 1 : Math.max(...households) / mean,
    spreadBound: spreadBound(
      field.regions.map(region => region.table.total),
      grids,
      largestPlace,
    ),
    areaSpread: Math.max(...outlines.map(each => each.squareMetres)) / meanArea,
    compactness: sum(outlines.map(each => compactnessOf(each.squareMetres, each.perimeter))) / grids,
    moved,
    fewest: Math.min(...households),
    most: Math.max(...households),
  }
}
