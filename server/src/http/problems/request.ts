import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** What any request may meet. */
export const requestProblems = {
  field_invalid: {
    status: 400,
    zh: ['填写有误', '有一项填写不符合要求[：{field}][（{expected}）]。', '请改正这一项后再提交。'],
    en: ['A field is wrong', 'One field does not fit[: {field}][ ({expected})].', 'Correct that field and send again.'],
  },
  body_malformed: {
    status: 400,
    zh: ['内容无法读取', '提交的内容格式不对，没有保存任何东西。', '请按接口说明的格式（JSON 或表单）重新提交。'],
    en: [
      'The content cannot be read',
      'What was sent is not well formed[ ({reason})]; nothing was kept.',
      'Send it again in the form the interface describes (JSON or a form).',
    ],
  },
  command_id_missing: {
    status: 400,
    zh: [
      '缺少操作编号',
      '每次提交都要带一个操作编号，以免重复办理。',
      '请刷新页面后再提交；程序请加 Idempotency-Key 头。',
    ],
    en: [
      'The command id is missing',
      'Every write carries a command id, so that it is done once.',
      'Reload the page and send again; programs add the Idempotency-Key header.',
    ],
  },
  command_id_reused: {
    status: 409,
    zh: ['操作编号重复', '这个操作编号已用于另一项内容，本次没有办理。', '请刷新页面后再提交；程序请换一个新的编号。'],
    en: [
      'The command id was used before',
      'This command id belongs to another content; nothing was done.',
      'Reload the page and send again; programs use a new id.',
    ],
  },
  not_signed_in: {
    status: 401,
    zh: ['请先登录', '这一步需要知道您是谁。', '请登录后再试，已填写的内容不会丢失。'],
    en: ['Please sign in', 'This step needs to know who you are.', 'Sign in and try again.'],
  },
  session_ended: {
    status: 401,
    zh: ['登录已失效', '登录已到期或已被结束。', '请重新登录。'],
    en: ['The session has ended', 'Your session ran out or was ended.', 'Sign in again.'],
  },
  not_permitted: {
    status: 403,
    zh: ['没有权限', '您的岗位不能做这一步[，要由{who}来做]。', '请联系有此权限的同事或本镇管理员。'],
    en: [
      'Not permitted',
      'Your posts do not allow this step[; it is for: {who}].',
      'Ask a colleague who may do it, or the town administrator.',
    ],
  },
  not_set_up: {
    status: 404,
    zh: [
      '还没有设置',
      '系统已经启动，还没有建立镇（街道）。',
      '请打开启动时控制台显示的设置链接；找不到就重新启动，控制台会再给一个。',
    ],
    en: [
      'Not set up yet',
      'The product runs, and no town has been made yet.',
      'Open the link that the console showed at the start; a restart shows a new one.',
    ],
  },
  not_found: {
    status: 404,
    zh: ['没有找到', '没有这一项，或者您不能查看。', '请检查编号或网址是否完整。'],
    en: [
      'Not found',
      'There is no such thing, or you may not see it.',
      'Check that the number or address is complete.',
    ],
  },
  version_stale: {
    status: 412,
    zh: ['内容已被别人改过', '您打开之后，别人已经保存了新的内容。', '请重新打开，看过新内容后再改。'],
    en: [
      'Somebody changed it meanwhile',
      'A newer version was saved after you opened it.',
      'Open it again and change the newer version.',
    ],
  },
  too_many_requests: {
    status: 429,
    zh: ['操作太频繁', '短时间内次数太多，先停一停。', '请[等{wait}]后再试；紧急情况请直接拨打电话。'],
    en: [
      'Too many requests',
      'That was too often in a short time.',
      'Try again[ in {wait}]; in an emergency call by telephone.',
    ],
  },
  too_large: {
    status: 413,
    zh: ['内容太大', '提交的内容超过了上限，没有保存。', '请缩短文字、减少照片或换小一点的文件后再提交。'],
    en: [
      'Too large',
      'What was sent is over the limit; nothing was kept.',
      'Shorten the text, send fewer photos or a smaller file.',
    ],
  },
  file_refused: {
    status: 400,
    zh: ['文件没有读取', '文件[“{file}”]没有读取[：{expected}]。', '没有导入任何内容，照此改好后再选一次文件。'],
    en: [
      'The file was not read',
      'The file[ “{file}”] was not read[: {expected}].',
      'Nothing was imported; mend it as said and choose the file again.',
    ],
  },
  time_in_future: {
    status: 400,
    zh: ['时间在将来', '发生的时间晚于现在。', '请检查时间和手机的时钟。'],
    en: ['The time is in the future', 'The time given is later than now.', "Check the time and the phone's clock."],
  },
  time_not_ahead: {
    status: 400,
    zh: ['时间已经过去', '[{field}]要晚于现在。', '请改成以后的时间。'],
    en: ['The time is past', 'It must lie ahead[: {field}].', 'Choose a later time.'],
  },
  time_too_old: {
    status: 400,
    zh: ['时间太早', '发生的时间太早，不能补录。', '请检查日期。'],
    en: ['The time is too old', 'The time given lies too far back.', 'Check the date.'],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
