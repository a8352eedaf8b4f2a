/** A made-up town of squares: as many villages and groups as a real one, nobody's outline. */
import type { GridPlan } from '@onegrid/server/grid/commands.ts'

export type MeshOptions = {
  readonly code: string
  readonly name: string
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** Villages side by side and above each other; groups within each village likewise. */
  readonly villages: readonly [number, number]
  readonly groups: readonly [number, number]
}

export function meshPlan(mesh: MeshOptions): GridPlan {
  const [across, up] = mesh.villages
  const grids: GridPlan['grids'][number][] = [
    { level: 'large', code: mesh.code, name: mesh.name, localNames: [], kind: 'town' },
  ]
  const boundaries: NonNullable<GridPlan['boundaries']>[number][] = []
  const columns = across * mesh.groups[0]
  const rows = up * mesh.groups[1]
  const lon = (column: number) => mesh.west + ((mesh.east - mesh.west) * column) / columns
  const lat = (row: number) => mesh.south + ((mesh.north - mesh.south) * row) / rows
  for (let village = 0; village < across * up; village += 1) {
    const villageCode = `${mesh.code}${String(village + 1).padStart(3, '0')}`
    grids.push({
      level: 'medium',
      code: villageCode,
      name: `第${village + 1}村`,
      localNames: [],
      kind: 'village',
      parentCode: mesh.code,
    })
    for (let group = 0; group < mesh.groups[0] * mesh.groups[1]; group += 1) {
      const code = `${villageCode}${String(group + 1).padStart(3, '0')}`
      const column = (village % across) * mesh.groups[0] + (group % mesh.groups[0])
      const row = Math.floor(village / across) * mesh.groups[1] + Math.floor(group / mesh.groups[0])
      const ring: [number, number][] = [
        [lon(column), lat(row)],
        [lon(column + 1), lat(row)],
        [lon(column + 1), lat(row + 1)],
        [lon(column), lat(row + 1)],
        [lon(column), lat(row)],
      ]
      grids.push({
        level: 'small',
        code,
        name: `第${group + 1}组`,
        localNames: [],
        kind: 'group',
        parentCode: villageCode,
      })
      boundaries.push({ gridCode: code, shape: { type: 'Polygon', coordinates: [ring] }, example: true })
    }
  }
  const units = [{ code: 'services', name: '综合服务', kind: 'office', gridCode: mesh.code } as const]
  return { grids, boundaries, units }
}
