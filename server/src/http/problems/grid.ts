import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** Grids, their divisions, imports and proposals. */
export const gridProblems = {
  grids_none_on_day: {
    status: 404,
    zh: ['那一天还没有网格', '那一天本镇还没有划分网格。', '请换一个晚些的日子。'],
    en: ['No grids on that day', 'The town had no grids on that day.', 'Choose a later day.'],
  },
  grid_unknown: {
    status: 400,
    zh: ['网格不存在', '本镇没有这个网格[：{gridId}]。', '请重新选择村、组。'],
    en: ['Unknown grid', 'This town has no such grid[: {gridId}].', 'Choose the village and group again.'],
  },
  division_edit_refused: {
    status: 409,
    zh: [
      '网格图上不能这样改',
      '这样改会使网格重叠、留空、断开或自相交，没有改动任何东西。',
      '请换一处画线或落点后再试。',
    ],
    en: [
      'The grids cannot be changed this way',
      'The change would make grids overlap, leave a gap, fall apart or cross themselves; nothing was changed.',
      'Draw the line or put the corner elsewhere and try again.',
    ],
  },
  division_invalid: {
    status: 400,
    zh: [
      '网格划分有误',
      '这份划分有[ {errors} 处]错误（重叠、空隙、超出上级等），没有保存。',
      '请按列出的网格和位置逐处改正后再保存。',
    ],
    en: [
      'The division has faults',
      'This division has[ {errors}] errors (overlaps, gaps, pieces outside and the like); nothing was saved.',
      'Mend each one at the grids and places listed, then save again.',
    ],
  },
  plan_closed: {
    status: 409,
    zh: ['方案已不能改', '这份方案已经采用、生效或撤回，不能再改。', '请复制成一份新方案后再改。'],
    en: [
      'The plan is closed',
      'This plan was adopted, took effect or was withdrawn; it can no longer be changed.',
      'Copy it into a new plan and change that one.',
    ],
  },
  plan_outdated: {
    status: 409,
    zh: [
      '现行网格已有变动',
      '这份方案开始之后，现行网格已经改过，没有采用。',
      '请先把方案更新到现行网格；如与变动冲突，请对照后另做一份。',
    ],
    en: [
      'The grids changed meanwhile',
      'The grids in force were changed after this plan was begun; it was not adopted.',
      'Bring the plan up to today’s grids first; where both change the same grid, compare and draw it anew.',
    ],
  },
  proposal_running: {
    status: 409,
    zh: ['正在生成划分建议', '本镇已有一次划网建议正在计算。', '请等它算完，或先取消它。'],
    en: [
      'Proposals are being made',
      'Proposals for this town are being made right now.',
      'Wait for them, or cancel them first.',
    ],
  },
  proposal_over: {
    status: 409,
    zh: ['计算已经结束', '这次划网建议已经算完或已停止，不用再取消。', '请刷新页面查看结果。'],
    en: ['It is over', 'These proposals are finished or stopped already.', 'Reload the page to see the result.'],
  },
  proposal_unfinished: {
    status: 409,
    zh: ['建议还没有算好', '这次划网建议没有结果，不能做成方案。', '请等它算完，或重新计算一次。'],
    en: [
      'Not finished',
      'There is no result that could become a plan.',
      'Wait until it is done, or have it made again.',
    ],
  },
  plan_waiting: {
    status: 409,
    zh: [
      '已有方案待生效',
      '另一份方案已采用[，将于{effectiveOn}生效]，同时只能有一份待生效。',
      '请等它生效，或先撤回它。',
    ],
    en: [
      'Another plan waits for its day',
      'Another plan is adopted[ and takes effect on {effectiveOn}]; only one may wait at a time.',
      'Wait until it takes effect, or withdraw it first.',
    ],
  },
  plan_in_force: {
    status: 409,
    zh: [
      '方案已经生效',
      '已经生效的方案不能撤回，事项和岗位已随网格调整。',
      '请按生效前一天[（{dayBefore}）]的网格新建一份方案，再采用。',
    ],
    en: [
      'The plan is in force',
      'A plan that took effect cannot be withdrawn: matters and posts have followed it.',
      'Begin a plan with the grids of the day before[ ({dayBefore})] and adopt that one.',
    ],
  },
  place_missing: {
    status: 400,
    zh: ['缺少地点', '没有说明在哪里。', '请选村、组、附近的地标，或在地图上点一下。'],
    en: ['The place is missing', 'Nothing says where it is.', 'Choose village, group and landmark, or tap the map.'],
  },
  coordinates_outside_range: {
    status: 400,
    zh: ['坐标不对', '坐标超出范围，或者经纬度写反了。', '请检查经度、纬度和坐标系。'],
    en: [
      'Coordinates out of range',
      'The coordinates are out of range or swapped.',
      'Check longitude, latitude and the coordinate system.',
    ],
  },
  grid_import_closed: {
    status: 409,
    zh: ['这次导入已生成方案', '方案已经生成，这次导入不能再改。', '请在方案里继续修改，或重新导入。'],
    en: [
      'A plan was made of it',
      'A plan was made of this import; it cannot be changed any more.',
      'Change the plan, or import again.',
    ],
  },
  grid_import_faulty: {
    status: 409,
    zh: ['导入还有问题', '还有[ {errors} 个]问题没有处理，不能生成方案。', '请修复有问题的行，或勾选不导入。'],
    en: [
      'The import has faults',
      '[{errors} faults ]are left, so no plan can be made.',
      'Mend the rows with faults, or leave them out.',
    ],
  },
  grid_code_missing: {
    status: 409,
    zh: [
      '缺少区划代码',
      '[“{name}”]没有规范的[ {digits} 位]区划代码，下级网格没法编号。',
      '请在方案里选中它，填上官方代码，再生效。',
    ],
    en: [
      'The official code is missing',
      '[“{name}” ]has no code of[ {digits}] digits, so the grids below it cannot be numbered.',
      'Select it in the plan, enter its official code, and adopt again.',
    ],
  },
  grid_import_repair_idle: {
    status: 409,
    zh: [
      '这样修不动',
      '这样修复后什么也没有变，没有记下来。',
      '请把贴合距离调大再试；仍修不好的，在文件里改好再导入，或先不用这个图形，生成方案后再画。',
    ],
    en: [
      'This mends nothing',
      'Nothing would change by this repair, so it was not kept.',
      'Snap within more metres; else mend the file and import it again, or leave the outline out and draw it in the plan.',
    ],
  },
  grid_import_full: {
    status: 400,
    zh: ['一次导入太多', '一次导入最多 20 个图层、8000 行。', '请分几次导入。'],
    en: ['Too much in one import', 'One import takes 20 layers and 8,000 rows at most.', 'Import in several parts.'],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
