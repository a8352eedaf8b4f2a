import { Type } from 'typebox'
import { PageAnswer } from '../http/paging.ts'
import { Moment, Uuid } from '../http/route.ts'
import { channelKinds } from './channel.ts'

const masked = Type.Optional(Type.String({ examples: ['g***@example.cn'] }))
const language = Type.Union([Type.Literal('zh'), Type.Literal('en')], { examples: ['zh'] })
export const Language = Type.Object({ language }, { additionalProperties: false })
export const OwnEmail = Type.Object(
  { email: Type.String({ minLength: 5, maxLength: 200, examples: ['gu.yawen@example.cn'] }) },
  { additionalProperties: false },
)
export const OwnEmailCode = Type.Object(
  { code: Type.String({ pattern: '^\\s*\\d{6}\\s*$', examples: ['123456'] }) },
  { additionalProperties: false },
)
export const OwnContactAnswer = Type.Object({
  email: masked,
  wantedEmail: masked,
  language,
  emailPossible: Type.Boolean({ description: 'The town has a mail server that is switched on' }),
})

export const NoticeShape = Type.Object({
  noticeId: Uuid,
  kind: Type.String({ examples: ['assigned'] }),
  text: Type.String({ examples: ['工单派给您，待签收:道路照明 DC-220926-7KQ4-M2HXP'] }),
  ticketNumber: Type.Optional(Type.String({ examples: ['DC-220926-7KQ4-M2HXP'] })),
  createdAt: Moment,
  readAt: Type.Optional(Moment),
})

export const InboxAnswer = Type.Object({
  ...PageAnswer(NoticeShape).properties,
  unread: Type.Integer({ description: 'Counted up to 100', examples: [3] }),
})

export const ReadUpTo = Type.Object({ upTo: Moment }, { additionalProperties: false })

const enabled = Type.Boolean({ examples: [true] })
const secret = (what: string) =>
  Type.String({
    minLength: 16,
    maxLength: 200,
    description: `${what}; absent: the old one stays`,
    examples: ['an-example-secret-of-the-gateway'],
  })

export const WebhookBody = Type.Object(
  {
    enabled,
    url: Type.String({ pattern: '^https?://[^\\s@]{1,300}$', examples: ['https://sms.example.cn/onegrid'] }),
    secret: Type.Optional(secret('Key of the signature')),
  },
  { additionalProperties: false },
)

export const EmailBody = Type.Object(
  {
    enabled,
    host: Type.String({ pattern: '^[A-Za-z0-9.:-]{1,200}$', examples: ['smtp.example.cn'] }),
    port: Type.Integer({ minimum: 1, maximum: 65535, examples: [465] }),
    from: Type.String({
      pattern: '^[^\\r\\n<>]{0,60}(<[^\\s<>@]+@[^\\s<>@]+>|[^\\s<>@]+@[^\\s<>@]+)$',
      maxLength: 200,
      examples: ['notice@example.cn'],
    }),
    secure: Type.Boolean({ description: 'TLS from the first byte (port 465)', examples: [true] }),
    username: Type.Optional(Type.String({ minLength: 1, maxLength: 200, examples: ['notice@example.cn'] })),
    password: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'Absent: the old one stays',
        examples: ['an-example-password'],
      }),
    ),
  },
  { additionalProperties: false },
)

export const ChannelShape = Type.Object({
  kind: Type.Unsafe<(typeof channelKinds)[number]>(Type.String({ enum: [...channelKinds] })),
  enabled,
  version: Type.Integer({ description: 'For If-Match, in quotes', examples: [1] }),
  hasSecret: Type.Boolean(),
  webhook: Type.Optional(Type.Object({ url: Type.String() })),
  email: Type.Optional(
    Type.Object({
      host: Type.String(),
      port: Type.Integer(),
      from: Type.String(),
      secure: Type.Boolean(),
      username: Type.Optional(Type.String()),
    }),
  ),
  waiting: Type.Integer({ description: 'Messages that wait for an attempt' }),
  failed: Type.Integer({ description: 'Given up in the last day' }),
  lastSentAt: Type.Optional(Moment),
  lastError: Type.Optional(Type.String()),
})

export const ChannelList = Type.Object({ items: Type.Array(ChannelShape) })
export const ChannelSaved = Type.Object({ version: Type.Integer({ examples: [2] }) })

/** The version that the person saw; "0" where the channel was never set. */
export const IfMatch = Type.String({ pattern: '^"?\\d{1,9}"?$', examples: ['"1"'] })

export const TestBody = Type.Object(
  { to: Type.String({ minLength: 5, maxLength: 200, pattern: '^[^\\s<>]+$', examples: ['13800138000'] }) },
  { additionalProperties: false },
)
export const TestAnswer = Type.Object({ deliveryId: Uuid })
