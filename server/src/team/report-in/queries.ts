import type { Actor, Post } from '@onegrid/domain/kernel/actor.ts'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import type { ReportInWire } from '@onegrid/domain/team/report-in/contract.ts'
import { mayDecideOn } from '@onegrid/domain/team/report-in/decide.ts'
import type { ReportIn, ReportInKind, ReportInState } from '@onegrid/domain/team/report-in/report-in.ts'
import type { Tx } from '../../database/database.ts'
import { type Page, pageFrom } from '../../http/paging.ts'
import { type Row, reportInColumns, reportInOf } from './store.ts'

type NamedRow = Row & { readonly gridName: string; readonly villageName: string; readonly personName: string | null }

const named = `${reportInColumns}, grid.name as "gridName", village.name as "villageName", person.name as "personName"`
const joined = `report_in
  join grid on grid.tenant_id = $1 and grid.grid_id = report_in.grid_id
  join grid village on village.tenant_id = $1 and village.grid_id = report_in.village_id
  join person on person.tenant_id = $1 and person.person_id = report_in.person_id`

/** A group is called with its village: there are many first groups. */
function placeName({ gridId, villageId, gridName, villageName }: Omit<NamedRow, 'personName'>): string {
  return gridId === villageId || gridName.startsWith(villageName) ? gridName : `${villageName}${gridName}`
}

function wireOf(row: NamedRow, actor: Actor): ReportInWire {
  const { gridName: _gridName, villageName: _villageName, personName, villageId: _villageId, personId, ...rest } = row
  const { unitName, words, answer, skills, times, ...plain } = rest
  const mine = personId === personOf(actor)
  return {
    ...plain,
    skills: [...skills],
    times: [...times],
    gridName: placeName(row),
    ...(unitName === null ? {} : { unitName }),
    ...(words === null ? {} : { words }),
    ...(answer === null ? {} : { answer }),
    ...(mayDecideOn(actor, row) ? { personId, ...(personName === null ? {} : { personName }) } : {}),
    mine,
  }
}

export async function readOwn(tx: Tx, actor: Actor): Promise<readonly ReportInWire[]> {
  const rows = await tx.query<NamedRow>(
    `select ${named} from ${joined} where report_in.tenant_id = $1 and report_in.person_id = $2 order by report_in.kind`,
    [tx.tenantId, personOf(actor)],
    'report-ins-own',
  )
  return rows.map(row => wireOf(row, actor))
}

export type Filter = {
  readonly state?: ReportInState | undefined
  readonly kind?: ReportInKind | undefined
  readonly gridId?: string | undefined
  readonly skill?: string | undefined
  /** In the name of a person or a unit. */
  readonly text?: string | undefined
}

/** The newest first. `scope`: grids that this person leads, or the whole town. */
export async function readReportIns(
  tx: Tx,
  page: Page<[string]>,
  filter: Filter,
  scope: 'town' | readonly string[],
  actor: Actor,
) {
  const rows = await tx.query<NamedRow>(
    `select ${named} from ${joined}
      where report_in.tenant_id = $1
        and ($2::uuid[] is null or village_id = any($2) or report_in.grid_id = any($2))
        and ($3::text is null or state = $3) and ($4::text is null or report_in.kind = $4)
        and ($5::uuid is null or village_id = $5 or report_in.grid_id = $5)
        and ($6::text is null or $6 = any(skills))
        and ($7::uuid is null or report_in_id < $7)
        and ($8::text is null or strpos(lower(coalesce(person.name, '') || ' ' || coalesce(unit_name, '')), lower($8)) > 0)
      order by report_in_id desc limit $9`,
    [
      tx.tenantId,
      scope === 'town' ? null : scope,
      filter.state ?? null,
      filter.kind ?? null,
      filter.gridId ?? null,
      filter.skill ?? null,
      page.after?.[0] ?? null,
      filter.text?.trim() || null,
      page.limit + 1,
    ],
    'report-ins',
  )
  const { items, ...next } = pageFrom(rows, page.limit, row => [row.reportInId])
  return { items: items.map(row => wireOf(row, actor)), ...next }
}

/** Who may be asked for a need: everybody confirmed in its village, and from elsewhere who offers just that. */
export async function findOffers(
  tx: Tx,
  { villageId, skills }: { readonly villageId: string | undefined; readonly skills: readonly string[] },
): Promise<readonly (ReportIn & { readonly personName?: string; readonly gridName: string })[]> {
  const rows = await tx.query<NamedRow>(
    `select ${named} from ${joined}
      where report_in.tenant_id = $1 and state = 'confirmed' and person.erased_at is null
        and (village_id = $2 or skills && $3::text[])
      order by report_in_id limit 500`,
    [tx.tenantId, villageId ?? null, skills],
    'report-in-offers',
  )
  return rows.map(({ gridName, villageName, personName, ...row }) => ({
    ...reportInOf(row),
    gridName: placeName({ ...row, gridName, villageName }),
    ...(personName === null ? {} : { personName }),
  }))
}

/** Those of these people who offer one of the skills, confirmed. */
export async function findSkilled(
  tx: Tx,
  { personIds, skills }: { readonly personIds: readonly string[]; readonly skills: readonly string[] },
): Promise<ReadonlySet<string>> {
  if (skills.length === 0 || personIds.length === 0) return new Set()
  const rows = await tx.query<{ person_id: string }>(
    `select distinct person_id from report_in
      where tenant_id = $1 and state = 'confirmed' and person_id = any($2::uuid[]) and skills && $3::text[]`,
    [tx.tenantId, personIds, skills],
    'report-in-skilled',
  )
  return new Set(rows.map(row => row.person_id))
}

/** What this person offers and was confirmed in. */
export async function findConfirmedOf(tx: Tx, personId: string): Promise<readonly ReportIn[]> {
  const rows = await tx.query<Row>(
    `select ${reportInColumns} from report_in where tenant_id = $1 and person_id = $2 and state = 'confirmed' order by kind`,
    [tx.tenantId, personId],
    'report-ins-confirmed',
  )
  return rows.map(reportInOf)
}

/**
 * While it stands, a confirmed report-in lets its person take orders of the village, as a volunteer's post would; withdrawn
 * it leaves no post behind that said where somebody helped.
 */
export async function helperPosts(tx: Tx, personId: string): Promise<readonly Post[]> {
  const rows = await tx.query<{ reportInId: string; kind: ReportInKind; villageId: string; day: string }>(
    `select report_in_id as "reportInId", kind, village_id as "villageId", to_char(reported_at, 'YYYY-MM-DD') as day
       from report_in where tenant_id = $1 and person_id = $2 and state = 'confirmed' order by kind`,
    [tx.tenantId, personId],
    'report-in-posts',
  )
  return rows.map(row => ({
    postId: row.reportInId,
    role: row.kind === 'party_member' ? 'party_member' : 'volunteer',
    gridId: row.villageId,
    from: row.day,
  }))
}
