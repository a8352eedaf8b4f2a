import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { leftBehind } from './handover.ts'

const here = { grid: { large: 't', medium: 'v1', small: 'g1' } }
const nextGroup = { grid: { large: 't', medium: 'v1', small: 'g2' } }
const elsewhere = { grid: { large: 't', medium: 'v2' } }
const all = [here, nextGroup, elsewhere]

describe('what a post leaves behind', () => {
  test('given no other post, when it ends, then everything is without an owner', () => {
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [], all), all)
    assert.deepEqual(leftBehind({ unitId: 'u' }, [], all), all)
  })
  test('given another post, when one ends, then only the matters of its grid that the other does not cover', () => {
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [{ gridId: 'g2' }], all), [here])
    assert.deepEqual(leftBehind({ gridId: 'v1' }, [{ gridId: 'g2' }], all), [here])
    assert.deepEqual(leftBehind({ gridId: 'g1' }, [{ gridId: 'v1' }], all), [])
    assert.deepEqual(leftBehind({ gridId: 't' }, [{ gridId: 'v1' }], all), [elsewhere])
    assert.deepEqual(leftBehind({ unitId: 'u' }, [{ gridId: 'v1' }], all), [])
  })
})
