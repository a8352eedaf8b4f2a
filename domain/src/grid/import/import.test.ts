import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Division, PlanGrid } from '../division/division.ts'
import type { Shape } from '../grid.ts'
import { buildDivision, needsTownCode } from './build.ts'
import { everydayName, nameKey } from './official-name.ts'
import { recognise } from './recognise.ts'
import type { ImportSource, SourceSettings } from './source.ts'

const town: PlanGrid = {
  key: 'town',
  gridId: 'town',
  level: 'large',
  code: '445321105',
  name: '东成镇',
  localNames: [],
  kind: 'town',
}
const today: Division = { grids: [town] }

function source(
  columns: string[],
  rows: readonly (readonly [...string[]])[],
  shapes: readonly (Shape | undefined)[] = [],
): ImportSource {
  return {
    sourceId: 's1',
    file: 'list.xlsx',
    kind: 'table',
    columns,
    skipped: 0,
    rows: rows.map((values, at) => ({
      number: at + 2,
      values,
      ...(shapes[at] === undefined ? {} : { shape: shapes[at] }),
    })),
  }
}
const square = (lon: number, lat: number, size = 0.01): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const build = (given: ImportSource, settings: Partial<SourceSettings> = {}, before = today) =>
  buildDivision(before, [{ source: given, settings: { ...recognise(given), ...settings } }], { others: 'keep' })
const named = ({ division }: ReturnType<typeof build>) =>
  division.grids.filter(grid => grid.level !== 'large').map(grid => [grid.code, grid.name, grid.kind, grid.parentKey])

test('official names become what people say, and lists that write them otherwise meet', () => {
  assert.deepEqual(everydayName('东瑶村民委员会'), { name: '东瑶村', kind: 'village' })
  assert.deepEqual(everydayName('古院社区居民委员会'), { name: '古院社区', kind: 'community' })
  assert.deepEqual(everydayName('新 村 村民委员会'), { name: '新村', kind: 'village' })
  assert.equal(nameKey('东瑶村民委员会'), nameKey('东瑶'))
  assert.equal(nameKey('第三村民小组'), nameKey('3组'))
  assert.equal(nameKey('第十二村民小组'), nameKey('十二组'))
  assert.notEqual(nameKey('第二村民小组'), nameKey('第十二村民小组'))
})

test('given the statistical list of villages, then code, name and level are recognised', () => {
  const given = source(
    ['统计用区划代码', '名称'],
    [
      ['445321105001', '古院社区居民委员会'],
      ['445321105201', '东瑶村民委员会'],
    ],
  )
  assert.deepEqual(recognise(given), {
    system: 'wgs84',
    swapped: false,
    level: 'medium',
    columns: { code: 0, name: 1 },
    leftOut: [],
  })
  assert.deepEqual(named(build(given)), [
    ['445321105001', '古院社区', 'community', 'town'],
    ['445321105201', '东瑶村', 'village', 'town'],
  ])
})

test('given columns without headings, then what stands in them tells', () => {
  const given = source(
    ['A', 'B', 'C'],
    [
      ['1', '东瑶村民委员会', '445321105201'],
      ['2', '碧塘村民委员会', '445321105202'],
    ],
  )
  assert.deepEqual(recognise(given).columns, { code: 2, name: 1 })
})

test('given villages and groups in one list, then each row is judged by itself and groups find their village', () => {
  const given = source(
    ['编码', '名称', '所属村'],
    [
      ['445321105201', '东瑶村民委员会', ''],
      ['445321105201001', '第一村民小组', ''],
      ['', '第二村民小组', '东瑶村'],
      ['', '东瑶村第三村民小组', ''],
      ['', '第四村民小组', '西瑶村'],
    ],
  )
  assert.equal(recognise(given).level, 'auto')
  const built = build(given)
  const village = built.division.grids.find(grid => grid.level === 'medium')!.key
  assert.deepEqual(named(built).slice(1), [
    ['445321105201001', '第一村民小组', 'group', village],
    [undefined, '第二村民小组', 'group', village],
    [undefined, '第三村民小组', 'group', village],
  ])
  assert.deepEqual(built.rows.at(-1)?.fault, { rule: 'village_unknown', value: '西瑶村' })
})

test('given a village that is unknown or that contradicts the code, then the row is told and nobody decides in silence', () => {
  const given = source(
    ['编码', '名称', '所属村'],
    [
      ['445321105201', '东瑶村', ''],
      ['445321105202', '碧塘村', ''],
      ['445321105201001', '第一村民小组', '碧塘村'],
      ['445321105201002', '第二村民小组', '没有的村'],
      ['445321105201003', '第三村民小组', '东瑶'],
      ['445321105201004', '第四村民小组', '东成镇'],
    ],
  )
  assert.deepEqual(
    build(given).rows.map(row => row.fault ?? row.state),
    [
      'new',
      'new',
      { rule: 'village_contradicts', value: '碧塘村 / 445321105201001 东瑶村' },
      { rule: 'village_unknown', value: '没有的村' },
      'new',
      'new',
    ],
  )
})

