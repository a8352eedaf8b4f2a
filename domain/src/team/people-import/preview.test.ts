import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { changeChoices, changeSheets, noChoices } from './choices.ts'
import type { KnownPerson } from './gather.ts'
import { plain, preview, read, sheet, town } from './people-import.fixture.ts'
import { numberIn, placeIndex } from './places.ts'

const row = (name: string, phone: string | number, village: string, group: string, post: string, from = '') => [
  1,
  name,
  phone,
  village,
  group,
  post,
  from,
]
const codes = (result: ReturnType<typeof preview>, at = 0) => result.rows[at]!.faults.map(fault => fault.code)

describe('places', () => {
  const places = placeIndex(town.tree)
  test('given a village or group as people write it, then it is found', () => {
    for (const said of [
      '东瑶村',
      '东瑶',
      '东瑶村委会',
      '东 瑶 村',
      '东成镇东瑶村',
      '新兴县东成镇东瑶村委',
      '445321104201',
      '东瑶行政村',
      '东瑶村民委员会',
    ])
      assert.equal(places.village(said)?.gridId, 'dongyao', said)
    assert.equal(places.village('森村')?.gridId, 'sen')
    assert.equal(places.village('古院社区居委会')?.gridId, 'guyuan')
    for (const said of [
      '东瑶村第三村民小组',
      '东瑶村三组',
      '东瑶3组',
      '东瑶村委会新屋',
      '东瑶村-3组',
      '445321104201003',
      '新屋',
      '东瑶村第3网格',
      '东瑶村三组(新屋)',
    ])
      assert.equal(places.place(said)?.gridId, 'dongyao-3', said)
    assert.equal(places.place('全镇')?.gridId, 'town')
    assert.equal(places.place('大塘'), undefined, 'stands in two villages')
    assert.equal(places.group('大塘', town.tree.get('bitang'))?.gridId, 'bitang-2')
    assert.equal(places.likeVillage('东遥村')?.gridId, 'dongyao')
  })
  test('numbers in Chinese', () => {
    assert.deepEqual(['一', '十', '十一', '二十', '二十三', '7', '百'].map(numberIn), [1, 10, 11, 20, 23, 7, undefined])
  })
})

describe('faults of a row', () => {
  test('given an unknown village, post or group, then each is said with the nearest that the town has', () => {
    const result = preview(
      plain(
        row('张三', '13800001234', '东遥村', '1组', '网格员'),
        row('李四', '13800001235', '东瑶村', '新屋村', '护林圆'),
        row('王五', '13800001236', '东瑶村', '9组', '广播员'),
      ),
    )
    assert.deepEqual(codes(result), ['village_unknown'])
    assert.deepEqual(result.rows[0]!.faults[0]!.fixes, [
      { do: 'word', of: 'village', word: '东遥村', to: 'dongyao', name: '东瑶村' },
    ])
    assert.deepEqual(codes(result, 1), ['group_unknown', 'post_unknown'])
    assert.deepEqual(codes(result, 2), ['group_unknown', 'post_unknown'])
    assert.deepEqual(
      result.unknown.map(each => [each.of, each.word, each.to]),
      [
        ['village', '东遥村', 'dongyao'],
        ['place', '东瑶村 新屋村', 'dongyao-3'],
        ['post', '护林圆', 'forest_guard'],
        ['place', '东瑶村 9组', undefined],
        ['post', '广播员', undefined],
      ],
    )
    assert.deepEqual([result.counts.stopped, result.counts.newPeople], [3, 0])
  })
  test('given words are explained once, then every row that uses them goes in; a new kind of post is counted', () => {
    const list = plain(
      row('张三', '13800001234', '东遥村', '1组', '广播员'),
      row('李四', '13800001235', '东遥村', '2组', '广播员'),
    )
    const broadcaster = {
      code: 'broadcaster',
      zh: '广播员',
      en: 'Broadcaster',
      binding: 'grid',
      engagement: 'part_time',
      onePerGrid: false,
      public: false,
      alsoCalled: [],
    } as const
    const choices = changeChoices(noChoices, {
      words: [
        { of: 'village', word: '东遥村', to: 'dongyao' },
        { of: 'post', word: '广播员', to: 'broadcaster' },
      ],
      kinds: [broadcaster],
    })
    const result = preview(list, { choices })
    assert.deepEqual(
      result.people.map(person => person.newPosts),
      [[{ kind: 'broadcaster', gridId: 'dongyao-1' }], [{ kind: 'broadcaster', gridId: 'dongyao-2' }]],
    )
    assert.equal(result.counts.newKinds, 1)
    const otherwise = changeChoices(choices, { words: [{ of: 'post', word: '广播员', to: 'grid_worker' }] })
    assert.equal(otherwise.kinds.length, 0, 'a kind that no word names is not added')
  })
  test('given a leader of a whole village and one of a group, then 网格长 is what fits; a household needs its group', () => {
    const result = preview(
      plain(
        row('张三', '13800001234', '东瑶村', '', '网格长'),
        row('李四', '13800001235', '东瑶村', '1组', '网格长'),
        row('王五', '13800001236', '碧塘村', '', '党员中心户'),
      ),
    )
    assert.deepEqual(
      result.people.map(person => person.newPosts[0]),
      [
        { kind: 'medium_leader', gridId: 'dongyao' },
        { kind: 'small_leader', gridId: 'dongyao-1' },
      ],
    )
    assert.deepEqual(codes(result, 2), ['group_missing'])
  })
  test('given a cell is mended or the row left out, then it counts so', () => {
    const list = plain(
      row('张三', '138000012', '东瑶村', '1组', '网格员'),
      row('李四1', '13800001235', '东瑶村', '2组', '网格员', '换届后'),
    )
    assert.deepEqual(codes(preview(list)), ['phone_wrong'])
    assert.deepEqual(codes(preview(list), 1), ['name_odd', 'day_unread'])
    const mended = preview(list, { rowChoices: [{ cells: { phone: '13800001234' } }, { leftOut: true }] })
    assert.deepEqual(
      mended.rows.map(each => each.outcome),
      ['new', 'left_out'],
    )
    assert.equal(mended.people[0]!.phone, '+8613800001234')
  })
  test('given a unit, then its clerk hangs on it', () => {
    const list = read(
      sheet([
        ['姓名', '电话', '单位', '岗位'],
        ['张三', '13800001234', '水利所', '经办人'],
        ['李四', '13800001235', '气象站', '经办人'],
      ]),
    )
    const result = preview(list)
    assert.deepEqual(result.people[0]!.newPosts, [{ kind: 'unit_clerk', unitId: 'water' }])
    assert.deepEqual(codes(result, 1), ['unit_unknown'])
  })
})

