import type { GridWire } from '@onegrid/domain/grid/contract.ts'
import type { Post } from './team.ts'

/** Groups have the same names in every village: a group is said with its village. */
export function placeName(grids: readonly GridWire[], post: Pick<Post, 'gridId' | 'at'>): string | undefined {
  const grid = grids.find(each => each.gridId === post.gridId)
  if (grid?.level !== 'small') return post.at
  const village = grids.find(each => each.gridId === grid.parentId)
  return village === undefined ? post.at : `${village.name} · ${grid.name}`
}

type Said = Pick<Post, 'postId' | 'kind' | 'gridId' | 'at' | 'actingFor' | 'actingForName'>
type Together = {
  readonly key: string
  readonly kind: string
  readonly at: string | undefined
  /** Held in place of somebody on leave. */
  readonly actingFor?: string | undefined
  readonly actingForName?: string | undefined
}

/** Posts of one kind in groups of one village, said once: 专职网格员 都斛村 · 第一村民小组、第二村民小组. */
export function postsTogether(grids: readonly GridWire[], posts: readonly Said[]): readonly Together[] {
  const lines = new Map<string, Together>()
  for (const post of posts) {
    const grid = grids.find(each => each.gridId === post.gridId)
    const { kind, actingFor, actingForName } = post
    const key = grid?.level === 'small' ? `${kind} ${grid.parentId} ${actingFor ?? ''}` : post.postId
    const before = lines.get(key)
    const at = before === undefined ? placeName(grids, post) : `${before.at}、${grid?.name}`
    lines.set(key, { key, kind, at, actingFor, actingForName })
  }
  return [...lines.values()]
}
