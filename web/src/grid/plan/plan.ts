import type { GridTreeWire, LandmarkListWire, MapSettingsWire } from '@onegrid/domain/grid/contract.ts'
import { planRights } from '@onegrid/domain/grid/division/access.ts'
import type { ComparisonWire, PlanSummaryWire, PlanWire } from '@onegrid/domain/grid/division/contract.ts'
import type { Division, PlanGrid } from '@onegrid/domain/grid/division/division.ts'
import { groundOf, squareMetresOf } from '@onegrid/domain/grid/division/lattice.ts'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { holds, useMe } from '../../account/me.ts'
import { get } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useGet, usePages } from '../../api/queries.ts'
import { TownZone, useNow } from '../../ui/moment.tsx'
import { wallClock } from '../../ui/time-words.ts'
import { type Language, say } from '../../words/words.ts'

export function usePlans() {
  return usePages<PlanSummaryWire>(['grid', 'plans'], '/plans', {}, 50)
}

/** The plan as it was opened: an editor that changed it must not have it taken from under its hands. */
export function usePlan(planId: string) {
  return useGet<PlanWire>(['grid', 'plan'], `/plans/${planId}`)
}

/** @param heirs where the people of a grid that ends would go, each grid:key; else to its largest part */
export function useComparison(planId: string, enabled = true, heirs: readonly string[] = []) {
  return useGet<ComparisonWire>(['grid', 'comparison'], `/plans/${planId}/comparison`, { heirs }, enabled)
}

export function useBaseMap(): MapSettingsWire['base'] {
  return useQuery<MapSettingsWire, ApiProblem>({
    queryKey: ['settings', 'map'],
    queryFn: () => get<MapSettingsWire>('/map-settings'),
    staleTime: 600_000, // milliseconds; an installation's setting
  }).data?.base
}

export function useLandmarkList() {
  return useGet<LandmarkListWire>(['grid', 'landmarks', 'all'], '/landmarks/all')
}

/**
 * Before the first small grids nothing can wait for a later day: nobody works by them yet.
 * Undefined until the grids are here: a day proposed before that would be the wrong one under the thumb.
 */
export function useIsFirstDivision(): boolean | undefined {
  return useGet<GridTreeWire>(['grid', 'tree'], '/grids').data?.items.every(grid => grid.level !== 'small')
}

/** The town's today as the server counts it. */
export function useToday(): string {
  const zone = useContext(TownZone)
  const { year, month, day } = wallClock(new Date(useNow()).toISOString(), zone)
  return [year, month, day].map(part => String(part).padStart(2, '0')).join('-')
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** 2022年10月1日 · 1 October 2022. */
export function dayWords(day: string, language: Language): string {
  const date = new Date(`${day}T00:00:00Z`)
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(date)
}

export function useMayManagePlans(): boolean {
  return holds(useMe(), planRights.managePlans)
}

/** 12.4 公顷 below a square kilometre, 1.83 平方公里 above. */
export function areaWords(squareMetres: number): string {
  if (squareMetres >= 1_000_000) return say('plan:area.squareKilometres', { value: (squareMetres / 1e6).toFixed(2) })
  if (squareMetres >= 1_000) return say('plan:area.hectares', { value: (squareMetres / 1e4).toFixed(1) })
  return say('plan:area.squareMetres', { value: Math.round(squareMetres) })
}

export function lengthWords(metres: number): string {
  if (metres >= 1_000) return say('plan:length.kilometres', { value: (metres / 1000).toFixed(2) })
  return say('plan:length.metres', { value: Math.round(metres) })
}

export function areaOf({ shape }: Pick<PlanGrid, 'shape'>): number | undefined {
  return shape === undefined ? undefined : squareMetresOf(groundOf(shape))
}

export type Family = { readonly grid: PlanGrid; readonly members: readonly PlanGrid[] }

/** The town, its villages in the order of code and name, and the groups of each. */
export function familiesIn({ grids }: Division): { readonly large: PlanGrid | undefined; readonly villages: Family[] } {
  const members = new Map<string, PlanGrid[]>()
  for (const grid of grids) {
    if (grid.parentKey === undefined) continue
    const list = members.get(grid.parentKey)
    if (list === undefined) members.set(grid.parentKey, [grid])
    else list.push(grid)
  }
  const large = grids.find(grid => grid.level === 'large')
  const known = new Set(grids.map(grid => grid.key))
  const villages = grids
    .filter(grid => grid.level === 'medium')
    .sort(byCodeThenName)
    .map(grid => ({ grid, members: (members.get(grid.key) ?? []).sort(byCodeThenName) }))
  // Groups whose village is not there are faults; they must be found in the list all the same.
  const lost = grids.filter(grid => grid.level === 'small' && !known.has(grid.parentKey ?? ''))
  return { large, villages: [...villages, ...lost.map(grid => ({ grid, members: [] }))] }
}

const numeral = '零一二三四五六七八九十'
/** 第十二村民小组 → 12, so that twelve follows eleven and does not stand before two. */
function numberIn(name: string): number {
  const digits = /\d+/.exec(name)?.[0]
  if (digits !== undefined) return Number(digits)
  const words = /[一二三四五六七八九十]+/.exec(name)?.[0]
  if (words === undefined) return Number.POSITIVE_INFINITY
  const [tens, ones] = words.includes('十') ? words.split('十') : ['', words]
  const value = (word: string | undefined, missing: number) => (word ? numeral.indexOf(word) : missing)
  return (words.includes('十') ? value(tens, 1) * 10 : 0) + value(ones, 0)
}

function byCodeThenName(one: PlanGrid, other: PlanGrid): number {
  if (one.code !== undefined && other.code !== undefined && one.code !== other.code)
    return one.code < other.code ? -1 : 1
  return numberIn(one.name) - numberIn(other.name) || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
}