describe('the same person', () => {
  test('given two rows with one number and one name, then one person with two posts', () => {
    const { people, counts } = preview(
      plain(
        row('张三', '13800001234', '东瑶村', '1组', '网格员'),
        row('张 三', '13800001234', '碧塘村', '1组', '护林员'),
      ),
    )
    assert.equal(people.length, 1)
    assert.equal(counts.newPosts, 2)
  })
  test('given two names with one number, then it is asked which of them has it', () => {
    const list = plain(
      row('张三', '13800001234', '东瑶村', '1组', '网格员'),
      row('李四', '13800001234', '东瑶村', '1组', '护林员'),
    )
    const result = preview(list)
    assert.deepEqual(codes(result, 1), ['phone_shared'])
    assert.deepEqual(result.rows[1]!.faults[0]!.facts, { line: 2, name: '张三' })
    const without = preview(list, { rowChoices: [{}, { cells: { phone: '' } }] })
    assert.deepEqual(
      without.people.map(person => person.phone),
      ['+8613800001234', undefined],
    )
  })
  test('given one name in one village, one row without a number, then one person; with two numbers it is asked', () => {
    assert.equal(
      preview(plain(row('张三', '13800001234', '东瑶村', '1组', '网格员'), row('张三', '', '东瑶村', '2组', '护林员')))
        .people.length,
      1,
    )
    const list = plain(
      row('张三', '13800001234', '东瑶村', '1组', '网格员'),
      row('张三', '13800001235', '东瑶村', '2组', '护林员'),
    )
    assert.deepEqual(codes(preview(list), 1), ['same_name_here'])
    assert.equal(preview(list, { rowChoices: [{}, { same: 'other' }] }).people.length, 2)
    const same = preview(list, { rowChoices: [{}, { same: 'same' }] }).people
    assert.deepEqual(
      same.map(person => person.phone),
      ['+8613800001234'],
    )
  })
  test('given one name in two villages, then it is asked; two numbers make two people, with a word about it', () => {
    const list = plain(
      row('张三', '', '东瑶村', '1组', '网格员'),
      row('张三', '13800001235', '碧塘村', '2组', '护林员'),
    )
    assert.deepEqual(codes(preview(list), 1), ['same_name_elsewhere'])
    assert.equal(preview(list, { rowChoices: [{}, { same: 'same' }] }).people.length, 1)
    assert.equal(preview(list, { rowChoices: [{}, { same: 'other' }] }).people.length, 2)
    const numbered = preview(
      plain(
        row('张三', '13800001234', '东瑶村', '1组', '网格员'),
        row('张三', '13800001235', '碧塘村', '2组', '护林员'),
      ),
    )
    assert.equal(numbered.people.length, 2)
    assert.deepEqual(codes(numbered, 1), ['same_name_other_number'])
  })
  test('given two households for one group, then the second is stopped with the first one’s name', () => {
    const result = preview(
      plain(
        row('张三', '13800001234', '东瑶村', '1组', '党员中心户'),
        row('李四', '13800001235', '东瑶村', '1组', '党员中心户'),
      ),
    )
    assert.deepEqual(result.rows[1]!.faults[0]!.facts, { name: '张三', line: 2 })
    assert.deepEqual(
      result.people.map(person => person.name),
      ['张三'],
    )
  })
})

