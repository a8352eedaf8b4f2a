import type { GridTreeWire, GridWire, UnitWire } from '@onegrid/domain/grid/contract.ts'
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import type { PersonShape, PostKindsShape, PostShape } from '@onegrid/domain/team/contract.ts'
import { useContext } from 'react'
import type { Static } from 'typebox'
import { useGet, usePages } from '../api/queries.ts'
import { TownZone, useNow } from '../ui/moment.tsx'
import { wallClock } from '../ui/time-words.ts'
import { useWords } from '../words/words.ts'

export type Person = Static<typeof PersonShape>
export type Post = Static<typeof PostShape>
export type PostKindList = Static<typeof PostKindsShape>
export type PostKindRow = PostKindList['items'][number]

export function usePeople(name: string) {
  return usePages<Person>(['person', 'people'], '/people', name === '' ? {} : { name }, 100)
}
export function usePostsOf(role: Role, onDay: string) {
  return usePages<Post>(['person', 'posts'], '/posts', { role, onDay }, 100)
}
export function usePerson(personId: string) {
  return useGet<Person>(['person', 'one'], `/people/${personId}`)
}
export function usePostKinds(): readonly PostKindRow[] {
  return useGet<PostKindList>(['person', 'postKinds'], '/post-kinds').data?.items ?? []
}
/** By its code, in the language of the screen; a kind that went from the list is called by its code. */
export function useKindName(): (code: string) => string {
  const kinds = usePostKinds()
  const { language } = useWords()
  return code => kinds.find(each => each.code === code)?.[language] ?? code
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

/** Groups have the same names in every village: a group is said with its village. */
export function placeName(grids: readonly GridWire[], post: Pick<Post, 'gridId' | 'at'>): string | undefined {
  const grid = grids.find(each => each.gridId === post.gridId)
  if (grid?.level !== 'small') return post.at
  const village = grids.find(each => each.gridId === grid.parentId)
  return village === undefined ? post.at : `${village.name} · ${grid.name}`
}