test('given villages without codes in a town without one, then its nine digits are asked for, and heard', () => {
  const bare: Division = { grids: [{ ...town, code: 'DC' }] }
  const list = source(['村名'], [['东瑶村'], ['碧塘村']])
  const chosen = [{ source: list, settings: recognise(list) }]
  const asked = buildDivision(bare, chosen, { others: 'keep' })
  assert.equal(needsTownCode(asked.division), true)
  const said = buildDivision(bare, chosen, { others: 'keep', townCode: '445321104' })
  assert.deepEqual([needsTownCode(said.division), said.division.grids[0]?.code], [false, '445321104'])
  const coded = build(source(['编码', '名称'], [['445321105201', '东瑶村']]), {}, bare)
  assert.deepEqual([needsTownCode(coded.division), coded.division.grids[0]?.code], [false, '445321105'])
})

test('given a group without code and village, then its place tells the village', () => {
  const villages = source(
    ['code', 'name'],
    [
      ['445321105201', '东瑶村'],
      ['445321105202', '碧塘村'],
    ],
    [square(112, 22, 0.1), square(112.1, 22, 0.1)],
  )
  const groups = {
    ...source(
      ['name'],
      [['一组'], ['二组'], ['三组']],
      [square(112.05, 22.05), square(112.12, 22.02), square(112.5, 22)],
    ),
    sourceId: 's2',
  }
  const chosen = (given: ImportSource) => ({
    source: given,
    settings: { ...recognise(given), system: 'wgs84' as const },
  })
  const built = buildDivision(today, [chosen(groups), chosen(villages)], { others: 'keep' })
  assert.deepEqual(
    built.rows.map(row => row.fault?.rule),
    [undefined, undefined, 'village_unknown', undefined, undefined],
  )
  const parentOf = (name: string) =>
    built.division.grids.find(grid => grid.key === built.division.grids.find(each => each.name === name)?.parentKey)
      ?.name
  assert.deepEqual([parentOf('一组'), parentOf('二组')], ['东瑶村', '碧塘村'])
})

test('given the same file again, then nothing is doubled; an official code takes its place by name', () => {
  const given = source(['编码', '名称'], [['445321105201', '东瑶村民委员会']])
  const once = build(given).division
  const inForce = { grids: once.grids.map(grid => ({ ...grid, gridId: grid.key })) }
  const again = build(given, {}, inForce)
  assert.deepEqual(again.division.grids, inForce.grids)
  assert.deepEqual(
    again.rows.map(row => row.state),
    ['known'],
  )
  const other = build(source(['编码', '名称'], [['445321105909', '东瑶']]), { level: 'medium' }, inForce)
  assert.deepEqual(
    other.division.grids.map(grid => grid.code),
    ['445321105', '445321105909'],
  )
})

test('given one code twice in a file, then both stay, so that a person says which is meant', () => {
  const built = build(
    source(
      ['编码', '名称'],
      [
        ['445321105201', '东瑶村'],
        ['445321105201', '西瑶村'],
      ],
    ),
  )
  assert.deepEqual(
    named(built).map(([code, name]) => [code, name]),
    [
      ['445321105201', '东瑶村'],
      ['445321105201', '西瑶村'],
    ],
  )
})

test('given grids that no file names, then they stay or end with their groups, as is wished', () => {
  const before: Division = {
    grids: [
      town,
      {
        key: 'v1',
        gridId: 'v1',
        level: 'medium',
        code: '445321105201',
        name: '东瑶村',
        localNames: [],
        kind: 'village',
        parentKey: 'town',
      },
      {
        key: 'v2',
        gridId: 'v2',
        level: 'medium',
        code: '445321105202',
        name: '碧塘村',
        localNames: [],
        kind: 'village',
        parentKey: 'town',
      },
      { key: 'g1', gridId: 'g1', level: 'small', name: '一组', localNames: [], kind: 'group', parentKey: 'v1' },
      { key: 'g2', gridId: 'g2', level: 'small', name: '一组', localNames: [], kind: 'group', parentKey: 'v2' },
    ],
  }
  const given = source(['编码', '名称'], [['445321105201', '东瑶村']])
  const keys = (others: 'keep' | 'end') =>
    buildDivision(before, [{ source: given, settings: recognise(given) }], { others }).division.grids.map(
      grid => grid.key,
    )
  assert.deepEqual(keys('keep'), ['town', 'v1', 'v2', 'g1', 'g2'])
  assert.deepEqual(keys('end'), ['town', 'v1', 'g1'])
})

