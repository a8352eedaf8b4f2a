/**
 * A zipped Shapefile: one layer a level (ESRI Shapefile Technical Description, 1998; dBASE III). Text is UTF-8, as .cpg
 * says; grids without an outline are null shapes.
 */
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { gridLevels, type Ring } from '@onegrid/domain/grid/grid.ts'
import { zipSync } from 'fflate'
import { type GridFacts, gridsInOrder } from './table-rows.ts'

const layers = { large: 'town', medium: 'villages', small: 'groups' } as const
const prj =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
/** The moment of no file: the same division gives the same bytes. */
const undated = new Date('2000-01-01T00:00:00')

export function writeShapefiles(division: Division): Uint8Array {
  const text = (words: string) => new TextEncoder().encode(words)
  const files: Record<string, Uint8Array> = {}
  for (const level of gridLevels) {
    const facts = gridsInOrder(division).filter(({ grid }) => grid.level === level)
    if (facts.length === 0) continue
    const { shp, shx } = shapesOf(facts.map(({ grid }) => grid))
    const name = layers[level]
    files[`${name}.shp`] = shp
    files[`${name}.shx`] = shx
    files[`${name}.dbf`] = tableOf(facts)
    files[`${name}.prj`] = text(prj)
    files[`${name}.cpg`] = text('UTF-8')
  }
  return zipSync(files, { mtime: undated })
}

const headBytes = 100
const polygonType = 5

function shapesOf(grids: readonly PlanGrid[]): { readonly shp: Uint8Array; readonly shx: Uint8Array } {
  const records = grids.map(recordOf)
  const length = records.reduce((sum, record) => sum + 8 + record.length, headBytes)
  const shp = new DataView(new ArrayBuffer(length))
  const shx = new DataView(new ArrayBuffer(headBytes + records.length * 8))
  const box = boxOf(grids.flatMap(ringsOf))
  writeHead(shp, box)
  writeHead(shx, box)
  let at = headBytes
  records.forEach((record, index) => {
    // Lengths count words of two bytes.
    shx.setInt32(headBytes + index * 8, at / 2)
    shx.setInt32(headBytes + index * 8 + 4, record.length / 2)
    shp.setInt32(at, index + 1)
    shp.setInt32(at + 4, record.length / 2)
    new Uint8Array(shp.buffer).set(record, at + 8)
    at += 8 + record.length
  })
  return { shp: new Uint8Array(shp.buffer), shx: new Uint8Array(shx.buffer) }
}

function writeHead(view: DataView, box: readonly number[]): void {
  view.setInt32(0, 9994)
  view.setInt32(24, view.byteLength / 2)
  view.setInt32(28, 1000, true)
  view.setInt32(32, polygonType, true)
  box.forEach((side, index) => {
    view.setFloat64(36 + index * 8, side, true)
  })
}

/** Outer rings run clockwise there and holes against it: the other way round than ours. */
function ringsOf({ shape }: PlanGrid): readonly Ring[] {
  if (shape === undefined) return []
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  return polygons.flatMap(rings =>
    rings.map((ring, index) => (isClockwise(ring) === (index === 0) ? ring : [...ring].reverse())),
  )
}

function isClockwise(ring: Ring): boolean {
  const [originX, originY] = ring[0] ?? [0, 0]
  let twice = 0
  for (let index = 1; index < ring.length; index++) {
    const [fromX, fromY] = ring[index - 1]!
    const [toX, toY] = ring[index]!
    twice += (fromX - originX) * (toY - originY) - (toX - originX) * (fromY - originY)
  }
  return twice < 0
}

function recordOf(grid: PlanGrid): Uint8Array {
  const rings = ringsOf(grid)
  if (rings.length === 0) return new Uint8Array(4)
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0)
  const view = new DataView(new ArrayBuffer(44 + rings.length * 4 + corners * 16))
  view.setInt32(0, polygonType, true)
  boxOf(rings).forEach((side, index) => {
    view.setFloat64(4 + index * 8, side, true)
  })
  view.setInt32(36, rings.length, true)
  view.setInt32(40, corners, true)
  let first = 0
  let at = 44 + rings.length * 4
  rings.forEach((ring, index) => {
    view.setInt32(44 + index * 4, first, true)
    first += ring.length
    for (const [lon, lat] of ring) {
      view.setFloat64(at, lon, true)
      view.setFloat64(at + 8, lat, true)
      at += 16
    }
  })
  return new Uint8Array(view.buffer)
}

function boxOf(rings: readonly Ring[]): readonly [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (const [lon, lat] of ring) {
      box[0] = Math.min(box[0], lon)
      box[1] = Math.min(box[1], lat)
      box[2] = Math.max(box[2], lon)
      box[3] = Math.max(box[3], lat)
    }
  return box[0] === Infinity ? [0, 0, 0, 0] : box
}

/** Names of fields have ten letters at most; widths are bytes, a Chinese letter has three. */
const fields = [
  { name: 'CODE', width: 40, of: ({ grid }: GridFacts) => grid.code ?? '' },
  { name: 'NAME', width: 180, of: ({ grid }: GridFacts) => grid.name },
  { name: 'LEVEL', width: 10, of: ({ grid }: GridFacts) => grid.level },
  { name: 'KIND', width: 10, of: ({ grid }: GridFacts) => grid.kind },
  { name: 'PARENT', width: 180, of: ({ parent }: GridFacts) => parent?.code ?? parent?.name ?? '' },
  { name: 'LOCALNAMES', width: 254, of: ({ grid }: GridFacts) => grid.localNames.join('、') },
  { name: 'EXAMPLE', width: 5, of: ({ grid }: GridFacts) => (grid.example ? 'true' : '') },
] as const

function tableOf(facts: readonly GridFacts[]): Uint8Array {
  const head = 32 + fields.length * 32 + 1
  const width = 1 + fields.reduce((sum, field) => sum + field.width, 0)
  const bytes = new Uint8Array(head + facts.length * width + 1)
  const view = new DataView(bytes.buffer)
  bytes[0] = 3
  bytes.set([100, 1, 1], 1)
  view.setUint32(4, facts.length, true)
  view.setUint16(8, head, true)
  view.setUint16(10, width, true)
  fields.forEach((field, index) => {
    const at = 32 + index * 32
    bytes.set(new TextEncoder().encode(field.name), at)
    bytes[at + 11] = 0x43
    bytes[at + 16] = field.width
  })
  bytes[head - 1] = 0x0d
  bytes.fill(0x20, head, bytes.length - 1)
  facts.forEach((each, row) => {
    let at = head + row * width + 1
    for (const field of fields) {
      bytes.set(fitted(field.of(each), field.width), at)
      at += field.width
    }
  })
  bytes[bytes.length - 1] = 0x1a
  return bytes
}

/** Cut at a whole letter. */
function fitted(text: string, width: number): Uint8Array {
  let bytes = new TextEncoder().encode(text)
  for (let letters = [...text]; bytes.length > width; bytes = new TextEncoder().encode(letters.join(''))) letters.pop()
  return bytes
}
