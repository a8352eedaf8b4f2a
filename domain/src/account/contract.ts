import { Type } from 'typebox'

const phone = Type.String({ minLength: 5, maxLength: 24, examples: ['13800138000'] })
const username = Type.String({ minLength: 2, maxLength: 40, pattern: '^[\\p{L}\\p{N}._-]+$', examples: ['centre'] })
export const townTemplates = ['village', 'city', 'village_and_city'] as const
export type TownTemplate = (typeof townTemplates)[number]

/** Length, not riddles of signs: NIST SP 800-63B. */
const password = Type.String({ minLength: 10, maxLength: 128, examples: ['three words and a river'] })
const sixDigits = Type.String({ pattern: '^[0-9]{6}$', examples: ['123456'] })

export const SignIn = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 40, examples: ['centre'] }),
  password: Type.String({ minLength: 1, maxLength: 128, examples: ['three words and a river'] }),
  /** Of the authenticator, where the account has one. */
  totp: Type.Optional(sixDigits),
  /** One of those that were shown when the authenticator was prepared; each works once. */
  backupCode: Type.Optional(Type.String({ minLength: 6, maxLength: 40 })),
})
export const SignedIn = Type.Object({ signedIn: Type.Boolean(), totpRequired: Type.Optional(Type.Boolean()) })
export const RequestCode = Type.Object({ phone })
export const SignInWithCode = Type.Object({ phone, code: sixDigits })
export const SessionShape = Type.Object({
  sessionId: Type.String(),
  current: Type.Boolean(),
  startedAt: Type.String(),
  lastSeenAt: Type.String(),
  endsAt: Type.String(),
  device: Type.Optional(Type.String()),
})
export const SessionList = Type.Object({ items: Type.Array(SessionShape) })
export const PasswordOnly = Type.Object({ password: Type.String({ minLength: 1, maxLength: 128 }) })
export const TotpPrepared = Type.Object({
  uri: Type.String(),
  /** The same drawn as a data address, for an authenticator's camera. */
  qr: Type.String(),
  backupCodes: Type.Array(Type.String()),
})
export const TotpCode = Type.Object({ code: sixDigits })
export const ChangePassword = Type.Object({ current: Type.String({ minLength: 1, maxLength: 128 }), next: password })
export const AcceptInvitation = Type.Object({
  link: Type.String({ minLength: 20, maxLength: 100 }),
  code: Type.String({ minLength: 4, maxLength: 12, examples: ['7KQ4MX'] }),
  username: Type.Optional(username),
  password: Type.Optional(password),
})
const townName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', examples: ['东成镇'] })
const townCode = Type.String({ pattern: '^[A-Z0-9]{2,6}$', examples: ['DC'] })
const zone = Type.String({ minLength: 3, maxLength: 40, examples: ['Asia/Shanghai'] })
const hostName = Type.String({
  pattern: '^[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?$',
  examples: ['dongcheng.example.cn'],
  description: 'Under which browsers find the town, without protocol and port',
})
const personName = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
/** What a new town's categories, limits and reasons begin with (domain/src/ticket/template). */
const template = Type.Enum(townTemplates, { examples: ['village'] })

export const SetUp = Type.Object({
  link: Type.String({ minLength: 20, maxLength: 100 }),
  town: Type.Object({ name: townName, code: townCode, zone, hostName: Type.Optional(hostName) }),
  administrator: Type.Object({ name: personName, username, password }),
})

/** Two from the first day: one alone would lock a town out when his phone is lost. */
export const NewTown = Type.Object({
  town: Type.Object({ name: townName, code: townCode, zone, hostName }),
  template,
  administrators: Type.Array(Type.Object({ name: personName }), { minItems: 2, maxItems: 5 }),
})
export const NewTownMade = Type.Object({
  tenantId: Type.String(),
  code: townCode,
  hostName: Type.String(),
  administrators: Type.Array(
    Type.Object({
      name: Type.String(),
      link: Type.String({ description: 'In full, under the address of the new town' }),
      /** The same drawn as SVG, for a telephone's camera. */
      qr: Type.String(),
      code: Type.String(),
      expiresAt: Type.String(),
    }),
  ),
})
export const TownParams = Type.Object({ code: townCode })
export const TownAddress = Type.Object({ hostName })
export const TownShape = Type.Object({
  code: townCode,
  name: Type.String(),
  zone: Type.String(),
  hostNames: Type.Array(Type.String()),
  since: Type.String(),
  governed: Type.Boolean({ description: 'One of its administrators has an account' }),
})
