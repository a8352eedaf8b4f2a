import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** The loop: who may do what to a matter, and when. */
export const ticketProblems = {
  action_not_in_status: {
    status: 409,
    zh: ['现在不能做这一步', '工单走到现在这一步，不能再这样办。', '请刷新，看看工单现在到了哪一步。'],
    en: [
      'Not possible in this status',
      'Where the ticket stands now, this step is not open.',
      'Reload and see where the ticket stands now.',
    ],
  },
  own_matter: {
    status: 403,
    zh: ['不能办理自己的事', '这件事与您本人有关，要由别人来定。', '请交给同级的其他人或镇中心办理。'],
    en: [
      'Your own matter',
      'This matter concerns yourself, so another person decides.',
      'Leave it to a colleague or the town centre.',
    ],
  },
  same_person_may_not_verify: {
    status: 403,
    zh: ['不能自己核验自己', '办理的人不能核验同一件事。', '请由另一个人核验，或由反映人确认。'],
    en: [
      'Somebody else verifies',
      'Whoever handled it may not verify it.',
      'Let another person verify it, or the reporter confirm it.',
    ],
  },
  contact_required: {
    status: 400,
    zh: ['需要联系方式', '这一类不能匿名反映，需要手机号。', '请填写手机号；谁能看到已写在页面上。'],
    en: [
      'Contact is required',
      'This category cannot be reported anonymously.',
      'Enter a phone number; the form says who will see it.',
    ],
  },
  consent_required: {
    status: 400,
    zh: ['需要本人同意', '替别人办理需要记下本人的同意。', '请征得本人同意并勾选后再提交。'],
    en: [
      'Consent is required',
      "Acting for somebody needs that person's recorded consent.",
      'Ask for the consent, record it and send again.',
    ],
  },
  outside_own_list: {
    status: 409,
    zh: ['不在职责清单内', '这件事不在对方的职责清单内，不能派给它。', '请派给有此职责的单位，或由镇中心协调。'],
    en: [
      'Outside the own list',
      "The matter is outside that unit's list and may not be pushed onto it.",
      'Dispatch it to the unit in charge, or let the town centre decide.',
    ],
  },
  confirmed_unit_may_not_return: {
    status: 409,
    zh: ['已确认的单位不能再退单', '这个单位已被确认为主办，不能再退。', '请继续办理；有困难可以请求协助或延期。'],
    en: [
      'A confirmed unit may not return it',
      'This unit was confirmed as lead and may not return it again.',
      'Go on handling; ask for assistance or an extension.',
    ],
  },
  returned_may_not_be_forwarded: {
    status: 409,
    zh: ['退回的单不能直接转出', '刚退回来的单要先重新研判，不能直接转走。', '请先研判，再派单。'],
    en: [
      'A returned ticket may not be pushed on',
      'What just came back is assessed before it goes to another.',
      'Assess it first, then dispatch it.',
    ],
  },
  contest_open: {
    status: 409,
    zh: ['派单异议待裁定', '派单有异议，还没有裁定。', '请等裁定后再办。'],
    en: ['A contest is open', 'The dispatch is contested and not yet decided.', 'Wait for the decision.'],
  },
  contest_missing: {
    status: 409,
    zh: ['没有派单异议', '这张工单没有派单异议。', '请刷新后再看。'],
    en: ['No contest', 'The dispatch of this ticket is not contested.', 'Reload and look again.'],
  },
  contest_decided: {
    status: 409,
    zh: ['异议已经裁定', '派单异议已有裁定，裁定有约束力。', '请按裁定办理。'],
    en: ['The contest was decided', 'The contest has a decision, and it binds.', 'Act on the decision.'],
  },
  order_not_allowed: {
    status: 409,
    zh: ['这类事不能公开接单', '用电、消防、救援和纠纷不能由志愿者接单。', '请派给专业单位。'],
    en: [
      'No open order for this',
      'Electricity, fire, rescue and disputes cannot be open orders.',
      'Dispatch it to the unit in charge.',
    ],
  },
  order_full: {
    status: 409,
    zh: ['接单人数已满', '已经有足够的人接单。', '谢谢您，请看看其他单。'],
    en: ['The order is full', 'Enough people have taken this order.', 'Thank you; look at the other orders.'],
  },
  order_closed: {
    status: 409,
    zh: ['接单已截止', '这张单的接单时间已过。', '请看看其他单，或联系网格长。'],
    en: [
      'The order is closed',
      'The time for taking this order is over.',
      'Look at the other orders or ask the grid leader.',
    ],
  },
  order_already_taken: {
    status: 409,
    zh: ['已经接过了', '这个人已经接了这张单。', '不用再接一次。'],
    en: ['Already taken', 'This person has taken the order.', 'There is no need to take it again.'],
  },
  order_not_taken: {
    status: 409,
    zh: ['没有接过这张单', '这个人没有接这张单。', '请刷新后再看。'],
    en: ['Not taken', 'This person has not taken the order.', 'Reload and look again.'],
  },
  level_at_top: {
    status: 409,
    zh: ['已经到镇一级', '镇以上不自动提级，由人决定是否转办。', '需要外部单位办理时，请用转办函。'],
    en: [
      'Already at the town',
      'Nothing climbs above the town by itself.',
      'Use an external referral when another body must act.',
    ],
  },
  level_at_bottom: {
    status: 409,
    zh: ['已经到最小网格', '下面没有更小的网格了。', '请直接派给人员。'],
    en: ['Already at the smallest grid', 'There is no smaller grid below.', 'Dispatch it to a person.'],
  },
  extension_used_up: {
    status: 409,
    zh: ['延期次数已用完', '最多延期两次。', '确实办不完的，请向网格长或分管领导说明原因。'],
    en: [
      'No extension left',
      'A limit is extended at most twice.',
      'If it cannot be done, explain why to the grid leader or the approver.',
    ],
  },
  limit_from_outside: {
    status: 409,
    zh: [
      '时限由来件方定',
      '这件事的时限是来件方定的，镇里不能延期。',
      '办不完的，请由镇服务中心与来件方商量，改好时限后再录入。',
    ],
    en: [
      'The limit comes from outside',
      'Whoever sent the matter set its limit; the town cannot extend it.',
      'Let the town centre agree on another limit with the sender and enter it.',
    ],
  },
  extension_after_deadline: {
    status: 409,
    zh: ['超期后不能延期', '期限已过，不能再申请延期。', '请尽快办理；确有原因的可申请超期剔除。'],
    en: [
      'Too late for an extension',
      'The deadline has passed.',
      'Handle it soon; with a good reason file an overdue appeal.',
    ],
  },
  extension_open: {
    status: 409,
    zh: ['延期申请待批', '已有一个延期申请在等批准。', '请等批准结果。'],
    en: ['An extension is waiting', 'An extension was asked for and not yet decided.', 'Wait for the decision.'],
  },
  extension_missing: {
    status: 409,
    zh: ['没有延期申请', '这张工单没有待批的延期申请。', '请刷新后再看。'],
    en: ['No extension asked', 'No extension is waiting for a decision.', 'Reload and look again.'],
  },
  suspension_used_up: {
    status: 409,
    zh: ['挂账只能一次', '这张工单已经挂账过一次。', '请继续办理或说明情况。'],
    en: ['Suspended before', 'A ticket is suspended at most once.', 'Go on handling or explain the matter.'],
  },
  suspension_too_long: {
    status: 400,
    zh: ['挂账时间太长', '挂账最长一年。', '请把结束日期改到一年以内。'],
    en: ['The suspension is too long', 'A suspension lasts a year at most.', 'Choose an end within a year.'],
  },
  suspended: {
    status: 409,
    zh: ['正在挂账', '这张工单正在挂账。', '请先恢复办理。'],
    en: ['Suspended', 'The ticket is suspended.', 'Resume it first.'],
  },
  not_suspended: {
    status: 409,
    zh: ['没有挂账', '这张工单没有挂账。', '请刷新后再看。'],
    en: ['Not suspended', 'The ticket is not suspended.', 'Reload and look again.'],
  },
  referral_open: {
    status: 409,
    zh: ['已有转办函', '已经转给外部单位，还没有结果。', '请先记下对方的答复。'],
    en: [
      'A referral is open',
      'It was referred to an outside body and is not answered yet.',
      "Record that body's answer first.",
    ],
  },
  referral_missing: {
    status: 409,
    zh: ['没有转办函', '这张工单没有转给外部单位。', '请先开转办函。'],
    en: ['No referral', 'The ticket was not referred to an outside body.', 'Write the referral first.'],
  },
  urged_recently: {
    status: 409,
    zh: ['刚催办过', '不久前已经催办过。', '请过一段时间再催，或直接打电话。'],
    en: ['Urged recently', 'It was urged a short while ago.', 'Urge again later, or call.'],
  },
  supervision_missing: {
    status: 409,
    zh: ['没有督办', '这张工单没有督办。', '请刷新后再看。'],
    en: ['No supervision', 'The ticket is not under supervision.', 'Reload and look again.'],
  },
  call_missing: {
    status: 409,
    zh: ['没有吹哨', '没有给这个单位发过吹哨。', '请刷新后再看。'],
    en: ['Not called', 'That unit was not called to the spot.', 'Reload and look again.'],
  },
  site_check_missing: {
    status: 409,
    zh: ['没有现场核实任务', '没有等待现场核实。', '请刷新后再看。'],
    en: ['No site check', 'No check on the spot is waiting.', 'Reload and look again.'],
  },
  rating_closed: {
    status: 409,
    zh: ['评价已截止', '评价的时间已过。', '如问题还在，请再次反映。'],
    en: ['Rating is closed', 'The time for rating is over.', 'If the problem is still there, report it again.'],
  },
  already_rated: {
    status: 409,
    zh: ['已经评价过', '这件事已经评价过了。', '不用再评。'],
    en: ['Already rated', 'This matter has been rated.', 'There is no need to rate again.'],
  },
  reopening_closed: {
    status: 409,
    zh: ['再次反映已截止', '这件事办结太久，不能在原单上再次反映。', '请新报一件，写上原来的编号。'],
    en: ['Too late to reopen', 'It was closed too long ago to be reopened.', 'Report it anew and name the old number.'],
  },
  merge_into_itself: {
    status: 400,
    zh: ['不能并入自己', '一张工单不能并入它自己。', '请选择另一张工单。'],
    en: ['Cannot merge into itself', 'A ticket cannot be merged into itself.', 'Choose another ticket.'],
  },
  merge_target_merged: {
    status: 409,
    zh: ['目标工单已被并案', '目标工单自己已并入别的工单。', '请并入那张主单。'],
    en: ['The target is merged itself', 'The target was merged into another ticket.', 'Merge into that one.'],
  },
  merge_target_hidden: {
    status: 400,
    zh: ['目标工单不能用', '没有这张工单，或者您不能查看。', '请检查编号。'],
    en: ['The target cannot be used', 'There is no such ticket, or you may not see it.', 'Check the number.'],
  },
  not_merged: {
    status: 409,
    zh: ['没有并案', '这张工单没有并入别的工单。', '请刷新后再看。'],
    en: ['Not merged', 'The ticket was not merged into another.', 'Reload and look again.'],
  },
  appeal_not_overdue: {
    status: 409,
    zh: ['没有超期', '只有超期的工单才能申请剔除。', '不用申请。'],
    en: ['Not overdue', 'Only an overdue ticket can be appealed.', 'There is nothing to appeal.'],
  },
  appeal_open: {
    status: 409,
    zh: ['剔除申请待批', '已有一个超期剔除申请在等决定。', '请等决定。'],
    en: ['An appeal is waiting', 'An overdue appeal is waiting for its decision.', 'Wait for the decision.'],
  },
  appeal_missing: {
    status: 409,
    zh: ['没有剔除申请', '没有待决定的超期剔除申请。', '请刷新后再看。'],
    en: ['No appeal', 'No overdue appeal is waiting.', 'Reload and look again.'],
  },
  foreign_missing: {
    status: 409,
    zh: ['不是外来工单', '这张工单不是从外部平台来的。', '不用回写。'],
    en: ['Not from outside', 'The ticket did not come from an outside platform.', 'There is nothing to write back.'],
  },
  already_written_back: {
    status: 409,
    zh: ['已经回写', '答复已经写回原平台。', '不用再写。'],
    en: ['Already written back', 'The answer was written back before.', 'There is no need to do it again.'],
  },
  problem_over: {
    status: 409,
    zh: ['已知问题已结束', '这个已知问题的公告已经结束。', '请单独办理，或发布新公告。'],
    en: [
      'The known problem is over',
      'The notice of this known problem has ended.',
      'Handle it by itself or publish a new notice.',
    ],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
