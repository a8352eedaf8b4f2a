import { demandPlanRight } from '@onegrid/domain/grid/division/access.ts'
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { type ExportFormat, exportQuery } from '@onegrid/domain/grid/import/contract.ts'
import type { TUnsafe } from 'typebox'
import { type App, read } from '../../http/route.ts'
import type { JobPorts } from '../../jobs/ports.ts'
import { groundToCome } from '../plan/ground.ts'
import { getPlan } from '../plan/store.ts'
import { writeGeoJson } from './geojson.ts'
import { writeKml } from './kml.ts'
import { writeShapefiles } from './shapefile.ts'
import { workbookOf, writeCsv } from './table-files.ts'

type Written = {
  readonly type: string
  readonly ending: string
  readonly write: (division: Division) => string | Uint8Array | Promise<Uint8Array>
}

const formats: Readonly<Record<ExportFormat, Written>> = {
  geojson: { type: 'application/geo+json; charset=utf-8', ending: 'geojson', write: writeGeoJson },
  shapefile: { type: 'application/zip', ending: 'zip', write: writeShapefiles },
  kml: { type: 'application/vnd.google-earth.kml+xml; charset=utf-8', ending: 'kml', write: writeKml },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    write: workbookOf,
  },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', write: writeCsv },
}

/** By media type: in the plain form the document would promise JSON. */
const answer = {
  description: 'The file',
  content: Object.fromEntries(
    Object.values(formats).map(({ type }) => [type.split(';')[0], { schema: { type: 'string', format: 'binary' } }]),
  ),
} as unknown as TUnsafe<Buffer>

/** What the import takes, the export gives: the same grids come back from each format. */
export function registerGridExport(app: App, { database, clock }: JobPorts): void {
  const schema = read({
    operationId: 'exportGrids',
    summary: 'The grids of today, of a day or of a plan, as a file: GeoJSON, zipped Shapefile, KML, Excel or CSV',
    tags: ['grid'],
    querystring: exportQuery,
    response: { 200: answer },
  })
  app.get('/api/v1/grids/export', { schema }, async (request, reply) => {
    demandPlanRight(request.actor, 'seePlans')
    const { format, onDay, planId } = request.query
    const { division, day } = await database.read(request.town.tenantId, async tx => {
      const ground = await groundToCome(tx, clock, onDay)
      return {
        day: ground.day,
        division: planId === undefined ? ground.division : (await getPlan(tx, planId)).division,
      }
    })
    const { type, ending, write } = formats[format]
    const written = await write(division)
    reply.headers({
      'content-disposition': `attachment; filename="grids-${day}.${ending}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    return reply.type(type).send(Buffer.from(written as Uint8Array))
  })
}
