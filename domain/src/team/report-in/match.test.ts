import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkCalendar } from '../../kernel/calendar.ts'
import { compareMatches, type Match, matchOf, type Need, type Offer, slotAt, slotsOf } from './match.ts'
import { reasonOf } from './reason.ts'

/** Saturday 8 October 2022 was a shifted workday after the holidays of 1–7 October. */
const calendar: WorkCalendar = {
  zone: 'Asia/Shanghai',
  hours: [{ from: '08:30', to: '17:30' }],
  days: { '2022-10-07': 'off', '2022-10-08': 'work' },
  provisionalFrom: '2023-01-01',
}
const need: Need = {
  skills: ['small_repair'],
  related: ['errand'],
  smallId: 'group',
  villageId: 'village',
  startsAt: '2022-10-01T01:00:00.000Z',
  closesAt: '2022-10-01T04:00:00.000Z',
}
const offer: Offer = { skills: ['small_repair'], times: ['restday_day'], gridId: 'group', villageId: 'village' }
const match = (more: Partial<Offer>, metres?: number) =>
  matchOf(need, slotsOf(need, calendar, '2022-09-26T00:30:00.000Z'), { ...offer, ...more }, metres)

test('given the legal calendar, then a shifted Saturday is a workday and a holiday Friday a rest day', () => {
  assert.equal(slotAt(calendar, '2022-10-08T01:00:00.000Z'), 'workday_day')
  assert.equal(slotAt(calendar, '2022-10-07T11:00:00.000Z'), 'restday_evening')
  assert.equal(slotAt(calendar, '2022-10-10T21:00:00.000Z'), 'workday_evening', 'five in the morning is no day')
})

test('given a need without an hour, then every kind of hour until it closes is one of its own', () => {
  const slots = (closesAt: string) => slotsOf({ closesAt }, calendar, '2022-09-26T00:30:00.000Z')
  assert.deepEqual(slots('2022-09-26T08:00:00.000Z'), ['workday_day'])
  assert.deepEqual(slots('2022-09-27T08:00:00.000Z'), ['workday_day', 'workday_evening'])
  assert.deepEqual(slots('2023-09-27T08:00:00.000Z').length, 4)
  assert.deepEqual(slots('2022-09-01T00:00:00.000Z'), [])
})

test('given an offer, then skill, distance and time are said; from another village only just that skill comes', () => {
  assert.deepEqual(match({}), {
    skill: 'exact',
    skills: ['small_repair'],
    nearness: 'group',
    time: 'fits',
    slots: ['restday_day'],
  })
  assert.equal(match({ skills: ['errand'] })?.skill, 'related')
  assert.equal(match({ skills: [] })?.skill, 'none')
  assert.equal(match({ gridId: 'other group' })?.nearness, 'village')
  assert.equal(match({ times: [] })?.time, 'unsaid')
  assert.equal(match({ times: ['workday_day'] })?.time, 'other')
  const elsewhere = { gridId: 'far', villageId: 'far village' }
  assert.equal(match(elsewhere, 2300)?.nearness, 'elsewhere')
  assert.equal(match({ ...elsewhere, skills: ['errand'] }), undefined)
})

test('given many offers, then skill goes before distance, distance before time', () => {
  const far = { gridId: 'far', villageId: 'far village' }
  const named: readonly (readonly [string, Match | undefined])[] = [
    ['no skill, same group', match({ skills: [] })],
    ['skill, 9 km', match(far, 9000)],
    ['skill, 2 km', match(far, 2000)],
    ['skill, same village, other times', match({ gridId: 'beside', times: ['workday_day'] })],
    ['skill, same village, fits', match({ gridId: 'beside' })],
    ['skill, same group, no times', match({ times: [] })],
  ]
  const sorted = [...named].sort((one, other) => compareMatches(one[1]!, other[1]!))
  assert.deepEqual(
    sorted.map(([name]) => name),
    [
      'skill, same group, no times',
      'skill, same village, fits',
      'skill, same village, other times',
      'skill, 2 km',
      'skill, 9 km',
      'no skill, same group',
    ],
  )
})

test('given a match, then its reason is one sentence in both languages', () => {
  const skill = (code: string) =>
    code === 'small_repair' ? { zh: '水电小修', en: 'Small repairs' } : { zh: '代办跑腿', en: 'Errands' }
  assert.deepEqual(reasonOf(match({})!, skill), {
    zh: '可以做水电小修，同一小组，休息日白天有空',
    en: 'Offers Small repairs, same group, free on rest days by day',
  })
  const far = match({ gridId: 'far', villageId: 'far village', times: [] }, 2300)!
  assert.equal(reasonOf(far, skill).zh, '可以做水电小修，相距约2公里，没写时间')
  assert.equal(reasonOf(match({ skills: ['errand'] })!, skill).zh, '可以做相近的代办跑腿，同一小组，休息日白天有空')
})
