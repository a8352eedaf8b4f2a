/** Reasons, rules, outside bodies, needs, numbers and limits that both templates share. */
import type { Catalogue, DeclineRule, Limits, Need, OutsideBody } from '../catalogue.ts'
import { named, ordinary, reason, urgentHours, workingDays, workingHours } from './row.ts'

export const limits: Limits = {
  acknowledge: workingDays(1),
  contact: urgentHours(24),
  callBack: workingDays(3),
  ordinary,
  assess: { small: workingHours(4), medium: workingDays(1), large: workingDays(1) },
  dispatch: { small: workingHours(4), medium: workingDays(1), large: workingDays(1) },
  handle: { small: workingDays(3), medium: workingDays(5), large: workingDays(10) },
  verify: workingDays(3),
  // A month, so that a leak that comes back with the next rain still reaches the same ticket.
  ratingDays: 30,
  order: urgentHours(48),
  urgeAgain: urgentHours(24),
}

export const reasons: Catalogue['reasons'] = {
  return: [
    reason('not_here', '不在本村', 'Not in this village'),
    reason('not_ours', '非本单位职责', 'Not this unit’s duty'),
    reason('power_off_first', '须先断电', 'Power has to be switched off first'),
    reason('place_unclear', '地点不明且两次联系不上', 'Place unclear, reporter not reached twice'),
  ],
  contest: [
    reason('not_our_duty', '职责不在本单位', 'Another unit’s duty'),
    reason('not_our_place', '地点不在本辖区', 'Outside our area'),
    reason('outside_village_list', '不在村级事项清单内', 'Not on the village’s list'),
    reason('no_means', '超出本级权限和能力', 'Beyond what this level may and can do'),
  ],
  extension: [
    reason('material', '等管材', 'Waiting for pipes or material'),
    reason('rain', '连日降雨', 'Rain for days'),
    reason('examination', '待鉴定或报价', 'Waiting for examination or offer'),
    reason('neighbour', '邻户未同意', 'A neighbour has not agreed yet'),
  ],
  suspension: [
    reason('budget', '待立项预算', 'Waiting for a budget'),
    reason('flood_season', '汛期河道不施工', 'No works in the river in flood season'),
    reason('judgment', '待调解或判决', 'Waiting for mediation or judgment'),
    reason('after_harvest', '收禾后施工', 'Works after the harvest'),
  ],
  appeal: [
    reason('weather', '恶劣天气、自然灾害', 'Weather or disaster'),
    reason('outside', '等待镇外单位答复', 'Waited for a body outside the town'),
    reason('reporter', '反映人要求改期', 'The reporter asked for a later day'),
    reason('system', '系统或通信故障', 'System or network failure'),
    reason('wrong_limit', '时限定错', 'The limit was wrong'),
  ],
  referral: [
    reason('outside_power', '镇无权处理', 'The town has no power over it'),
    reason('owner', '设施属镇外单位', 'The thing belongs to a body outside'),
    reason('enforcement', '需执法部门查处', 'An enforcing authority has to act'),
    reason('county_funds', '需县级资金或专业力量', 'Needs the county’s funds or experts'),
  ],
}

export const declineRules: readonly DeclineRule[] = [
  {
    ...reason('other_town', '不属本镇', 'Not in this town'),
    instead: named('请向当地镇政府反映，或拨打12345转派', 'Tell the town concerned, or call 12345, which passes it on'),
  },
  {
    ...reason('emergency_line', '属紧急热线(110/119/120)', 'A matter for the emergency lines (110/119/120)'),
    instead: named(
      '请立即拨打110(报警)、119(火警救援)、120(急救)',
      'Call at once: 110 police, 119 fire and rescue, 120 ambulance',
    ),
  },
  {
    ...reason(
      'other_procedure',
      '属诉讼、仲裁、复议、信访、纪检程序',
      'Belongs to a court, arbitration, review, petition or discipline procedure',
    ),
    instead: named(
      '请向法院、仲裁机构、复议机关、信访部门提出；反映干部廉洁问题请拨12388',
      'Go to the court, arbitration, review or petition office; for corruption call 12388',
    ),
  },
  {
    ...reason('closed_nothing_new', '已办结且无新情况', 'Closed already, and nothing new'),
    instead: named(
      '原工单可查看结果；有新情况请在原工单点“再次反映”',
      'See the first ticket’s result; with news, reopen it there',
    ),
  },
  {
    ...reason('empty', '无实质内容且无法联系', 'Nothing said, and nobody to ask'),
    instead: named('请补充什么事、在哪里，或留下电话再报', 'Report again with what and where, or leave a number'),
  },
]

