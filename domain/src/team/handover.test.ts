import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { leftBehind } from './handover.ts'

const here = { kind: 'ticket' as const, grid: { large: 't', medium: 'v1', small: 'g1' } }
const nextGroup = { kind: 'ticket' as const, grid: { large: 't', medium: 'v1', small: 'g2' } }
const elsewhere = { kind: 'ticket' as const, grid: { large: 't', medium: 'v2' } }
const all = [here, nextGroup, elsewhere]

describe('what a post leaves behind', () => {
  test('given no other post, when it ends, then everything is without an owner', () => {
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [], all), all)
    assert.deepEqual(leftBehind({ unitId: 'u' }, [], all), all)
  })
  test('given another post, when one ends, then only the matters of its grid that the other does not cover', () => {
    const worker = { role: 'grid_worker' } as const
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [{ ...worker, gridId: 'g2' }], all), [here])
    assert.deepEqual(leftBehind({ gridId: 'v1' }, [{ ...worker, gridId: 'g2' }], all), [here])
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [{ ...worker, gridId: 'v1' }], all), [])
    assert.deepEqual(leftBehind({ gridId: 't' }, [{ role: 'medium_leader', gridId: 'v1' }], all), [elsewhere])
    assert.deepEqual(leftBehind({ unitId: 'u' }, [{ role: 'medium_leader', gridId: 'v1' }], all), [elsewhere])
  })
  test('given only a post that does not handle, when the worker post ends, then its matters are without an owner', () => {
    const worker = { role: 'grid_worker', gridId: 'g1' } as const
    assert.deepEqual(leftBehind(worker, [{ gridId: 'g1' }], [here]), [here], 'a cleaner has no rights')
    for (const role of ['town_administrator', 'verifier', 'supervisor'] as const)
      assert.deepEqual(leftBehind(worker, [{ role, gridId: 't' }], [here]), [here], role)
    assert.deepEqual(leftBehind(worker, [{ role: 'unit_clerk', unitId: 'u' }], [here]), [here])
  })
  test('given he stays a Party member there, when the worker post ends, then he keeps what he took and no more', () => {
    const taken = { ...here, kind: 'order' as const }
    const member = { role: 'party_member', gridId: 'v1' } as const
    assert.deepEqual(leftBehind({ role: 'grid_worker', gridId: 'g1' }, [member], [here, taken]), [here])
    assert.deepEqual(leftBehind({ role: 'volunteer', gridId: 'g1' }, [member], [here, taken]), [])
  })
})
