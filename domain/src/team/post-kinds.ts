/** The town's list of post kinds, edited as one document by its administrator. */
import { type Role, roles } from '../kernel/actor.ts'
import { plainLine } from '../kernel/line.ts'
import { demand, Refusal } from '../kernel/refusal.ts'
import type { PostKind } from './post-kind.ts'

export const postKindRules = [
  'code_shape',
  'code_twice',
  'name_empty',
  'name_twice',
  'role_changed',
  'kind_held',
  'role_needed',
] as const
export type PostKindRule = (typeof postKindRules)[number]

/** Without an administrator nobody could mend the list; without the others the loop would stand still. */
const needed: readonly Role[] = ['town_administrator', 'centre', 'medium_leader']

/**
 * The list as it will be kept. A kind that somebody holds or held stays, because its posts point at it, and keeps its role:
 * rights are not changed behind the back of those who hold it. It is retired instead.
 * @param held codes of kinds that a post names
 * @throws Refusal field_invalid with the pointer and the rule
 */
export function decidePostKinds(
  before: readonly PostKind[],
  wanted: readonly PostKind[],
  held: ReadonlySet<string>,
): readonly PostKind[] {
  const earlier = new Map(before.map(each => [each.code, each]))
  const codes = new Set<string>()
  const names = new Set<string>()
  const kept = wanted.map((draft, at): PostKind => {
    const refuse = (field: keyof PostKind, rule: PostKindRule, value = ''): never => {
      throw new Refusal('field_invalid', { field, pointer: `/items/${at}/${field}`, rule, value })
    }
    const { code } = draft
    if (!/^[a-z][a-z0-9_]{1,39}$/.test(code)) refuse('code', 'code_shape', code)
    if (codes.has(code)) refuse('code', 'code_twice', code)
    codes.add(code)
    const zh = plainLine(draft.zh)
    const en = plainLine(draft.en) || zh
    if (zh === '') refuse('zh', 'name_empty', code)
    // Two kinds of one name could not be told apart in a roster; a retired one no longer stands in any choice.
    if (!draft.retired && names.has(zh)) refuse('zh', 'name_twice', zh)
    if (!draft.retired) names.add(zh)
    if (held.has(code) && earlier.get(code)?.role !== draft.role) refuse('role', 'role_changed', zh)
    const alsoCalled = [...new Set(draft.alsoCalled.map(plainLine).filter(each => each !== '' && each !== zh))]
    return { ...draft, zh, en, alsoCalled }
  })
  const missing = before.find(each => held.has(each.code) && !codes.has(each.code))
  if (missing) throw new Refusal('field_invalid', { pointer: '/items', rule: 'kind_held', value: missing.zh })
  for (const role of needed) {
    const carried = kept.some(each => each.role === role && !each.retired)
    if (!carried) throw new Refusal('field_invalid', { pointer: '/items', rule: 'role_needed', value: role })
  }
  return kept
}

export function postKindOf(kinds: readonly PostKind[], code: string): PostKind {
  const found = kinds.find(each => each.code === code)
  demand(found !== undefined, 'post_kind_unknown', { field: 'kind', pointer: '/kind', value: code })
  return found
}

/** The kind that a role alone names: the one of the same code, else the first that carries it. */
export function postKindOfRole(kinds: readonly PostKind[], role: string): PostKind {
  const isRole = (roles as readonly string[]).includes(role)
  const found = kinds.find(each => each.code === role && each.role === role) ?? kinds.find(each => each.role === role)
  demand(isRole && found !== undefined, 'post_kind_unknown', { field: 'role', pointer: '/role', value: role })
  return found
}

/** What changed, for the journal: codes only, names are the town's own words. */
export function postKindChanges(before: readonly PostKind[], after: readonly PostKind[]) {
  const earlier = new Map(before.map(each => [each.code, JSON.stringify(each)]))
  const kept = new Set(after.map(each => each.code))
  return {
    added: after.filter(each => !earlier.has(each.code)).map(each => each.code),
    changed: after
      .filter(each => earlier.has(each.code) && earlier.get(each.code) !== JSON.stringify(each))
      .map(each => each.code),
    removed: before.filter(each => !kept.has(each.code)).map(each => each.code),
  }
}
