import type { Role } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant, LocalDate } from '@onegrid/domain/kernel/time.ts'
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

/** Written into a query that knows `post` and the day as `$day`: who is on leave is represented by the acting posts. */
export const present = (day: string) =>
  `not exists (select 1 from leave where leave.tenant_id = post.tenant_id and leave.person_id = post.person_id
     and leave.state in ('planned', 'running') and leave.from_day <= ${day} and leave.until_day >= ${day})`

/** Who holds the role at that grid or unit on the town's day of `at`; without either, whoever holds it in the town. */
export async function findPeopleFor(
  tx: Tx,
  { role, gridId, unitId, at }: Wanted,
): Promise<readonly { readonly personId: string }[]> {
  const day = localDate(await zoneOf(tx), at)
  const rows = await tx.query<{ person_id: string }>(
    `select distinct post.person_id from post join person using (tenant_id, person_id)
     where post.tenant_id = $1 and role = $2 and from_day <= $3 and (until_day is null or until_day >= $3) and erased_at is null and ${present('$3')}
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

/** Who stands in for these persons on that day: what waits for somebody on leave reaches his substitute too. */
export async function findSubstitutes(
  tx: Tx,
  personIds: readonly string[],
  at: Instant,
): Promise<readonly { readonly personId: string }[]> {
  if (personIds.length === 0) return []
  const rows = await tx.query<{ substitute_id: string }>(
    `select distinct substitute_id from leave where tenant_id = $1 and person_id = any($2::uuid[])
       and state in ('planned', 'running') and from_day <= $3 and until_day >= $3 order by substitute_id`,
    [tx.tenantId, personIds, localDate(await zoneOf(tx), at)],
    'substitutes-of',
  )
  return rows.map(row => ({ personId: row.substitute_id }))
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

/** @throws Refusal person_unknown when one of them is nobody of this town */
export async function demandPeople(tx: Tx, personIds: readonly string[]): Promise<void> {
  demandAll(
    personIds,
    await tx.query<{ person_id: string }>(
      'select person_id from person where tenant_id = $1 and person_id = any($2::uuid[]) and erased_at is null',
      [tx.tenantId, personIds],
      'people-known',
    ),
  )
}

/** Who has a post, now or once, or whose report-in was confirmed: a matter can be sent to him. @throws Refusal person_unknown */
export async function demandPostHolders(tx: Tx, personIds: readonly string[]): Promise<void> {
  demandAll(
    personIds,
    await tx.query<{ person_id: string }>(
      `select person_id from person
       where tenant_id = $1 and person_id = any($2::uuid[]) and erased_at is null
         and (exists (select 1 from post where post.tenant_id = $1 and post.person_id = person.person_id)
           or exists (select 1 from report_in r where r.tenant_id = $1 and r.person_id = person.person_id and r.state = 'confirmed'))`,
      [tx.tenantId, personIds],
      'post-holders-known',
    ),
  )
}

function demandAll(wanted: readonly string[], rows: readonly { readonly person_id: string }[]): void {
  const known = new Set(rows.map(row => row.person_id))
  const missing = wanted.find(personId => !known.has(personId))
  demand(missing === undefined, 'person_unknown', { field: 'personId', value: missing ?? '' })
}

/** How a person is called on a public page: the grid of his post, and his name only where he agreed to that. */
export async function publicNameOf(
  tx: Tx,
  personId: string,
  gridName: (gridId: string) => string | undefined,
): Promise<{ readonly gridName?: string; readonly role?: Role; readonly name?: string }> {
  const [row] = await tx.query<{
    name: string | null
    name_public: boolean
    role: Role | null
    grid_id: string | null
  }>(
    `select p.name, p.name_public, post.role, post.grid_id from person p
     left join post on post.tenant_id = p.tenant_id and post.person_id = p.person_id
     where p.tenant_id = $1 and p.person_id = $2 order by (post.role = 'grid_worker') desc, post.from_day desc limit 1`,
    [tx.tenantId, personId],
    'team-public-name',
  )
  const grid = row?.grid_id ? gridName(row.grid_id) : undefined
  return {
    ...(grid === undefined ? {} : { gridName: grid }),
    ...(row?.role ? { role: row.role } : {}),
    ...(row?.name_public && row.name ? { name: row.name } : {}),
  }
}

export type PostHeld = {
  readonly person_id: string
  readonly name: string | null
  readonly kind: string
  readonly role: Role | null
  readonly grid_id: string | null
  readonly unit_id: string | null
  /** Name of who is on leave, where the post is held in his place. */
  readonly acting_for: string | null
  /** Has accepted an invitation, or his report-in was confirmed: he sees what is sent to him. */
  readonly joined: boolean
}

/** Everybody who is there and holds one of these roles or kinds at one of these grids or units on that day, by grid and name. */
export async function listHolders(
  tx: Tx,
  wanted: {
    readonly roles: readonly Role[]
    readonly kinds?: readonly string[]
    readonly gridIds: readonly string[]
    readonly unitIds?: readonly string[]
    readonly day: LocalDate
  },
): Promise<readonly PostHeld[]> {
  return tx.query<PostHeld>(
    `select post.person_id, p.name, post.kind, post.role, post.grid_id, post.unit_id,
            (select name from person away where away.tenant_id = $1 and away.person_id = post.acting_for) as acting_for,
            (p.joined_at is not null or exists (select 1 from report_in r where r.tenant_id = $1 and r.person_id = p.person_id and r.state = 'confirmed')) as joined
     from post join person p on p.tenant_id = post.tenant_id and p.person_id = post.person_id
     where post.tenant_id = $1 and (post.role = any($2::text[]) or post.kind = any($6::text[])) and ${present('$5')} and (post.grid_id = any($3::uuid[]) or post.unit_id = any($4::uuid[]))
       and post.from_day <= $5 and (post.until_day is null or post.until_day >= $5) and p.erased_at is null
     order by post.grid_id, p.name, post.person_id limit 200`,
    [tx.tenantId, wanted.roles, wanted.gridIds, wanted.unitIds ?? [], wanted.day, wanted.kinds ?? []],
    'team-holders',
  )
}