describe('the same list again', () => {
  const list = plain(
    row('张三', '13800001234', '东瑶村', '1组', '网格员、护林员', '2022.1'),
    row('李四', '', '碧塘村', '2组', '护林员'),
  )
  const known: readonly KnownPerson[] = preview(list).people.map((person, at) => ({
    personId: `person-${at}`,
    name: person.name,
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    staff: true,
    posts: person.newPosts.map((post, place) => ({
      ...post,
      from: post.from ?? '2022-09-26',
      postId: `post-${at}-${place}`,
    })),
    villageIds: at === 0 ? ['dongyao'] : ['bitang'],
  }))
  test('given it was imported, then nothing is new and nothing changes', () => {
    const { counts } = preview(list, { known })
    assert.deepEqual([counts.newPeople, counts.changedPeople, counts.samePeople, counts.newPosts], [0, 0, 2, 0])
  })
  test('given another number, another post and an end, then exactly these change', () => {
    const changed = plain(
      row('张三', '13900009999', '东瑶村', '1组', '网格员、护林员', '2022.1'),
      row('李四', '', '碧塘村', '2组', '护林员、网格员'),
    )
    const { people, counts, rows } = preview(changed, { known })
    assert.deepEqual(
      people.map(person => [person.personId, person.changes, person.newPosts.length]),
      [
        ['person-0', ['phone'], 0],
        ['person-1', [], 1],
      ],
    )
    assert.equal(counts.changedPeople, 2)
    assert.deepEqual(
      rows.map(each => each.does),
      [['phone'], ['post']],
    )
    const term = read(
      sheet([
        ['姓名', '电话', '村', '组', '岗位', '任期'],
        ['张三', '13800001234', '东瑶村', '1组', '网格员', '2022.1-2022.12'],
      ]),
    )
    assert.deepEqual(preview(term, { known }).people[0]!.changedPosts, [{ postId: 'post-0-0', until: '2022-12-31' }])
  })
  test('given a number of somebody else of the team, then it is asked; a resident simply joins', () => {
    const other = plain(row('王五', '13800001234', '东瑶村', '1组', '网格员'))
    assert.deepEqual(codes(preview(other, { known })), ['phone_of_other'])
    const renamed = preview(other, { known, rowChoices: [{ same: 'same' }] })
    assert.deepEqual(renamed.people[0]!.changes, ['name'])
    const resident = preview(other, {
      known: [{ personId: 'r', phone: '+8613800001234', staff: false, posts: [], villageIds: [] }],
    })
    assert.deepEqual(resident.people[0]!.changes, ['joins', 'name'])
  })
})

test('a column is read otherwise when a person says so, and never what was not kept', () => {
  const list = read(
    sheet([
      ['姓名', '电话', '住址', '岗位', '甲'],
      ['张三', '13800001234', '某路1号', '网格员', '东瑶村'],
    ]),
  )
  const columns = list.sheets[0]!.columns
  assert.equal(columns[4]!.field, 'village')
  const moved = changeSheets(list.sheets, { columns: [{ sheet: 0, at: 4, field: 'note' }] })
  assert.deepEqual([moved[0]!.columns[4]!.field, moved[0]!.columns[4]!.by], ['note', 'person'])
  assert.throws(() => changeSheets(list.sheets, { columns: [{ sheet: 0, at: 2, field: 'village' }] }), {
    code: 'field_invalid',
  })
})
