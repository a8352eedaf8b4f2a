import { createHash } from 'node:crypto'
import { personOf } from '@onegrid/domain/kernel/actor.ts'
import { plainLine } from '@onegrid/domain/kernel/line.ts'
import { demand, Refusal } from '@onegrid/domain/kernel/refusal.ts'
import { instantOf, milliseconds } from '@onegrid/domain/kernel/time.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import {
  type Choices,
  changeChoices,
  changeSheets,
  type ListChange,
  noChoices,
  type RowChoice,
} from '@onegrid/domain/team/people-import/choices.ts'
import type { ImportChange, NewKind } from '@onegrid/domain/team/people-import/contract.ts'
import { heldBack } from '@onegrid/domain/team/people-import/held-back.ts'
import { knownWordsOf, type ListCounts, type Preview, previewList } from '@onegrid/domain/team/people-import/preview.ts'
import { type RawSheet, readList, rowsMost, type Sheet } from '@onegrid/domain/team/people-import/sheet.ts'
import type { PostKind } from '@onegrid/domain/team/post-kind.ts'
import type { Tx } from '../../database/database.ts'
import { runCommand } from '../../journal/command.ts'
import type { Asking, TeamPorts } from '../asking.ts'
import { findPostKinds } from '../post-kinds.ts'
import {
  deleteImport,
  type ImportRow,
  insertImport,
  type KeptList,
  loadReading,
  loadRows,
  lockImport,
  type NewImport,
  writeReading,
} from './rows.ts'
import { knownPeople, townFor } from './town.ts'

/** Long enough for a week of mending, short enough that a list of a thousand people does not lie about. */
const keptMilliseconds = 7 * 86_400_000

/** Lines of all sheets, titles and sums among them, and those of sheets that are no lists of people. */
const linesMost = 3 * rowsMost

export type DroppedFile = { readonly name: string; readonly bytes: Buffer; readonly sheets: readonly RawSheet[] }
type Changed = { readonly version: number; readonly counts: ListCounts }

function run<Result extends object>(
  ports: TeamPorts,
  asking: Asking,
  asked: object,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  demandRight(asking.actor, 'manageTeam')
  const { town, commandId, actor } = asking
  const command = {
    tenantId: town.tenantId,
    commandId,
    asked: { by: personOf(actor) ?? null, ...asked },
    recordedAt: ports.clock.now(),
  }
  return runCommand(ports.database, command, work)
}

/** Reads a file into a list that waits for a person's look; nothing of it is in the team yet. */
export function openPeopleImport(ports: TeamPorts, asking: Asking, file: DroppedFile): Promise<Opened> {
  // Said before anything is read of it: judging rows costs time that others wait for.
  const lines = file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
  demand(lines <= linesMost, 'people_list_too_long', { most: rowsMost, rows: lines })
  const asked = {
    verb: 'openPeopleImport',
    name: file.name,
    file: createHash('sha256').update(file.bytes).digest('base64url'),
  }
  return run(ports, asking, asked, async tx => {
    const town = await townFor(tx, ports, asking)
    const list = readList(file.sheets, knownWordsOf(town))
    demand(list.rows.length > 0, 'people_list_empty')
    demand(list.rows.length <= rowsMost, 'people_list_too_long', { most: rowsMost, rows: list.rows.length })
    const rowChoices = list.rows.map(() => ({}))
    const known = await knownPeople(tx, town.tree, list.rows)
    const preview = previewList({ ...list, choices: noChoices, rowChoices, town, known })
    return insertList(tx, ports, asking, { fileName: file.name, list, choices: noChoices, rowChoices, preview })
  })
}

type Opened = Changed & { readonly importId: string }

async function insertList(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  made: Pick<NewImport, 'fileName' | 'list' | 'choices' | 'rowChoices' | 'preview'>,
): Promise<Opened> {
  const importId = ports.ids.id()
  const at = ports.clock.now()
  const expiresAt = instantOf(milliseconds(at) + keptMilliseconds)
  await insertImport(tx, { ...made, importId, madeBy: personOf(asking.actor)!, at, expiresAt })
  return { importId, version: 1, counts: made.preview.counts }
}

/**
 * What an import kept out because of faults becomes a list of its own, with everything that was said about columns, words and
 * cells: it is mended and brought in as another act.
 * @throws Refusal people_import_not_done, people_list_empty
 */
