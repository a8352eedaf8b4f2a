import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { CatalogueRule, Fault } from '@onegrid/domain/ticket/catalogue-rules.ts'

type Words = { readonly en: string; readonly zh: string }

/** What each rule of the catalogue asks for, with the value that broke it. */
const asked: Record<CatalogueRule, (value: string) => Words> = {
  shape: value => ({ en: value, zh: '格式不符合要求' }),
  code_twice: value => ({ en: `each code once; “${value}” stands twice`, zh: `代码不能重复，“${value}”出现了两次` }),
  number_twice: value => ({
    en: `each number once; “${value}” stands twice`,
    zh: `号码不能重复，“${value}”出现了两次`,
  }),
  category_missing: value => ({ en: `a category of the list; “${value}” is none`, zh: `目录里没有大类“${value}”` }),
  category_retired: value => ({ en: `a category in use; “${value}” is retired`, zh: `大类“${value}”已停用` }),
  subcategory_missing: value => ({
    en: `a sub-category of the list; “${value}” is none`,
    zh: `目录里没有小类“${value}”`,
  }),
  subcategory_retired: value => ({ en: `a sub-category in use; “${value}” is retired`, zh: `小类“${value}”已停用` }),
  all_retired: () => ({ en: 'at least one that is in use', zh: '至少保留一项在用' }),
  whole_days: value => ({ en: `whole working days, not ${value}`, zh: `工作日须为整数，不能是${value}` }),
  danger_not_urgent: () => ({
    en: 'danger to life runs in urgent hours, day and night',
    zh: '危及生命的时限须按紧急小时（昼夜连续）计算',
  }),
  about_people: value => ({
    en: `a thing or a need, not people (“${value}”)`,
    zh: `类别只写事和需求，不针对人（“${value}”）`,
  }),
  order_kind: value => ({
    en: `electricity, fire, rescue and disputes cannot be open orders (${value})`,
    zh: '涉电、火情、救援、纠纷不能公开接单',
  }),
  order_hidden: () => ({
    en: 'what only its handlers may see cannot be an open order',
    zh: '仅经办人可见的事项不能公开接单',
  }),
  need_not_orderable: value => ({
    en: `a sub-category that allows open orders; “${value}” does not`,
    zh: `点单项目须对应可接单的小类，“${value}”不可接单`,
  }),
  cadre_below_town: () => ({
    en: 'matters about cadres go to the town, without orders and without the village',
    zh: '涉及村干部的事项只能由镇办理，不下村、不接单',
  }),
  supply_missing: () => ({ en: 'water or power, for a supply area', zh: '按供应片区判重时须选水或电' }),
  supply_surplus: () => ({ en: 'no supply, for a distance', zh: '按距离判重时不填供应类别' }),
  code_removed: value => ({
    en: `“${value}” kept and retired instead of removed: earlier tickets name it`,
    zh: `“${value}”请停用而不要删除：以前的工单还在用它`,
  }),
}

export function wordsFor({ rule, value }: Pick<Fault, 'rule' | 'value'>): Words {
  return asked[rule](value)
}

/** The same refusal as seen from the request: where in its body, and what is asked there. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'catalogue_invalid') return error
  const { pointer, rule, value, also } = error.facts as unknown as Fault & { also?: readonly string[] }
  const { en, zh } = wordsFor({ rule, value })
  return new Refusal('catalogue_invalid', {
    pointer: `/catalogue${pointer}`,
    rule,
    expected: en,
    expectedZh: zh,
    ...(also ? { also: also.map(each => `/catalogue${each}`) } : {}),
  })
}
