import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDraft, reportOf } from './entry-kinds.ts'

test('a call about staff says so from the first moment, with whom it concerns', () => {
  const draft = { ...emptyDraft('hotline'), words: '书记拿了补助', placeWords: '碧塘' }
  assert.equal('aboutStaff' in reportOf('hotline', draft, []), false)
  const report = reportOf('hotline', { ...draft, aboutStaff: true, concerned: ['p'] }, [])
  assert.deepEqual([report['aboutStaff'], report['concerned']], [true, ['p']])
  const untickedAgain = reportOf('hotline', { ...draft, aboutStaff: false, concerned: ['p'] }, [])
  assert.equal('concerned' in untickedAgain, false)
})
