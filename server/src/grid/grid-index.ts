import { createHash } from 'node:crypto'
import {
  type Boundary,
  type GridLevel,
  gridLevels,
  isInForce,
  type Landmark,
  type SupplyArea,
  type Unit,
  type Utility,
} from '@onegrid/domain/grid/grid.ts'
import { locator } from '@onegrid/domain/grid/locate.ts'
import { type GridTree, gridTree, type Path } from '@onegrid/domain/grid/tree.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { metresBetween } from '@onegrid/domain/kernel/place.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Clock } from '../clock.ts'
import type { Database, Tx } from '../database/database.ts'
import { findVersion, loadGrids, type TownGrids } from './store.ts'

export type Located = {
  /** Accepted as "outside": the matter goes to the town centre. */
  readonly outside: boolean
  readonly path: Path
}

/** One town's grids on one day of the town, in memory. */
export type GridIndex = {
  readonly version: number
  readonly day: LocalDate
  readonly tree: GridTree
  readonly landmarks: readonly Landmark[]
  readonly supplyAreas: readonly SupplyArea[]
  readonly units: readonly Unit[]
  /** WGS-84. */
  locate(lon: number, lat: number): Located
  findLandmark(landmarkId: string): Landmark | undefined
  findUnit(unitId: string): Unit | undefined
  /** Middle of its outline's frame, to say how far two grids are apart; nothing where it is not drawn. */
  middleOf(gridId: string): { readonly lon: number; readonly lat: number } | undefined
  /** Of a grid that ended too: an old matter keeps the grid of its day. */
  nameOf(gridId: string): string | undefined
  /** What feeds a small grid; nothing when the town keeps no such areas. */
  supplyAreaOf(smallGridId: string, utility: Utility): SupplyArea | undefined
  nearestLandmarks(lon: number, lat: number, count: number): readonly (Landmark & { readonly metres: number })[]
  /** GeoJSON of the boundaries, made once a change and kept as text: a phone asks for it whole. */
  outlines(level?: GridLevel): TaggedText
}

/** With its entity tag, as HTTP writes it. */
export type TaggedText = { readonly text: string; readonly tag: string }

type Entry = { readonly grids: TownGrids; readonly zone: string; index: GridIndex; checkedAt: number }

/** After this long the version is looked up again; until then a question costs no statement. */
const trustedForMilliseconds = 1000

type Memory = { readonly entries: Map<string, Entry>; readonly loading: Map<string, Promise<Entry>> }

/** In memory for each database, so that two installations in one process (tests) never mix. */
const memoryOf = new WeakMap<Database, Memory>()

type IndexPorts = { readonly database: Database; readonly clock: Clock }

/**
 * The town's grids as of today. Inside a transaction pass it along: asking for a second connection while holding one
 * would starve the pool under load. (A transaction that changes grids itself must not ask: others would see its rows
 * before its commit.) A changed grid shows after a second at the latest, a new day at once. Refuses `grid_unknown`
 * where no grids were planted yet.
 */
export async function gridIndex(ports: IndexPorts, tenantId: string, tx?: Tx): Promise<GridIndex> {
  const memory = memoryOf.get(ports.database) ?? { entries: new Map(), loading: new Map() }
  memoryOf.set(ports.database, memory)
  const read = <T>(work: (tx: Tx) => Promise<T>) => (tx ? work(tx) : ports.database.read(tenantId, work))
  let entry = memory.entries.get(tenantId)
  if (entry && performance.now() - entry.checkedAt >= trustedForMilliseconds) {
    // Set before the answer: of a hundred requests in the same moment one asks.
    entry.checkedAt = performance.now()
    if ((await read(findVersion)) !== entry.grids.version) entry = undefined
  }
  if (!entry) {
    entry = await (tx ? openEntry(ports.clock, tx) : loadOnce(memory, ports, tenantId))
    memory.entries.set(tenantId, entry)
  }
  const day = localDate(entry.zone, ports.clock.now())
  if (entry.index.day !== day) entry.index = indexOn(entry.grids, day)
  return entry.index
}

/** For the process that has just changed the grids. */
export function forgetGridIndex(database: Database, tenantId: string): void {
  memoryOf.get(database)?.entries.delete(tenantId)
}

/** A hundred requests after a start read the town once. Those inside a transaction read for themselves: see above. */
function loadOnce(memory: Memory, ports: IndexPorts, tenantId: string): Promise<Entry> {
  const known = memory.loading.get(tenantId)
  if (known) return known
  const loading = ports.database
    .read(tenantId, tx => openEntry(ports.clock, tx))
    .finally(() => memory.loading.delete(tenantId))
  memory.loading.set(tenantId, loading)
  return loading
}

