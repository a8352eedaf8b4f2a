/** The roster comes into the town as every list does: read, looked at, mended, brought in as one act. */
import type { ImportChange } from '@onegrid/domain/team/people-import/contract.ts'
import type { ListCounts } from '@onegrid/domain/team/people-import/preview.ts'
import type { Ports } from '@onegrid/server/app.ts'
import { readTables } from '@onegrid/server/tables/read-table.ts'
import type { Asking } from '@onegrid/server/team/asking.ts'
import { runPeopleImport } from '@onegrid/server/team/people-import/act.ts'
import { changePeopleImport, openPeopleImport } from '@onegrid/server/team/people-import/commands.ts'
import { rawSheets } from '@onegrid/server/team/people-import/dropped-file.ts'
import { showImport } from '@onegrid/server/team/people-import/queries.ts'

/** Words of the file that the town's list of posts does not know. Both help without pay and take orders like volunteers. */
const postWords = { 入党积极分子: 'voluntary_worker', 热心群众: 'voluntary_worker' } as const
const faultyMost = 300
const roundsMost = 3

export type BroughtIn = { readonly importId: string; readonly mended: number; readonly counts: ListCounts }

export async function bringInRoster(
  ports: Ports,
  asking: (commandId: string) => Asking,
  file: { readonly name: string; readonly bytes: Buffer },
): Promise<BroughtIn> {
  const sheets = rawSheets(await readTables(file))
  const opened = await openPeopleImport(ports, asking('roster-open'), { ...file, sheets })
  const { importId } = opened
  let { version, counts } = opened
  // A number that two people give shows only when both rows can be read.
  for (let round = 0; counts.stopped > 0 && round < roundsMost; round++)
    ({ version, counts } = await changePeopleImport(ports, asking(`roster-mend-${round}`), {
      importId,
      version,
      change: await changeFor(ports, asking('').town.tenantId, importId),
    }))
  if (counts.stopped > 0) throw new Error(`${counts.stopped} rows of the example roster are not mended.`)
  await runPeopleImport(ports, asking('roster-run'), { importId, version })
  return { importId, mended: opened.counts.stopped, counts }
}

/** What a clerk would click, page after page: a word's meaning once for all rows, and the first way out beside a cell. */
async function changeFor(ports: Ports, tenantId: string, importId: string): Promise<ImportChange> {
  const page = { limit: faultyMost, after: undefined }
  const { unknown, items } = await ports.database.read(tenantId, tx =>
    showImport(tx, importId, page, { filter: 'faulty', words: undefined }),
  )
  const meant = new Map<string, string>(Object.entries(postWords))
  const words = unknown.flatMap(({ of, word, to }) => {
    const meaning = of === 'post' ? (meant.get(word) ?? to) : to
    return meaning === undefined ? [] : [{ of, word, to: meaning }]
  })
  const rows = items.flatMap(({ place, faults }) => {
    const cells = faults.flatMap(({ fixes }) => {
      const fix = fixes.find(each => each.do === 'cell')
      return fix?.field === undefined || fix.text === undefined ? [] : [{ field: fix.field, text: fix.text }]
    })
    return cells.length === 0 ? [] : [{ place, cells }]
  })
  return { words, rows }
}
