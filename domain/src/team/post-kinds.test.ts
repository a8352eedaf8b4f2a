import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { roles } from '../kernel/actor.ts'
import { guidanceKinds, type PostKind } from './post-kind.ts'
import { postKindTemplate } from './post-kind-template.ts'
import { decidePostKinds, postKindChanges, postKindOfRole } from './post-kinds.ts'

const without = (code: string) => postKindTemplate.filter(each => each.code !== code)
const changed = (code: string, over: Partial<PostKind>) =>
  postKindTemplate.map(each => (each.code === code ? { ...each, ...over } : each))

describe('the template', () => {
  test('is itself a list that may be kept, with each role under its own code and the 3 of 3+1', () => {
    assert.deepEqual(decidePostKinds([], postKindTemplate, new Set()), postKindTemplate)
    for (const role of roles) assert.equal(postKindOfRole(postKindTemplate, role).code, role)
    for (const code of guidanceKinds) assert.ok(postKindTemplate.some(each => each.code === code))
  })
  test('names no heading twice, so that a roster is understood in one way', () => {
    const headings = postKindTemplate.flatMap(each => [each.zh, ...each.alsoCalled])
    const twice = headings.filter((each, at) => headings.indexOf(each) !== at)
    assert.deepEqual(twice, [])
  })
})

describe('changing the list', () => {
  const held = new Set(['grid_worker', 'cleaner'])
  test('given a kind that somebody holds, when it is left out, then it is refused; retired it stays', () => {
    assert.throws(() => decidePostKinds(postKindTemplate, without('cleaner'), held), {
      facts: { pointer: '/items', rule: 'kind_held', value: '保洁员' },
    })
    assert.equal(decidePostKinds(postKindTemplate, without('forest_guard'), held).length, postKindTemplate.length - 1)
    decidePostKinds(postKindTemplate, changed('cleaner', { retired: true }), held)
  })
  test('given a kind that somebody holds, when its role changes, then it is refused', () => {
    const dangerous = changed('cleaner', { role: 'town_administrator' })
    assert.throws(() => decidePostKinds(postKindTemplate, dangerous, held), /role_changed/)
    decidePostKinds(postKindTemplate, changed('forest_guard', { role: 'volunteer' }), held)
  })
  test('given names and codes, when one stands twice or is malformed, then the line is named', () => {
    const guard = postKindTemplate.find(each => each.code === 'forest_guard')!
    const last = postKindTemplate.length
    const bad = (over: Partial<PostKind>) => () =>
      decidePostKinds(postKindTemplate, [...postKindTemplate, { ...guard, ...over }], held)
    assert.throws(bad({}), {
      facts: { field: 'code', pointer: `/items/${last}/code`, rule: 'code_twice', value: 'forest_guard' },
    })
    assert.throws(bad({ code: 'guard2' }), /name_twice/)
    assert.throws(bad({ code: 'Guard', zh: '护林' }), /code_shape/)
    assert.throws(bad({ code: 'guard2', zh: ' \u200b ' }), /name_empty/)
    const kept = decidePostKinds(
      postKindTemplate,
      [...postKindTemplate, { ...guard, code: 'guard2', zh: ' 巡山员 ', en: '', alsoCalled: ['巡山', '巡山', ' '] }],
      held,
    )
    assert.deepEqual(kept.at(-1), { ...guard, code: 'guard2', zh: '巡山员', en: '巡山员', alsoCalled: ['巡山'] })
  })
  test('given the administrators, when their kind is retired, then it is refused', () => {
    assert.throws(
      () => decidePostKinds(postKindTemplate, changed('town_administrator', { retired: true }), held),
      /role_needed/,
    )
  })
  test('the journal is told codes only', () => {
    const after = [...without('forest_guard'), { ...postKindTemplate[0]!, code: 'new_one', zh: '新岗位' }]
    assert.deepEqual(postKindChanges(postKindTemplate, after), {
      added: ['new_one'],
      changed: [],
      removed: ['forest_guard'],
    })
  })
})
