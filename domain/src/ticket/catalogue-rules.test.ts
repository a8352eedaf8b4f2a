import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal, type RefusalFacts } from '../kernel/refusal.ts'
import type { Catalogue, Named, Subcategory } from './catalogue.ts'
import { noOrderFor, peopleIn } from './catalogue-people.ts'
import { type CatalogueRule, demandKept, faultsOf, limitChanges, validateCatalogue } from './catalogue-rules.ts'
import { templateNames, templates } from './template/template.ts'

const village = templates.village

/** Throws unless it refuses; the facts of the refusal. */
function refused(act: () => unknown): RefusalFacts {
  try {
    act()
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, 'catalogue_invalid')
    return error.facts
  }
  return assert.fail('it was not refused')
}

/** The village's catalogue with one sub-category changed; the fault is looked for at its place. */
function withSubcategory(code: string, change: (old: Subcategory) => object): { catalogue: Catalogue; at: string } {
  const index = village.subcategories.findIndex(each => each.code === code)
  assert.notEqual(index, -1)
  const subcategories = village.subcategories.map(each => (each.code === code ? { ...each, ...change(each) } : each))
  return { catalogue: { ...village, subcategories } as Catalogue, at: `/subcategories/${index}` }
}

function named(zh: string, en = 'Something'): Named {
  return { zh, en }
}

describe('templates', () => {
  for (const name of templateNames)
    test(`${name}: is a catalogue without a fault`, () => {
      assert.deepEqual(faultsOf(templates[name]), [])
      assert.equal(validateCatalogue(structuredClone(templates[name])).subcategories.length > 30, true)
    })

  test('the village has the eleven categories of the field, each with sub-categories and a word residents use', () => {
    const names = village.categories.map(each => each.name.zh)
    assert.deepEqual(new Set(names).size, 11)
    for (const name of [
      '环境卫生',
      '道路照明',
      '饮水供电通信',
      '民生办事',
      '防汛地灾树障',
      '农田水利',
      '疫情便民',
      '消防与森林防火',
      '房屋施工',
      '噪音养殖',
      '安全生产与消费',
    ])
      assert.ok(names.includes(name), name)
    for (const { code } of village.categories)
      assert.ok(village.subcategories.filter(each => each.category === code).length >= 2, code)
    const words = new Set([...village.categories, ...village.subcategories].map(each => each.villageWord?.zh))
    for (const word of ['水', '电', '路', '灯', '垃圾', '田', '屋', '办事', '求助']) assert.ok(words.has(word), word)
  })

  test('electricity, fire, rescue and disputes are no open orders; water and power are duplicates by supply area', () => {
    const orders = village.subcategories.filter(each => each.orderAllowed)
    assert.ok(orders.length > 10)
    assert.deepEqual(
      orders.filter(each => noOrderFor(each.name) !== undefined),
      [],
    )
    for (const code of ['1205', '1305', '1306', '1501', '1801', '1803'])
      assert.equal(village.subcategories.find(each => each.code === code)?.orderAllowed, false, code)
    const outages = village.subcategories.filter(each => each.duplicates.by === 'supply_area')
    assert.deepEqual(new Set(outages.map(each => each.duplicates.supply)), new Set(['water', 'power']))
  })

  test('every need of the menu can be ordered, and the emergency numbers are in sight', () => {
    assert.equal(village.needs.length, 8)
    for (const number of ['110', '119', '120', '12345', '12388'])
      assert.ok(village.emergencyNumbers.some(each => each.number === number))
  })

  test('no template names a town', () => {
    assert.doesNotMatch(JSON.stringify(templates), /东成|新兴|云浮|广东|Dongcheng|Xinxing/)
  })
})

