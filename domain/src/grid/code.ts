/**
 * Grid codes. The official code of the province comes first; only where none exists the product numbers the small grids
 * itself: district 6 + town 3 + village 3 + sequence 3 digits. No conformance with a national standard is claimed.
 */
import { demand } from '../kernel/refusal.ts'
import type { GridLevel } from './grid.ts'

const digits: Readonly<Record<GridLevel, number>> = { large: 9, medium: 12, small: 15 }

/** A thousandth of a degree, about 100 metres: grids whose centres lie in one such strip count as equally far west. */
const stripsPerDegree = 1000

/** Whether the code has the shape that the product gives itself; official codes may look different. */
export function isOwnCode(level: GridLevel, code: string): boolean {
  return code.length === digits[level] && /^\d+$/.test(code)
}

/** The code of the grid above, for codes in our own shape. */
export function parentCode(code: string): string | undefined {
  if (isOwnCode('small', code)) return code.slice(0, digits.medium)
  if (isOwnCode('medium', code)) return code.slice(0, digits.large)
  return undefined
}

/** Numbers the small grids of one village by their centres, west to east, then north to south. */
export function numberSmallGrids<Item extends { readonly centre: readonly [number, number] }>(
  villageCode: string,
  items: readonly Item[],
): readonly (Item & { readonly code: string })[] {
  demand(isOwnCode('medium', villageCode), 'field_invalid', { field: 'code', value: villageCode })
  demand(items.length <= 999, 'field_invalid', { field: 'grids', value: items.length })
  const strip = (item: Item) => Math.floor(item.centre[0] * stripsPerDegree)
  return [...items]
    .sort((one, other) => strip(one) - strip(other) || other.centre[1] - one.centre[1])
    .map((item, index) => ({ ...item, code: `${villageCode}${String(index + 1).padStart(3, '0')}` }))
}
