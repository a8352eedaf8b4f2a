import type { TownState } from '@onegrid/domain/insight/getting-started.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'

type Row = {
  villages: number
  drawn: number
  divided: number
  small: number
  led: number
  worked: number
  households: boolean
  people: number
  administrators: number
  leader_signs_in: boolean
  worker_signs_in: boolean
  reported: boolean
  routed: boolean
  messages: boolean
}

export type StartFacts = {
  readonly state: TownState
  readonly administrators: number
  /** A way out for messages is open. */
  readonly messages: boolean
}

/** One statement over a few hundred grids and posts; of matters only whether there is one. */
export async function readStartFacts(tx: Tx, today: LocalDate): Promise<StartFacts> {
  const [row] = await tx.query<Row>(
    `with medium as (
       select grid_id from grid where tenant_id = $1 and level = 'medium' and valid_from <= $2 and (valid_to is null or valid_to >= $2)
     ), small as (
       select grid_id, parent_id from grid where tenant_id = $1 and level = 'small' and valid_from <= $2 and (valid_to is null or valid_to >= $2)
     ), held as (
       select person_id, role, grid_id from post where tenant_id = $1 and role is not null and from_day <= $2 and (until_day is null or until_day >= $2)
     ), signs_in as (
       select held.role from held join person p on p.tenant_id = $1 and p.person_id = held.person_id
        where p.joined_at is not null and p.erased_at is null
     )
     select (select count(*)::int from medium) as villages,
            (select count(*)::int from medium where exists (select 1 from boundary b where b.tenant_id = $1 and b.grid_id = medium.grid_id
               and b.valid_from <= $2 and (b.valid_to is null or b.valid_to >= $2))) as drawn,
            (select count(distinct parent_id)::int from small) as divided,
            (select count(*)::int from small) as small,
            (select count(*)::int from medium where exists (select 1 from held where held.grid_id = medium.grid_id and role = 'medium_leader')) as led,
            (select count(*)::int from small where exists (select 1 from held
               where (held.grid_id = small.grid_id and role = 'grid_worker')
                  or (held.grid_id = small.parent_id and role in ('grid_worker', 'village_worker')))) as worked,
            exists (select 1 from household_set where tenant_id = $1 and current) as households,
            (select count(*)::int from person p where p.tenant_id = $1 and p.staff and p.erased_at is null
               and not exists (select 1 from held where held.person_id = p.person_id and role = 'town_administrator')) as people,
            (select count(distinct person_id)::int from held where role = 'town_administrator') as administrators,
            exists (select 1 from signs_in where role in ('medium_leader', 'village_worker', 'centre')) as leader_signs_in,
            exists (select 1 from signs_in where role in ('grid_worker', 'village_worker')) as worker_signs_in,
            exists (select 1 from ticket where tenant_id = $1) as reported,
            exists (select 1 from ticket where tenant_id = $1 and (holder_person is not null or holder_unit is not null)) as routed,
            exists (select 1 from channel where tenant_id = $1 and enabled) as messages`,
    [tx.tenantId, today],
    'getting-started',
  )
  const facts = row!
  return {
    state: {
      villages: facts.villages,
      drawnVillages: facts.drawn,
      householdsKnown: facts.households,
      dividedVillages: facts.divided,
      smallGrids: facts.small,
      people: facts.people,
      ledVillages: facts.led,
      workedGrids: facts.worked,
      leaderSignsIn: facts.leader_signs_in,
      workerSignsIn: facts.worker_signs_in,
      reported: facts.reported,
      routed: facts.routed,
    },
    administrators: facts.administrators,
    messages: facts.messages,
  }
}

export type OpenPlan = { readonly planId: string; readonly name: string; readonly effectiveOn?: LocalDate }

/** The division that somebody began and did not put in force: whoever looks for his grids finds them there. */
export async function findOpenPlan(tx: Tx): Promise<OpenPlan | undefined> {
  const [row] = await tx.query<{ plan_id: string; name: string; effective_on: LocalDate | null }>(
    `select plan_id, name, case when state = 'adopted' then effective_on end as effective_on from plan
      where tenant_id = $1 and state in ('adopted', 'draft') order by state, plan_id desc limit 1`,
    [tx.tenantId],
    'getting-started-plan',
  )
  if (row === undefined) return undefined
  const { plan_id: planId, name, effective_on: effectiveOn } = row
  return { planId, name, ...(effectiveOn === null ? {} : { effectiveOn }) }
}

export async function isPutAway(tx: Tx): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from getting_started where tenant_id = $1',
    [tx.tenantId],
    'getting-started-away',
  )
  return rows.length > 0
}

export async function putAway(tx: Tx, at: string, personId: string): Promise<void> {
  await tx.query(
    `insert into getting_started (tenant_id, away_at, away_by) values ($1, $2, $3) on conflict (tenant_id) do nothing`,
    [tx.tenantId, at, personId],
  )
}

export async function takeOut(tx: Tx): Promise<void> {
  await tx.query('delete from getting_started where tenant_id = $1', [tx.tenantId])
}
