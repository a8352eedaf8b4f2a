import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { engagementFrom, nameFrom, phonesFrom, textOf, wordsIn } from './cells.ts'
import { dayFrom, termFrom } from './days.ts'

describe('names', () => {
  test('given a name as lists write it, when it is read, then it is the name', () => {
    for (const [said, name] of [
      ['张 三', '张三'],
      ['张　三', '张三'],
      [' 欧阳 志明 ', '欧阳志明'],
      ['陈伟(女)', '陈伟'],
      ['陈伟(党员)', '陈伟'],
      ['阿依古丽•买买提', '阿依古丽·买买提'],
      ['张三*', '张三'],
    ] as const)
      assert.equal((nameFrom(textOf(said)) as { name?: string }).name, name, said)
  })
  test('given an empty seat, two people or something else, then the fault says which', () => {
    const fault = (said: string) => (nameFrom(textOf(said)) as { fault?: string }).fault
    assert.equal(fault(''), 'name_missing')
    for (const said of ['空缺', '(暂缺)', '/', '待定']) assert.equal(fault(said), 'name_vacant', said)
    for (const said of ['张三、李四', '张三\n李四', '张三/李四']) assert.equal(fault(said), 'name_several', said)
    for (const said of ['张三1', '13800001234', '一二三四五六七']) assert.equal(fault(said), 'name_odd', said)
    assert.equal((nameFrom('张三1') as { suggest?: string }).suggest, '张三')
  })
})

describe('numbers', () => {
  const mobiles = (said: string | number) => phonesFrom(textOf(said)).mobiles
  test('given a number in any writing, then it is one number', () => {
    for (const said of [
      13800001234,
      '１３８００００１２３４',
      '138 0000 1234',
      '138-0000-1234',
      '+86 13800001234',
      '8613800001234',
      '13800001234.0',
      '手机13800001234(微信同号)',
    ])
      assert.deepEqual(mobiles(said), ['+8613800001234'], String(said))
  })
  test('given several in a cell, then all, in their order; landlines and short numbers apart', () => {
    for (const between of ['/', '、', ';', ';', '\n', ' ', ' 或 '])
      assert.deepEqual(
        mobiles(`13800001234${between}13900005678`),
        ['+8613800001234', '+8613900005678'],
        JSON.stringify(between),
      )
    assert.deepEqual(phonesFrom('0766-2881234/13800001234 短号661234'), {
      mobiles: ['+8613800001234'],
      others: ['0766-2881234', '661234'],
    })
    assert.deepEqual(phonesFrom('2881234').others, ['2881234'])
  })
  test('given a number that is none, then what is plain is suggested', () => {
    assert.equal(phonesFrom('138OOOO1234').wrong?.suggest, '13800001234')
    assert.equal(phonesFrom('l3800001234').wrong?.suggest, '13800001234')
    assert.equal(phonesFrom('013800001234').wrong?.suggest, '13800001234')
    assert.deepEqual(phonesFrom('1380000123').wrong, { text: '1380000123', rounded: false })
    assert.deepEqual(phonesFrom('1.38E+10').wrong, { text: '1.38E+10', rounded: true })
    assert.deepEqual(phonesFrom('无'), { mobiles: [], others: [] })
  })
})

describe('days', () => {
  test('given a day in any writing, then it is the day; a month or year alone begins and ends where it does', () => {
    for (const [said, first, last = first] of [
      ['2022.1.1', '2022-01-01'],
      ['2022年1月1日', '2022-01-01'],
      ['2022/01/05', '2022-01-05'],
      ['20220105', '2022-01-05'],
      ['2022-1-5 00:00:00', '2022-01-05'],
      ['44562', '2022-01-01'],
      ['2022年1月', '2022-01-01', '2022-01-31'],
      ['2022.02', '2022-02-01', '2022-02-28'],
      ['202202', '2022-02-01', '2022-02-28'],
      ['2022年', '2022-01-01', '2022-12-31'],
      ['22.3.1', '2022-03-01'],
      ['2024年2月29日', '2024-02-29'],
    ] as const) {
      assert.deepEqual(dayFrom(said, 'first'), { day: first }, said)
      assert.deepEqual(dayFrom(said, 'last'), { day: last }, said)
    }
    for (const said of ['至今', '长期', '—']) assert.deepEqual(dayFrom(said, 'last'), { open: true }, said)
    for (const said of ['2022年2月30日', '换届后', '13月', '99999', '2022.13'])
      assert.deepEqual(dayFrom(said, 'first'), { fault: 'day_unread' }, said)
  })
  test('given a term in one cell, then its two ends', () => {
    for (const said of ['2021.3-2026.3', '2021年3月至2026年3月', '2021-03-01至2026-03-31', '2021.3~2026.3'])
      assert.deepEqual(termFrom(said), { from: { day: '2021-03-01' }, until: { day: '2026-03-31' } }, said)
    assert.deepEqual(termFrom('2021年3月至今'), { from: { day: '2021-03-01' }, until: { open: true } })
  })
})

test('several posts in a cell are several; full-time and part-time are told apart', () => {
  assert.deepEqual(wordsIn('网格员、调解员'), ['网格员', '调解员'])
  assert.deepEqual(wordsIn('网格员 护林员/网格员'), ['网格员', '护林员'])
  assert.deepEqual(wordsIn('网格员兼调解员'), ['网格员', '调解员'])
  assert.deepEqual(wordsIn('兼职网格员'), ['兼职网格员'])
  assert.equal(engagementFrom('专职'), 'full_time')
  assert.equal(engagementFrom('兼 职'), 'part_time')
  assert.equal(engagementFrom('志愿'), 'voluntary')
  assert.equal(engagementFrom('专职/兼职'), undefined)
})