describe('categories report things and needs, never people', () => {
  const banned: readonly Named[] = [
    named('重点人员'),
    named('返乡人员登记'),
    named('外来人口排查'),
    named('可疑人员'),
    named('信访人员稳控'),
    named('精神障碍患者'),
    named('刑满释放人员'),
    named('密接者'),
    named('疑似上访'),
    named('举报租住人员'),
    named('车牌抓拍'),
    named('重 点・人 员'),
    named('其他', 'Key persons'),
    named('其他', 'Suspicious  people'),
    named('其他', 'Returnees'),
    named('其他', 'Report a neighbour'),
  ]
  for (const name of banned)
    test(`refuses “${name.zh} / ${name.en}” as category, sub-category, condition and need`, () => {
      assert.notEqual(peopleIn(name), undefined)
      const { catalogue, at } = withSubcategory('1101', () => ({ name }))
      assert.equal(refused(() => validateCatalogue(catalogue)).pointer, `${at}/name`)
      const [first, ...others] = village.categories
      assert.equal(
        refused(() => validateCatalogue({ ...village, categories: [{ ...first, name }, ...others] })).rule,
        'about_people',
      )
      const condition = withSubcategory('1101', old => ({ conditions: [{ ...old.conditions[0], name }] }))
      assert.equal(refused(() => validateCatalogue(condition.catalogue)).rule, 'about_people')
      const [need, ...needs] = village.needs
      assert.equal(
        refused(() => validateCatalogue({ ...village, needs: [{ ...need, name }, ...needs] })).rule,
        'about_people',
      )
    })

  test('and lets things and needs through, also where people live or need help', () => {
    for (const zh of [
      '危房',
      '入户小修',
      '陪诊送药',
      '人行道破损',
      '重点工程占道',
      '地灾隐患',
      '公共场所消毒',
      '流动垃圾桶',
      '出租屋消防通道',
    ])
      assert.equal(peopleIn(named(zh, 'A thing')), undefined, zh)
  })
})

describe('what contradicts itself is named at the field', () => {
  const cases: readonly {
    readonly what: string
    readonly rule: CatalogueRule
    readonly code: string
    readonly change: (old: Subcategory) => object
    readonly pointer: string
  }[] = [
    {
      what: 'a category that does not exist',
      rule: 'category_missing',
      code: '1101',
      change: () => ({ category: '99' }),
      pointer: '/category',
    },
    {
      what: 'a limit of half a working day',
      rule: 'whole_days',
      code: '1201',
      change: old => ({ conditions: [{ ...old.conditions[0], limit: { amount: 1.5, unit: 'working_day' } }] }),
      pointer: '/conditions/0/limit/amount',
    },
    {
      what: 'danger in office hours',
      rule: 'danger_not_urgent',
      code: '1801',
      change: old => ({ conditions: [{ ...old.conditions[0], limit: { amount: 1, unit: 'working_day' } }] }),
      pointer: '/conditions/0/limit/unit',
    },
    {
      what: 'volunteers at a pole',
      rule: 'order_kind',
      code: '1306',
      change: () => ({ orderAllowed: true }),
      pointer: '/orderAllowed',
    },
    {
      what: 'volunteers in a quarrel',
      rule: 'order_kind',
      code: '1606',
      change: () => ({ orderAllowed: true, name: named('邻里纠纷', 'Neighbours') }),
      pointer: '/orderAllowed',
    },
    {
      what: 'an order nobody may see',
      rule: 'order_hidden',
      code: '1401',
      change: () => ({ confidentiality: 'sensitive' }),
      pointer: '/orderAllowed',
    },
    {
      what: 'village accounts in the village’s own hands',
      rule: 'cadre_below_town',
      code: '1411',
      change: () => ({ level: 'medium' }),
      pointer: '/confidentiality',
    },
    {
      what: 'a supply area without its kind',
      rule: 'supply_missing',
      code: '1301',
      change: old => ({ duplicates: { by: 'supply_area', metres: 50, days: old.duplicates.days } }),
      pointer: '/duplicates/supply',
    },
    {
      what: 'no condition left',
      rule: 'all_retired',
      code: '1101',
      change: old => ({ conditions: old.conditions.map(each => ({ ...each, retired: true })) }),
      pointer: '/conditions',
    },
    {
      what: 'two conditions of one code',
      rule: 'code_twice',
      code: '1101',
      change: old => ({ conditions: [old.conditions[0], old.conditions[0]] }),
      pointer: '/conditions/1/code',
    },
    {
      what: 'a limit of nothing',
      rule: 'shape',
      code: '1201',
      change: old => ({ conditions: [{ ...old.conditions[0], limit: { amount: 0, unit: 'working_day' } }] }),
      pointer: '/conditions/0/limit/amount',
    },
    {
      what: 'an invisible name',
      rule: 'shape',
      code: '1201',
      change: () => ({ name: named('\u200b \u202e') }),
      pointer: '/name/zh',
    },
  ]
  for (const { what, rule, code, change, pointer } of cases)
    test(`${what}: ${rule}`, () => {
      const { catalogue, at } = withSubcategory(code, change)
      const facts = refused(() => validateCatalogue(catalogue))
      assert.equal(facts.pointer, `${at}${pointer}`)
      assert.equal(facts.rule, rule)
    })

  test('two faults: the first is told, the other is pointed at', () => {
    const one = village.subcategories[0]!
    const facts = refused(() =>
      validateCatalogue({ ...village, subcategories: [one, one, ...village.subcategories.slice(1), one] }),
    )
    assert.equal(facts.pointer, '/subcategories/1/code')
    assert.deepEqual(facts.also, [`/subcategories/${village.subcategories.length + 1}/code`])
  })

  test('what is no document at all is refused and not fallen over', () => {
    for (const value of [null, undefined, 7, 'a', [], {}, { ...village, surplus: 1 }])
      refused(() => validateCatalogue(value))
  })

  test('a need leads to a living sub-category that can be ordered', () => {
    const need = village.needs[0]!
    const rule = (subcategory: string) =>
      refused(() => validateCatalogue({ ...village, needs: [{ ...need, subcategory }] })).rule
    assert.equal(rule('9999'), 'subcategory_missing')
    assert.equal(rule('1306'), 'need_not_orderable')
    const retired = withSubcategory(need.subcategory, () => ({ retired: true }))
    assert.equal(refused(() => validateCatalogue(retired.catalogue)).rule, 'subcategory_retired')
  })
})

