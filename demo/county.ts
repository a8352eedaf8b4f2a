/**
 * The county as one example tenant, drawn and numbered, with an administrator and no story: what a map, an import and a
 * locator have to bear (docs/decisions/0011-county-example.md).
 */
import type { Division } from '@onegrid/domain/grid/division/division.ts'
import { makeSetUpLink, type Plant, setUp } from '@onegrid/server/account/set-up.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { type GridPlan, plantGrids } from '@onegrid/server/grid/commands.ts'
import { forgetGridIndex } from '@onegrid/server/grid/grid-index.ts'
import type { Town } from '@onegrid/server/http/town.ts'
import { switchOnDemoPhone } from '@onegrid/server/notice/channel.ts'
import { plantAdministrator } from '@onegrid/server/team/plant.ts'
import { plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { demoZone } from './clock.ts'
import { countyCode, countyDivision, countyName } from './map/county-outline.ts'
import { demoPassword, host } from './named-people.ts'
import type { Progress } from './progress.ts'

const since = '2022-01-01'

/** Grids, outlines and the units that a matter can be sent to. */
export function countyPlan(division: Division = countyDivision()): GridPlan {
  const codes = new Map(division.grids.map(grid => [grid.key, grid.code!]))
  const villages = division.grids.filter(grid => grid.level === 'medium')
  return {
    grids: division.grids.map(({ level, name, localNames, kind, code, parentKey }) => ({
      level,
      name,
      localNames,
      kind,
      code: code!,
      ...(parentKey === undefined ? {} : { parentCode: codes.get(parentKey)! }),
    })),
    boundaries: division.grids.flatMap(({ code, shape }) =>
      shape === undefined ? [] : [{ gridCode: code!, shape, example: true }],
    ),
    units: [
      { code: 'centre', kind: 'centre', name: '县网格化服务管理中心', gridCode: countyCode },
      ...villages.map(({ code, name, kind }) => ({
        code: `committee-${code}`,
        kind: 'committee' as const,
        name: kind === 'community' ? `${name}居委会` : `${name.replace(/村$/, '')}村委会`,
        gridCode: code!,
      })),
    ],
  }
}

/** An empty installation becomes the example county. */
export async function makeCounty(ports: Ports, progress: Progress): Promise<{ readonly town: Town }> {
  const link = await makeSetUpLink(ports)
  if (link === undefined) throw new Error('This installation is set up already.')
  progress.expect(2)
  const plan = countyPlan()
  progress.step('边界')
  try {
    const plant: Plant = async tx => {
      const recordedAt = ports.clock.now()
      await plantGrids(tx, ports.ids, plan, since)
      await plantCatalogue(tx, ports, 'village', { commandId: 'plant', recordedAt, actor: { kind: 'clock' } })
      await switchOnDemoPhone(tx, recordedAt)
    }
    const town = await setUp(ports, [plant, plantAdministrator(ports)], {
      link,
      town: { name: countyName, code: 'XX', zone: demoZone },
      administrator: { name: host.name, username: host.username, password: demoPassword },
    })
    forgetGridIndex(ports.database, town.tenantId)
    progress.step('网格')
    return { town }
  } finally {
    progress.end()
  }
}

export function countyAccountText(address: string): string {
  return [
    'The example county (示例县): 202 real villages, 1,900 invented groups, no story and no people',
    `  ${host.username}  ${host.title} ${host.name}  password ${demoPassword}  ${address}/desk`,
  ].join('\n')
}
