import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainLine } from './line.ts'

test('a line is kept without what only deceives the eye', () => {
  assert.equal(plainLine('  陈\u3000 伯\n'), '陈 伯')
  assert.equal(plainLine('陈\u200b伯\ufeff'), '陈伯')
  assert.equal(plainLine('叶\u202e国强'), '叶国强')
  assert.equal(plainLine('第一组👨‍👩‍👧'), '第一组👨‍👩‍👧')
  assert.equal(plainLine('𠮷田'), '𠮷田')
})

test('what would show nothing is empty', () => {
  for (const nothing of [
    '',
    '  ',
    '\u3000',
    '\u200b\u200c\u200d',
    '\ufeff',
    '\t\n',
    '\u3164',
    '\u2800 ',
    '\u0301\ufe0f',
    '\u00ad',
  ])
    assert.equal(plainLine(nothing), '', JSON.stringify(nothing))
})
