import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isNoticeKind, type NoticeFacts, type NoticeKind, noticeKinds } from './kinds.ts'
import { inboxText, messageText, momentWords, smsCharacters } from './texts.ts'
import { codeWords, noticeWords } from './words.ts'

const zone = 'Asia/Shanghai'
const link = 'https://grid.example.cn/t/DC-220926-7KQ4-M2HXP'
const named = (zh: string, en: string) => ({ zh, en })
const full: NoticeFacts = {
  number: 'DC-220926-7KQ4-M2HXP',
  matter: named('道路照明', 'Street lamps'),
  dueAt: '2022-12-28T09:30:00.000Z',
  until: '2022-12-28T10:00:00.000Z',
  closesAt: '2022-12-28T10:00:00.000Z',
  startsAt: '2022-12-28T10:30:00.000Z',
  holder: named('东瑶村第三村民小组', 'Group 3 of Dongyao'),
  reason: named('等材料', 'waiting for material'),
  instead: named('县供电局', 'the county power company'),
  body: named('县公路局', 'the county road authority'),
  needed: 3,
  duty: named('10月3日', '3 Oct'),
  hazard: named('地质灾害', 'landslide'),
  stage: named('二级', 'II'),
  level: 2,
}
const kinds = Object.keys(noticeKinds).filter(isNoticeKind)
const reporterKinds = kinds.filter(kind => noticeKinds[kind].to === 'reporter')

describe('texts of notices', () => {
  test('a Chinese text message with every fact and the link fits into one SMS', () => {
    for (const kind of kinds.filter(each => noticeKinds[each].outside)) {
      const text = messageText(kind, full, { locale: 'zh', zone, link })
      assert.ok(text.length <= smsCharacters, `${kind}: ${text.length} ${text}`)
    }
  })

  test('what reporters get always carries the link, whatever else is unknown', () => {
    for (const kind of reporterKinds)
      for (const locale of ['zh', 'en'] as const)
        for (const facts of [full, { number: 'DC-220926-7KQ4-M2HXP' }])
          assert.ok(messageText(kind, facts, { locale, zone, link }).includes(link), `${kind} ${locale}`)
  })

  test('the number is received with the promise, as people say it', () => {
    const text = messageText(
      'ticket_received',
      { number: 'DC', dueAt: '2022-09-28T09:00:00.000Z' },
      { locale: 'zh', zone, link },
    )
    assert.equal(text, `已收到您反映的事，9月28日下午5点前答复。${link}`)
  })

  test('a name too long for one SMS falls away before the link does', () => {
    const holder = named('广东省云浮市新兴县东成镇东瑶村民委员会第三村民小组', 'x')
    const text = messageText('ticket_dispatched', { ...full, holder }, { locale: 'zh', zone, link })
    assert.ok(text.includes(link) && !text.includes('第三村民小组'))
  })

  test('the inbox says the matter, without link and dangling colon', () => {
    assert.equal(inboxText('to_assess', full, { locale: 'zh', zone }), '新工单待研判：道路照明 DC-220926-7KQ4-M2HXP')
    assert.equal(inboxText('to_assess', { number: 'DC-1' }, { locale: 'en', zone }), 'New ticket to assess: DC-1')
    for (const kind of kinds)
      for (const locale of ['zh', 'en'] as const) {
        const text = inboxText(kind, { number: 'DC-1' }, { locale, zone })
        assert.ok(text.length > 0 && !/[:：{}]$|\{/.test(text), `${kind}: ${text}`)
      }
  })

  test('both languages say the same facts in their best sentence; the tone holds', () => {
    const factsIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]).sort()
    for (const kind of Object.keys(noticeWords) as NoticeKind[]) {
      const { zh, en } = noticeWords[kind]
      assert.deepEqual(factsIn(en[0]), factsIn(zh[0]), kind)
      for (const sentence of [...zh, ...en]) assert.doesNotMatch(sentence, /[!!]|操作成功|租户/)
      for (const sentence of zh) assert.match(sentence, /\p{Script=Han}/u)
      for (const sentence of en) assert.doesNotMatch(sentence, /\p{Script=Han}/u)
    }
    for (const { zh, en } of Object.values(codeWords))
      assert.ok(zh.includes('{code}') && en.includes('{code}') && zh.length <= smsCharacters)
  })

  test('moments are said in the zone of the town', () => {
    assert.equal(momentWords('2022-09-28T09:30:00.000Z', 'zh', zone), '9月28日下午5点半')
    assert.equal(momentWords('2022-09-28T16:00:00.000Z', 'zh', zone), '9月29日零点')
    assert.equal(momentWords('2022-09-28T04:05:00.000Z', 'zh', zone), '9月28日中午12点5分')
    assert.equal(momentWords('2022-09-28T09:30:00.000Z', 'en', zone), '28 Sept, 17:30')
  })
})
