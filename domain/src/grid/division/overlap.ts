/** Whether two well-formed grounds have ground in common, without clipping. */

import type { Corner } from './division.ts'
import { type Box, boxesMeet, boxOf, type Ground, sideOfGround } from './lattice.ts'
import { meetingOf } from './simple.ts'

type Edge = readonly [Corner, Corner]

/**
 * True when an edge of one passes through the inside of the other, or both have an edge in the same direction. Neighbours
 * that share their border bit by bit answer false.
 */
export function overlaps(one: Ground, other: Ground): boolean {
  if (!boxesMeet(boxOf(one), boxOf(other))) return false
  const ours = edgesIn(one, boxOf(other))
  const theirs = edgesIn(other, boxOf(one))
  if (ours.some(edge => passesInside(edge, other)) || theirs.some(edge => passesInside(edge, one))) return true
  return ours.some(([from, to]) =>
    theirs.some(([start, end]) => {
      const meeting = meetingOf(from, to, start, end)
      if (meeting === 'cross') return true
      // Along each other in one direction: both have their ground on the same side.
      return (
        meeting === 'along' && (to[0] - from[0]) * (end[0] - start[0]) + (to[1] - from[1]) * (end[1] - start[1]) > 0
      )
    }),
  )
}

function passesInside([from, to]: Edge, ground: Ground): boolean {
  return sideOfGround(ground, from[0] + to[0], from[1] + to[1]) > 0
}

function edgesIn(ground: Ground, reach: Box): Edge[] {
  const edges: Edge[] = []
  for (const ring of ground)
    for (let index = 0; index < ring.length; index++) {
      const [from, to] = [ring[index]!, ring[(index + 1) % ring.length]!]
      const box: Box = [
        Math.min(from[0], to[0]),
        Math.min(from[1], to[1]),
        Math.max(from[0], to[0]),
        Math.max(from[1], to[1]),
      ]
      if (boxesMeet(box, reach)) edges.push([from, to])
    }
  return edges
}
