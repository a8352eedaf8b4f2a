import path from 'node:path/posix'
import type { ImportSystem } from '@onegrid/domain/grid/import/source.ts'
import { open } from 'shapefile'
import { fileRefused } from '../../../tables/file-refused.ts'
import type { Packed } from '../../../tables/unpack.ts'
import { type ReadFeature, rowsOf } from './features.ts'
import { type FoundSource, rowsMost } from './found-source.ts'
import { type Projection, systemOfWkt, unprojected } from './projection.ts'

/** Each layer of the archive: .shp with .dbf, and what .prj and .cpg say beside them. */
export async function readShapefiles(file: string, parts: readonly Packed[]): Promise<readonly FoundSource[]> {
  const stems = parts.filter(part => /\.shp$/i.test(part.name)).map(part => part.name.slice(0, -4))
  if (stems.length === 0) throw fileRefused(file, 'shapefile_parts_missing')
  const layers: FoundSource[] = []
  for (const stem of stems) layers.push(await readLayer(file, stem, parts, stems.length > 1))
  return layers
}

async function readLayer(
  file: string,
  stem: string,
  parts: readonly Packed[],
  isOneOfMany: boolean,
): Promise<FoundSource> {
  const part = (ending: string) =>
    parts.find(({ name }) => name.toLowerCase() === `${stem}.${ending}`.toLowerCase())?.bytes
  const [shp, dbf] = [part('shp'), part('dbf')]
  if (shp === undefined || dbf === undefined) throw fileRefused(file, 'shapefile_parts_missing')
  const features = await featuresOf(file, shp, dbf, encodingOf(dbf, part('cpg')))
  const { columns, rows, skipped } = rowsOf(features)
  const prj = part('prj')
  const said = prj === undefined ? undefined : systemOfWkt(new TextDecoder().decode(prj))
  const about = {
    file,
    kind: 'shapefile' as const,
    columns,
    skipped,
    ...(isOneOfMany ? { layer: path.basename(stem).slice(0, 60) } : {}),
  }
  return { ...about, ...placed(rows, said) }
}

function placed(
  rows: FoundSource['rows'],
  said: ImportSystem | Projection | undefined,
): Pick<FoundSource, 'rows' | 'said' | 'projected'> {
  if (said === undefined) return { rows }
  if (typeof said === 'string') return { rows, said }
  return { rows: unprojected(rows, said), said: said.system, projected: true }
}

async function featuresOf(
  file: string,
  shp: Uint8Array,
  dbf: Uint8Array,
  encoding: string,
): Promise<readonly ReadFeature[]> {
  const features: ReadFeature[] = []
  try {
    const layer = await open(bufferOf(shp), bufferOf(dbf), { encoding })
    for (;;) {
      const { done, value } = await layer.read()
      if (done) return features
      features.push({ properties: value.properties ?? {}, geometry: value.geometry })
      if (features.length > rowsMost) throw fileRefused(file, 'too_many_shapes')
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error
    throw fileRefused(file, 'shapefile_damaged')
  }
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer
}

/** .cpg, else the language of the table's head, else what its bytes can be. */
function encodingOf(dbf: Uint8Array, cpg: Uint8Array | undefined): string {
  const said = cpg === undefined ? '' : new TextDecoder().decode(cpg).trim().toLowerCase()
  if (/utf-?8|65001/.test(said)) return 'utf-8'
  if (/gb|936|54936/.test(said)) return 'gb18030'
  if (dbf[29] === 0x4d || dbf[29] === 0x7a) return 'gb18030'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(dbf.subarray(32))
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
