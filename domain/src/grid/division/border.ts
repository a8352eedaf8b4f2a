/** Corners of borders: whoever has the corner follows, neighbours and parents alike. */
import type { Corner, Division } from './division.ts'
import {
  closeDrawing,
  type Drawing,
  demandEdit,
  type Inserts,
  insertCorners,
  insertInto,
  openDrawing,
} from './drawing.ts'
import {
  boxesMeet,
  boxOf,
  type CornerRing,
  cornerKey,
  type Ground,
  isSameCorner,
  twiceArea,
  withoutRepeats,
} from './lattice.ts'

/**
 * Moves a corner in every grid that has it. Moved onto the next corner of the same border, the two become one.
 * @throws Refusal division_edit_refused: corner_unknown; too_narrow where a border would cross another or a grid vanish
 */
export function moveCorner(division: Division, corner: Corner, to: Corner): Division {
  const drawing = openDrawing(division)
  const moved = changedAt(drawing, corner, ring =>
    withoutRepeats(ring.map(each => (isSameCorner(each, corner) ? to : each))),
  )
  demandEdit(moved !== undefined, 'corner_unknown')
  return closeDrawing(drawing, division.grids, moved)
}

/**
 * Puts a corner into the edge between two neighbouring corners of a border.
 * @throws Refusal division_edit_refused: edge_unknown; too_narrow
 */
export function addCorner(division: Division, [from, to]: readonly [Corner, Corner], at: Corner): Division {
  const drawing = openDrawing(division)
  demandEdit(!isSameCorner(at, from) && !isSameCorner(at, to), 'edge_unknown')
  const inserts: Inserts = new Map()
  insertInto(inserts, from, to, at)
  const grounds = insertCorners(drawing.grounds, inserts)
  const some = [...grounds].some(([key, ground]) => ground !== drawing.grounds.get(key))
  demandEdit(some, 'edge_unknown')
  return closeDrawing(drawing, division.grids, grounds)
}

/**
 * Takes a corner out of a border; the border runs straight past it.
 * @throws Refusal division_edit_refused: corner_unknown; corner_is_junction where three grids meet; corner_too_few in a
 * triangle; too_narrow
 */
export function dropCorner(division: Division, corner: Corner): Division {
  const drawing = openDrawing(division)
  const ends = new Set<number>()
  const dropped = changedAt(drawing, corner, ring => {
    demandEdit(ring.length > 3, 'corner_too_few')
    const at = ring.findIndex(each => isSameCorner(each, corner))
    ends.add(cornerKey(ring[(at + 1) % ring.length]!)).add(cornerKey(ring[(at + ring.length - 1) % ring.length]!))
    return ring.filter((_, index) => index !== at)
  })
  demandEdit(dropped !== undefined, 'corner_unknown')
  demandEdit(ends.size === 2, 'corner_is_junction')
  return closeDrawing(drawing, division.grids, dropped)
}

function changedAt(
  drawing: Drawing,
  corner: Corner,
  change: (ring: CornerRing) => CornerRing,
): Map<string, Ground> | undefined {
  const point = boxOf([[corner]])
  const next = new Map(drawing.grounds)
  let found = false
  for (const [key, ground] of drawing.grounds) {
    if (!boxesMeet(boxOf(ground), point)) continue
    if (!ground.some(ring => ring.some(each => isSameCorner(each, corner)))) continue
    found = true
    const rings = ground.map(ring => (ring.some(each => isSameCorner(each, corner)) ? change(ring) : ring))
    // A ring that lost its area, or turned over, is no ground any more.
    rings.forEach((ring, index) => {
      const kept = ring.length > 2 && Math.sign(twiceArea(ring)) === Math.sign(twiceArea(ground[index]!))
      demandEdit(kept, 'too_narrow', { key })
    })
    next.set(key, rings)
  }
  return found ? next : undefined
}