async function openEntry(clock: Clock, tx: Tx): Promise<Entry> {
  const towns = await tx.query<{ zone: string }>('select zone from tenant where tenant_id = $1', [tx.tenantId])
  const zone = towns[0]?.zone ?? 'UTC'
  const day = localDate(zone, clock.now())
  const grids = await loadGrids(tx, day)
  return { grids, zone, index: indexOn(grids, day), checkedAt: performance.now() }
}

/** The town on one day, of what `loadGrids` read for it; `undefined` where the town had no grids yet. */
export function findIndexOn(all: TownGrids, day: LocalDate): GridIndex | undefined {
  return all.grids.some(grid => grid.level === 'large' && isInForce(grid, day)) ? indexOn(all, day) : undefined
}

function indexOn(all: TownGrids, day: LocalDate): GridIndex {
  const tree = gridTree(all.grids.filter(grid => isInForce(grid, day)))
  const boundaries = all.boundaries.filter(boundary => isInForce(boundary, day) && tree.find(boundary.gridId))
  const levels = gridLevels.map(level =>
    locator(
      boundaries
        .filter(boundary => tree.get(boundary.gridId).level === level)
        .map(boundary => ({ id: boundary.gridId, shape: boundary.shape })),
    ),
  )
  const locate = (lon: number, lat: number): Located => {
    // The small grids cover the town; where a town has not drawn them all yet, the village or the town answers.
    for (const level of levels) {
      const gridId = level.locate(lon, lat)
      if (gridId !== undefined) return { outside: false, path: tree.pathOf(gridId) }
    }
    return { outside: true, path: { large: tree.large.gridId } }
  }
  const placed = all.landmarks.map(landmark => placedOn(landmark, tree, locate))
  const landmarks = new Map(placed.map(landmark => [landmark.landmarkId, landmark]))
  const units = all.units.filter(unit => isInForce(unit, day))
  const unitsById = new Map(units.map(unit => [unit.unitId, unit]))
  const outlines = new Map<GridLevel | undefined, TaggedText>()
  return {
    version: all.version,
    day,
    tree,
    landmarks: placed,
    ...supplyOf(all.supplyAreas),
    units,
    locate,
    middleOf: gridId => {
      const outline = boundaries.find(boundary => boundary.gridId === gridId)
      return outline && middle(outline)
    },
    nameOf: gridId => tree.find(gridId)?.name ?? all.otherNames.get(gridId),
    findLandmark: landmarkId => landmarks.get(landmarkId),
    findUnit: unitId => unitsById.get(unitId),
    nearestLandmarks: (lon, lat, count) =>
      placed
        .map(landmark => ({ ...landmark, metres: metresBetween({ lon, lat }, landmark) }))
        .sort((one, other) => one.metres - other.metres)
        .slice(0, count),
    outlines: level => {
      const known = outlines.get(level)
      if (known !== undefined) return known
      const drawn = boundaries.filter(({ gridId }) => level === undefined || tree.get(gridId).level === level)
      const text = outlineText(tree, drawn)
      const made = { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` }
      outlines.set(level, made)
      return made
    },
  }
}

function middle({ shape }: Boundary): { readonly lon: number; readonly lat: number } {
  const corners = shape.type === 'Polygon' ? shape.coordinates.flat() : shape.coordinates.flat(2)
  const between = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2
  return { lon: between(corners.map(([lon]) => lon!)), lat: between(corners.map(([, lat]) => lat!)) }
}

/** A landmark's point says where it lies; what is kept says where it lay when the grids changed last. */
function placedOn(landmark: Landmark, tree: GridTree, locate: (lon: number, lat: number) => Located): Landmark {
  if (tree.find(landmark.gridId) !== undefined) return landmark
  const { large, medium, small } = locate(landmark.lon, landmark.lat).path
  return { ...landmark, gridId: small ?? medium ?? large }
}

/** The same town with other supply areas: for the transaction that changes them, before others see it. */
export function withSupplyAreas(index: GridIndex, version: number, areas: readonly SupplyArea[]): GridIndex {
  return { ...index, version, ...supplyOf(areas) }
}

function supplyOf(supplyAreas: readonly SupplyArea[]): Pick<GridIndex, 'supplyAreas' | 'supplyAreaOf'> {
  const supply = new Map<string, SupplyArea>()
  for (const area of supplyAreas) for (const gridId of area.gridIds) supply.set(`${area.utility} ${gridId}`, area)
  return { supplyAreas, supplyAreaOf: (smallGridId, utility) => supply.get(`${utility} ${smallGridId}`) }
}

/** The wire shape `outlinesShape`. */
function outlineText(tree: GridTree, boundaries: readonly Boundary[]): string {
  const features = boundaries.map(({ gridId, shape, example }) => {
    const { level, code, name, parentId } = tree.get(gridId)
    return {
      type: 'Feature',
      id: gridId,
      properties: { gridId, level, code, name, parentId, example },
      geometry: shape,
    }
  })
  return JSON.stringify({ type: 'FeatureCollection', features })
}
