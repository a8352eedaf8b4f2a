import type { BoardWire, SwapWire } from '@onegrid/domain/team/emergency/contract.ts'
import { useGet } from '../../api/queries.ts'

export type VillageLine = BoardWire['villages'][number]

export function useEmergency() {
  return useGet<BoardWire>(['emergency', 'board'], '/emergency')
}
/** What waits for an answer; for a range of days also what was agreed. */
export function useSwaps(range: { readonly from?: string; readonly until?: string } = {}) {
  return useGet<{ readonly items: readonly SwapWire[] }>(['duty', 'swaps'], '/duty-swaps', range)
}

/** What the board comes to: villages by what is cut, households that need help. */
export function totalsOf(villages: readonly VillageLine[]) {
  const cut = (what: 'water' | 'power' | 'road') => villages.filter(village => village[what] === 'cut').length
  return {
    patrolled: villages.filter(village => village.patrolledAt !== undefined).length,
    water: cut('water'),
    power: cut('power'),
    road: cut('road'),
    help: villages.reduce((sum, village) => sum + village.help, 0),
  }
}
