/** A small town and lists as they lie about in town halls, for the tests of the people import. */
import type { Grid, Unit } from '../../grid/grid.ts'
import { gridTree } from '../../grid/tree.ts'
import type { PostKind } from '../post-kind.ts'
import type { Cell } from './cells.ts'
import { noChoices } from './choices.ts'
import { knownWordsOf, type Preview, type PreviewInput, previewList, type Town } from './preview.ts'
import { type Merge, type PeopleList, type RawSheet, readList } from './sheet.ts'

const from = '2020-01-01'
const village = (gridId: string, code: string, name: string, kind: 'village' | 'community' = 'village'): Grid => ({
  gridId,
  level: 'medium',
  parentId: 'town',
  code,
  name,
  localNames: [],
  kind,
  from,
})
const group = (parentId: string, villageCode: string, number: number, local: string): Grid => ({
  gridId: `${parentId}-${number}`,
  level: 'small',
  parentId,
  code: `${villageCode}${String(number).padStart(3, '0')}`,
  name: `第${'一二三四五六七八九十'[number - 1]}村民小组`,
  localNames: [local],
  kind: 'group',
  from,
})

const grids: readonly Grid[] = [
  { gridId: 'town', level: 'large', code: '445321104', name: '东成镇', localNames: [], kind: 'town', from },
  village('dongyao', '445321104201', '东瑶村'),
  village('bitang', '445321104202', '碧塘村'),
  village('sen', '445321104203', '森村'),
  village('guyuan', '445321104001', '古院社区', 'community'),
  ...[
    group('dongyao', '445321104201', 1, '十里新村'),
    group('dongyao', '445321104201', 2, '大塘'),
    group('dongyao', '445321104201', 3, '新屋'),
    group('bitang', '445321104202', 1, '榕树头'),
    group('bitang', '445321104202', 2, '大塘'),
  ],
]
const units: readonly Unit[] = [
  { unitId: 'water', code: 'water', name: '水利所', kind: 'station', gridId: 'town', from },
]
const kind = (code: string, zh: string, more: Partial<PostKind> = {}): PostKind => ({
  code,
  zh,
  en: code,
  binding: 'grid',
  engagement: 'part_time',
  onePerGrid: false,
  public: false,
  alsoCalled: [],
  ...more,
})
const kinds: readonly PostKind[] = [
  kind('medium_leader', '中网格长', { binding: 'medium', role: 'medium_leader' }),
  kind('small_leader', '小网格长', { binding: 'small', role: 'small_leader', alsoCalled: ['网格长', '村民小组长'] }),
  kind('grid_worker', '专职网格员', { engagement: 'full_time', role: 'grid_worker', alsoCalled: ['网格员', '专职'] }),
  kind('part_time_worker', '兼职网格员', { role: 'grid_worker', alsoCalled: ['兼职'] }),
  kind('party_household', '党员中心户', { binding: 'small', onePerGrid: true, engagement: 'voluntary' }),
  kind('mediator', '人民调解员', { binding: 'any', alsoCalled: ['调解员'] }),
  kind('forest_guard', '护林员'),
  kind('unit_clerk', '单位经办人', { binding: 'unit', alsoCalled: ['经办人'] }),
]

export const town: Town = { tree: gridTree(grids), units, kinds, today: '2022-09-26' }

type Rows = readonly (readonly Cell[])[]
/** Merges are counted from 0 here, as the rows of the test are. */
export const sheet = (rows: Rows, merges: readonly Merge[] = [], name = '花名册'): RawSheet => ({
  name,
  rows: rows.map((cells, at) => ({ line: at + 1, cells })),
  merges: merges.map(merge => ({ ...merge, top: merge.top + 1, bottom: merge.bottom + 1 })),
})
export const read = (...sheets: readonly RawSheet[]): PeopleList => readList(sheets, knownWordsOf(town))

export function preview(list: PeopleList, more: Partial<PreviewInput> = {}): Preview {
  return previewList({
    ...list,
    choices: noChoices,
    rowChoices: list.rows.map(() => ({})),
    town,
    known: [],
    ...more,
  })
}

export const heading = ['序号', '姓名', '联系电话', '所属村', '小组', '岗位', '任职时间'] as const
/** One sheet with the plain heading. */
export const plain = (...rows: Rows): PeopleList => read(sheet([heading, ...rows]))
