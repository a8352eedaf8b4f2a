import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** The town's own lists. */
export const catalogueProblems = {
  outside_body_unknown: {
    status: 400,
    zh: ['转办单位不存在', '本镇的转办单位里没有这一家。', '请重新选择；缺的单位请管理员在类别设置里添上。'],
    en: [
      'Unknown outside body',
      'The town’s list of outside bodies does not hold it.',
      'Choose again; the administrator adds a missing one in the catalogue.',
    ],
  },
  unit_unknown: {
    status: 400,
    zh: ['单位不存在', '本镇没有这个单位。', '请重新选择单位。'],
    en: ['Unknown unit', 'This town has no such unit.', 'Choose the unit again.'],
  },
  category_unknown: {
    status: 400,
    zh: ['类别不存在', '本镇没有这个类别，或者它已停用。', '请重新选择类别。'],
    en: ['Unknown category', 'This town has no such category, or it is out of use.', 'Choose the category again.'],
  },
  condition_unknown: {
    status: 400,
    zh: ['立案条件不存在', '这个类别没有这个立案条件。', '请重新选择立案条件。'],
    en: ['Unknown filing condition', 'This category has no such filing condition.', 'Choose the condition again.'],
  },
  category_missing: {
    status: 409,
    zh: ['还没有定类别', '受理之前要先定类别。', '请先研判，选定类别。'],
    en: [
      'The category is missing',
      'A ticket needs a category before this step.',
      'Assess it and choose the category first.',
    ],
  },
  reason_required: {
    status: 400,
    zh: ['需要写明理由', '这一步要写明理由。', '请选择或填写理由。'],
    en: ['A reason is required', 'This step needs a reason.', 'Choose or write a reason.'],
  },
  reason_unknown: {
    status: 400,
    zh: ['理由不在清单内', '这个理由不在本镇的清单里。', '请重新选择理由。'],
    en: ['Unknown reason', "This reason is not on the town's list.", 'Choose the reason again.'],
  },
  rule_unknown: {
    status: 400,
    zh: ['依据不存在', '本镇没有这条不予受理的依据。', '请重新选择依据。'],
    en: ['Unknown rule', 'The town has no such rule for declining.', 'Choose the rule again.'],
  },
  catalogue_invalid: {
    status: 400,
    zh: ['目录设置有误', '类别目录的设置前后不一致[（{expected}）]。', '请按提示改正后再保存。'],
    en: [
      'The catalogue is not consistent',
      'The settings contradict each other[ ({expected})].',
      'Correct them and save again.',
    ],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
