import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type StartStep, startingSteps, type TownState } from './getting-started.ts'

const empty: TownState = {
  villages: 0,
  drawnVillages: 0,
  householdsKnown: false,
  dividedVillages: 0,
  smallGrids: 0,
  people: 0,
  ledVillages: 0,
  workedGrids: 0,
  leaderSignsIn: false,
  workerSignsIn: false,
  reported: false,
  routed: false,
}
const open = (state: Partial<TownState>): readonly StartStep[] =>
  startingSteps({ ...empty, ...state }).flatMap(({ step, done }) => (done ? [] : [step]))

test('given a town of one administrator, then every step is open and nothing divides by zero', () => {
  assert.equal(open({}).length, 8)
})

test('given one of two villages drawn, then the outlines stay open and say one of two', () => {
  const steps = startingSteps({ ...empty, villages: 2, drawnVillages: 1 })
  assert.deepEqual(
    steps.find(each => each.step === 'outlines'),
    { step: 'outlines', done: false, have: 1, of: 2 },
  )
})

test('given groups brought from a map, then households are not asked for', () => {
  assert.ok(!open({ villages: 1, drawnVillages: 1, dividedVillages: 1, smallGrids: 3 }).includes('households'))
  assert.ok(open({ villages: 2, drawnVillages: 2, dividedVillages: 1, smallGrids: 3 }).includes('households'))
})

test('given villages led and no small grid yet, then the posts are still open', () => {
  assert.ok(open({ villages: 1, ledVillages: 1 }).includes('posts'))
})

test('given a report that nobody was sent yet, then the last step is half way; given it lies with a worker, then all is done', () => {
  const ready = {
    villages: 1,
    drawnVillages: 1,
    dividedVillages: 1,
    smallGrids: 2,
    people: 3,
    ledVillages: 1,
    workedGrids: 2,
    leaderSignsIn: true,
    workerSignsIn: true,
    reported: true,
  }
  assert.deepEqual(open(ready), ['report'])
  assert.deepEqual(open({ ...ready, routed: true }), [])
})
