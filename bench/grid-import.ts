/**
 * The example county (202 villages, 1,900 groups) as files into an empty tenant, through HTTP: GeoJSON, a zipped Shapefile
 * and KML, each to the preview with every fault looked for; then a plan. Aim: 10 s to the preview.
 */

import type { Division } from '@onegrid/domain/grid/division/division.ts'
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { systemClock } from '@onegrid/server/clock.ts'
import { plantGrids, townAlone } from '@onegrid/server/grid/commands.ts'
import { writeGeoJson } from '@onegrid/server/grid/export/geojson.ts'
import { writeKml } from '@onegrid/server/grid/export/kml.ts'
import { writeShapefiles } from '@onegrid/server/grid/export/shapefile.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { countyCode, countyDivision, countyName } from '../demo/map/county-outline.ts'
import { addPerson, addTown, askingAs, openApplication } from './application.ts'
import { openBenchGround } from './ground.ts'
import { type Emit, rounded } from './row.ts'

type Seen = { readonly rows: readonly unknown[]; readonly errors: number; readonly version: number }

export async function run(emit: Emit): Promise<void> {
  const county = countyDivision()
  const ground = await openBenchGround({ clock: systemClock() })
  const actors = new Map<string, Actor>()
  const app = await openApplication(ground.ports, actors)
  try {
    const { ports } = ground
    const tenantId = await addTown(ports, { code: 'XX', name: countyName, zone: 'Asia/Shanghai' })
    const start = townAlone(countyCode, countyName)
    await ports.database.write(tenantId, tx => plantGrids(tx, ports.ids, start, '2022-01-01'))
    app.towns.forget()
    const { tree } = await gridIndex(ports, tenantId)
    const post = { role: 'town_administrator', gridId: tree.large.gridId } as const
    const administrator = await addPerson(ports, tenantId, '温若兰', post)
    actors.set(administrator.personId, administrator)
    const ask = askingAs(app, administrator.personId, () => ports.ids.id())
    let plan: { readonly planId: string; readonly seconds: number } | undefined
    for (const [name, bytes] of filesOf(county)) {
      const begun = performance.now()
      const { importId } = await ask<{ importId: string }>('POST', '/api/v1/grid-imports', bytes, { name })
      const opened = (performance.now() - begun) / 1000
      const seen = await ask<Seen>('GET', `/api/v1/grid-imports/${importId}`)
      const outlines = await ask<{ features: readonly unknown[] }>('GET', `/api/v1/grid-imports/${importId}/outlines`)
      const seconds = (performance.now() - begun) / 1000
      if (seen.errors > 0) throw new Error(`${name}: ${seen.errors} errors in the example county.`)
      emit({
        bench: `import county.${name.split('.')[1]}`,
        value: rounded(seconds, 2),
        unit: 's',
        detail: `${rounded(bytes.length / 1e6, 1)} MB, ${seen.rows.length} rows, ${outlines.features.length} outlines; ${rounded(opened, 2)} s until it is kept, the rest is the preview with its map; aim: 10 s`,
      })
      if (name !== 'county.geojson') continue
      const before = performance.now()
      const ifMatch = { 'if-match': `"${seen.version}"` }
      const made = await ask<{ planId: string }>(
        'POST',
        `/api/v1/grid-imports/${importId}/plan`,
        { name: '示例县网格' },
        ifMatch,
      )
      emit({ bench: 'import to a plan', value: rounded((performance.now() - before) / 1000, 2), unit: 's' })
      plan = { planId: made.planId, seconds: (performance.now() - begun) / 1000 }
    }
    // Last, because the other files are read against the town as it was.
    const adopting = performance.now()
    const effectiveOn = localDate('Asia/Shanghai', ports.clock.now())
    await ask('POST', `/api/v1/plans/${plan!.planId}/adopt`, { effectiveOn })
    const adopted = (performance.now() - adopting) / 1000
    emit({
      bench: 'import county.geojson, adopted',
      value: rounded(plan!.seconds + adopted, 2),
      unit: 's',
      detail: `from the file to grids in force; the adoption ${rounded(adopted, 2)} s of it; aim: 10 s`,
    })
  } finally {
    await app.close()
    await ground.close()
  }
}

function filesOf(county: Division): readonly (readonly [string, Buffer])[] {
  return [
    ['county.geojson', Buffer.from(writeGeoJson(county))],
    ['county.zip', Buffer.from(writeShapefiles(county))],
    ['county.kml', Buffer.from(writeKml(county))],
  ]
}
