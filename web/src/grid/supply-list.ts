import type { GridWire, SupplyAreasBody, SupplyAreasWire } from '@onegrid/domain/grid/contract.ts'
import type { Utility } from '@onegrid/domain/grid/grid.ts'

/** An area as it stands on the screen; a new one has no id of the town yet. */
export type Draft = {
  readonly key: string
  readonly supplyAreaId?: string
  readonly utility: Utility
  readonly name: string
  readonly gridIds: readonly string[]
}

export function draftsOf({ items }: Pick<SupplyAreasWire, 'items'>): readonly Draft[] {
  return items.map(area => ({ key: area.supplyAreaId, ...area }))
}

/** What is sent; also what tells whether anything was changed. */
export function bodyOf(list: readonly Draft[]): SupplyAreasBody {
  return {
    items: list.map(({ supplyAreaId, utility, name, gridIds }) => ({
      ...(supplyAreaId === undefined ? {} : { supplyAreaId }),
      utility,
      name: name.trim(),
      gridIds: [...gridIds].sort(),
    })),
  }
}

/** Each group has one area of a utility: what one takes, the other gives. */
export function take(list: readonly Draft[], key: string, gridIds: readonly string[]): readonly Draft[] {
  const utility = list.find(area => area.key === key)?.utility
  return list.map(area => {
    if (area.utility !== utility) return area
    const others = area.gridIds.filter(gridId => !gridIds.includes(gridId))
    return { ...area, gridIds: area.key === key ? [...others, ...gridIds] : others }
  })
}

export function giveBack(list: readonly Draft[], key: string, gridIds: readonly string[]): readonly Draft[] {
  return list.map(area =>
    area.key === key ? { ...area, gridIds: area.gridIds.filter(gridId => !gridIds.includes(gridId)) } : area,
  )
}

/** Which area of the list a refusal speaks of: `/items/3/name`. */
export function placeOf(pointer: string | undefined): { readonly at: number; readonly field: string } | undefined {
  const [, at, field = ''] = /^\/items\/(\d+)\/?(\w*)/.exec(pointer ?? '') ?? []
  return at === undefined ? undefined : { at: Number(at), field }
}

export type Village = { readonly village: GridWire; readonly groups: readonly GridWire[] }

/** Villages with the groups that match: by their own name or a natural village in them; a village's name brings all. */
export function villagesOf(grids: readonly GridWire[], wanted = ''): readonly Village[] {
  const words = wanted.trim()
  const named = (grid: GridWire) => [grid.name, ...grid.localNames].some(name => name.includes(words))
  return grids
    .filter(grid => grid.level === 'medium')
    .map(village => {
      const groups = grids.filter(grid => grid.level === 'small' && grid.parentId === village.gridId)
      return { village, groups: words === '' || named(village) ? groups : groups.filter(named) }
    })
    .filter(({ groups }) => groups.length > 0)
}
