import { createHmac } from 'node:crypto'
import { maskedPhone, phoneFrom } from '@onegrid/domain/account/phone.ts'
import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import { decideConsent } from '@onegrid/domain/team/consent.ts'
import { createAccount } from '../account/account.ts'
import { digest, invitationMilliseconds, phoneHash, sameDigest, secretOf } from '../account/secrets.ts'
import { tellOfChange } from '../account/sessions.ts'
import type { Tx } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import { codeLetters } from '../ids.ts'
import { type Asking, entryOf, recordOfPerson, runTeamCommand, type TeamPorts } from './asking.ts'
import {
  findPersonByPhoneHash,
  findPostsOf,
  getColleagueForChange,
  getPersonForChange,
  insertPerson,
  type PersonRow,
  updatePerson,
} from './store.ts'

const invitationGuesses = 5

export type PersonWords = {
  readonly name?: string
  readonly phone?: string
  readonly namePublic?: boolean
  readonly phonePublic?: boolean
}

export function createPerson(
  ports: TeamPorts,
  asking: Asking,
  words: Pick<PersonWords, 'phone'> & { readonly name: string },
): Promise<{ personId: string }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'createPerson', words, async tx => {
    const name = demandWords('/name', words.name)
    const phone = words.phone === undefined ? undefined : phoneFrom(words.phone)
    const hash = phone === undefined ? undefined : await phoneHash(tx, phone)
    const resident = hash === undefined ? undefined : await findPersonByPhoneHash(tx, hash)
    if (resident) return { personId: await becomeStaff(tx, ports, asking, resident, name) }
    const personId = ports.ids.id()
    const made = await insertPerson(tx, {
      personId,
      name,
      staff: true,
      at: ports.clock.now(),
      ...(phone === undefined ? {} : { phone }),
      ...(hash === undefined ? {} : { phoneHash: hash }),
    })
    // Somebody else took the number at the same moment.
    if (!made) throw phoneTaken(hash === undefined ? undefined : await findPersonByPhoneHash(tx, hash))
    await recordOfPerson(tx, ports, entryOf(ports, asking), personId, 'personAdded', {})
    return { personId }
  })
}

/** Somebody who once reported something is the same person when he joins the team. */
async function becomeStaff(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  resident: PersonRow,
  name: string,
): Promise<string> {
  if (resident.staff || (await findPostsOf(tx, [resident.person_id])).length > 0) throw phoneTaken(resident)
  await updatePerson(tx, { ...resident, name, staff: true })
  await recordOfPerson(tx, ports, entryOf(ports, asking), resident.person_id, 'personAdded', {})
  return resident.person_id
}

/** Says who of the team has the number, to whoever may see the team; of a resident or a stranger to the asker nothing. */
function phoneTaken(holder: PersonRow | undefined): Refusal {
  const { person_id: personId, name, phone } = holder ?? {}
  return new Refusal('phone_taken', {
    pointer: '/phone',
    ...(personId !== undefined && name && phone ? { personId, name, maskedPhone: maskedPhone(phone) } : {}),
  })
}

/** @throws Refusal field_invalid where nothing would be seen: blanks, zero-width marks */
function demandWords(pointer: '/name' | '/reason', words: string): string {
  const kept = plainLine(words)
  const [expected, expectedZh] = pointer === '/name' ? ['a name', '请填写姓名'] : ['why', '请写明原因']
  demand(kept !== '', 'field_invalid', { pointer, expected, expectedZh })
  return kept
}

export function editPerson(
  ports: TeamPorts,
  asking: Asking,
  personId: string,
  words: PersonWords,
): Promise<{ personId: string }> {
  const own = personOf(asking.actor) === personId
  if (!own) demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'editPerson', { personId, ...words }, async tx => {
    const person = own ? await getPersonForChange(tx, personId) : await getColleagueForChange(tx, personId)
    const { namePublic, phonePublic, ...details } = words
    const before = { namePublic: person.name_public, phonePublic: person.phone_public }
    const wish = {
      ...(namePublic === undefined ? {} : { namePublic }),
      ...(phonePublic === undefined ? {} : { phonePublic }),
    }
    const consent = decideConsent(before, wish, { own })
    const next = {
      ...person,
      name: words.name === undefined ? person.name : demandWords('/name', words.name),
      name_public: consent.after.namePublic,
      phone_public: consent.after.phonePublic,
    }
    if (words.phone !== undefined) {
      next.phone = phoneFrom(words.phone)
      next.phone_hash = await phoneHash(tx, next.phone)
      const holder = await findPersonByPhoneHash(tx, next.phone_hash)
      if (holder !== undefined && holder.person_id !== personId)
        throw phoneTaken(!own && holder.staff ? holder : undefined)
    }
    await updatePerson(tx, next)
    const entry = entryOf(ports, asking)
    const fields = Object.keys(details).sort()
    if (fields.length > 0) await recordOfPerson(tx, ports, entry, personId, 'personEdited', { fields })
    for (const { type, what } of consent.events) await recordOfPerson(tx, ports, entry, personId, type, { what })
    return { personId }
  })
}

/**
 * The link and the code go two ways: the link by chat or paper, the code by voice or text message. Both follow from the
 * command id and the installation's key, so that a repeat shows the same and neither lies in the database.
 */
