/**
 * How the fields that a person fills in are called in a sentence. The wire's own names stay in `field` and `pointer` for
 * programs; a name that is not here is left out of a Chinese sentence rather than shown in letters nobody typed.
 */
import type { Relation } from '@onegrid/domain/ticket/access.ts'
import type { Locale } from './locale.ts'

type Words = readonly [zh: string, en: string]

const fields: Readonly<Record<string, Words>> = {
  answer: ['答复', 'answer'],
  as: ['办结方式', 'way of closing'],
  closesAt: ['接单截止时间', 'closing time of the order'],
  code: ['验证码', 'code'],
  concerned: ['涉及的人', 'persons concerned'],
  condition: ['立案条件', 'filing condition'],
  consent: ['同意代报的方式', 'consent'],
  count: ['个数', 'number'],
  current: ['现在的密码', 'present password'],
  day: ['日期', 'day'],
  doings: ['办理事项', 'what is done there'],
  effectiveOn: ['生效日期', 'day of effect'],
  email: ['邮箱', 'e-mail'],
  endsAt: ['结束时间', 'end'],
  file: ['文件', 'file'],
  foreign: ['来源编号', 'foreign number'],
  foreignNumber: ['对方编号', 'foreign number'],
  from: ['开始日期', 'first day'],
  gridId: ['网格', 'grid'],
  ground: ['法律依据', 'legal ground'],
  handOverTo: ['接手的人', 'successor'],
  happenedAt: ['发生时间', 'time it happened'],
  hours: ['开放时间', 'hours'],
  householdsEach: ['每格户数', 'households of a grid'],
  into: ['并入的工单', 'ticket to merge into'],
  kind: ['种类', 'kind'],
  lastDay: ['最后一天', 'last day'],
  letter: ['函的正文', 'letter'],
  level: ['级别', 'level'],
  limit: ['时限', 'limit'],
  link: ['链接', 'link'],
  materials: ['材料', 'materials'],
  name: ['姓名或名称', 'name'],
  need: ['需要什么', 'need'],
  needed: ['人数', 'number of people'],
  next: ['新密码', 'new password'],
  note: ['备注', 'note'],
  number: ['编号', 'number'],
  otherDay: ['换成的那一天', 'other day'],
  outsideBody: ['转给的单位', 'outside body'],
  password: ['密码', 'password'],
  personId: ['人员', 'person'],
  phone: ['手机号', 'phone'],
  photos: ['照片', 'photos'],
  place: ['地点', 'place'],
  reason: ['原因', 'reason'],
  rule: ['依据', 'rule'],
  score: ['评分', 'score'],
  seats: ['名额', 'seats'],
  settled: ['办理情况', 'what was done'],
  skills: ['能帮什么', 'skills'],
  source: ['来源', 'source'],
  startsAt: ['开始时间', 'start'],
  subcategory: ['类别', 'category'],
  subject: ['科目', 'subject'],
  substituteId: ['替班的人', 'substitute'],
  supplyAreaId: ['供应片区', 'supply area'],
  system: ['来源系统', 'system'],
  text: ['内容', 'text'],
  times: ['方便的时间', 'times'],
  title: ['名称', 'title'],
  to: ['派给谁', 'receiver'],
  townCode: ['镇的代码', 'town code'],
  unitId: ['单位', 'unit'],
  unitName: ['单位名称', 'unit'],
  units: ['单位', 'units'],
  until: ['截止时间', 'end'],
  urgency: ['紧急程度', 'urgency'],
  url: ['网址', 'address'],
  username: ['用户名', 'user name'],
  villageIds: ['村(社区)', 'villages'],
  wanted: ['人数', 'number of people'],
  weights: ['轻重', 'weights'],
  what: ['删除什么', 'what is erased'],
  withPersonId: ['换班的人', 'person to swap with'],
  words: ['说明', 'words'],
}

const relations: Readonly<Record<Relation, Words>> = {
  reporter: ['反映人', 'the reporter'],
  finder: ['发现人', 'who found it'],
  worker: ['网格员', 'the grid worker'],
  leader: ['网格长', 'the grid leader'],
  higher: ['上级网格长', 'the leader above'],
  centre: ['镇服务中心', 'the town centre'],
  holder: ['经办人', 'who has it'],
  assisting: ['协办单位', 'the assisting units'],
  taker: ['接单人', 'the takers'],
  eligible: ['可接单的人', 'who may take orders'],
  checker: ['核实人', 'who was asked to look'],
  called: ['到场单位', 'the called units'],
  verifier: ['核验员', 'the verifier'],
  approver: ['分管领导', 'the approver'],
  supervisor: ['督查员', 'the supervisor'],
}

export function fieldWord(name: string | undefined, locale: Locale): string | null {
  if (name === undefined) return null
  const known = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (locale === 'zh') return known?.[0] ?? null
  return known?.[1] ?? name
}

/** Who may do it, out of the refusal's own list; null where the rule names nobody. */
export function whoWords(who: unknown, locale: Locale): string | null {
  if (!Array.isArray(who) || who.length === 0) return null
  const known = who.filter((each): each is Relation => Object.hasOwn(relations, String(each)))
  if (known.length < who.length) return null
  return known.map(each => relations[each][locale === 'zh' ? 0 : 1]).join(locale === 'zh' ? '、' : ', ')
}