const body = (code: string, zh: string, en: string, days: number, phone?: string): OutsideBody => ({
  code,
  name: named(zh, en),
  ...(phone ? { phone } : {}),
  followUp: workingDays(days),
})

/** Names of offices as every county has them; the town enters its own numbers where none is nation-wide. */
export const outsideBodies: readonly OutsideBody[] = [
  body('roads', '公路部门（县道、省道、国道）', 'Road authority', 7),
  body('water', '供水公司', 'Water company', 2),
  body('power', '供电局、供电所', 'Power supply', 1, '95598'),
  body('telecom', '通信运营商', 'Telecom operators', 3),
  body('hotline', '12345政务服务便民热线', '12345 government hotline', 5, '12345'),
  body('environment', '生态环境部门', 'Environment authority', 5, '12345'),
  body('water_works', '水利部门', 'Water works authority', 7),
  body('land', '自然资源部门', 'Natural resources authority', 7),
  body('forest', '林业部门', 'Forestry authority', 7),
  body('market', '市场监管部门', 'Market supervision', 7, '12315'),
  body('traffic', '公安交警', 'Traffic police', 5),
  body('fire', '消防救援机构', 'Fire and rescue', 3),
  body('emergency', '应急管理部门', 'Emergency management', 3),
  body('health', '卫生健康部门', 'Health authority', 5),
  body('insurance', '医保、社保经办机构', 'Insurance offices', 5),
  body('legal_aid', '司法所、法律援助', 'Justice office, legal aid', 5, '12348'),
]

const need = (code: string, subcategory: string, zh: string, en: string, wordsZh: string, wordsEn: string): Need => ({
  code,
  name: named(zh, en),
  subcategory,
  words: named(wordsZh, wordsEn),
})

export const needs: readonly Need[] = [
  need(
    'errand',
    '1401',
    '代办跑腿',
    'Errands',
    '我走不开，想请人代办一件事',
    'I cannot go myself; please run an errand for me',
  ),
  need(
    'home_visit',
    '1402',
    '上门认证',
    'Certified at home',
    '家里老人行动不便，想请人上门认证',
    'An old person here cannot come; please certify at home',
  ),
  need(
    'repair',
    '1408',
    '水电小修',
    'Small repairs at home',
    '水龙头或灯泡坏了，想请人换一下（动线路的请打供电所）',
    'A tap or a bulb is broken; please change it (for wiring call the power supply)',
  ),
  need('phone', '1406', '手机教学', 'Help with the phone', '想请人教我用手机', 'Please show me how to use the phone'),
  need(
    'doctor',
    '1407',
    '陪诊送药',
    'To the doctor, medicine',
    '想请人陪去看病，或帮忙拿药',
    'Please go along to the doctor, or bring medicine',
  ),
  need(
    'drain',
    '1104',
    '清沟加固',
    'Clear a drain, strengthen',
    '沟堵了，想请人来帮手清',
    'The drain is blocked; please help to clear it',
  ),
  need('farming', '1605', '农技', 'Farming advice', '庄稼有病虫，想请人来看看', 'The crop is ill; please have a look'),
  need('law', '1409', '法律咨询', 'Legal advice', '有件事想问问懂法律的人', 'I want to ask somebody who knows the law'),
]

export const emergencyNumbers: Catalogue['emergencyNumbers'] = [
  { number: '110', name: named('报警', 'Police') },
  { number: '119', name: named('火警、救援', 'Fire and rescue') },
  { number: '120', name: named('急救', 'Ambulance') },
  { number: '12345', name: named('政务服务便民热线', 'Government hotline') },
  { number: '12388', name: named('反映干部廉洁问题（纪检监察）', 'Corruption (discipline inspection)') },
]
