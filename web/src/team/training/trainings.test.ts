import assert from 'node:assert/strict'
import { test } from 'node:test'
import { materialsOf, materialsText, sizeWords } from './trainings.ts'

test('materials are read a line each and written back; the line that cannot be read is named', () => {
  const text = '讲义 第一章 https://example.cn/a\n\n视频 http://example.cn/b'
  const read = materialsOf(text)
  assert.deepEqual(read, [
    { title: '讲义 第一章', link: 'https://example.cn/a' },
    { title: '视频', link: 'http://example.cn/b' },
  ])
  assert.equal(materialsText(read as never), text.replace('\n\n', '\n'))
  assert.equal(materialsOf('讲义 https://example.cn/a\n视频 javascript:alert(1)'), 2)
  assert.deepEqual(materialsOf(' \n'), [])
})

test('a size is said in the unit that a person reads', () => {
  assert.deepEqual([10, 356_000, 1_020_000, 20 * 1024 * 1024].map(sizeWords), ['1 KB', '348 KB', '996 KB', '20.0 MB'])
})
