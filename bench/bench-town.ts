/** The town in which intake and queues are measured: 16 villages of nine groups, the village's template. */
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { type PlantedGrids, plantGrids } from '@onegrid/server/grid/commands.ts'
import { plantCatalogue } from '@onegrid/server/ticket/catalogue.ts'
import { addPerson, addTown } from './application.ts'
import { meshPlan } from './mesh.ts'
import { inventedTown } from './report-texts.ts'

export const benchTownCode = 'BT'

export type BenchTown = {
  readonly tenantId: string
  readonly planted: PlantedGrids
  readonly unitId: string
  readonly centre: Actor & { readonly kind: 'person' }
  readonly clerk: Actor & { readonly kind: 'person' }
}

export async function plantBenchTown(ports: Ports): Promise<BenchTown> {
  const tenantId = await addTown(ports, { code: benchTownCode, name: '测试镇', zone: 'Asia/Shanghai' })
  const plan = meshPlan({ code: '445321999', name: '测试镇', ...inventedTown, villages: [4, 4], groups: [3, 3] })
  const planted = await ports.database.write(tenantId, async tx => {
    const grids = await plantGrids(tx, ports.ids, plan, '2010-01-01')
    const entry = { commandId: 'plant', recordedAt: ports.clock.now(), actor: { kind: 'clock' } } as const
    await plantCatalogue(tx, ports, 'village', entry)
    return grids
  })
  const unitId = planted.units[0]!.unitId
  const large = planted.grids.find(grid => grid.level === 'large')!.gridId
  return {
    tenantId,
    planted,
    unitId,
    centre: await addPerson(ports, tenantId, '顾雅文', { role: 'centre', gridId: large }),
    clerk: await addPerson(ports, tenantId, '区建华', { role: 'unit_clerk', unitId }),
  }
}
