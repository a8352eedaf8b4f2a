import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import {
  decideFile,
  decidePresence,
  decideSignUp,
  decideSubjects,
  decideTraining,
  type TrainingDraft,
} from './decide.ts'
import { subjectTemplate, type Training } from './training.ts'

const draft: TrainingDraft = {
  subject: 'mediation',
  title: ' 邻里纠纷怎么谈 ',
  startsAt: '2022-09-28T01:00:00.000Z',
  endsAt: '2022-09-28T03:00:00.000Z',
  place: '镇政府三楼会议室',
  materials: [],
}
const training: Training = { ...draft, trainingId: 'one', wallCode: '7KQ4M2', version: 1, seats: 2 }

const refusedAs = (code: string, pointer?: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (pointer === undefined || error.facts['pointer'] === pointer)

test('given a draft, then its title is trimmed and each fault names its field', () => {
  assert.equal(decideTraining(subjectTemplate, draft).title, '邻里纠纷怎么谈')
  const { place: _place, ...nowhere } = draft
  const cases: readonly [TrainingDraft, string][] = [
    [{ ...draft, title: ' \u200b' }, '/title'],
    [{ ...draft, subject: 'singing' }, '/subject'],
    [{ ...draft, endsAt: draft.startsAt }, '/endsAt'],
    [{ ...draft, endsAt: '2022-09-30T01:00:00.000Z' }, '/endsAt'],
    [nowhere, '/place'],
    [{ ...nowhere, place: '\u3000\ufeff' }, '/place'],
    [{ ...draft, materials: [{ title: ' \u200b', link: 'https://example.cn' }] }, '/materials/0/title'],
  ]
  for (const [wanted, pointer] of cases)
    assert.throws(() => decideTraining(subjectTemplate, wanted), refusedAs('field_invalid', pointer), pointer)
})

test('given a retired subject, then no new session has it, but a planned one keeps it', () => {
  const subjects = subjectTemplate.map(each => (each.code === 'mediation' ? { ...each, retired: true } : each))
  assert.throws(() => decideTraining(subjects, draft), refusedAs('field_invalid', '/subject'))
  assert.equal(decideTraining(subjects, draft, training).subject, 'mediation')
})

test('given seats, then the last goes once; a cancelled or ended session takes nobody', () => {
  decideSignUp(training, 1, '2022-09-27T01:00:00.000Z')
  assert.throws(() => decideSignUp(training, 2, '2022-09-27T01:00:00.000Z'), refusedAs('training_full'))
  assert.throws(() => decideSignUp(training, 0, training.endsAt), refusedAs('training_over'))
  const cancelled = { ...training, cancelledAt: '2022-09-26T01:00:00.000Z' }
  assert.throws(() => decideSignUp(cancelled, 0, '2022-09-27T01:00:00.000Z'), refusedAs('training_over'))
})

test('given ten files, then an eleventh is refused; a held session takes files, a cancelled one does not', () => {
  decideFile(training, 9)
  assert.throws(() => decideFile(training, 10), refusedAs('field_invalid', '/file'))
  const cancelled = { ...training, cancelledAt: '2022-09-26T01:00:00.000Z' }
  assert.throws(() => decideFile(cancelled, 0), refusedAs('training_over'))
})

test('given the code on the wall, then it counts from an hour before to two hours after', () => {
  decidePresence(training, '2022-09-28T00:00:00.000Z')
  decidePresence(training, '2022-09-28T05:00:00.000Z')
  for (const at of ['2022-09-27T23:59:59.999Z', '2022-09-28T05:00:00.001Z'])
    assert.throws(() => decidePresence(training, at), refusedAs('training_not_running'), at)
})

test('given the list of subjects, then names stand once and nothing that was held goes away', () => {
  const more = [...subjectTemplate, { code: 'first_aid', zh: '急救', en: ' ' }]
  assert.equal(decideSubjects(subjectTemplate, more).at(-1)?.en, '急救')
  assert.throws(
    () => decideSubjects(subjectTemplate, subjectTemplate.slice(1)),
    refusedAs('field_invalid', '/subjects'),
  )
  const twice = [...subjectTemplate, { code: 'other', zh: '法制宣传', en: 'Law' }]
  assert.throws(() => decideSubjects(subjectTemplate, twice), refusedAs('field_invalid', '/subjects/5/zh'))
})
