/**
 * Categories report things and needs, never people (domain.md §2: no lists of "key persons", no categories that report
 * people instead of things). The list is a fence against habit — headings that such systems usually carry — and not a
 * judge of meaning; it looks at headings only, never at what residents write.
 */
import type { Named } from './catalogue.ts'

const chinese: readonly RegExp[] = [
  /重点(人|户|群体|对象|关注)/,
  /(返乡|返回|外来|外地|流动|可疑|陌生|境外|涉疫|隔离|信访|刑满|释放|社矫|矫正|吸毒|涉毒|戒毒|精神|精障|前科|涉稳|违法|失信|闲散|在逃|失独|流浪|租住|出租)[\p{Script=Han}]{0,2}(人|人员|人口|人群|者|分子|对象|患者)/u,
  /密接|密切接触|确诊|阳性|黑名单|画像|人脸|车牌|轨迹|行踪|行程码|尾随|上访|缠访|超生|邪教|吸毒|卖淫|嫖|形迹/,
  /(举报|检举|监控|监视|排查|摸排|盯)[\p{Script=Han}]{0,4}(人|人员|邻居|住户|租客)$/u,
]

const english: readonly RegExp[] = [
  /\b(key|suspicious|listed|wanted|returning|returned|migrant|floating|undesirable|problem) (person|persons|people|population|resident|residents|household|households)\b/,
  /\b(strangers?|returnees?|tenants?|suspects?|addicts?|ex-?(convicts?|offenders?)|parolees?|petitioners?|cults?|blacklists?|vagrants?)\b/,
  /\b(mentally ill|mental patients?|infected (person|people|persons)|close contacts?|face recognition|number plates?|whereabouts|trajectory|trajectories)\b/,
  /\breport(ing)? (a |on )?(person|people|neighbours?|neighbors?)\b/,
]

/** The first words in a heading that name people to be reported, or undefined. */
export function peopleIn({ zh, en }: Named): string | undefined {
  // Blanks and compatibility forms would let a banned heading through that a reader sees.
  const joined = zh.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
  for (const pattern of chinese) {
    const found = pattern.exec(joined)?.[0]
    if (found) return found
  }
  const lower = en.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
  for (const pattern of english) {
    const found = pattern.exec(lower)?.[0]
    if (found) return found
  }
  return undefined
}

/** What cannot be an open order: electricity, fire, rescue and disputes are no work for volunteers. */
const noOrder = {
  electricity: [
    /电(?!话|视|影|子|商|脑|信)|路灯|灯杆|触电|变压器/,
    /\b(electric\w*|power|wires?|wiring|street ?lights?|voltage)\b/,
  ],
  fire: [/火(?!车)|消防/, /\bfires?\b/],
  rescue: [/救援|抢险|搜救|救人|救生|滑坡|险情/, /\b(rescue|landslides?)\b/],
  dispute: [/纠纷|矛盾|调解|争议|争执/, /\b(disputes?|quarrels?|mediation)\b/],
} as const satisfies Record<string, readonly [RegExp, RegExp]>

export function noOrderFor({ zh, en }: Named): keyof typeof noOrder | undefined {
  const kinds = Object.keys(noOrder) as (keyof typeof noOrder)[]
  return kinds.find(kind => noOrder[kind][0].test(zh) || noOrder[kind][1].test(en.toLowerCase()))
}
