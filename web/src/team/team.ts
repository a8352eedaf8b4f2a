import type { GridTreeWire, GridWire, UnitWire } from '@onegrid/domain/grid/contract.ts'
import type { PersonShape, PostShape } from '@onegrid/domain/team/contract.ts'
import { useContext } from 'react'
import type { Static } from 'typebox'
import { useGet, usePages } from '../api/queries.ts'
import { TownZone, useNow } from '../ui/moment.tsx'
import { wallClock } from '../ui/time-words.ts'

export type Person = Static<typeof PersonShape>
export type Post = Static<typeof PostShape>

export type PeopleFilter = {
  readonly name?: string
  readonly phoneEnds?: string
  readonly kind?: string
  readonly gridId?: string
}

export function usePeople(filter: PeopleFilter, limit = 50) {
  return usePages<Person>(['person', 'people'], '/people', filter, limit)
}
export function usePerson(personId: string) {
  return useGet<Person>(['person', 'one'], `/people/${personId}`)
}
export function useGridTree(): readonly GridWire[] {
  return useGet<GridTreeWire>(['grid', 'tree'], '/grids').data?.items ?? []
}
export function useUnitList(): readonly UnitWire[] {
  return (
    useGet<{ readonly items: readonly UnitWire[] }>(['grid', 'unitList'], '/units', { limit: 100 }).data?.items ?? []
  )
}

/** Today on the town's wall clock. */
export function useToday(): string {
  const zone = useContext(TownZone)
  const { year, month, day } = wallClock(new Date(useNow()).toISOString(), zone)
  return [year, month, day].map(part => String(part).padStart(2, '0')).join('-')
}

export function isOver(post: Pick<Post, 'until'>, today: string): boolean {
  return post.until !== undefined && post.until < today
}

/** A grid as it is called among all of the town. */
const indexes = new WeakMap<readonly GridWire[], ReadonlyMap<string, GridWire>>()

/** A county's list asks two thousand times for one of two thousand grids. */
function byId(grids: readonly GridWire[]): ReadonlyMap<string, GridWire> {
  const index = indexes.get(grids) ?? new Map(grids.map(grid => [grid.gridId, grid]))
  indexes.set(grids, index)
  return index
}

export function gridWords(grids: readonly GridWire[], gridId: string): string {
  const index = byId(grids)
  const grid = index.get(gridId)
  if (grid === undefined) return ''
  const village = grid.level === 'small' ? index.get(grid.parentId ?? '') : undefined
  return village === undefined ? grid.name : `${village.name} · ${grid.name}`
}

export function villagesIn(grids: readonly GridWire[]): readonly GridWire[] {
  return grids.filter(grid => grid.level === 'medium')
}

export function groupsOf(grids: readonly GridWire[], villageId: string): readonly GridWire[] {
  return grids.filter(grid => grid.level === 'small' && grid.parentId === villageId)
}

/** A calendar day some days later. */
export function daysAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

/** 网格长、网格员 — leader, worker. */
export function wordList(language: 'zh' | 'en', words: readonly string[]): string {
  return words.join(language === 'zh' ? '、' : ', ')
}
