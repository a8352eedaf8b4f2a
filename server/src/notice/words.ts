import type { NoticeKind } from './kinds.ts'

/**
 * Best sentence first; the first whose facts are all known and that fits is taken. `{fact}` is filled in: instants as
 * moments of the town, names in the language. Reporters' sentences end with the link to the status page, those of staff that leave
 * the product with the link to the ticket; without an address they name its number.
 */
type Sentences = readonly [string, ...string[]]
type Words = { readonly zh: Sentences; readonly en: Sentences }

export const noticeWords: Readonly<Record<NoticeKind, Words>> = {
  ticket_received: {
    zh: ['已收到您反映的事，{dueAt}前答复。{link}', '已收到您反映的事。{link}'],
    en: ['We have your report and will answer by {dueAt}. {link}', 'We have your report. {link}'],
  },
  ticket_accepted: {
    zh: ['您反映的事已受理，{dueAt}前答复。{link}', '您反映的事已受理。{link}'],
    en: ['Your report was accepted; answer by {dueAt}. {link}', 'Your report was accepted. {link}'],
  },
  ticket_declined: {
    zh: ['您反映的事不属本镇受理，请找{instead}。{link}', '您反映的事不属本镇受理，该找谁请看：{link}'],
    en: [
      'Your report is not for the town to handle; please turn to {instead}. {link}',
      'Your report is not for the town to handle. Where to turn: {link}',
    ],
  },
  ticket_dispatched: {
    zh: [
      '您反映的事已交{holder}跟进，{dueAt}前答复。{link}',
      '您反映的事已交{holder}跟进。{link}',
      '您反映的事已有人跟进，{dueAt}前答复。{link}',
      '您反映的事已有人跟进。{link}',
    ],
    en: [
      '{holder} is following up your report; answer by {dueAt}. {link}',
      'Somebody is following up your report; answer by {dueAt}. {link}',
      'Somebody is following up your report. {link}',
    ],
  },
  ticket_ordered: {
    zh: ['您点的单已发出，正等人接单。{link}', '您点的单已发出。{link}'],
    en: ['Your request is out as an open order. {link}'],
  },
  ticket_taken: {
    zh: ['您反映的事已有人接单跟进。{link}', '已有人接单。{link}'],
    en: ['Somebody has taken your request. {link}'],
  },
  ticket_referred: {
    zh: ['您反映的事已转{body}办理，镇里继续跟进。{link}', '您反映的事已转办，镇里继续跟进。{link}'],
    en: [
      'Your report went to {body}; the town keeps following it. {link}',
      'Your report was referred; the town keeps following it. {link}',
    ],
  },
  ticket_extended: {
    zh: [
      '您反映的事因{reason}延期，{dueAt}前答复。{link}',
      '您反映的事延期，{dueAt}前答复。{link}',
      '您反映的事已延期。{link}',
    ],
    en: [
      'Your report needs longer ({reason}); answer by {dueAt}. {link}',
      'Your report needs longer; answer by {dueAt}. {link}',
      'Your report needs longer. {link}',
    ],
  },
  ticket_suspended: {
    zh: [
      '您反映的事因{reason}暂缓办理，{until}恢复。{link}',
      '您反映的事暂缓办理，{until}恢复。{link}',
      '您反映的事暂缓办理。{link}',
    ],
    en: [
      'Your report is suspended until {until}: {reason}. {link}',
      'Your report is suspended until {until}. {link}',
      'Your report is suspended. {link}',
    ],
  },
  ticket_handled: {
    zh: ['您反映的事已处理，请确认是否解决：{link}'],
    en: ['Your report was handled. Is it solved? {link}'],
  },
  ticket_resolved: {
    zh: ['您反映的事已解决，请您评价：{link}'],
    en: ['Your report is resolved. Please rate it: {link}'],
  },
  ticket_closed: {
    zh: ['您反映的事已办结，答复请看：{link}'],
    en: ['Your report is closed. The answer: {link}'],
  },
  ticket_reopened: {
    zh: ['您反映的事已重新办理，{dueAt}前答复。{link}', '您反映的事已重新办理。{link}'],
    en: ['Your report is open again; answer by {dueAt}. {link}', 'Your report is open again. {link}'],
  },
  ticket_merged: {
    zh: ['您反映的事已与同一件事并案办理。{link}', '您反映的事已并案办理。{link}'],
    en: ['Your report was merged with another one about the same matter. {link}'],
  },
  problem_answer: {
    zh: ['您反映的问题已知道，预计{until}前恢复。{link}', '您反映的问题已知道，正在处理。{link}'],
    en: ['This problem is known; expected to be over by {until}. {link}', 'This problem is known. {link}'],
  },
  problem_over: {
    zh: ['您反映的问题已恢复，如未恢复请再告诉我们：{link}', '您反映的问题已恢复。{link}'],
    en: ['The problem you reported is over. If not, tell us: {link}'],
  },
  to_assess: {
    zh: ['新工单待研判：{matter} {number}', '新工单待研判：{number}'],
    en: ['New ticket to assess: {matter} {number}', 'New ticket to assess: {number}'],
  },
  to_assess_urgent: {
    zh: [
      '紧急工单待研判：{matter} {number}。{link}',
      '紧急工单待研判：{matter}。{link}',
      '紧急工单待研判。{link}',
      '紧急工单待研判：{number}',
    ],
    en: [
      'Urgent ticket to assess: {matter} {number}. {link}',
      'Urgent ticket to assess. {link}',
      'Urgent ticket to assess: {number}',
    ],
  },
  site_check_asked: {
    zh: ['请您现场核实：{matter} {number}', '请您现场核实：{number}'],
    en: ['Please verify on site: {matter} {number}', 'Please verify on site: {number}'],
  },
  assigned: {
    zh: [
      '工单派给您，待签收：{matter} {number}，{dueAt}前办结。{link}',
      '工单派给您，待签收：{matter}，{dueAt}前办结。{link}',
      '工单派给您，待签收。{link}',
      '工单派给您，待签收：{number}',
    ],
    en: [
      'A ticket for you to acknowledge: {matter} {number}, due {dueAt}. {link}',
      'A ticket for you to acknowledge. {link}',
      'A ticket for you to acknowledge: {number}',
    ],
  },
  dispatch_withdrawn: {
    zh: ['派单已撤回，您不用再办：{matter} {number}', '派单已撤回，您不用再办：{number}'],
    en: ['The dispatch was withdrawn: {matter} {number}', 'The dispatch was withdrawn: {number}'],
  },
  returned: {
    zh: ['工单被退回，原因：{reason}。{matter} {number}', '工单被退回：{matter} {number}', '工单被退回：{number}'],
    en: ['A ticket came back ({reason}): {matter} {number}', 'A ticket came back: {number}'],
  },
  contest_asked: {
    zh: ['派单异议待裁定：{matter} {number}', '派单异议待裁定：{number}'],
    en: ['A contested dispatch to decide: {matter} {number}', 'A contested dispatch to decide: {number}'],
  },
  contest_decided: {
    zh: ['派单异议已裁定：{number}'],
    en: ['Your contest was decided: {number}'],
  },
  order_open: {
    zh: [
      '有新单可接：{matter}，{needed}人，{closesAt}前接单 {number}。{link}',
      '有新单可接：{matter}，{needed}人，{closesAt}前接单。{link}',
      '有新单可接。{link}',
      '有新单可接：{number}',
    ],
    en: [
      'An open order: {matter}, {needed} wanted, until {closesAt} {number}. {link}',
      'An open order: {matter}, {needed} wanted. {link}',
      'An open order. {link}',
      'An open order: {number}',
    ],
  },
  helper_asked: {
    zh: [
      '想请您来帮忙：{matter}，{closesAt}前接单。来不了不用回。{link}',
      '想请您来帮忙，{closesAt}前接单，来不了不用回。{link}',
      '想请您来帮忙，来不了不用回。{link}',
    ],
    en: [
      'Could you help? {matter}, until {closesAt}. If not, no answer is needed. {link}',
      'Could you help? Until {closesAt}. If not, no answer is needed. {link}',
      'Could you help? If not, no answer is needed. {link}',
    ],
  },
  activity_asked: {
    zh: [
      '村里有活动，想请您来帮忙，{startsAt}开始。来不了不用回。{link}',
      '村里有活动，想请您来帮忙。来不了不用回。{link}',
    ],
    en: [
      'The village plans something and could use your help, from {startsAt}. If not, no answer is needed. {link}',
      'The village plans something and could use your help. If not, no answer is needed. {link}',
    ],
  },
  swap_asked: {
    zh: ['同事想请您值{duty}的班，请答复同不同意。{link}', '有同事想和您换班，请答复同不同意。{link}'],
    en: ['Take the duty of {duty}, a colleague asks; please answer. {link}', 'A colleague asks for a swap. {link}'],
  },
  swap_agreed: {
    zh: ['{duty}的换班同事已同意，值班表已更新。{link}', '换班同事已同意，值班表已更新。{link}'],
    en: ['Your swap of {duty} is agreed; the roster has changed. {link}', 'Your swap is agreed. {link}'],
  },
  swap_ended: {
    zh: ['{duty}的换班取消了，值班表不变。{link}', '换班取消了，值班表不变。{link}'],
    en: ['The swap of {duty} is off; the roster stays as it is. {link}', 'The swap is off. {link}'],
  },
  plan_laid_out: {
    zh: ['镇里起草了新的网格划分，请看看本村怎么划，提提意见。{link}'],
    en: ['A new division of the grids is drafted; please look at your village and say what you think. {link}'],
  },
  emergency_started: {
    zh: ['启动{hazard}应急响应（{stage}），请填报本村情况。{link}', '本镇启动应急响应，请填报本村情况。{link}'],
    en: [
      'Emergency response on: {hazard}, level {stage}. Please report how your village stands. {link}',
      'Emergency response on. Please report how your village stands. {link}',
    ],
  },
  emergency_level: {
    zh: ['应急响应调整为{stage}，请填报本村情况。{link}', '应急响应级别有调整，请填报本村情况。{link}'],
    en: [
      'The emergency response is now at level {stage}. Please report how your village stands. {link}',
      'The emergency response has another level. Please report how your village stands. {link}',
    ],
  },
  emergency_ended: {
    zh: ['应急响应已结束，时限恢复为平时的办法。{link}'],
    en: ['The emergency response has ended; the usual limits are back. {link}'],
  },
  order_taken: {
    zh: ['您发的单已有人接：{matter} {number}', '您发的单已有人接：{number}'],
    en: ['Your order was taken: {matter} {number}', 'Your order was taken: {number}'],
  },
  order_unfilled: {
    zh: ['到时无人接单，请您另派：{matter} {number}', '到时无人接单，请您另派：{number}'],
    en: [
      'An order found too few takers; please assign it: {matter} {number}',
      'An order found too few takers: {number}',
    ],
  },
  called_to_spot: {
    zh: [
      '请到现场会办：{matter} {number}。{link}',
      '请到现场会办：{matter}。{link}',
      '请到现场会办。{link}',
      '请到现场会办：{number}',
    ],
    en: [
      'You are called to the spot: {matter} {number}. {link}',
      'You are called to the spot. {link}',
      'You are called to the spot: {number}',
    ],
  },
  reported_up: {
    zh: ['下级上报，待您处理：{matter} {number}', '下级上报，待您处理：{number}'],
    en: ['Reported up to you: {matter} {number}', 'Reported up to you: {number}'],
  },
  handed_down: {
    zh: ['上级下派，待您处理：{matter} {number}', '上级下派，待您处理：{number}'],
    en: ['Handed down to you: {matter} {number}', 'Handed down to you: {number}'],
  },
  escalated: {
    zh: [
      '逾时提级到您这里：{matter} {number}。{link}',
      '逾时提级到您这里：{matter}。{link}',
      '逾时提级到您这里。{link}',
      '逾时提级到您这里：{number}',
    ],
    en: [
      'Escalated to you by the clock: {matter} {number}. {link}',
      'Escalated to you by the clock. {link}',
      'Escalated to you by the clock: {number}',
    ],
  },
  escalated_at_night: {
    zh: [
      '值班提级，请您处理：{matter} {number}。{link}',
      '值班提级，请您处理：{matter}。{link}',
      '值班提级，请您处理。{link}',
      '值班提级，请您处理：{number}',
    ],
    en: [
      'Escalated to the duty officer: {matter} {number}. {link}',
      'Escalated to the duty officer. {link}',
      'Escalated to the duty officer: {number}',
    ],
  },
  follow_up_due: {
    zh: ['转办未见答复，请跟进：{matter} {number}', '转办未见答复，请跟进：{number}'],
    en: ['A referral has no answer yet: {matter} {number}', 'A referral has no answer yet: {number}'],
  },
  extension_asked: {
    zh: ['延期待审批，原因：{reason}。{matter} {number}', '延期待审批：{matter} {number}', '延期待审批：{number}'],
    en: ['An extension to decide ({reason}): {matter} {number}', 'An extension to decide: {number}'],
  },
  extension_decided: {
    zh: ['您申请的延期已有结果：{number}'],
    en: ['Your extension was decided: {number}'],
  },
  suspension_ended: {
    zh: ['暂缓办理已结束，继续办理：{matter} {number}', '暂缓办理已结束，继续办理：{number}'],
    en: ['The suspension has ended, please go on: {matter} {number}', 'The suspension has ended: {number}'],
  },
  urged: {
    zh: [
      '催办：{matter} {number}，{dueAt}前办结。{link}',
      '催办：{matter}，{dueAt}前办结。{link}',
      '有人催办。{link}',
      '催办：{number}',
    ],
    en: ['Urged: {matter} {number}, due {dueAt}. {link}', 'A ticket is urged. {link}', 'Urged: {number}'],
  },
  supervised: {
    zh: [
      '已列入督办（{level}级）：{matter} {number}。{link}',
      '已列入督办（{level}级）：{matter}。{link}',
      '已列入督办。{link}',
      '已列入督办：{number}',
    ],
    en: [
      'Under supervision level {level}: {matter} {number}. {link}',
      'A ticket is under supervision. {link}',
      'Under supervision: {number}',
    ],
  },
  supervised_copy: {
    zh: ['您辖内工单列入督办（{level}级）：{matter} {number}', '您辖内工单列入督办：{number}'],
    en: ['A ticket of your grid is under supervision level {level}: {matter} {number}', 'Under supervision: {number}'],
  },
  to_verify: {
    zh: ['已处理，待核验：{matter} {number}', '已处理，待核验：{number}'],
    en: ['Handled, to verify: {matter} {number}', 'Handled, to verify: {number}'],
  },
  rework: {
    zh: [
      '核验未通过，请重办：{matter} {number}。{link}',
      '核验未通过，请重办：{matter}。{link}',
      '核验未通过，请重办。{link}',
      '核验未通过，请重办：{number}',
    ],
    en: [
      'Verification failed, please rework: {matter} {number}. {link}',
      'Verification failed, please rework. {link}',
      'Verification failed, please rework: {number}',
    ],
  },
  reopened: {
    zh: [
      '群众再次反映：{matter} {number}。{link}',
      '群众再次反映：{matter}。{link}',
      '群众再次反映。{link}',
      '群众再次反映：{number}',
    ],
    en: ['Reported again: {matter} {number}. {link}', 'Reported again. {link}', 'Reported again: {number}'],
  },
  due_soon: {
    zh: ['临期：{matter} {number}，{dueAt}前办结', '临期：{number}'],
    en: ['Due soon: {matter} {number}, by {dueAt}', 'Due soon: {number}'],
  },
  overdue: {
    zh: ['超期：{matter} {number}', '超期：{number}'],
    en: ['Overdue: {matter} {number}', 'Overdue: {number}'],
  },
  appeal_asked: {
    zh: ['超期剔除申请待审批：{matter} {number}', '超期剔除申请待审批：{number}'],
    en: ['An overdue appeal to decide: {matter} {number}', 'An overdue appeal to decide: {number}'],
  },
  appeal_decided: {
    zh: ['超期剔除申请已有结果：{number}'],
    en: ['Your overdue appeal was decided: {number}'],
  },
}

export type CodePurpose = 'sign_in' | 'verify_phone' | 'verify_email' | 'look_up'
export const codeWords: Readonly<Record<CodePurpose, { readonly zh: string; readonly en: string }>> = {
  sign_in: {
    zh: '登录验证码{code},10分钟内有效。不是您本人操作请不要理会。',
    en: 'Sign-in code {code}, valid for 10 minutes. Not you? Ignore it.',
  },
  verify_phone: {
    zh: '手机验证码{code},10分钟内有效。请不要告诉别人。',
    en: 'Your code is {code}, valid for 10 minutes. Keep it to yourself.',
  },
  verify_email: {
    zh: '邮箱验证码{code},10分钟内有效。不是您本人操作请不要理会。',
    en: 'Your e-mail code is {code}, valid for 10 minutes. Not you? Ignore it.',
  },
  look_up: {
    zh: '查询验证码{code},10分钟内有效。请不要告诉别人。',
    en: 'Code to see your report: {code}, valid for 10 minutes.',
  },
}
export const testWords = {
  zh: '这是一条测试消息，收到说明通道已接通。',
  en: 'This is a test message: the channel works.',
}
export const subjects = { zh: '{town}通知', en: 'Notice from {town}' }
