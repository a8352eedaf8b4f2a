import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Activity, Helper } from '@onegrid/domain/team/report-in/activity.ts'
import type { ActivityWire } from '@onegrid/domain/team/report-in/activity-contract.ts'
import type { Tx } from '../../database/database.ts'
import { type Page, pageFrom } from '../../http/paging.ts'

type Row = Omit<Activity, 'place' | 'withdrawnAt'> & {
  readonly place: string | null
  readonly withdrawnAt: Instant | null
}
const columns = `activity_id as "activityId", activity.name, activity.grid_id as "gridId", village_id as "villageId", place,
  starts_at as "startsAt", ends_at as "endsAt", skills, wanted, withdrawn_at as "withdrawnAt"`

function activityOf({ place, withdrawnAt, ...row }: Row): Activity {
  return { ...row, ...(place === null ? {} : { place }), ...(withdrawnAt === null ? {} : { withdrawnAt }) }
}

export async function insertActivity(
  tx: Tx,
  activity: Activity & { readonly madeBy: string; readonly madeAt: Instant },
): Promise<void> {
  const { activityId, name, gridId, villageId, place, startsAt, endsAt, skills, wanted, madeBy, madeAt } = activity
  await tx.query(
    `insert into activity (tenant_id, activity_id, name, grid_id, village_id, place, starts_at, ends_at, skills, wanted,
                           made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [tx.tenantId, activityId, name, gridId, villageId, place ?? null, startsAt, endsAt, skills, wanted, madeBy, madeAt],
  )
}

/** Locked: hands are counted one after the other. */
export async function findActivityForChange(tx: Tx, activityId: string): Promise<Activity | undefined> {
  const [row] = await tx.query<Row>(
    `select ${columns} from activity where tenant_id = $1 and activity_id = $2 for update`,
    [tx.tenantId, activityId],
  )
  return row && activityOf(row)
}

export async function findActivity(tx: Tx, activityId: string): Promise<Activity | undefined> {
  const [row] = await tx.query<Row>(
    `select ${columns} from activity where tenant_id = $1 and activity_id = $2`,
    [tx.tenantId, activityId],
    'activity',
  )
  return row && activityOf(row)
}

export async function setActivityWithdrawn(tx: Tx, activityId: string, at: Instant): Promise<void> {
  await tx.query('update activity set withdrawn_at = $3 where tenant_id = $1 and activity_id = $2', [
    tx.tenantId,
    activityId,
    at,
  ])
  await tx.query('delete from activity_helper where tenant_id = $1 and activity_id = $2', [tx.tenantId, activityId])
}

type HelperRow = Helper & { readonly activityId: string; readonly personId: string }

export async function findHelpers(tx: Tx, activityIds: readonly string[]): Promise<readonly HelperRow[]> {
  return tx.query<HelperRow>(
    `select activity_id as "activityId", person_id as "personId", asked_at is not null as asked, joined_at is not null as joined
       from activity_helper where tenant_id = $1 and activity_id = any($2::uuid[]) order by person_id`,
    [tx.tenantId, activityIds],
    'activity-helpers',
  )
}

export async function setAsked(tx: Tx, activityId: string, personId: string, at: Instant): Promise<void> {
  await tx.query(
    `insert into activity_helper (tenant_id, activity_id, person_id, asked_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, activity_id, person_id) do update set asked_at = $4`,
    [tx.tenantId, activityId, personId, at],
  )
}

export async function setJoined(tx: Tx, activityId: string, personId: string, at: Instant): Promise<void> {
  await tx.query(
    `insert into activity_helper (tenant_id, activity_id, person_id, joined_at) values ($1, $2, $3, $4)
     on conflict (tenant_id, activity_id, person_id) do update set joined_at = $4`,
    [tx.tenantId, activityId, personId, at],
  )
}

/** That he was asked stays, so that nobody presses him again. */
export async function setLeft(tx: Tx, activityId: string, personId: string): Promise<void> {
  const key = [tx.tenantId, activityId, personId]
  await tx.query(
    'delete from activity_helper where tenant_id = $1 and activity_id = $2 and person_id = $3 and asked_at is null',
    key,
  )
  await tx.query(
    'update activity_helper set joined_at = null where tenant_id = $1 and activity_id = $2 and person_id = $3',
    key,
  )
}

/** Whoever withdraws his report-in has withdrawn from everything that came of it. */
export async function forgetHelper(tx: Tx, personId: string): Promise<void> {
  await tx.query('delete from activity_helper where tenant_id = $1 and person_id = $2', [tx.tenantId, personId])
}

/** When it is over nobody needs to know any more who had said yes. */
export async function forgetOver(tx: Tx, now: Instant): Promise<void> {
  await tx.query(
    `delete from activity_helper helper using activity
      where helper.tenant_id = $1 and activity.tenant_id = $1 and activity.activity_id = helper.activity_id
        and activity.ends_at <= $2`,
    [tx.tenantId, now],
    'activity-forget',
  )
}

type Named = Row & { readonly gridName: string; readonly villageName: string }
const named = `${columns}, grid.name as "gridName", village.name as "villageName"`
const joined = `activity
  join grid on grid.tenant_id = $1 and grid.grid_id = activity.grid_id
  join grid village on village.tenant_id = $1 and village.grid_id = activity.village_id`

export type NamedActivity = Activity & { readonly gridName: string }

function namedOf({ gridName, villageName, ...row }: Named): NamedActivity {
  const whole = row.gridId === row.villageId || gridName.startsWith(villageName)
  return { ...activityOf(row), gridName: whole ? gridName : `${villageName}${gridName}` }
}

/** What is to come, the next first. `scope`: grids that this person leads, or the whole town. */
export async function readActivities(
  tx: Tx,
  page: Page<[string, string]>,
  scope: 'town' | readonly string[],
  now: Instant,
): Promise<{ readonly items: ActivityWire[]; readonly next?: string }> {
  const rows = await tx.query<Named>(
    `select ${named} from ${joined}
      where activity.tenant_id = $1 and withdrawn_at is null and ends_at > $2
        and ($3::uuid[] is null or village_id = any($3) or activity.grid_id = any($3))
        and ($4::timestamptz is null or (starts_at, activity_id) > ($4, $5::uuid))
      order by starts_at, activity_id limit $6`,
    [
      tx.tenantId,
      now,
      scope === 'town' ? null : scope,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit + 1,
    ],
    'activities',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.startsAt, row.activityId])
  const helpers = await namedHelpers(
    tx,
    items.map(row => row.activityId),
  )
  return {
    items: items.map(row => {
      const own = helpers.filter(helper => helper.activityId === row.activityId)
      return {
        ...activityWire(namedOf(row), own.length),
        helpers: own.map(({ personId, name }) => ({ personId, ...(name === null ? {} : { personName: name }) })),
      }
    }),
    ...next,
  }
}

function namedHelpers(tx: Tx, activityIds: readonly string[]) {
  return tx.query<{ activityId: string; personId: string; name: string | null }>(
    `select activity_id as "activityId", person_id as "personId", name
       from activity_helper join person using (tenant_id, person_id)
      where tenant_id = $1 and activity_id = any($2::uuid[]) and activity_helper.joined_at is not null order by person_id`,
    [tx.tenantId, activityIds],
    'activity-helpers-named',
  )
}

/** To come in these villages, wanting one of these skills, or with this person as asked or as one who said yes. */
export async function findComing(
  tx: Tx,
  asked: { readonly villageIds: readonly string[]; readonly skills: readonly string[]; readonly personId: string },
  now: Instant,
): Promise<readonly NamedActivity[]> {
  const rows = await tx.query<Named>(
    `select ${named} from ${joined}
      where activity.tenant_id = $1 and withdrawn_at is null and ends_at > $2
        and (village_id = any($3::uuid[]) or skills && $4::text[]
          or exists (select from activity_helper helper where helper.tenant_id = $1
                      and helper.activity_id = activity.activity_id and helper.person_id = $5))
      order by starts_at, activity_id limit 50`,
    [tx.tenantId, now, asked.villageIds, asked.skills, asked.personId],
    'activities-for',
  )
  return rows.map(namedOf)
}

export function activityWire(activity: NamedActivity, count: number): Omit<ActivityWire, 'helpers'> {
  const { villageId: _villageId, withdrawnAt: _withdrawnAt, skills, ...shown } = activity
  return { ...shown, skills: [...skills], joined: count }
}
