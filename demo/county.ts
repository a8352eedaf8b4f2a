/**
 * The county as one example tenant, drawn and numbered, with an administrator and no story: what a map, an import and a
 * locator have to bear (docs/decisions/0011-county-example.md).
 */
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import type { Unit } from '@onegrid/domain/grid/grid.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { makeSetUpLink, type Plant, setUp } from '@onegrid/server/account/set-up.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { plantGrids, townAlone } from '@onegrid/server/grid/commands.ts'
import { writeGeoJson } from '@onegrid/server/grid/export/geojson.ts'
import { forgetGridIndex, gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { openGridImport, planFromGridImport } from '@onegrid/server/grid/import/commands.ts'
import { adoptPlan } from '@onegrid/server/grid/plan/adopt.ts'
import { insertUnits, raiseVersion } from '@onegrid/server/grid/store.ts'
import type { Town } from '@onegrid/server/http/town.ts'
import { switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import type { IncomingFile } from '@onegrid/server/tables/table.ts'
import { plantAdministrators } from '@onegrid/server/team/plant.ts'
import { plantPostKinds } from '@onegrid/server/team/post-kinds.ts'
import { plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { demoZone } from './clock.ts'
import { countyCode, countyDivision, countyName } from './map/county-outline.ts'
import { demoPassword, host } from './named-people.ts'
import type { Progress } from './progress.ts'
import type { Example } from './run.ts'
import { actorWithPosts, firstAdministrator } from './town.ts'

const since = '2022-01-01'

/** What an office of the county would hand over: every outline with its code, as GeoJSON. */
export function countyFile(division: Division): IncomingFile {
  return { name: '新兴县网格(示例).geojson', bytes: Buffer.from(writeGeoJson(division)) }
}

/** An empty installation becomes the example county: its grids come out of a file, are looked at, and are adopted for today. */
export async function makeCounty(
  ports: Ports,
  progress: Progress,
  division: Division = countyDivision(),
): Promise<{ readonly town: Town }> {
  const link = await makeSetUpLink(ports)
  if (link === undefined) throw new Error('This installation is set up already.')
  progress.expect(4)
  try {
    const file = countyFile(division)
    progress.step('边界')
    const plant: Plant = async tx => {
      const recordedAt = ports.clock.now()
      const centre = { code: 'centre', kind: 'centre', name: '县网格化服务管理中心', gridCode: countyCode } as const
      await plantGrids(tx, ports.ids, { ...townAlone(countyCode, countyName), units: [centre] }, since)
      await plantPostKinds(tx, recordedAt)
      await plantCatalogue(tx, ports, 'village', { commandId: 'plant', recordedAt, actor: { kind: 'clock' } })
      await switchOnDemoPhone(tx, recordedAt)
    }
    const town = await setUp(ports, [plant, plantAdministrators(ports)], {
      link,
      town: { name: countyName, code: 'XX', zone: demoZone },
      administrator: { name: host.name, username: host.username, password: demoPassword },
    })
    forgetGridIndex(ports.database, town.tenantId)
    progress.step(countyName)
    await adoptGridsOf(ports, town, file)
    progress.step('网格')
    await foundCommittees(ports, town)
    progress.step('村委会、居委会')
    return { town }
  } finally {
    progress.end()
  }
}

/** The file through the real import to a plan, and the plan through the real adoption. */
async function adoptGridsOf(ports: Ports, town: Town, file: IncomingFile): Promise<void> {
  const { tenantId } = town
  const actor = await actorWithPosts(ports, town, await firstAdministrator(ports, town))
  const asking = (commandId: string) => ({ tenantId, actor, commandId })
  const { importId, version } = await openGridImport(ports, asking('county-file'), file)
  const name = `${countyName}网格划分(示例)`
  const { planId } = await planFromGridImport(ports, asking('county-plan'), importId, version, name)
  await adoptPlan(ports, asking('county-adopt'), planId, localDate(town.zone, ports.clock.now()))
}

/** Every village and community has the committee to which matters can be sent. */
async function foundCommittees(ports: Ports, { tenantId, zone }: Town): Promise<void> {
  const { tree } = await gridIndex(ports, tenantId)
  const from = localDate(zone, ports.clock.now())
  const units = tree.grids
    .filter(grid => grid.level === 'medium')
    .map(
      ({ code, name, kind, gridId }): Unit => ({
        unitId: ports.ids.id(),
        code: `committee-${code}`,
        kind: 'committee',
        name: kind === 'community' ? `${name}居委会` : `${name.replace(/村$/, '')}村委会`,
        gridId,
        from,
      }),
    )
  await ports.database.write(tenantId, async tx => {
    await insertUnits(tx, units)
    await raiseVersion(tx)
  })
  forgetGridIndex(ports.database, tenantId)
}

export function countyAccountText(address: string): string {
  return [
    'The example county (示例县): 202 real villages, 1,900 invented groups, no story and no people',
    `  ${host.username}  ${host.title} ${host.name}  password ${demoPassword}  ${address}/desk`,
  ].join('\n')
}

/** `--county` makes the county instead of the town with its story, in a data folder of its own. */
export function askedExample(words: readonly string[]): {
  readonly folder: 'demo' | 'county'
  readonly example?: Example
} {
  if (!words.includes('--county')) return { folder: 'demo' }
  return {
    folder: 'county',
    example: { make: (ports, progress) => makeCounty(ports, progress), told: countyAccountText },
  }
}
