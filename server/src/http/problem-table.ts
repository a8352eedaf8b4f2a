import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'

/** Title, what happened, what to do. `{fact}` is filled in; `[…]` falls away when a fact in it is unknown. */
export type ProblemWords = readonly [title: string, detail: string, remedy: string]
export type ProblemRow = { readonly status: number; readonly zh: ProblemWords; readonly en: ProblemWords }

/** The one place where a refusal of the domain gets an HTTP number and words. docs/problems.md mirrors it. */
export const problemTable: Record<RefusalCode, ProblemRow> = {
  field_invalid: {
    status: 400,
    zh: ['填写有误', '有一项填写不符合要求[:{field}][({expected})]。', '请改正这一项后再提交。'],
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
  grids_none_on_day: {
    status: 404,
    zh: ['那一天还没有网格', '那一天本镇还没有划分网格。', '请换一个晚些的日子。'],
    en: ['No grids on that day', 'The town had no grids on that day.', 'Choose a later day.'],
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
  grid_unknown: {
    status: 400,
    zh: ['网格不存在', '本镇没有这个网格[:{gridId}]。', '请重新选择村、组。'],
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
      '请按生效前一天[({dayBefore})]的网格新建一份方案，再采用。',
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
  file_refused: {
    status: 400,
    zh: ['文件没有读取', '文件[“{file}”]没有读取[：{expected}]。', '没有导入任何内容，照此改好后再选一次文件。'],
    en: [
      'The file was not read',
      'The file[ “{file}”] was not read[: {expected}].',
      'Nothing was imported; mend it as said and choose the file again.',
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
  credentials_wrong: {
    status: 401,
    zh: ['用户名或密码不对', '用户名、密码或动态码不对。', '请重新输入；忘记密码请联系本镇管理员。'],
    en: [
      'User name or password is wrong',
      'User name, password or one-time code is wrong.',
      'Try again; if you forgot it, ask the town administrator.',
    ],
  },
  code_wrong: {
    status: 401,
    zh: ['验证码不对', '验证码不对或已经过期。', '请检查后重新输入，或重新获取验证码。'],
    en: ['The code is wrong', 'The code is wrong or too old.', 'Check it and try again, or ask for a new code.'],
  },
  email_unavailable: {
    status: 409,
    zh: ['本镇还不能发邮件', '本镇没有接通邮件服务器，验证码发不出去。', '请镇管理员在“消息通道”里接通邮件。'],
    en: [
      'The town sends no e-mail yet',
      'No mail server is switched on, so the code cannot leave.',
      'Ask the town administrator to switch it on under “Channels”.',
    ],
  },
  phone_invalid: {
    status: 400,
    zh: ['手机号不对', '这不是一个可用的手机号。', '请填写 11 位手机号；外地号码请带国家区号。'],
    en: [
      'The phone number is wrong',
      'This is no usable mobile number.',
      'Enter the 11 digits, or a foreign number with its country code.',
    ],
  },
  phone_taken: {
    status: 409,
    zh: [
      '手机号已有人用',
      '这个手机号在本镇已经登记[，是{name}的（{maskedPhone}）]。',
      '是同一个人，请打开他的资料，不用再添加；不是同一个人，请核对号码。',
    ],
    en: [
      'Somebody has this number',
      'This number is on record in this town[: it is that of {name} ({maskedPhone})].',
      'If it is the same person, open that entry instead of adding another; if not, check the number.',
    ],
  },
  person_unknown: {
    status: 400,
    zh: ['人员不存在', '本镇没有这个人员。', '请重新选择人员。'],
    en: ['Unknown person', 'This town has no such person.', 'Choose the person again.'],
  },
  wall_code_unknown: {
    status: 400,
    zh: ['没有这个签到码', '没有培训用这个签到码。', '请照墙上的6位字母和数字再输一次，或请主办的人在名单上登记。'],
    en: [
      'No such code',
      'No training has this code.',
      'Type the six letters and digits on the wall again, or ask the organiser to enter you on the list.',
    ],
  },
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
  town_without_address: {
    status: 409,
    zh: [
      '有镇还没有网址',
      '{town}（{code}）还没有自己的网址。有两个镇以后，靠网址分辨是哪个镇，没有网址的镇谁也打不开。',
      '请先给这个镇填网址，再添加新镇。',
    ],
    en: [
      'A town has no address yet',
      '{town} ({code}) has no address of its own. With two towns the address decides which one is meant; without one nobody would reach it.',
      'Give that town its address first, then add the new one.',
    ],
  },
  town_governed: {
    status: 409,
    zh: ['这个镇已有管理员', '这个镇的管理员已经开通账号，人员由他们自己管。', '请他们在“人员和岗位”里邀请其他人。'],
    en: [
      'The town has an administrator',
      'An administrator of this town has come in; its people are theirs to invite.',
      'Ask them to invite the others under “People and posts”.',
    ],
  },
  totp_on: {
    status: 409,
    zh: ['动态码已经设过', '这个账号已经设了动态码。', '要换手机的，请先停用动态码，再重新设置。'],
    en: [
      'Authenticator already set',
      'This account has an authenticator.',
      'To change the device, switch it off first.',
    ],
  },
  totp_instead: {
    status: 403,
    zh: ['这个账号用动态码登录', '本人设了动态码，短信验证码不能代替它。', '请用用户名、密码和动态码登录。'],
    en: [
      'This account signs in with its authenticator',
      'Its owner set one up; a code by text message does not go round it.',
      'Sign in with username, password and the authenticator code.',
    ],
  },
  already_set_up: {
    status: 409,
    zh: ['已经完成初始设置', '本系统已经设置过，设置链接不再有效。', '请直接登录。'],
    en: ['Already set up', 'This installation was set up before; the link no longer works.', 'Sign in instead.'],
  },
  setup_link_wrong: {
    status: 403,
    zh: ['设置链接不对', '设置链接不对或已经用过。', '请使用服务器控制台最近一次打印的链接。'],
    en: [
      'The set-up link is wrong',
      'The set-up link is wrong or was used.',
      "Use the link that the server's console printed last.",
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
  photo_unknown: {
    status: 400,
    zh: ['照片不存在', '照片没有上传成功，或已经过期。', '请重新上传照片；没有照片也可以提交。'],
    en: ['Unknown photo', 'The photo was not uploaded, or it is too old.', 'Upload it again; a report needs no photo.'],
  },
  photo_unreadable: {
    status: 400,
    zh: ['照片打不开', '文件不是能打开的照片。', '请换一张 JPEG、PNG、WebP 或 HEIC 照片；没有照片也可以提交。'],
    en: [
      'The photo cannot be read',
      'The file is no readable picture.',
      'Choose a JPEG, PNG, WebP or HEIC; a report needs no photo.',
    ],
  },
  photo_too_large: {
    status: 413,
    zh: ['照片太大', '照片超过 10 MB 或像素太多。', '请换一张小一点的照片。'],
    en: ['The photo is too large', 'The photo is over 10 MB or has too many pixels.', 'Choose a smaller photo.'],
  },
  photos_too_many: {
    status: 400,
    zh: ['照片太多', '最多 9 张照片。', '请去掉几张再提交。'],
    en: ['Too many photos', 'Nine photos at most.', 'Remove some and send again.'],
  },
  upload_offset_wrong: {
    status: 409,
    zh: [
      '续传位置不对',
      '照片已收到的部分与续传的位置不一致[(应从 {expected} 字节开始)]。',
      '请先查询已收到多少，再从那里继续上传。',
    ],
    en: [
      'The upload stands elsewhere',
      'What has arrived of the photo does not end where these bytes begin[ (expected {expected})].',
      'Ask with HEAD how much has arrived and go on from there.',
    ],
  },
  upload_protocol_unknown: {
    status: 412,
    zh: ['上传协议版本不对', '照片上传使用 tus 1.0.0 协议。', '请加上 Tus-Resumable: 1.0.0 头后重试。'],
    en: ['Unknown upload protocol', 'Photos are uploaded by tus 1.0.0.', 'Send the header Tus-Resumable: 1.0.0.'],
  },
  catalogue_invalid: {
    status: 400,
    zh: ['目录设置有误', '类别目录的设置前后不一致[({expected})]。', '请按提示改正后再保存。'],
    en: [
      'The catalogue is not consistent',
      'The settings contradict each other[ ({expected})].',
      'Correct them and save again.',
    ],
  },
}

/** Our own fault: no detail leaves the house, the request number finds the line in the log. */
export const internalProblem: ProblemRow = {
  status: 500,
  zh: ['系统出错了', '这是我们的问题，没有保存一半的东西。', '请稍后再试；仍不行请把编号 {requestId} 告诉管理员。'],
  en: [
    'Something went wrong',
    'This is our fault; nothing was kept half-done.',
    'Try again later; if it stays, tell the administrator the number {requestId}.',
  ],
}