describe('the next version', () => {
  test('may retire a code, but not remove it', () => {
    const retired = withSubcategory('1108', () => ({ retired: true })).catalogue
    demandKept(village, retired)
    const removed = { ...village, subcategories: village.subcategories.filter(each => each.code !== '1108') }
    const facts = refused(() => demandKept(village, removed))
    assert.deepEqual(facts, { pointer: '/subcategories', rule: 'code_removed', value: '1108' })
    const condition = withSubcategory('1101', old => ({ conditions: old.conditions.slice(0, 1) }))
    assert.equal(refused(() => demandKept(village, condition.catalogue)).pointer, `${condition.at}/conditions`)
    const reasons = { ...village.reasons, return: village.reasons.return.slice(1) }
    assert.equal(refused(() => demandKept(village, { ...village, reasons })).pointer, '/reasons/return')
  })

  test('says which limits moved: conditions, the ordinary promise, holding limits', () => {
    assert.deepEqual(limitChanges(village, structuredClone(village)), [])
    const { catalogue } = withSubcategory('1205', old => ({
      conditions: old.conditions.map(each =>
        each.code === 'single' ? { ...each, limit: { amount: 5, unit: 'working_day' } } : each,
      ),
    }))
    const after: Catalogue = {
      ...catalogue,
      limits: {
        ...catalogue.limits,
        ordinary: { amount: 10, unit: 'working_day' },
        handle: { ...catalogue.limits.handle, medium: { amount: 6, unit: 'working_day' } },
      },
    }
    assert.deepEqual(limitChanges(village, after), [
      {
        of: 'condition',
        subcategory: '1205',
        condition: 'single',
        from: { amount: 7, unit: 'working_day' },
        to: { amount: 5, unit: 'working_day' },
      },
      { of: 'ordinary', from: { amount: 7, unit: 'working_day' }, to: { amount: 10, unit: 'working_day' } },
      {
        of: 'holding',
        name: 'handle/medium',
        from: { amount: 5, unit: 'working_day' },
        to: { amount: 6, unit: 'working_day' },
      },
    ])
  })
})
