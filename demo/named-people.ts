/**
 * Who lives and works in the example town. Every name is invented and stands for nobody; numbers lie in a block that is
 * given to no one here (1380000xxxx). Whom the story calls by name is written out, the others are drawn by a fixed seed.
 */
import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { townCode } from './map/outline.ts'

/** One for all, printed at the start: this town holds nothing worth keeping. */
export const demoPassword = 'dongcheng-demo'

export type PostWish = {
  readonly role: Role
  /** Code of a grid, or of a unit. */
  readonly gridCode?: string
  readonly unitCode?: string
}

export type Player = {
  /** How the story calls him: `leader:碧塘`, `worker:碧塘/3`, `clerk:water`, `centre`. Several names, one person. */
  readonly keys: readonly string[]
  readonly name: string
  readonly phone: string
  readonly posts: readonly PostWish[]
  readonly namePublic?: boolean
  readonly account?: {
    readonly username: string
    readonly title: string
    readonly at: string
    readonly tries: string
    readonly opens: 'desk' | 'pocket'
  }
}

type Account = NonNullable<Player['account']>

/** 碧塘村 is 碧塘, but 森村 stays 森村: nobody says 森. */
export const shortName = (village: string): string => village.replace(/(?<=..)(村|社区)$/, '')

const account = (username: string, title: string, at: string, opens: Account['opens'], tries: string): Account => ({
  username,
  title,
  at,
  opens,
  tries,
})
export const atTown = (...roles: readonly Role[]): readonly PostWish[] =>
  roles.map(role => ({ role, gridCode: townCode }))
const clerk = (unitCode: string): readonly PostWish[] => [{ role: 'unit_clerk', unitCode }]

/** The host's administrator makes the town in the set-up and stays its first administrator. */
export const host = {
  name: '骆思远',
  ...account('host', '县级平台管理员', '全县', 'desk', '建镇的人；也能管理本镇的人员、事项和时限'),
}

type Written = readonly [key: string, name: string, posts: readonly PostWish[], account?: Account]

export const townPeople: readonly Written[] = [
  [
    'admin',
    '温若兰',
    atTown('town_administrator'),
    account('admin', '镇管理员', '东成镇', 'desk', '改事项时限、值班表、人员和通知渠道'),
  ],
  [
    'admin2',
    '邝子建',
    atTown('town_administrator'),
    account('admin2', '镇管理员（第二人）', '东成镇', 'desk', '同上；少于两人时系统不让撤'),
  ],
  [
    'centre',
    '顾雅文',
    atTown('centre'),
    account('centre', '镇服务中心', '东成镇', 'desk', '研判、派单、登记热线、粘贴群消息、转办和回复12345'),
  ],
  [
    'centre2',
    '莫启明',
    atTown('centre'),
    account('centre2', '镇服务中心（第二席）', '东成镇', 'desk', '与中心一席同时受理，看谁先派'),
  ],
  ['duty', '冯德胜', atTown('duty_officer'), account('duty', '值班员', '东成镇', 'desk', '夜间、节假日接提级的急事')],
  ['duty2', '甘小燕', atTown('duty_officer')],
  ['duty3', '丘永强', atTown('duty_officer')],
  [
    'approver',
    '邓卓然',
    atTown('approver'),
    account('approver', '分管领导', '东成镇', 'desk', '批延期、挂账、超期剔除，定派单异议，挂牌督办'),
  ],
  [
    'verifier',
    '冼秋月',
    atTown('verifier'),
    account('verifier', '核验员', '东成镇', 'pocket', '核验“待核验”的工单，通过或退回重办'),
  ],
  [
    'supervisor',
    '柯定邦',
    atTown('supervisor'),
    account('supervisor', '督办员', '东成镇', 'desk', '催办、一般和重点督办、看超期'),
  ],
  [
    'clerk:water',
    '黎永康',
    clerk('water'),
    account('water', '水利所经办', '水利所', 'desk', '签收、退单、派单异议、填进展、申请延期'),
  ],
  [
    'clerk:power',
    '区建华',
    clerk('power'),
    account('power', '供电所经办', '供电所', 'desk', '签收停电和电线隐患，吹哨报到'),
  ],
  [
    'clerk:building',
    '关耀文',
    clerk('building'),
    account('road', '规划建设办经办（道路）', '规划建设办公室', 'desk', '签收道路、井盖、护栏'),
  ],
  [
    'clerk:emergency',
    '司徒敏',
    clerk('emergency'),
    account('emergency', '应急办经办', '应急管理办公室', 'desk', '签收防汛、地灾、消防'),
  ],
  [
    'clerk:farming',
    '招志坚',
    clerk('farming'),
    account('farming', '农业农村办经办', '农业农村办公室', 'desk', '签收水渠、机耕路、农技'),
  ],
  ['clerk:cleaning', '练美珍', clerk('cleaning')],
  ['clerk:services', '蓝晓彤', clerk('services')],
  ['clerk:police', '鲁家豪', clerk('police')],
  ['clerk:inspection', '卓文斌', clerk('inspection')],
  ['clerk:order', '桂卫平', clerk('order')],
  ['clerk:health', '翟丽君', clerk('health')],
]

/** Whoever leads or walks 碧塘 has an account: there the story has most to show. */
export const villageAccounts: Readonly<Record<string, Account>> = {
  'leader:碧塘': account(
    'bitang',
    '网格长（村支书）',
    '碧塘村',
    'pocket',
    '手机上研判、派单、退回、核验、催办、网格下单',
  ),
  'village:碧塘': account('bitang2', '村专职网格员', '碧塘村', 'pocket', '代网格长处理，记录里写明是代办'),
  'leader:东瑶': account('dongyao', '网格长（村支书）', '东瑶村', 'pocket', '另一个村：看不到碧塘的工单'),
  'worker:碧塘/1': account(
    'wangge',
    '网格员',
    '碧塘村第一、二、三、四小组',
    'pocket',
    '今日任务、签收、填进展、拍照办结、即报即结',
  ),
  'party:碧塘': account('party', '党员', '碧塘村', 'pocket', '看到网格下的单就接单'),
  'volunteer:碧塘': account('volunteer', '志愿者', '碧塘村', 'pocket', '接单、退接'),
  'social:town': account('social', '双百社工', '东成镇', 'pocket', '接上门认证、陪诊送药这些单'),
}

export const writtenNames: Readonly<Record<string, string>> = {
  'leader:碧塘': '伍秀兰',
  'village:碧塘': '苏少玲',
  'leader:东瑶': '欧志明',
  'worker:碧塘/1': '叶树生',
  'party:碧塘': '陆大勇',
  'volunteer:碧塘': '潘小雨',
  'social:town': '简静怡',
}

/** Residents whom the story names. They have no account: they sign in with their number, whose code the demo phone shows. */
export const residentNames = [
  ...[
    '梁桂芳',
    '陈伯年',
    '叶金水',
    '何婉仪',
    '苏炳辉',
    '潘秀珍',
    '黄水养',
    '区彩霞',
    '廖志辉',
    '林月好',
    '麦锦添',
    '温玉莲',
    '李树根',
    '顾小梅',
  ],
  ...[
    '伍国栋',
    '简少珠',
    '谭亚福',
    '余惠玲',
    '江健文',
    '罗桂英',
    '彭志伟',
    '邱美娟',
    '尹汉明',
    '汤丽华',
    '赖春生',
    '冯宝珍',
    '钟伟光',
    '郭细妹',
  ],
] as const

export const residents: ReadonlyMap<string, string> = new Map(
  residentNames.map((name, index) => [name, `1380000${5001 + index}`]),
)
