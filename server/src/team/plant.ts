import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Invitation, Plant } from '../account/set-up.ts'
import type { TownPeople } from '../account/towns.ts'
import type { Tx } from '../database/database.ts'
import { recordOfPerson, type TeamPorts } from './asking.ts'
import { insertPerson, insertPosts } from './store.ts'

/** A new town's first administrators; whoever was invited comes in by his link and code. */
export function plantAdministrators({ clock, ids }: Pick<TeamPorts, 'clock' | 'ids'>): Plant {
  return async (tx, town, { founders, commandId }) => {
    const at = clock.now()
    for (const founder of founders) {
      const personId = ids.id()
      const { accountId, name, invitation } = founder
      await insertPerson(tx, {
        personId,
        ...(accountId === undefined ? {} : { accountId }),
        name,
        staff: true,
        joined: accountId !== undefined,
        at,
      })
      const post = {
        postId: ids.id(),
        personId,
        kind: 'town_administrator',
        role: 'town_administrator',
        from: localDate(town.zone, at),
      } as const
      await insertPosts(tx, [post], at)
      if (invitation !== undefined) await invite(tx, { clock, ids }, personId, invitation, commandId)
    }
  }
}

type Administrator = { person_id: string; name: string | null; joined_at: string | null }

/** For the host administrator, who must not lose a town whose links were lost or ran out before anybody came in. */
export function townPeople(ports: Pick<TeamPorts, 'clock' | 'ids'>): TownPeople {
  const administratorsOf = (tx: Tx) =>
    tx.query<Administrator>(
      `select distinct p.person_id, p.name, p.joined_at from post o
       join person p on p.tenant_id = o.tenant_id and p.person_id = o.person_id
       where o.tenant_id = $1 and o.role = 'town_administrator' and (o.until_day is null or o.until_day >= $2::date)
       order by p.person_id`,
      [tx.tenantId, ports.clock.now().slice(0, 10)],
      'town-administrators',
    )
  return {
    governed: async tx => (await administratorsOf(tx)).some(each => each.joined_at !== null),
    async inviteAgain(tx, invitationAt, commandId) {
      const administrators = await administratorsOf(tx)
      // Whoever has come in invites the others himself; from here on the host has no say in the town's people.
      demand(!administrators.some(each => each.joined_at !== null), 'town_governed')
      await tx.query('update invitation set expires_at = $2 where tenant_id = $1 and used_at is null', [
        tx.tenantId,
        ports.clock.now(),
      ])
      for (const [place, { person_id }] of administrators.entries())
        await invite(tx, ports, person_id, invitationAt(place), commandId)
      return administrators.map(each => each.name ?? '')
    },
  }
}

async function invite(
  tx: Tx,
  { clock, ids }: Pick<TeamPorts, 'clock' | 'ids'>,
  personId: string,
  { linkDigest, codeDigest, expiresAt }: Invitation,
  commandId: string,
): Promise<void> {
  const at = clock.now()
  const invitationId = ids.id()
  await tx.query(
    `insert into invitation (tenant_id, invitation_id, person_id, link_digest, code_digest, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.tenantId, invitationId, personId, linkDigest, codeDigest, at, expiresAt],
  )
  const entry = { commandId, actor: { kind: 'clock' }, recordedAt: at } as const
  await recordOfPerson(tx, { ids }, entry, personId, 'invited', { invitationId, expiresAt })
}
