import type { RefusalCode } from '@onegrid/domain/kernel/refusal.ts'
import type { ProblemRow } from '../problem-row.ts'

/** Signing in, setting up, towns of one host. */
export const accountProblems = {
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
  wall_code_unknown: {
    status: 400,
    zh: ['没有这个签到码', '没有培训用这个签到码。', '请照墙上的6位字母和数字再输一次，或请主办的人在名单上登记。'],
    en: [
      'No such code',
      'No training has this code.',
      'Type the six letters and digits on the wall again, or ask the organiser to enter you on the list.',
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
} as const satisfies Partial<Record<RefusalCode, ProblemRow>>