export function continuePeopleImport(ports: TeamPorts, asking: Asking, importId: string): Promise<Opened> {
  return run(ports, asking, { verb: 'continuePeopleImport', importId }, async tx => {
    const row = await lockImport(tx, importId)
    demand(row.state === 'done', 'people_import_not_done')
    const { sheets, choices } = row
    const kept = await loadRows(tx, importId)
    const { rows, choices: rowChoices } = heldBack(sheets, kept.rows, kept.choices, await loadReading(tx, importId))
    demand(rows.length > 0, 'people_list_empty')
    const preview = await lookAgain(tx, ports, asking, { sheets, choices, kept: { rows, choices: rowChoices } })
    // As a file: its name tells the two lists apart.
    const fileName = `${row.file_name.slice(0, 190)}（余下）`
    return insertList(tx, ports, asking, {
      fileName,
      list: { sheets, rows, setAside: 0 },
      choices,
      rowChoices,
      preview,
    })
  })
}

/** @throws Refusal version_stale, people_import_done, field_invalid */
export function changePeopleImport(
  ports: TeamPorts,
  asking: Asking,
  { importId, version, change }: { readonly importId: string; readonly version: number; readonly change: ImportChange },
): Promise<Changed> {
  // Cells that a person typed are personal: the command keeps what was asked as a digest only.
  return run(ports, asking, { verb: 'changePeopleImport', importId, version, change }, async tx => {
    const row = await lockImport(tx, importId)
    demand(row.version === version, 'version_stale', { version: row.version })
    demand(row.state === 'open', 'people_import_done')
    const kept = await loadRows(tx, importId)
    const list = listChange(change)
    await demandNewCodes(tx, change)
    const sheets = changeSheets(row.sheets, list)
    const choices = changeChoices(row.choices, list)
    const rowChoices = changeRows(kept, change)
    const preview = await lookAgain(tx, ports, asking, {
      sheets,
      choices,
      kept: { rows: kept.rows, choices: rowChoices },
    })
    await writeReading(tx, row, { sheets, choices, rowChoices, preview })
    return { version: row.version + 1, counts: preview.counts }
  })
}

export type Reading = { readonly sheets: readonly Sheet[]; readonly choices: Choices; readonly kept: KeptList }

/** The list against the town of this moment. */
export async function lookAgain(
  tx: Tx,
  ports: TeamPorts,
  asking: Asking,
  { sheets, choices, kept }: Reading,
): Promise<Preview> {
  const town = await townFor(tx, ports, asking)
  const known = await knownPeople(tx, town.tree, kept.rows)
  return previewList({ sheets, choices, rows: kept.rows, rowChoices: kept.choices, town, known })
}

/** A code that the town uses means that kind, and is chosen as a word's meaning instead. */
async function demandNewCodes(tx: Tx, { kinds = [] }: ImportChange): Promise<void> {
  if (kinds.length === 0) return
  const { items } = await findPostKinds(tx)
  const at = kinds.findIndex(kind => items.some(each => each.code === kind.code || each.zh === plainLine(kind.zh)))
  demand(at === -1, 'field_invalid', {
    pointer: `/kinds/${at}`,
    expected: 'a code and a name that the town does not use yet',
    expectedZh: '本镇还没有用过的岗位代码和名称',
  })
}

function listChange({ sheets, columns, words, kinds }: ImportChange): ListChange {
  return {
    ...(sheets ? { sheets } : {}),
    ...(columns ? { columns } : {}),
    ...(words ? { words } : {}),
    ...(kinds ? { kinds: kinds.map(kindOf) } : {}),
  }
}

function kindOf({ code, zh, en, binding, engagement }: NewKind): PostKind {
  return { code, zh, en, binding, engagement, onePerGrid: false, public: false, alsoCalled: [] }
}

function changeRows({ rows, choices }: KeptList, { rows: changes = [] }: ImportChange): readonly RowChoice[] {
  const next = [...choices]
  for (const [at, { place, cells, leftOut, same }] of changes.entries()) {
    const before = next[place]
    demand(before !== undefined && place < rows.length, 'field_invalid', {
      pointer: `/rows/${at}/place`,
      expected: 'a row of the list',
      expectedZh: '名单里的行',
    })
    const typed = Object.fromEntries((cells ?? []).map(cell => [cell.field, cell.text]))
    next[place] = {
      ...before,
      ...(cells === undefined ? {} : { cells: { ...before.cells, ...typed } }),
      ...(leftOut === undefined ? {} : { leftOut }),
      ...(same === undefined ? {} : { same }),
    }
  }
  return next
}

export function discardPeopleImport(ports: TeamPorts, asking: Asking, importId: string): Promise<{ importId: string }> {
  return run(ports, asking, { verb: 'discardPeopleImport', importId }, async tx => {
    await lockImport(tx, importId)
    await deleteImport(tx, importId)
    return { importId }
  })
}

export function demandOpen(row: ImportRow, version: number): void {
  if (row.version !== version) throw new Refusal('version_stale', { version: row.version })
  demand(row.state === 'open', 'people_import_done')
}
