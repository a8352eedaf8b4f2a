import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

export type Wanted = { readonly role: Role; readonly gridId?: string; readonly unitId?: string; readonly at: Instant }

async function zoneOf(tx: Tx): Promise<string> {
  const [town] = await tx.query<{ zone: string }>(
    'select zone from tenant where tenant_id = $1',
    [tx.tenantId],
    'town-zone',
  )
  return town?.zone ?? 'UTC'
}

/** Who holds the role at that grid or unit on the town's day of `at`; without either, whoever holds it in the town. */
export async function findPeopleFor(
  tx: Tx,
  { role, gridId, unitId, at }: Wanted,
): Promise<readonly { readonly personId: string }[]> {
  const day = localDate(await zoneOf(tx), at)
  const rows = await tx.query<{ person_id: string }>(
    `select distinct post.person_id from post join person using (tenant_id, person_id)
     where post.tenant_id = $1 and role = $2 and from_day <= $3 and (until_day is null or until_day >= $3) and erased_at is null
       and ($4::uuid is null or grid_id = $4) and ($5::uuid is null or unit_id = $5)
     order by post.person_id`,
    [tx.tenantId, role, day, gridId ?? null, unitId ?? null],
    'people-for',
  )
  return rows.map(row => ({ personId: row.person_id }))
}

/** The duty officers of the roster at that instant. */
export async function findOnDuty(tx: Tx, at: Instant): Promise<readonly { readonly personId: string }[]> {
  const rows = await tx.query<{ person_id: string }>(
    'select distinct person_id from duty where tenant_id = $1 and starts_at <= $2 and ends_at > $2 order by person_id',
    [tx.tenantId, at],
    'on-duty',
  )
  return rows.map(row => ({ personId: row.person_id }))
}

/** Names for the town's own staff; who is erased or never said it is missing. */
export async function personNames(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx.query<{ person_id: string; name: string }>(
    'select person_id, name from person where tenant_id = $1 and person_id = any($2::uuid[]) and name is not null',
    [tx.tenantId, personIds],
    'person-names',
  )
  return new Map(rows.map(row => [row.person_id, row.name]))
}

export async function personName(tx: Tx, personId: string): Promise<string | undefined> {
  return (await personNames(tx, [personId])).get(personId)
}

/** How persons are reached by a notice; never shown. */
export async function contactsOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly phone?: string }>> {
  const rows = await tx.query<{ person_id: string; phone: string | null }>(
    'select person_id, phone from person where tenant_id = $1 and person_id = any($2::uuid[]) and erased_at is null',
    [tx.tenantId, personIds],
    'person-contacts',
  )
  return new Map(rows.map(row => [row.person_id, row.phone === null ? {} : { phone: row.phone }]))
}

/** On a public page stands the grid or unit; the name beside it only with that person's consent. */
export async function publicNameOf(
  tx: Tx,
  personId: string,
  gridName: (gridId: string) => string | undefined,
): Promise<string | undefined> {
  const rows = await tx.query<{
    name: string | null
    name_public: boolean
    grid_id: string | null
    unit_name: string | null
  }>(
    `select person.name, name_public, post.grid_id, unit.name as unit_name from person
     left join post on post.tenant_id = person.tenant_id and post.person_id = person.person_id and post.until_day is null
     left join unit on unit.tenant_id = post.tenant_id and unit.unit_id = post.unit_id
     where person.tenant_id = $1 and person.person_id = $2 order by post.from_day desc nulls last limit 1`,
    [tx.tenantId, personId],
    'person-public-name',
  )
  const [row] = rows
  if (!row) return undefined
  const place = row.unit_name ?? (row.grid_id === null ? undefined : gridName(row.grid_id))
  const name = row.name_public && row.name !== null ? row.name : undefined
  const both = [place, name].filter(part => part !== undefined)
  return both.length === 0 ? undefined : both.join(' ')
}

/** Refuses when one of them is no person of this town. */
export async function demandPeople(tx: Tx, personIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(personIds)]
  const rows = await tx.query<{ person_id: string }>(
    'select person_id from person where tenant_id = $1 and person_id = any($2::uuid[]) and erased_at is null',
    [tx.tenantId, wanted],
    'people-known',
  )
  const known = new Set(rows.map(row => row.person_id))
  const missing = wanted.find(personId => !known.has(personId))
  if (missing !== undefined) throw new Refusal('person_unknown', { personId: missing })
}