test('given latitude first, a shape in another province or no system, then it is recognised or told', () => {
  const swapped: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [22, 112],
        [22, 112.1],
        [22.1, 112.1],
        [22, 112],
      ],
    ],
  }
  const given = source(['name', 'code'], [['东瑶村', '445321105201']], [swapped])
  assert.equal(recognise(given).swapped, true)
  assert.deepEqual(build(given).rows[0]?.fault, { rule: 'system_missing' })
  const read = build(given, { system: 'wgs84' })
  assert.deepEqual(read.division.grids[1]?.shape?.coordinates[0]?.[0], [112, 22])
  assert.deepEqual(build(given, { system: 'wgs84', swapped: false }).rows[0]?.fault, { rule: 'coordinates_outside' })
  const two = source(['name'], [['东瑶村'], ['碧塘村']], [square(112, 22), square(116, 40)])
  assert.deepEqual(
    build(two, { system: 'gcj02' }).rows.map(row => row.fault?.rule),
    [undefined, 'coordinates_far'],
  )
})

test('given a group whose village nobody knows, when somebody says the village or that its outline stays out, then that is what counts', () => {
  const villages = source(['编码', '名称'], [['445321105201', '东瑶村']])
  const { division: before } = build(villages)
  const village = before.grids.find(({ level }) => level === 'medium')!
  const groups = source(['名称', '所属村'], [['第一村民小组', '东遥村']], [square(112, 22)])
  const system = 'wgs84' as const
  assert.equal(build(groups, { system }, before).rows[0]?.fault?.rule, 'village_unknown')
  const said = build(groups, { system, parents: [{ number: 2, key: village.key }] }, before)
  assert.equal(said.rows[0]?.state, 'new')
  const group = said.division.grids.find(({ level }) => level === 'small')
  assert.equal(group?.parentKey, village.key)
  assert.ok(group.shape)
  const bare = build(groups, { system, parents: [{ number: 2, key: village.key }], withoutShape: [2] }, before)
  assert.equal(bare.division.grids.find(({ level }) => level === 'small')?.shape, undefined)
  assert.equal(build(groups, { system, parents: [{ number: 2, key: 'gone' }] }, before).rows[0]?.state, 'faulty')
})

test('however a town heads the column of the villages, it is taken for the grid above', () => {
  const headings = [
    '村（社区）',
    '村（社区）',
    '所属村（社区）',
    '所属村',
    '村名',
    '村居',
    '村居名称',
    '行政村',
    '行政村名称',
    '所在村（社区）',
    '所在村',
    '归属村',
    '村（居）',
    '村(居)委会',
    '村委会',
    '村民委员会',
    '社区',
    '村/社区',
    '社区（村）',
    ' 村 名 ',
    '村委会名称',
    '上级网格',
    '隶属村',
  ]
  for (const heading of headings) {
    const given = source(
      ['序号', heading, '小组名称', '组长姓名', '户数'],
      [['1', '东瑶村', '第一村民小组', '李明', '52']],
    )
    const { columns, level } = recognise(given)
    assert.deepEqual([columns.parent, columns.name, level], [1, 2, 'small'], heading)
  }
  // Alone it is the village's own name.
  for (const heading of ['村名', '村（社区）', '村居', '行政村']) {
    const { columns, level } = recognise(
      source(
        [heading, '负责人姓名'],
        [
          ['东瑶村', '李明'],
          ['古院社区', '陈光'],
        ],
      ),
    )
    assert.deepEqual([columns.parent, columns.name, level], [undefined, 0, 'medium'], heading)
  }
  const coded = recognise(
    source(['村代码', '村名', '组代码', '组名'], [['445321105201', '东瑶村', '445321105201001', '一组']]),
  )
  assert.deepEqual([coded.columns.code, coded.columns.name], [2, 3])
})

test('given metres of a plane, then it is said before a coordinate system is asked, and degrees the wrong way round are told apart', () => {
  const given = (shape: Shape) => build(source(['名称'], [['甲村']], [shape])).rows[0]?.fault?.rule
  assert.equal(given(square(37_520_000, 2_511_000, 500)), 'coordinates_metres')
  assert.equal(given(square(520_000, 2_511_000, 500)), 'coordinates_metres')
  assert.equal(given(square(112, 22)), 'system_missing')
  assert.equal(
    build(source(['名称'], [['甲村']], [square(22, 112)]), { system: 'wgs84', swapped: false }).rows[0]?.fault?.rule,
    'coordinates_outside',
  )
})
