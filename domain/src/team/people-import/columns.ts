/** What a column of a list holds: by its heading first, by what stands in it where the heading says nothing. */

import { engagementFrom, isTicked, nameFrom, phonesFrom, tight } from './cells.ts'
import { dayFrom } from './days.ts'

export const fields = [
  'name',
  'phone',
  'village',
  'group',
  'place',
  'unit',
  'post',
  'tick',
  'engagement',
  'from',
  'until',
  'term',
  'note',
  'unused',
  'private',
] as const
/**
 * `place` is village and group in one cell; `tick` a column whose heading is a post and whose cells are marks; `term` from
 * and until in one; `private` what the town does not need here (identity numbers, birthdays, accounts): never kept.
 */
export type Field = (typeof fields)[number]

/** Of these a list may have several columns; their cells are read one after the other. */
export const severalAllowed: readonly Field[] = ['phone', 'post', 'tick', 'note', 'unused', 'private']

export type Column = {
  readonly at: number
  readonly title: string
  readonly field: Field
  /** Why: its heading, its content, or a person said so. */
  readonly by: 'title' | 'content' | 'person' | 'nothing'
}

/** What the town knows by name; the recogniser asks, it does not know the town. */
export type KnownWords = {
  isVillage(text: string): boolean
  isPlace(text: string): boolean
  isPost(text: string): boolean
  isUnit(text: string): boolean
}

/** In this order: what must not be kept is recognised before anything else. */
const titles: readonly (readonly [Field, RegExp])[] = [
  [
    'private',
    /身份证|证件|银行|帐号|账号|卡号|户名|出生|生日|年龄|性别|民族|学历|文化|政治面貌|籍贯|户籍|婚姻|健康|工资|补贴|报酬|照片|宗教|家庭成员|紧急联系|住址|家庭地址|车牌|微信|入党时间/,
  ],
  ['unused', /^(?:序号|编号|no\.?|序|号|短号|签名|签字|办公地点|邮箱|email)$/i],
  ['name', /^(?:.{0,6}姓名|名字|人员|负责人|网格员名单|成员)$/],
  ['phone', /电话|手机|联系方式|联系号码|^tel|^phone/i],
  ['term', /任期|聘期|起止/],
  ['from', /(?:任职|上岗|到岗|聘用|聘任|入职|开始|上任|起始|加入|任命).{0,2}(?:时间|日期|年月)?$|^(?:起|从)$/],
  ['until', /(?:到期|届满|结束|截止|离任|终止|卸任).{0,2}(?:时间|日期|年月)?$|^(?:止|至)$/],
  ['engagement', /专.{0,2}兼|专职或|(?:人员|岗位|用工|队伍|网格员)?性质$/],
  [
    'place',
    /^(?:村.{0,3}(?:[/、]|及|和).{0,3}组|村组|所(?:属|在)网格|责任网格|网格|网格名称|(?:负责|责任|服务|包片)?(?:区域|片区|范围)|所属村组|所在地|地点)$/,
  ],
  ['group', /(?:村民|居民)?小组|组别|组名|^组$|自然村|小网格|村小组/],
  [
    'village',
    /^(?:所(?:属|在))?(?:村|村居|村\(?(?:社区|居)\)?(?:名称)?|村[/、]社区|行政村|村委会?|村别|村名|中网格|社区|村\(居\)委?会?)$/,
  ],
  ['unit', /^(?:工作|所属|所在)?(?:单位|部门|站所|科室)(?:名称)?$/],
  ['post', /岗位|职务|职位|身份|类别|角色|担任|职责|队伍|人员类型/],
  ['note', /备注|说明|其他|其它/],
]

/** The lower line of a heading says more than the one above it. */
export function fieldByTitle(lines: readonly string[]): Field | undefined {
  const said = lines.map(line => tight(line).replace(/[*::]/g, '')).filter(Boolean)
  const tried = [said.at(-1), said.join(''), ...said.slice(0, -1).reverse()]
  for (const title of tried) {
    if (title === undefined || title.length > 24) continue
    const found = titles.find(([, pattern]) => pattern.test(title))
    if (found) return found[0]
  }
  return undefined
}

const enough = 0.7

