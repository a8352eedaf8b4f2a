import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Actor, Role } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { decideAnswer, decideReportIn, decideWithdrawal, type Ground, mayDecideOn, reportInScope } from './decide.ts'
import type { ReportIn, ReportInDraft } from './report-in.ts'

const ground: Ground = {
  skills: new Set(['errand', 'small_repair']),
  villageOf: gridId => ({ village: 'village', group: 'village', other: 'other' })[gridId],
}
const draft: ReportInDraft = {
  kind: 'party_member',
  gridId: 'group',
  skills: ['small_repair'],
  times: ['restday_day'],
}
const resident: Actor = { kind: 'resident', personId: 'liang' }
const holder = (role: Role, gridId: string, personId = 'leader'): Actor => ({
  kind: 'person',
  personId,
  posts: [{ postId: `${role} ${gridId}`, role, gridId, from: '2022-01-01' }],
})
const reported: ReportIn = {
  ...draft,
  reportInId: 'one',
  personId: 'liang',
  villageId: 'village',
  state: 'reported',
  reportedAt: '2022-09-26T00:30:00.000Z',
}
const refusedAs = (code: string, pointer?: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (pointer === undefined || error.facts['pointer'] === pointer)

describe('reporting in', () => {
  test('given a draft, then it is kept tidy, waits for the leader, and each fault names its field', () => {
    const { kept, villageId, state } = decideReportIn(
      resident,
      { ...draft, skills: ['errand', 'errand'], times: ['restday_day', 'workday_day'], words: ' 会开拖拉机 ' },
      ground,
    )
    assert.deepEqual([kept.skills, kept.times, kept.words], [['errand'], ['workday_day', 'restday_day'], '会开拖拉机'])
    assert.deepEqual([villageId, state], ['village', 'reported'])
    const cases: readonly [ReportInDraft, string][] = [
      [{ ...draft, gridId: 'elsewhere' }, '/gridId'],
      [{ ...draft, kind: 'unit', unitName: '\u200b ' }, '/unitName'],
      [{ ...draft, skills: ['singing'] }, '/skills'],
      [{ ...draft, skills: [], words: '\u200b ' }, '/skills'],
      [{ ...draft, words: '好'.repeat(201) }, '/words'],
    ]
    for (const [wanted, pointer] of cases)
      assert.throws(() => decideReportIn(resident, wanted, ground), refusedAs('field_invalid', pointer), pointer)
  })
  test('given nobody signed in, then the number is asked for first', () => {
    assert.throws(() => decideReportIn({ kind: 'anonymous' }, draft, ground), refusedAs('not_signed_in'))
  })
  test('given a person, then a unit’s name is not kept of him', () => {
    assert.equal(decideReportIn(resident, { ...draft, unitName: '供电所' }, ground).kept.unitName, undefined)
  })
  test('given a confirmed one, then what he offers changes freely, another village or unit is confirmed anew', () => {
    const confirmed: ReportIn = { ...reported, state: 'confirmed' }
    const after = (more: Partial<ReportInDraft>, before = confirmed) =>
      decideReportIn(resident, { ...draft, ...more }, ground, before).state
    assert.equal(after({ skills: ['errand'], gridId: 'village' }), 'confirmed')
    assert.equal(after({ gridId: 'other' }), 'reported')
    const unit: ReportIn = { ...confirmed, kind: 'unit', unitName: '供电所' }
    assert.equal(after({ kind: 'unit', unitName: '供电所' }, unit), 'confirmed')
    assert.equal(after({ kind: 'unit', unitName: '卫生院' }, unit), 'reported')
    assert.equal(after({}, { ...reported, state: 'declined' }), 'reported')
  })
  test('given a skill that left the menu, then whoever had ticked it keeps it, nobody ticks it anew', () => {
    const before: ReportIn = { ...reported, skills: ['singing'] }
    assert.deepEqual(decideReportIn(resident, { ...draft, skills: ['singing'] }, ground, before).kept.skills, [
      'singing',
    ])
  })
})

describe('confirming and declining', () => {
  test('given a report-in, then those who lead there decide, others learn nothing of it', () => {
    for (const actor of [
      holder('medium_leader', 'village'),
      holder('village_worker', 'village'),
      holder('small_leader', 'group'),
      holder('centre', 'town'),
      holder('town_administrator', 'town'),
    ])
      decideAnswer(actor, reported, 'confirmed')
    for (const actor of [
      holder('medium_leader', 'other'),
      holder('small_leader', 'village'),
      holder('grid_worker', 'group'),
      resident,
    ])
      assert.throws(() => decideAnswer(actor, reported, 'confirmed'), refusedAs('not_found'))
    assert.throws(() => decideAnswer(holder('centre', 'town'), undefined, 'declined'), refusedAs('not_found'))
  })
  test('given an answer, then the next one is told that it is answered', () => {
    const answered: ReportIn = { ...reported, state: 'declined' }
    assert.throws(() => decideAnswer(holder('centre', 'town'), answered, 'confirmed'), refusedAs('report_in_answered'))
  })
  test('given the leader’s own report-in, then another one confirms it', () => {
    const leader = holder('medium_leader', 'village', 'liang')
    assert.equal(mayDecideOn(leader, reported), true)
    assert.throws(() => decideAnswer(leader, reported, 'confirmed'), refusedAs('own_matter'))
  })
  test('given a leader, then his list is of his grids, the centre’s of the town', () => {
    assert.deepEqual(reportInScope(holder('small_leader', 'group')), ['group'])
    assert.equal(reportInScope(holder('centre', 'town')), 'town')
    assert.throws(() => reportInScope(holder('grid_worker', 'group')), refusedAs('not_permitted'))
    assert.throws(() => reportInScope({ kind: 'anonymous' }), refusedAs('not_signed_in'))
  })
})

test('given one’s own report-in in any state, then it is withdrawn; another’s is not found', () => {
  for (const state of ['reported', 'confirmed', 'declined'] as const) decideWithdrawal(resident, { ...reported, state })
  assert.throws(() => decideWithdrawal(holder('centre', 'town'), reported), refusedAs('not_found'))
  assert.throws(() => decideWithdrawal({ kind: 'anonymous' }, reported), refusedAs('not_signed_in'))
})