export async function invitePerson(
  ports: TeamPorts,
  asking: Asking,
  personId: string,
): Promise<{ link: string; code: string; expiresAt: string }> {
  demandRight(asking.actor, 'manageTeam')
  const key = await ports.database.host(tx => secretOf(tx, 'cookie'))
  const seed = createHmac('sha256', key).update(`invitation ${asking.town.tenantId} ${asking.commandId}`).digest()
  const secret = createHmac('sha256', seed).update('link').digest('base64url')
  const letters = createHmac('sha256', seed).update('code').digest().subarray(0, 6)
  const code = [...letters].map(byte => codeLetters[byte % codeLetters.length]).join('')
  const made = await runTeamCommand(ports, asking, 'invitePerson', { personId }, async tx => {
    await getColleagueForChange(tx, personId)
    const invitationId = ports.ids.id()
    const expiresAt = instantOf(milliseconds(ports.clock.now()) + invitationMilliseconds)
    await tx.query(
      `insert into invitation (tenant_id, invitation_id, person_id, link_digest, code_digest, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.tenantId, invitationId, personId, digest(secret), digest(code), ports.clock.now(), expiresAt],
    )
    await recordOfPerson(tx, ports, entryOf(ports, asking), personId, 'invited', { invitationId, expiresAt })
    return { expiresAt }
  })
  return { link: `/i/${secret}`, code, expiresAt: made.expiresAt }
}

type InvitationRow = {
  invitation_id: string
  person_id: string
  code_digest: string
  failures: number
  expires_at: string
  used_at: string | null
}

/** @returns the account that is signed in with it. */
export async function acceptInvitation(
  ports: TeamPorts,
  town: Town,
  given: { readonly link: string; readonly code: string; readonly username?: string; readonly password?: string },
): Promise<string> {
  const link = given.link.replace(/^.*\/i\//, '')
  const accountId = await ports.database.write(town.tenantId, async tx => {
    const [invitation] = await tx.query<InvitationRow>(
      'select invitation_id, person_id, code_digest, failures, expires_at, used_at from invitation where tenant_id = $1 and link_digest = $2 for update',
      [tx.tenantId, digest(link)],
    )
    const good =
      invitation !== undefined &&
      invitation.used_at === null &&
      invitation.expires_at > ports.clock.now() &&
      invitation.failures < invitationGuesses
    if (!good) return undefined
    if (!sameDigest(given.code.trim().toUpperCase(), invitation.code_digest)) {
      // Kept although the answer is a refusal: five wrong codes and the link is dead.
      await tx.query('update invitation set failures = failures + 1 where tenant_id = $1 and invitation_id = $2', [
        tx.tenantId,
        invitation.invitation_id,
      ])
      return undefined
    }
    const person = await getPersonForChange(tx, invitation.person_id)
    // Who already came by phone as a resident has an account without a user name; choosing one now makes the staff account.
    const keeps = person.account_id !== null && (person.joined_at !== null || given.username === undefined)
    const account =
      keeps && person.account_id !== null ? person.account_id : await createAccount(tx, ports.ids, newAccount(given))
    await updatePerson(tx, { ...person, account_id: account, joined_at: person.joined_at ?? ports.clock.now() })
    await tx.query('update invitation set used_at = $3 where tenant_id = $1 and invitation_id = $2', [
      tx.tenantId,
      invitation.invitation_id,
      ports.clock.now(),
    ])
    await tellOfChange(tx)
    return account
  })
  demand(accountId !== undefined, 'code_wrong')
  return accountId
}

/** The number that the invited person may sign in with later, masked: he sees a mistake before it lets a stranger in. */
export function invitedPhone(ports: TeamPorts, town: Town, link: string): Promise<string | undefined> {
  return ports.database.read(town.tenantId, async tx => {
    const [row] = await tx.query<{ phone: string | null }>(
      `select p.phone from invitation i join person p on p.tenant_id = i.tenant_id and p.person_id = i.person_id
       where i.tenant_id = $1 and i.link_digest = $2 and i.used_at is null and i.expires_at > $3`,
      [tx.tenantId, digest(link), ports.clock.now()],
      'invited-phone',
    )
    return row?.phone ? maskedPhone(row.phone) : undefined
  })
}

function newAccount({ username, password }: { readonly username?: string; readonly password?: string }) {
  demand((username === undefined) === (password === undefined), 'field_invalid', {
    pointer: username === undefined ? '/username' : '/password',
    expected: 'both or neither',
  })
  return username === undefined || password === undefined ? {} : { username, password }
}

export function revealPhone(
  ports: TeamPorts,
  asking: Asking,
  personId: string,
  reason: string,
): Promise<{ personId: string }> {
  demandRight(asking.actor, 'revealPhone')
  return runTeamCommand(ports, asking, 'revealPhone', { personId, reason }, async tx => {
    const why = demandWords('/reason', reason)
    await getColleagueForChange(tx, personId)
    await noteSensitiveRead(tx, ports, asking.actor, {
      what: 'phone',
      subject: { kind: 'person', id: personId },
      reason: why,
    })
    return { personId }
  })
}

/** Every look at what is masked by default is written down: who, what, why, when. */
export async function noteSensitiveRead(
  tx: Tx,
  ports: Pick<TeamPorts, 'ids' | 'clock'>,
  actor: Actor,
  read: {
    readonly what: string
    readonly subject: { readonly kind: string; readonly id: string }
    readonly reason: string
  },
): Promise<void> {
  const by = personOf(actor)
  demand(by !== undefined, 'not_signed_in')
  await tx.query(
    `insert into sensitive_read (tenant_id, read_id, person_id, what, subject_kind, subject_id, reason, read_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.tenantId, ports.ids.id(), by, read.what, read.subject.kind, read.subject.id, read.reason, ports.clock.now()],
  )
}
