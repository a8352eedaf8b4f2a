import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** People, posts, duty, training, reporting in. */
export const teamProblems = {
  person_unknown: {
    status: 400,
    zh: ['人员不存在', '本镇没有这个人员。', '请重新选择人员。'],
    en: ['Unknown person', 'This town has no such person.', 'Choose the person again.'],
  },
  post_overlaps: {
    status: 409,
    zh: ['岗位重复', '这个人在这段时间已经有同样的岗位。', '请先结束原来的岗位，或改起止日期。'],
    en: [
      'The post overlaps',
      'This person already holds the same post in this time.',
      'End the earlier post first, or change the dates.',
    ],
  },
  end_not_open: {
    status: 409,
    zh: [
      '结束日期改不了',
      '这个岗位没有定结束日期，或者已经结束，或者是替人代班。',
      '已经结束的请重新任命；代班的请改请假日期。',
    ],
    en: [
      'The end cannot be moved',
      'This post has no end, has ended already, or is held in place of somebody on leave.',
      'Appoint the person again, or change the leave.',
    ],
  },
  last_administrator: {
    status: 409,
    zh: ['至少要有两名管理员', '办理后本镇的管理员将少于两名。', '请先任命另一名管理员。'],
    en: [
      'Two administrators are needed',
      'The town would be left with fewer than two administrators.',
      'Appoint another administrator first.',
    ],
  },
  post_kind_unknown: {
    status: 400,
    zh: ['没有这种岗位', '本镇的岗位清单里没有这种岗位，或者已经停用。', '请从岗位清单里另选一种。'],
    en: [
      'Unknown kind of post',
      "The town's list has no such kind of post, or it is no longer given.",
      'Choose another kind from the list.',
    ],
  },
  grid_has_one: {
    status: 409,
    zh: ['这个网格已有人任这个岗位', '这种岗位每个网格同时只能有一个。', '请先结束原来那位的岗位，或改起止日期。'],
    en: [
      'The grid has one already',
      'Each grid has this kind of post once at a time.',
      'End the other post first, or change the dates.',
    ],
  },
  matters_open: {
    status: 409,
    zh: [
      '手里还有没办完的事',
      '这个岗位结束后有事没有人管[，没办完的 {count} 件][，值班 {days} 天]。',
      '请选一位接手的人，一并交接。',
    ],
    en: [
      'Open matters would be left',
      'With this, something would have nobody[: {count} open matters][; {days} days of duty].',
      'Name the person who takes them over.',
    ],
  },
  leave_overlaps: {
    status: 409,
    zh: ['这几天已经有假', '这个人在这段时间已经登记了请假。', '请改日期，或先结束原来的假。'],
    en: [
      'The leave overlaps',
      'This person has a leave in these days already.',
      'Change the days, or end the other leave first.',
    ],
  },
  substitute_away: {
    status: 409,
    zh: ['代班的人也不在', '代班的人在这段时间自己也请了假。', '请选另一个人，或改日期。'],
    en: [
      'The substitute is away',
      'The substitute is on leave in these days.',
      'Choose another person, or change the days.',
    ],
  },
  stands_in_then: {
    status: 409,
    zh: ['这几天正替别人代班', '这个人在这段时间替别人代班。', '请先给那个假换人，或改日期。'],
    en: [
      'Stands in for somebody then',
      'This person is the substitute of another leave in these days.',
      'End that leave first, or change the days.',
    ],
  },
  people_list_empty: {
    status: 400,
    zh: [
      '没有读到人员',
      '文件里没有找到带姓名的行，没有保存任何东西。',
      '请确认文件是人员名单、第一行或前几行有“姓名”这样的标题，再上传。',
    ],
    en: [
      'No people were found',
      'No row with a name was found in the file; nothing was kept.',
      'Check that the file is a list of people with a heading such as “Name”, then upload it again.',
    ],
  },
  people_list_too_long: {
    status: 400,
    zh: ['名单太长', '名单有 {rows} 行，一次最多导入 {most} 行。', '请分成几个文件分别导入。'],
    en: [
      'The list is too long',
      'The list has {rows} rows; at most {most} come in at once.',
      'Split it into several files.',
    ],
  },
  people_import_done: {
    status: 409,
    zh: [
      '这份名单已经导入',
      '这份名单已经导入，不能再改或再导入一次。',
      '要改正请先撤回这次导入，或修改文件后重新上传。',
    ],
    en: [
      'This list is in already',
      'This list was imported and cannot be changed or imported again.',
      'Undo the import first, or correct the file and upload it again.',
    ],
  },
  people_import_not_done: {
    status: 409,
    zh: ['这份名单还没有导入', '这份名单还没有导入，或者已经撤回，没有可以撤回的内容。', '请刷新页面看最新情况。'],
    en: [
      'This list is not in',
      'This list was not imported, or was taken back already.',
      'Reload the page to see how it stands.',
    ],
  },
  people_import_outdated: {
    status: 409,
    zh: [
      '本镇人员有了变化',
      '预览之后本镇的人员或岗位有了变化，导入的结果会和您看到的不一样，所以没有导入。',
      '请重新核对一次名单，再导入。',
    ],
    en: [
      'The team has changed',
      'People or posts of the town changed after the preview, so the import would do something else than shown; nothing was imported.',
      'Check the list again, then import it.',
    ],
  },
  emergency_on: {
    status: 409,
    zh: ['应急响应已经启动', '同一时间只有一个应急响应。', '情况加重时请调整响应级别。'],
    en: ['The emergency response is on', 'There is one at a time.', 'When it gets worse, raise the level.'],
  },
  emergency_off: {
    status: 409,
    zh: ['现在没有应急响应', '应急响应没有启动，或者刚刚结束。', '请刷新页面看最新情况。'],
    en: [
      'No emergency response is on',
      'It was not started, or has just ended.',
      'Reload the page to see how it stands.',
    ],
  },
  swap_not_possible: {
    status: 409,
    zh: ['这个班换不了', '值班表上不是这样排的，或者日子已经过了。', '请看看最新的值班表再换。'],
    en: [
      'This swap cannot be made',
      'The roster does not stand like that, or the day is over.',
      'Look at the roster as it stands now.',
    ],
  },
  swap_without_account: {
    status: 409,
    zh: [
      '对方收不到',
      '这位同事还没有开通账号，收不到换班请求，也答复不了。',
      '请换一位同事，或请管值班表的人直接改排。',
    ],
    en: [
      'Your colleague cannot be asked here',
      'This colleague has no account yet, so the question would reach nobody.',
      'Ask another colleague, or have the roster changed by whoever keeps it.',
    ],
  },
  training_over: {
    status: 409,
    zh: ['这场培训已经结束或取消', '已结束或取消的培训不能再报名。', '请看看接下来的培训。'],
    en: ['This session is over', 'It has ended or was cancelled.', 'Look at the sessions to come.'],
  },
  training_full: {
    status: 409,
    zh: ['名额已满', '这场培训的{seats}个名额已经报满。', '请报别的场次，或问主办的人能不能加座。'],
    en: ['No seat left', 'All {seats} seats are taken.', 'Choose another session, or ask the organiser for a chair.'],
  },
  training_not_running: {
    status: 409,
    zh: ['现在不能用墙上的验证码', '验证码只在培训前一小时到结束后两小时有效。', '请让主办的人在名单上登记。'],
    en: [
      'The code does not count now',
      'It counts from one hour before the session to two hours after it.',
      'Ask the organiser to enter you in the list.',
    ],
  },
  training_not_attended: {
    status: 409,
    zh: ['没有参加这场培训', '参加过的人才能评价。', '如果您参加了，请让主办的人在名单上登记。'],
    en: [
      'You were not at this session',
      'Only who was there can say how it was.',
      'If you were, ask the organiser to enter you in the list.',
    ],
  },
  report_in_answered: {
    status: 409,
    zh: ['这份报到已经有答复', '别的同事已确认或婉拒这份报到。', '请刷新名单看最新情况。'],
    en: [
      'This report-in was answered',
      'A colleague has confirmed or declined it already.',
      'Reload the list to see how it stands.',
    ],
  },
  erased_already: {
    status: 409,
    zh: ['已经删过', '这件事反映人的姓名和电话已经依法删除。', '不用再删；要连原文和照片一起删，请选“全部”。'],
    en: [
      'This was erased already',
      'Name and number of the reporter are gone by law.',
      'Nothing is left to do; to take out words and photos too, choose “everything”.',
    ],
  },
  helper_asked: {
    status: 409,
    zh: ['已经问过这位', '这件事已请过这位来帮忙，不再重复打扰。', '请等答复，或请另一位。'],
    en: [
      'This helper was asked already',
      'The message about this is out; nobody is pressed twice.',
      'Wait for the answer, or ask somebody else.',
    ],
  },
  activity_over: {
    status: 409,
    zh: ['活动已经结束或取消', '这个活动已经结束，或村里已经取消。', '请看看别的活动。'],
    en: ['The activity is over', 'It has ended, or the village has called it off.', 'Look at the other activities.'],
  },
  activity_full: {
    status: 409,
    zh: ['人手已经够了', '这个活动要的{wanted}个人已经够了。', '谢谢您，请看看别的活动。'],
    en: ['Enough hands', 'All {wanted} who were wanted have said yes.', 'Thank you; look at the other activities.'],
  },
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
