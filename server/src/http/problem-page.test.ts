import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemPage } from './problem-page.ts'

const problem = (code: string) => ({
  type: `https://example.org/${code}`,
  title: '标题',
  status: 404,
  code,
  detail: '发生了什么',
  remedy: '怎么办',
  requestId: 'r',
})

test('a page that says what went wrong leads to the first page, but before the set-up the first page is that very page', () => {
  assert.match(problemPage(problem('not_found'), 'zh'), /<a href="\/">返回首页<\/a>/)
  assert.doesNotMatch(problemPage(problem('not_set_up'), 'zh'), /返回首页|&lt;/)
})
