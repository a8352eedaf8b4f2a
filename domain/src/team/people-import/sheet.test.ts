import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Cell } from './cells.ts'
import { preview, read, sheet } from './people-import.fixture.ts'

const fieldsOf = (list: ReturnType<typeof read>, at = 0) =>
  Object.fromEntries(list.sheets[at]!.columns.map(column => [column.title, column.field]))

/** A title over all columns, a heading of two lines, villages that run down, a total and a signature. */
const merged = sheet(
  [
    ['东成镇网格员花名册'],
    ['填报单位:东成镇', null, null, null, null, null, null, '2022年9月'],
    ['序号', '姓名', '联系方式', null, '所属网格', null, '任职情况', null],
    [null, null, '手机号码', '短号', '村（社区）', '小组', '岗位', '任职时间'],
    [1, '张 三', 13800001234, 61234, '东瑶村', '第一村民小组', '专职网格员', '2022.1.1'],
    [2, '李四', '13800001235/13900001235', '', null, '2组', '网格员、护林员', '2022年1月'],
    [3, '王五', '１３８００００１２３６', '', null, '新屋', '兼职网格员', 44562],
    [4, '赵六', '13800001237', '', '碧塘村委会', '榕树头', '党员中心户', ''],
    [5, null, null],
    ['合计', '4人'],
    ['填表人:某某', null, '审核:某某'],
  ],
  [
    { top: 0, left: 0, bottom: 0, right: 7 },
    { top: 2, left: 0, bottom: 3, right: 0 },
    { top: 2, left: 1, bottom: 3, right: 1 },
    { top: 2, left: 2, bottom: 2, right: 3 },
    { top: 2, left: 4, bottom: 2, right: 5 },
    { top: 2, left: 6, bottom: 2, right: 7 },
    { top: 4, left: 4, bottom: 6, right: 4 },
  ],
)

describe('a list as it was typed', () => {
  test('given a title, a merged heading of two lines and villages that run down, then rows of people are left', () => {
    const list = read(merged)
    assert.deepEqual(fieldsOf(list), {
      序号: 'unused',
      姓名: 'name',
      '联系方式 手机号码': 'phone',
      '联系方式 短号': 'unused',
      '所属网格 村(社区)': 'village',
      '所属网格 小组': 'group',
      '任职情况 岗位': 'post',
      '任职情况 任职时间': 'from',
    })
    const { rows, people, counts } = preview(list)
    assert.deepEqual(
      rows.map(row => row.outcome),
      ['new', 'new', 'new', 'new'],
    )
    assert.deepEqual(
      people.map(person => [person.name, person.phone]),
      [
        ['张三', '+8613800001234'],
        ['李四', '+8613800001235'],
        ['王五', '+8613800001236'],
        ['赵六', '+8613800001237'],
      ],
    )
    assert.deepEqual(people[1]!.newPosts, [
      { kind: 'grid_worker', gridId: 'dongyao-2', from: '2022-01-01' },
      { kind: 'forest_guard', gridId: 'dongyao-2', from: '2022-01-01' },
    ])
    assert.deepEqual(people[2]!.newPosts, [{ kind: 'part_time_worker', gridId: 'dongyao-3', from: '2022-01-01' }])
    assert.equal(people[3]!.newPosts[0]!.gridId, 'bitang-1')
    assert.equal(counts.newPosts, 5)
    assert.equal(list.rows[0]!.line, 5)
    assert.deepEqual(
      rows[1]!.faults.map(fault => fault.code),
      ['phone_second'],
    )
  })
  test('given no heading at all, then the columns are told by what stands in them', () => {
    const list = read(
      sheet([
        [1, '陈志明', '13800001234', '东瑶村', '网格员'],
        [2, '李秀英', '13800001235', '碧塘村', '护林员'],
        [3, '黄水生', '13800001236', '森村', '调解员'],
      ]),
    )
    assert.deepEqual(
      list.sheets[0]!.columns.map(column => [column.field, column.by]),
      [
        ['name', 'content'],
        ['phone', 'content'],
        ['village', 'content'],
        ['post', 'content'],
      ],
    )
    assert.equal(preview(list).counts.newPeople, 3)
  })
  test('given identity numbers, birthdays or accounts, then their cells are not kept, whatever the heading', () => {
    const list = read(
      sheet([
        ['姓名', '身份证号码', '备注', '出生年月', '岗位', '村'],
        ['陈志明', '445321198001011234', '445321198001011234', '1980.1', '网格员', '东瑶村'],
      ]),
    )
    assert.deepEqual(Object.values(fieldsOf(list)), ['name', 'private', 'private', 'private', 'post', 'village'])
    assert.equal(JSON.stringify(list.rows).includes('4453211980'), false)
    assert.equal(JSON.stringify(list.rows).includes('1980'), false)
  })
  test('given sections, several sheets and posts by sheet or by tick, then each row knows its village and post', () => {
    const list = read(
      sheet(
        [
          ['姓名', '电话', '小组', '岗位'],
          ['一、东瑶村'],
          ['张三', '13800001234', '1组', '网格员'],
          ['二、碧塘村'],
          ['李四', '13800001235', '2组', '网格员'],
        ],
        [
          { top: 1, left: 0, bottom: 1, right: 3 },
          { top: 3, left: 0, bottom: 3, right: 3 },
        ],
      ),
      sheet([['东瑶村党员中心户名单'], ['姓名', '电话', '组'], ['王五', '13800001236', '三组']], [], 'Sheet2'),
      sheet(
        [
          ['姓名', '手机', '所属网格', '网格员', '护林员'],
          ['赵六', '13800001237', '碧塘村二组', '', '√'],
        ],
        [],
        '其他',
      ),
      sheet([['本表说明'], ['请于月底前报送']], [], '说明'),
    )
    assert.deepEqual(
      list.sheets.map(each => each.used),
      [true, true, true, false],
    )
    assert.deepEqual(
      preview(list).people.map(person => person.newPosts.map(post => `${post.kind}@${post.gridId}`)),
      [['grid_worker@dongyao-1'], ['grid_worker@bitang-2'], ['party_household@dongyao-3'], ['forest_guard@bitang-2']],
    )
  })
})

test('given anything at all in the cells, when it is read and previewed, then nothing is thrown and no row is lost', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    fc.constant(null),
    fc.constantFrom<Cell>(
      '姓名',
      '电话',
      '东瑶村',
      '1组',
      '网格员',
      '张三',
      '13800001234',
      '合计',
      '√',
      '2022.1',
      '一、东瑶村',
      '专职',
      '村',
      '岗位',
    ),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.double(),
    fc.boolean(),
  )
  const merge = fc.record({ top: fc.nat(12), left: fc.nat(8), bottom: fc.nat(40), right: fc.nat(60) })
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 14 }),
      fc.array(merge, { maxLength: 5 }),
      (rows, merges) => {
        const list = read(sheet(rows, merges))
        const { rows: read_, counts, people } = preview(list)
        assert.equal(read_.length, list.rows.length)
        assert.ok(counts.rows <= list.rows.length)
        for (const person of people) assert.ok(person.name.length > 0 && person.rows.length > 0)
      },
    ),
    { numRuns: 400, seed: 7 },
  )
})
