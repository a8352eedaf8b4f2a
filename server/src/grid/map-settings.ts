import { type MapSettingsWire, mapSettingsShape } from '@onegrid/domain/grid/contract.ts'
import type { Settings } from '../config.ts'
import { type App, read } from '../http/route.ts'

/** Public, because residents choose the place of a report on a map, too. */
export function registerMapSettings(app: App, { baseMap }: Pick<Settings, 'baseMap'>): void {
  const schema = read({
    operationId: 'showMapSettings',
    summary: 'The base map that is configured under the grids; none: the grids alone are the map',
    tags: ['grid'],
    response: { 200: mapSettingsShape },
  })
  const answer: MapSettingsWire =
    baseMap === undefined ? {} : { base: { tiles: [baseMap.tiles], attribution: baseMap.attribution } }
  app.get('/api/v1/map-settings', { schema }, async () => answer)
}
