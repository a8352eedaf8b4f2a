import { createHmac } from 'node:crypto'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { InvitedPeopleWire } from '@onegrid/domain/team/people-import/contract.ts'
import QRCode from 'qrcode'
import { digest, invitationMilliseconds, secretOf } from '../account/secrets.ts'
import { codeLetters } from '../ids.ts'
import { appendToMany } from '../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts } from './asking.ts'

type Invited = { readonly person_id: string; readonly name: string | null; readonly at: string | null }

/**
 * Links and codes for a sheet that is cut into slips. As with a single invitation both follow from the command id and the
 * installation's key: a repeat prints the same sheet, and neither lies in the database.
 */
export async function invitePeople(
  ports: TeamPorts,
  asking: Asking,
  { personIds, origin }: { readonly personIds: readonly string[]; readonly origin: string },
): Promise<InvitedPeopleWire> {
  demandRight(asking.actor, 'manageTeam')
  const key = await ports.database.host(tx => secretOf(tx, 'cookie'))
  const secretFor = (personId: string) => {
    const seed = createHmac('sha256', key)
      .update(`invitation ${asking.town.tenantId} ${asking.commandId} ${personId}`)
      .digest()
    const letters = createHmac('sha256', seed).update('code').digest().subarray(0, 6)
    return {
      link: createHmac('sha256', seed).update('link').digest('base64url'),
      code: [...letters].map(byte => codeLetters[byte % codeLetters.length]).join(''),
    }
  }
  const { expiresAt } = await runTeamCommand(ports, asking, 'invitePeople', { personIds }, async tx => {
    const known = await tx.query<{ person_id: string }>(
      `select person_id from person where tenant_id = $1 and person_id = any($2::uuid[]) and staff and erased_at is null
       order by person_id for update`,
      [tx.tenantId, personIds],
    )
    const missing = personIds.find(personId => !known.some(row => row.person_id === personId))
    if (missing !== undefined) throw new Refusal('person_unknown', { pointer: '/personIds', value: missing })
    const entry = entryOf(ports, asking)
    const at = entry.recordedAt
    const expiresAt = instantOf(milliseconds(at) + invitationMilliseconds)
    const made = personIds.map(personId => {
      const { link, code } = secretFor(personId)
      return {
        invitation_id: ports.ids.id(),
        person_id: personId,
        link_digest: digest(link),
        code_digest: digest(code),
      }
    })
    await tx.query(
      `insert into invitation (tenant_id, invitation_id, person_id, link_digest, code_digest, made_at, expires_at)
       select $1, invitation_id, person_id, link_digest, code_digest, $3, $4
       from jsonb_to_recordset($2::jsonb) as entry(invitation_id uuid, person_id uuid, link_digest text, code_digest text)`,
      [tx.tenantId, JSON.stringify(made), at, expiresAt],
    )
    const streams = made.map(({ person_id, invitation_id }) => ({
      id: person_id,
      events: [{ type: 'invited', at, invitationId: invitation_id, expiresAt }],
    }))
    await appendToMany(tx, ports.ids, 'person', streams, entry)
    return { expiresAt }
  })
  const people = await ports.database.read(asking.town.tenantId, tx =>
    tx.query<Invited>(
      `select p.person_id, p.name, (select coalesce(parent.name || ' ', '') || grid.name from post
          join grid on grid.tenant_id = post.tenant_id and grid.grid_id = post.grid_id
          left join grid parent on parent.tenant_id = grid.tenant_id and parent.grid_id = grid.parent_id and grid.level = 'small'
          where post.tenant_id = p.tenant_id and post.person_id = p.person_id order by post.from_day, post.post_id limit 1) as at
       from person p where p.tenant_id = $1 and p.person_id = any($2::uuid[])`,
      [tx.tenantId, personIds],
      'invite-people',
    ),
  )
  const byId = new Map(people.map(person => [person.person_id, person]))
  const items = await Promise.all(
    personIds.map(async personId => {
      const { link, code } = secretFor(personId)
      const { name = null, at = null } = byId.get(personId) ?? {}
      const qr = await QRCode.toString(`${origin}/i/${link}`, { type: 'svg', margin: 2 })
      return {
        personId,
        link: `/i/${link}`,
        code,
        qr,
        expiresAt,
        ...(name === null ? {} : { name }),
        ...(at === null ? {} : { at }),
      }
    }),
  )
  return { items }
}
