import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Catalogue } from '@onegrid/domain/ticket/catalogue.ts'
import type { TimelineEntry } from '@onegrid/domain/ticket/view.ts'
import { eventTypes, type Speaker, sentenceOf } from './event-sentence.ts'

type Bundle = { readonly [key: string]: string | Bundle }
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(new URL(`../words/${language}/${file}.json`, import.meta.url), 'utf8')) as Bundle

function speaker(language: 'zh' | 'en'): Speaker {
  const bundles: Record<string, Bundle> = { ticket: read(language, 'ticket'), app: read(language, 'app') }
  return {
    language,
    catalogue: {
      reasons: { return: [{ code: 'not_ours', name: { zh: '非本单位职责', en: 'Not ours' } }] },
    } as unknown as Catalogue,
    moment: instant => instant.slice(0, 10),
    say(key, facts = {}) {
      const [space = '', path = ''] = key.split(':')
      const find = (wanted: string) =>
        wanted.split('.').reduce<unknown>((found, part) => (found as Bundle | undefined)?.[part], bundles[space])
      const text = find(path) ?? find(`${path}_other`)
      assert.equal(typeof text, 'string', `${language} has no words for ${key}`)
      return String(text).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
        assert.ok(name in facts, `${key} wants ${name}`)
        return String(facts[name])
      })
    },
  }
}

const facts: Record<string, unknown> = {
  why: 'leave',
  what: 'contact',
  ground: 'retention_over',
  source: 'hotline',
  from: {
    large: { id: 'l', name: '东成镇' },
    medium: { id: 'm', name: '碧塘村' },
    small: { id: 's', name: '第三村民小组' },
  },
  askedOf: { id: 'p', name: '叶树生' },
  found: true,
  limit: { amount: 7, unit: 'working_day' },
  rule: 'other_town',
  to: 'medium',
  reason: 'not_ours',
  upheld: false,
  needed: 8,
  taken: 3,
  personId: { id: 'p', name: '陆大勇' },
  reached: false,
  units: [{ id: 'u', name: '水利所' }],
  unitId: { id: 'u', name: '水利所' },
  called: 'duty_officer',
  body: 'road',
  foreignNumber: '粤1',
  settled: true,
  foreign: { system: '12345', number: 'GD-7' },
  granted: true,
  until: '2023-03-01T00:00:00.000Z',
  level: 2,
  as: 'resolved',
  score: 4,
  intoNumber: 'DC-2',
  number: 'DC-3',
  problem: { until: '2022-09-26T10:00:00.000Z' },
  released: true,
  light: 'overdue',
  urgency: 'urgent',
}
const entry = (type: string, own: Record<string, unknown> = facts): TimelineEntry => ({
  sequence: 1,
  type,
  at: '2022-09-26T00:30:00.000Z',
  recordedAt: '2022-09-26T00:30:00.000Z',
  since: 0,
  actor: { kind: 'person', name: '伍秀兰' },
  facts: own,
})

test('every event that the domain can tell has its sentence', () => {
  const told = readFileSync(new URL('../../../domain/src/ticket/events.ts', import.meta.url), 'utf8')
  const types = [...told.matchAll(/Told<\s*'(\w+)'/g)].map(found => found[1]!)
  assert.ok(types.length > 50)
  assert.deepEqual([...eventTypes].sort(), types.sort())
})

for (const language of ['zh', 'en'] as const)
  test(`every event becomes a whole sentence in ${language}, with its facts`, () => {
    for (const type of eventTypes) {
      const own = type === 'TicketAssessed' ? { urgency: 'urgent', level: 'large' } : facts
      const held =
        type === 'TicketDispatched' || type === 'TicketForwarded'
          ? { to: { kind: 'unit', unitId: { id: 'u', name: '水利所' }, assisting: [] } }
          : own
      const sentence = sentenceOf(entry(type, held), speaker(language))
      assert.doesNotMatch(sentence, /undefined|null|\{\{|NaN|\[object/, type)
    }
  })

test('who did it: a person, somebody acting for the leader, the reporter, the clock', () => {
  const zh = speaker('zh')
  const by = (actor: TimelineEntry['actor']) => sentenceOf({ ...entry('TicketUrged'), actor }, zh)
  assert.equal(by({ kind: 'person', name: '伍秀兰' }), '伍秀兰催办')
  assert.equal(by({ kind: 'person', name: '苏少玲', acting: true }), '苏少玲（代网格长）催办')
  assert.equal(by({ kind: 'resident' }), '反映人催办')
})

test('reasons are said in words, and a code that left the catalogue still stands there', () => {
  const zh = speaker('zh')
  assert.equal(sentenceOf(entry('TicketReturned', { reason: 'not_ours' }), zh), '伍秀兰退单：非本单位职责')
  assert.equal(sentenceOf(entry('TicketReturned', { reason: 'old_code' }), zh), '伍秀兰退单：old_code')
})

test('an event of a newer server is named and does not break the history', () => {
  assert.equal(sentenceOf(entry('SomethingNew'), speaker('en')), '伍秀兰: SomethingNew')
})

test('a grid that was divided and kept its name is not told as a move from itself to itself', () => {
  const zh = speaker('zh')
  const { from } = facts
  const elsewhere = { medium: { id: 'm', name: '碧塘村' }, small: { id: 't', name: '第四村民小组' } }
  assert.match(sentenceOf(entry('GridChanged', { from, to: from }), zh), /^碧塘村 · 第三村民小组重新划分，这件事仍在/)
  assert.match(
    sentenceOf(entry('GridChanged', { from, to: elsewhere }), zh),
    /从碧塘村 · 第三村民小组划到碧塘村 · 第四/,
  )
})
