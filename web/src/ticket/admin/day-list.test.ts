import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOfYear, readDayList, weekdayOf } from './day-list.ts'

test('given the lines of a notice, when they are read, then stretches become days and shifted workdays are kept apart', () => {
  const { days, faults } = readDayList('2027-02-05 至 2027-02-07 休 春节\n2027年2月14日 上班\n4月5日 放假 清明', 2027)
  assert.deepEqual(faults, [])
  assert.deepEqual(days, [
    { day: '2027-02-05', kind: 'off', note: '春节' },
    { day: '2027-02-06', kind: 'off', note: '春节' },
    { day: '2027-02-07', kind: 'off', note: '春节' },
    { day: '2027-02-14', kind: 'work', note: '' },
    { day: '2027-04-05', kind: 'off', note: '清明' },
  ])
})

test('given a line in English, when it is read, then it counts as well', () => {
  assert.deepEqual(
    readDayList('2027-02-05 to 2027-02-06 off Spring Festival', 2027).days.map(each => each.note),
    ['Spring Festival', 'Spring Festival'],
  )
})

test('given a line that says nothing, a day that is none and another year, when they are read, then each is named', () => {
  const { days, faults } = readDayList('放假通知\n2027-02-30 休\n2026-12-31 至 2027-01-02 休 元旦', 2027)
  assert.deepEqual(
    faults.map(({ line, fault }) => [line, fault]),
    [
      [1, 'pasteWrong'],
      [2, 'pasteWrong'],
      [3, 'pasteOther'],
    ],
  )
  assert.deepEqual(
    days.map(({ day }) => day),
    ['2027-01-01', '2027-01-02'],
  )
})

test('a year has its days and its weekdays', () => {
  assert.equal(daysOfYear(2028).length, 366)
  assert.equal(weekdayOf('2027-01-01'), 5)
  assert.equal(weekdayOf('2027-01-03'), 7)
})
