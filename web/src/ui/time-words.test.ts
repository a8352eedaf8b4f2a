import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateWords, dayOfWeekWords, endWords, momentWords, shortMoment, spanOf } from './time-words.ts'

const zone = 'Asia/Shanghai'
const now = '2022-09-26T00:30:00.000Z'
const words = (instant: string, language: 'zh' | 'en' = 'zh') => momentWords(instant, zone, now, language)

test('a promise is said as a moment of the town', () => {
  assert.equal(words('2022-09-28T09:00:00.000Z'), '9月28日(星期三)下午5点')
  assert.equal(words('2022-09-28T09:00:00.000Z', 'en'), 'Wed 28 Sep, 5 p.m.')
  assert.equal(words('2022-09-28T00:05:00.000Z'), '9月28日(星期三)上午8点05分')
})

test('what ends on the day on which it began says the hour alone', () => {
  const of = { begins: '2022-10-01T01:00:00.000Z', ends: '2022-10-01T03:30:00.000Z' }
  assert.equal(endWords(of, zone, now, 'zh'), '上午11点30分')
  assert.equal(endWords(of, zone, now, 'en'), '11:30 a.m.')
  assert.equal(endWords({ ...of, ends: '2022-10-02T03:30:00.000Z' }, zone, now, 'zh'), '10月2日(星期日)上午11点30分')
})

test('a day of a roster is said with its weekday', () => {
  assert.equal(dayOfWeekWords('2022-09-28', 'zh'), '9月28日(星期三)')
  assert.equal(dayOfWeekWords('2022-10-02', 'en'), 'Sun 2 Oct')
})

test('a day on paper is said with its year, this year too', () => {
  assert.equal(dateWords('2022-09-28T01:00:00.000Z', zone, 'zh'), '2022年9月28日')
  assert.equal(dateWords('2022-09-28T17:00:00.000Z', zone, 'en'), '29 September 2022')
})

test('midnight, noon and the turn of the year are said right', () => {
  assert.equal(words('2022-12-31T16:00:00.000Z'), '2023年1月1日(星期日)凌晨0点')
  assert.equal(words('2022-09-26T04:00:00.000Z'), '9月26日(星期一)中午12点')
  assert.equal(words('2022-12-31T16:30:00.000Z', 'en'), 'Sun 1 Jan 2023, 12:30 a.m.')
})

test('the zone decides, not the machine', () => {
  assert.equal(
    momentWords('2015-03-08T07:00:00.000Z', 'America/New_York', '2015-03-08T12:00:00.000Z', 'en'),
    'Sun 8 Mar, 3 a.m.',
  )
})

test('rows have a fixed width', () => {
  assert.equal(shortMoment('2022-09-06T00:05:00.000Z', zone, now), '09-06 08:05')
  assert.equal(shortMoment('2021-09-06T00:05:00.000Z', zone, now), '2021-09-06 08:05')
})

test('what is left is never said too large', () => {
  assert.deepEqual(spanOf(59 * 60_000), { unit: 'minutes', count: 59 })
  assert.deepEqual(spanOf(3.9 * 3_600_000), { unit: 'hours', count: 3 })
  assert.deepEqual(spanOf(-49 * 3_600_000), { unit: 'days', count: 2 })
})
