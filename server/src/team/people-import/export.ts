import { maskedPhone } from '@onegrid/domain/account/phone.ts'
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { ExportBody } from '@onegrid/domain/team/people-import/contract.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import type { Tx } from '../../database/database.ts'
import { writeWorkbook } from '../../tables/write-workbook.ts'
import { type Asking, runTeamCommand, type TeamPorts, todayOf } from '../asking.ts'
import { findPostKinds } from '../post-kinds.ts'
import { noteSensitiveRead } from '../sensitive-read.ts'

/** More than any town's team; a longer answer would be held in memory whole. */
const rowsMost = 20_000

export type ExportedFile = { readonly name: string; readonly type: string; readonly bytes: Buffer }

/**
 * The team as it is today, one line a post, in columns that the import reads back. Numbers are masked; in full they go out only
 * to who may manage the team, with a reason, and that is written down before anything is read.
 */
export async function exportPeople(
  ports: TeamPorts,
  asking: Asking,
  { format, phones = 'masked', reason }: ExportBody,
): Promise<ExportedFile> {
  demandRight(asking.actor, phones === 'full' ? 'manageTeam' : 'manageRoster')
  demand(phones === 'masked' || reason !== undefined, 'reason_required', { field: 'reason', pointer: '/reason' })
  const { actor, town } = asking
  await runTeamCommand(ports, asking, 'exportPeople', { format, phones, reason: reason ?? null }, async tx => {
    const at = ports.clock.now()
    const read = {
      actor,
      what: phones === 'full' ? 'team_phones' : 'team_list',
      subject: { kind: 'town', id: tx.tenantId },
      reason,
      at,
    }
    await noteSensitiveRead(tx, ports, read)
    return { format, phones }
  })
  // Read apart from the command: its kept result must not hold what the law can erase.
  const today = todayOf(ports, asking)
  const lines = await ports.database.read(town.tenantId, tx => readLines(tx, today, phones === 'full'))
  const name = `${town.name}网格队伍${today}`
  return format === 'csv'
    ? { name: `${name}.csv`, type: 'text/csv; charset=utf-8', bytes: csv(lines) }
    : {
        name: `${name}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: await writeWorkbook({ name: '网格队伍', rows: lines, widths: [10, 14, 16, 12, 14, 14, 12, 12] }),
      }
}

const heading = ['姓名', '联系电话', '岗位', '村（社区）', '小组', '单位', '任职时间', '到期时间'] as const

type Row = {
  name: string | null
  phone: string | null
  kind: string | null
  village: string | null
  village_level: string | null
  grid: string | null
  unit: string | null
  from_day: LocalDate | null
  until_day: LocalDate | null
}

async function readLines(tx: Tx, today: LocalDate, full: boolean): Promise<readonly (readonly string[])[]> {
  const { items } = await findPostKinds(tx)
  const rows = await tx.query<Row>(
    `select p.name, p.phone, post.kind, coalesce(parent.name, grid.name) as village, grid.level as village_level, grid.name as grid,
            unit.name as unit, post.from_day, post.until_day
     from person p
     left join post on post.tenant_id = p.tenant_id and post.person_id = p.person_id and (post.until_day is null or post.until_day >= $2)
     left join grid on grid.tenant_id = post.tenant_id and grid.grid_id = post.grid_id
     left join grid parent on parent.tenant_id = grid.tenant_id and parent.grid_id = grid.parent_id and grid.level = 'small'
     left join unit on unit.tenant_id = post.tenant_id and unit.unit_id = post.unit_id
     where p.tenant_id = $1 and p.staff and p.erased_at is null
     order by grid.code nulls first, post.kind, p.person_id, post.post_id limit $3`,
    [tx.tenantId, today, rowsMost],
    'people-export',
  )
  return [heading, ...rows.map(row => lineOf(row, items, full))]
}

function lineOf(row: Row, kinds: readonly PostKind[], full: boolean): readonly string[] {
  const phone = row.phone === null ? '' : full ? row.phone.replace(/^\+86/, '') : maskedPhone(row.phone)
  const kind = kinds.find(each => each.code === row.kind)?.zh ?? row.kind ?? ''
  const group = row.village_level === 'small' ? (row.grid ?? '') : ''
  return [
    row.name ?? '',
    phone,
    kind,
    row.village ?? '',
    group,
    row.unit ?? '',
    row.from_day ?? '',
    row.until_day ?? '',
  ]
}

/** With the mark by which Excel knows UTF-8; a cell that a spreadsheet would run as a formula is text. */
function csv(lines: readonly (readonly string[])[]): Buffer {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return Buffer.from(`\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`, 'utf8')
}
