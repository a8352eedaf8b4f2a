/**
 * A town's roster of 1,500 rows as a messy Excel file, through HTTP: to the preview with every row judged, mended, brought in
 * as one act, read a second time against the team that it made, and taken back. Aim: 3 s to the preview.
 */
import type { Actor } from '@onegrid/domain/kernel/actor.ts'
import type { ImportWire } from '@onegrid/domain/team/people-import/contract.ts'
import type { ListCounts } from '@onegrid/domain/team/people-import/preview.ts'
import { systemClock } from '@onegrid/server/clock.ts'
import { plantGrids } from '@onegrid/server/grid/commands.ts'
import { gridIndex } from '@onegrid/server/grid/grid-index.ts'
import { plantPostKinds } from '@onegrid/server/team/post-kinds.ts'
import { townName, townPlan } from '../demo/map/town-plan.ts'
import { exampleRoster, rosterSize } from '../demo/roster/people.ts'
import { rosterFile } from '../demo/roster/workbook.ts'
import { addPerson, addTown, askingAs, openApplication } from './application.ts'
import { openBenchGround } from './ground.ts'
import { type Emit, percentile, rounded } from './row.ts'

const wantedRows = 1500
/** Rows of the example's file beyond one for each person: who has posts in several places stands in several. */
const rowsMore = 177
const times = 7

type Opened = { readonly importId: string; readonly version: number; readonly counts: ListCounts }

export async function run(emit: Emit): Promise<void> {
  const plan = townPlan()
  const file = rosterFile(plan, exampleRoster(plan, wantedRows - rowsMore))
  const ground = await openBenchGround({ clock: systemClock() })
  const actors = new Map<string, Actor>()
  const app = await openApplication(ground.ports, actors)
  try {
    const { ports } = ground
    const tenantId = await addTown(ports, { code: 'DC', name: townName, zone: 'Asia/Shanghai' })
    await ports.database.write(tenantId, async tx => {
      await plantGrids(tx, ports.ids, plan, '2022-01-01')
      await plantPostKinds(tx, ports.clock.now())
    })
    app.towns.forget()
    const { tree } = await gridIndex(ports, tenantId)
    const post = { role: 'town_administrator', gridId: tree.large.gridId } as const
    const administrator = await addPerson(ports, tenantId, '温若兰', post)
    actors.set(administrator.personId, administrator)
    const ask = askingAs(app, administrator.personId, () => ports.ids.id())

    const preview = async () => {
      const begun = performance.now()
      const opened = await ask<Opened>('POST', '/api/v1/people-imports', file, { name: 'roster.xlsx' })
      const shown = await ask<ImportWire>('GET', `/api/v1/people-imports/${opened.importId}?limit=50`)
      return { ...opened, shown, seconds: (performance.now() - begun) / 1000 }
    }
    const first = await preview()
    const waits = [first.seconds]
    while (waits.length < times) waits.push((await preview()).seconds)
    const { counts } = first
    if (counts.rows !== wantedRows) throw new Error(`The list has ${counts.rows} rows; ${wantedRows} are wanted.`)
    emit({
      bench: 'people-import preview',
      value: rounded(percentile(waits, 0.5), 2),
      unit: 's',
      detail: `first ${rounded(first.seconds, 2)} s, slowest ${rounded(Math.max(...waits), 2)} s of ${times}; ${counts.rows} rows on seven sheets, ${rounded(file.length / 1000)} kB, ${counts.stopped} rows stopped; with the first page of rows; aim: 3 s`,
    })

    const words = { 入党积极分子: 'voluntary_worker', 热心群众: 'voluntary_worker' }
    const mending = {
      words: Object.entries(words).map(([word, to]) => ({ of: 'post', word, to })),
    }
    const at = `/api/v1/people-imports/${first.importId}`
    const mendingBegun = performance.now()
    const mended = await ask<Opened>('PATCH', at, mending, { 'if-match': `"${first.version}"` })
    emit({
      bench: 'people-import mend',
      value: rounded(performance.now() - mendingBegun),
      unit: 'ms',
      detail: `two words said for all rows, the whole list judged anew: ${counts.stopped} stopped rows become ${mended.counts.stopped}`,
    })
    const running = performance.now()
    const ran = await ask<Opened>('POST', `${at}/run`, {}, { 'if-match': `"${mended.version}"` })
    emit({
      bench: 'people-import run',
      value: rounded(performance.now() - running),
      unit: 'ms',
      detail: `${ran.counts.newPeople} people with ${ran.counts.newPosts} posts as one act, each with its journal entries`,
    })
    const again = await preview()
    if (again.counts.newPeople > 0) throw new Error('The same list would double somebody.')
    emit({
      bench: 'people-import preview again',
      value: rounded(again.seconds, 2),
      unit: 's',
      detail: `against the team that it made: ${again.counts.samePeople} people unchanged, nobody new`,
    })
    const undoing = performance.now()
    const { takenBack } = await ask<{ takenBack: number }>('POST', `${at}/undo`, {})
    if (takenBack < rosterSize) throw new Error(`Only ${takenBack} people were taken back.`)
    emit({
      bench: 'people-import undo',
      value: rounded(performance.now() - undoing),
      unit: 'ms',
      detail: `${takenBack} people taken back`,
    })
  } finally {
    await app.close()
    await ground.close()
  }
}