/** Chinese names have one of few surnames; these bear nine in ten (a guess that a person can change). */
const surnames =
  /^(?:[陈李黄梁叶苏潘区伍温廖林何麦简余赖谭彭罗江尹汤邱王张刘杨赵周吴徐孙朱马胡郭高郑谢宋唐许邓冯韩曹曾肖田董袁于蒋蔡杜程吕魏丁沈任姚卢姜崔钟陆汪范金石戴贾韦夏方邹熊孟秦白阎薛侯雷龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向常植欧甘冼练招关卓鲁蓝桂翟莫丘柯骆邝]|欧阳|司徒|上官)/

/** Identity numbers are looked for in every column, whatever its heading says. */
export function holdsIdentityNumbers(cells: readonly string[]): boolean {
  return cells.some(cell => /(?<!\d)\d{6}(?:19|20)\d{9}[\dXx](?!\d)/.test(tight(cell)))
}

export function fieldByContent(cells: readonly string[], known: KnownWords): Field | undefined {
  const filled = cells.filter(cell => cell !== '').slice(0, 200)
  if (filled.length === 0) return undefined
  const share = (is: (cell: string) => boolean) => filled.filter(is).length / filled.length
  if (share(cell => /^\d{1,4}$/.test(cell)) > enough) return 'unused'
  if (share(cell => phonesFrom(cell).mobiles.length > 0) > enough) return 'phone'
  if (share(known.isVillage) > enough) return 'village'
  if (share(known.isPlace) > enough) return 'place'
  if (share(cell => engagementFrom(cell) !== undefined && tight(cell).length <= 4) > enough) return 'engagement'
  if (share(known.isPost) > enough) return 'post'
  if (share(known.isUnit) > enough) return 'unit'
  if (share(cell => 'day' in dayFrom(cell, 'first')) > enough) return 'from'
  const names = (cell: string) => 'name' in nameFrom(cell) && surnames.test(tight(cell))
  if (share(names) > enough && new Set(filled).size > filled.length / 2) return 'name'
  return undefined
}

export type Titled = { readonly at: number; readonly lines: readonly string[]; readonly cells: readonly string[] }

/** Every column once; of two that say the same, the first keeps it. */
export function recogniseColumns(columns: readonly Titled[], known: KnownWords): readonly Column[] {
  const made = columns.map(({ at, lines, cells }): Column => {
    const title = [...new Set(lines.filter(Boolean))].join(' ')
    if (holdsIdentityNumbers(cells)) return { at, title, field: 'private', by: 'content' }
    const named = fieldByTitle(lines)
    if (named !== undefined && named !== 'note' && !(named === 'post' && cells.every(cell => cell === '')))
      return { at, title, field: settled(named, cells, known), by: 'title' }
    const word = tight(lines.at(-1) ?? '')
    const filled = cells.filter(cell => cell !== '')
    if (known.isPost(word) && filled.length > 0 && filled.every(isTicked))
      return { at, title, field: 'tick', by: 'title' }
    if (named !== undefined) return { at, title, field: named, by: 'title' }
    const found = fieldByContent(cells, known)
    return found === undefined
      ? { at, title, field: 'unused', by: 'nothing' }
      : { at, title, field: found, by: 'content' }
  })
  return onlyOnce(made)
}

/** A heading 村 over cells that say 东瑶村三组 means both; one of 网格 over villages means villages alone. */
function settled(named: Field, cells: readonly string[], known: KnownWords): Field {
  if (named !== 'place' && named !== 'village' && named !== 'unit') return named
  const filled = cells.filter(cell => cell !== '').slice(0, 200)
  if (filled.length === 0) return named
  const villages = filled.filter(known.isVillage).length / filled.length
  const places = filled.filter(cell => known.isPlace(cell) && !known.isVillage(cell)).length / filled.length
  if (named === 'village') return places > 0.5 ? 'place' : 'village'
  if (named === 'unit') return villages > enough ? 'village' : 'unit'
  return villages > enough ? 'village' : 'place'
}

export function onlyOnce(columns: readonly Column[]): readonly Column[] {
  const taken = new Set<Field>()
  const byTrust = [...columns].sort((one, other) => trust(other) - trust(one) || one.at - other.at)
  const kept = new Map<number, Column>()
  for (const column of byTrust) {
    const again = taken.has(column.field) && !severalAllowed.includes(column.field)
    kept.set(column.at, again ? { ...column, field: 'unused', by: 'nothing' } : column)
    taken.add(column.field)
  }
  return columns.map(column => kept.get(column.at) ?? column)
}

function trust({ by }: Column): number {
  return { person: 3, title: 2, content: 1, nothing: 0 }[by]
}
