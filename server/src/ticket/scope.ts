import type { GridTree } from '@onegrid/domain/grid/tree.ts'
import { type Actor, personOf, postsOf, type Role } from '@onegrid/domain/kernel/actor.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'

/**
 * Whose tickets a list shows. One scope is one index range: "the town", "this village", "this unit", "mine" — never an OR over
 * everything that a person may see, which no index answers.
 */
export type Scope =
  | { readonly kind: 'town' }
  | { readonly kind: 'medium'; readonly gridId: string }
  | { readonly kind: 'small'; readonly gridId: string; readonly mediumId: string }
  | { readonly kind: 'unit'; readonly unitId: string }
  | { readonly kind: 'mine'; readonly personId: string }

/** Administrators keep the town's lists; matters are not theirs to read. */
const townWide: readonly Role[] = ['centre', 'duty_officer', 'supervisor', 'verifier', 'approver']
const villageWide: readonly Role[] = ['medium_leader', 'village_worker', 'verifier', 'supervisor', 'approver']
const groupWide: readonly Role[] = ['small_leader', 'grid_worker']

/** Every scope that the person's posts give, the widest first. */
export function scopesOf(actor: Actor, tree: GridTree): readonly Scope[] {
  const personId = personOf(actor)
  if (personId === undefined || actor.kind !== 'person') return []
  const scopes: Scope[] = []
  for (const post of postsOf(actor)) {
    const level = post.gridId === undefined ? undefined : tree.find(post.gridId)?.level
    if (post.role === 'unit_clerk' && post.unitId !== undefined) scopes.push({ kind: 'unit', unitId: post.unitId })
    if (level === 'large' && townWide.includes(post.role)) scopes.push({ kind: 'town' })
    if (level === 'medium' && post.gridId !== undefined && villageWide.includes(post.role))
      scopes.push({ kind: 'medium', gridId: post.gridId })
    if (level === 'medium' && post.gridId !== undefined && post.role === 'grid_worker')
      scopes.push({ kind: 'medium', gridId: post.gridId })
    if (level === 'small' && post.gridId !== undefined && groupWide.includes(post.role))
      scopes.push(smallScope(tree, post.gridId))
  }
  scopes.push({ kind: 'mine', personId })
  const order = ['town', 'medium', 'small', 'unit', 'mine']
  const keyed = new Map(scopes.map(scope => [scopeKey(scope), scope]))
  return [...keyed.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

/** `town`, `grid:<id>`, `unit:<id>`, `mine`: as it stands in the URL. */
export function scopeKey(scope: Scope): string {
  if (scope.kind === 'medium' || scope.kind === 'small') return `grid:${scope.gridId}`
  return scope.kind === 'unit' ? `unit:${scope.unitId}` : scope.kind
}

/** @throws Refusal not_permitted when the person's posts do not give the asked scope */
export function scopeFor(actor: Actor, tree: GridTree, asked: string | undefined): Scope {
  const scopes = scopesOf(actor, tree)
  demand(scopes.length > 0, actor.kind === 'person' ? 'not_permitted' : 'not_signed_in')
  if (asked === undefined) return scopes[0]!
  const found = scopes.find(scope => scopeKey(scope) === asked) ?? narrower(scopes, tree, asked)
  demand(found !== undefined, 'not_permitted', { field: 'scope', value: asked })
  return found
}

/** Who sees the town may look at one village; who sees the village may look at one group. */
function narrower(scopes: readonly Scope[], tree: GridTree, asked: string): Scope | undefined {
  const grid = asked.startsWith('grid:') ? tree.find(asked.slice(5)) : undefined
  if (!grid || grid.level === 'large') return undefined
  const within = scopes.some(
    scope =>
      scope.kind === 'town' ||
      ((scope.kind === 'medium' || scope.kind === 'small') && tree.isWithin(grid.gridId, scope.gridId)),
  )
  if (!within) return undefined
  return grid.level === 'small' ? smallScope(tree, grid.gridId) : { kind: 'medium', gridId: grid.gridId }
}

/** The village goes along: its index has the group's open matters in a few steps. */
function smallScope(tree: GridTree, gridId: string): Scope {
  return { kind: 'small', gridId, mediumId: tree.parent(gridId)?.gridId ?? gridId }
}
