/** How a person wants to be reached besides his phone: an e-mail that he verified by a code, and his language. */
import { randomInt } from 'node:crypto'
import { emailFrom, maskedEmail } from '@onegrid/domain/account/email.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { countAttempt, forgetAttempts } from '../account/attempts.ts'
import { digest, sameDigest } from '../account/secrets.ts'
import type { Tx } from '../database/database.ts'
import type { Locale } from '../http/locale.ts'
import type { JobPorts } from '../jobs/ports.ts'
import { wake } from '../jobs/wake.ts'
import { enabledChannels } from './channel.ts'
import { type Caller, once, readerOf } from './commands.ts'
import type { Contact } from './lookups.ts'
import { sendEmailCode } from './send.ts'

const codeMilliseconds = 10 * 60_000
const guesses = 5

type Row = {
  readonly person_id: string
  readonly email: string | null
  readonly language: Locale
  readonly wanted_email: string | null
  readonly code_digest: string | null
  readonly code_failures: number
  readonly code_expires_at: string | null
}
const columns = 'person_id, email, language, wanted_email, code_digest, code_failures, code_expires_at'

export type OwnContact = {
  /** Masked. */
  readonly email?: string
  /** Masked: a code is on its way to it. */
  readonly wantedEmail?: string
  readonly language: Locale
  /** The town has a mail server that is switched on. */
  readonly emailPossible: boolean
}

/** @throws Refusal not_signed_in */
export async function readOwnContact(tx: Tx, ports: Pick<JobPorts, 'clock'>, personId: string): Promise<OwnContact> {
  const [row] = await tx.query<Row>(
    `select ${columns} from own_contact where tenant_id = $1 and person_id = $2`,
    [tx.tenantId, personId],
    'own-contact',
  )
  const waiting = row?.wanted_email && (row.code_expires_at ?? '') > ports.clock.now() ? row.wanted_email : undefined
  return {
    ...(row?.email ? { email: maskedEmail(row.email) } : {}),
    ...(waiting === undefined ? {} : { wantedEmail: maskedEmail(waiting) }),
    language: row?.language ?? 'zh',
    emailPossible: (await enabledChannels(tx)).includes('email'),
  }
}

/**
 * Sends a code to the address. An address counts as often as its asker: nobody fills a stranger's mailbox from here.
 * @throws Refusal field_invalid, email_unavailable, too_many_requests
 */
export async function requestEmail(ports: JobPorts, caller: Caller, said: string, locale: Locale): Promise<object> {
  const personId = readerOf(caller.actor)
  const email = emailFrom(said)
  await countAttempt(ports, 'request', `email ${email}`)
  await countAttempt(ports, 'request', `email of ${caller.tenantId} ${personId}`)
  const sent = await once(ports, caller, { requestEmail: digest(email) }, async tx => {
    demand((await enabledChannels(tx)).includes('email'), 'email_unavailable')
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    await tx.query(
      `insert into own_contact (tenant_id, person_id, language, wanted_email, code_digest, code_failures, code_expires_at)
       values ($1, $2, $3, $4, $5, 0, $6)
       on conflict (tenant_id, person_id) do update
         set wanted_email = excluded.wanted_email, code_digest = excluded.code_digest, code_failures = 0,
             code_expires_at = excluded.code_expires_at`,
      [
        tx.tenantId,
        personId,
        locale,
        email,
        digest(code),
        instantOf(milliseconds(ports.clock.now()) + codeMilliseconds),
      ],
      'own-contact-want',
    )
    await sendEmailCode(tx, ports, { email, code, locale })
    return {}
  })
  wake(caller.tenantId)
  return sent
}

/** @throws Refusal code_wrong: five wrong ones, and a new code must be asked for */
export async function confirmEmail(ports: JobPorts, caller: Caller, code: string): Promise<void> {
  const personId = readerOf(caller.actor)
  await countAttempt(ports, 'code', `email of ${caller.tenantId} ${personId}`)
  const { good } = await once(ports, caller, { confirmEmail: digest(code) }, async tx => {
    const [row] = await tx.query<Row>(
      `select ${columns} from own_contact where tenant_id = $1 and person_id = $2 for update`,
      [tx.tenantId, personId],
      'own-contact-for-change',
    )
    const open =
      row !== undefined &&
      row.code_digest !== null &&
      row.code_failures < guesses &&
      (row.code_expires_at ?? '') > ports.clock.now()
    const good = open && sameDigest(code.trim(), row.code_digest ?? '')
    // Kept although the answer is a refusal: otherwise guesses would cost nothing.
    await tx.query(
      good
        ? `update own_contact set email = wanted_email, wanted_email = null, code_digest = null, code_expires_at = null
            where tenant_id = $1 and person_id = $2`
        : 'update own_contact set code_failures = code_failures + 1 where tenant_id = $1 and person_id = $2',
      [tx.tenantId, personId],
      good ? 'own-contact-confirm' : 'own-contact-guess',
    )
    return { good }
  })
  demand(good, 'code_wrong', { field: 'code' })
  await forgetAttempts(ports, 'code', `email of ${caller.tenantId} ${personId}`)
}

export async function forgetEmail(ports: JobPorts, caller: Caller): Promise<void> {
  const personId = readerOf(caller.actor)
  await once(ports, caller, { forgetEmail: personId }, async tx => {
    await tx.query(
      `update own_contact set email = null, wanted_email = null, code_digest = null, code_expires_at = null
        where tenant_id = $1 and person_id = $2`,
      [tx.tenantId, personId],
      'own-contact-forget',
    )
    return {}
  })
}

export async function chooseLanguage(ports: JobPorts, caller: Caller, language: Locale): Promise<void> {
  const personId = readerOf(caller.actor)
  await once(ports, caller, { chooseLanguage: language }, async tx => {
    await tx.query(
      `insert into own_contact (tenant_id, person_id, language) values ($1, $2, $3)
       on conflict (tenant_id, person_id) do update set language = excluded.language`,
      [tx.tenantId, personId, language],
      'own-contact-language',
    )
    return {}
  })
}

/** Beside the phones that the team knows: verified addresses and languages. */
export async function withOwnContacts(
  tx: Tx,
  contacts: ReadonlyMap<string, Contact>,
): Promise<ReadonlyMap<string, Contact>> {
  if (contacts.size === 0) return contacts
  const rows = await tx.query<Row>(
    `select ${columns} from own_contact where tenant_id = $1 and person_id = any($2::uuid[])`,
    [tx.tenantId, [...contacts.keys()]],
    'own-contacts',
  )
  const own = new Map(rows.map(row => [row.person_id, row]))
  return new Map(
    [...contacts].map(([personId, contact]) => {
      const row = own.get(personId)
      if (row === undefined) return [personId, contact]
      return [personId, { ...contact, language: row.language, ...(row.email === null ? {} : { email: row.email }) }]
    }),
  )
}
