/** Tables to fill in (导入模板), in the words that the imports read; where the town is known, its own grids stand in them. */
import type { Template } from '@onegrid/domain/insight/contract.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import type { Ports } from '../app.ts'
import type { Tx } from '../database/database.ts'
import { gridIndex } from '../grid/grid-index.ts'
import type { Town } from '../http/town.ts'
import { writeWorkbook } from '../tables/write-workbook.ts'
import { findPostKinds } from '../team/post-kinds.ts'

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Sheet = {
  readonly name: string
  /** One cell above the headings; the imports pass it by. */
  readonly how: string
  readonly headings: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

export async function templateFile(
  tx: Tx,
  ports: Pick<Ports, 'database' | 'clock'>,
  { name }: Town,
  template: Template,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const sheet = template === 'people' ? await peopleSheet(tx, ports) : plainSheets[template]
  return { name: `${name}${sheet.name}`, bytes: await workbook(sheet) }
}

const plainSheets: Readonly<Record<Exclude<Template, 'people'>, Sheet>> = {
  villages: {
    name: '村（社区）名单',
    how: '一行一个村或社区。代码是12位统计用区划代码，没有就空着。',
    headings: ['统计用区划代码', '名称'],
    widths: [20, 28],
    rows: [],
  },
  households: {
    name: '住户位置',
    how: '一行一处房屋，只要位置和数字，不填姓名和地址。户数空着算1户。',
    headings: ['经度', '纬度', '户数', '人口'],
    widths: [14, 14, 8, 8],
    rows: [],
  },
}

/** The import reads it as an empty seat and passes it by. */
const vacant = '待定'

/** A line for each village's leader and each small grid's worker: names and phones are what is missing. */
async function peopleSheet(tx: Tx, ports: Pick<Ports, 'database' | 'clock'>): Promise<Sheet> {
  const { tree } = await gridIndex(ports, tx.tenantId, tx)
  const { items } = await findPostKinds(tx)
  const called = (kind: PostKind['code']) => items.find(each => each.code === kind)?.zh ?? ''
  const villages = tree.grids.filter(grid => grid.level === 'medium')
  const rows = villages.flatMap(village => [
    [vacant, '', village.name, '', called('medium_leader'), ''],
    ...tree.children(village.gridId).map(grid => [vacant, '', village.name, grid.name, called('grid_worker'), '']),
  ])
  return {
    name: '网格队伍名单',
    how: '一行一人一岗，把“待定”改成姓名，填上电话；还是“待定”的行不导入。党员中心户、护林员等接着往下写。',
    headings: ['姓名', '联系电话', '村（社区）', '小组', '岗位', '任职时间'],
    widths: [10, 14, 16, 16, 14, 12],
    rows: [[vacant, '', '', '', called('centre'), ''], ...rows],
  }
}

/** With room below for what is filled in by hand, already as text. */
function workbook({ name, how, headings, widths, rows }: Sheet): Promise<Buffer> {
  const blank = Array.from({ length: Math.max(0, 200 - rows.length) }, () => headings.map(() => ''))
  return writeWorkbook({ name, rows: [[how], headings, ...rows, ...blank], widths, titled: true })
}
