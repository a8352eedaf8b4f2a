/** The one act that brings a list into the team, and the one that takes exactly that act back. */
import { demand } from '@onegrid/domain/kernel/refusal.ts'
import { demandRight } from '@onegrid/domain/team/access.ts'
import type { PlannedPerson } from '@onegrid/domain/team/people-import/gather.ts'
import type { ListCounts } from '@onegrid/domain/team/people-import/preview.ts'
import { phoneHashes } from '../../account/secrets.ts'
import type { Tx } from '../../database/database.ts'
import { append, appendToMany, type Entry, type Head, headOf, type JournalEvent } from '../../journal/journal.ts'
import { type Asking, entryOf, runTeamCommand, type TeamPorts, todayOf } from '../asking.ts'
import { addPostKinds, findPostKinds, takeBackPostKinds } from '../post-kinds.ts'
import { givePosts } from '../posts.ts'
import { demandOpen, lookAgain } from './commands.ts'
import {
  type ActRow,
  changePeople,
  findActs,
  insertActs,
  insertPeople,
  peopleInUse,
  removePeople,
  removePosts,
  restorePeople,
  setPostEnds,
} from './people.ts'
import { loadRows, lockImport, setDone, setUndone } from './rows.ts'

/**
 * @throws Refusal version_stale, people_import_done, people_import_outdated when the town has changed so that the list would
 *   do something else than what was shown
 */
export function runPeopleImport(
  ports: TeamPorts,
  asking: Asking,
  { importId, version }: { readonly importId: string; readonly version: number },
): Promise<{ version: number; counts: ListCounts }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'runPeopleImport', { importId, version }, async tx => {
    const row = await lockImport(tx, importId)
    demandOpen(row, version)
    const kept = await loadRows(tx, importId)
    const { people, counts } = await lookAgain(tx, ports, asking, { sheets: row.sheets, choices: row.choices, kept })
    demand(JSON.stringify(sorted(counts)) === JSON.stringify(sorted(row.counts)), 'people_import_outdated')
    const entry = entryOf(ports, asking)
    const town = await findPostKinds(tx)
    const used = row.choices.kinds.filter(
      kind =>
        !town.items.some(each => each.code === kind.code) &&
        people.some(person => person.newPosts.some(post => post.kind === kind.code)),
    )
    if (used.length > 0) await addPostKinds(tx, ports, entry, used)
    await bringIn(tx, ports, asking, { importId, people, entry })
    const { newPeople, changedPeople, newPosts, changedPosts } = counts
    await note(tx, ports, entry, importId, 'PeopleImported', { newPeople, changedPeople, newPosts, changedPosts })
    await setDone(
      tx,
      importId,
      entry.recordedAt,
      used.map(kind => kind.code),
    )
    return { version: version + 1, counts }
  })
}

const sorted = (counts: ListCounts) => Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1))

async function note(
  tx: Tx,
  ports: TeamPorts,
  entry: Entry,
  importId: string,
  type: string,
  facts: object,
): Promise<void> {
  const stream = { kind: 'people_import', id: importId }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ type, at: entry.recordedAt, ...facts }], entry)
}

type Act = { readonly importId: string; readonly people: readonly PlannedPerson[]; readonly entry: Entry }
type Placed = PlannedPerson & { readonly personId: string; readonly made: boolean }

async function bringIn(tx: Tx, ports: TeamPorts, asking: Asking, { importId, people, entry }: Act): Promise<void> {
  const placed = people
    .map(
      (person): Placed => ({
        ...person,
        made: person.personId === undefined,
        personId: person.personId ?? ports.ids.id(),
      }),
    )
    .filter(person => person.made || person.changes.length + person.newPosts.length + person.changedPosts.length > 0)
  const hashes = await phoneHashes(
    tx,
    placed.flatMap(person => person.phone ?? []),
  )
  const made = placed.filter(person => person.made)
  const changed = placed.filter(person => !person.made)
  // Changed before made: a number that left somebody may belong to somebody new.
  const before = await changePeople(tx, changed, hashes)
  // Another hand may have added the same number a moment ago: then the list reads otherwise, and is shown again.
  demand((await insertPeople(tx, made, hashes, entry.recordedAt)) === made.length, 'people_import_outdated')
  const ends = await setPostEnds(
    tx,
    changed.flatMap(person => person.changedPosts),
  )
  const heads = new Map<string, Head>()
  const events = placed.map(person => ({ id: person.personId, events: eventsOf(person, importId, entry) }))
  for (const [id, head] of await appendToMany(tx, ports.ids, 'person', events, entry)) heads.set(id, head)
  const wanted = placed.flatMap(({ personId, newPosts }) => newPosts.map(post => ({ ...post, personId })))
  const posts = await givePosts(tx, ports, entry, todayOf(ports, asking), wanted)
  const given = new Map<string, string[]>()
  for (const post of posts) given.set(post.personId, [...(given.get(post.personId) ?? []), post.postId])
  await insertActs(
    tx,
    importId,
    placed.map(person => ({
      personId: person.personId,
      made: person.made,
      // Each post adds one entry to the chain (givePosts).
      sequence: (heads.get(person.personId)?.sequence ?? 0) + (given.get(person.personId)?.length ?? 0),
      before: before.get(person.personId),
      postIds: given.get(person.personId) ?? [],
      ends: ends.filter(end => person.changedPosts.some(post => post.postId === end.postId)),
    })),
  )
}

/** Every person gets an entry, so that each chain has an end to compare with at the undo. */
function eventsOf(person: Placed, importId: string, { recordedAt: at }: Entry): readonly JournalEvent[] {
  if (person.made) return [{ type: 'personAdded', at, importId }]
  const fields = person.changes.map(change => (change === 'joins' ? 'staff' : change)).sort()
  return [
    { type: 'personEdited', at, importId, fields },
    ...person.changedPosts.map(post => ({ type: 'postEnded', at, importId, postId: post.postId, lastDay: post.until })),
  ]
}

/** Whoever was changed, invited, posted or given a matter since stays as he is, and is counted. */
export function undoPeopleImport(
  ports: TeamPorts,
  asking: Asking,
  importId: string,
): Promise<{ version: number; takenBack: number; stays: number }> {
  demandRight(asking.actor, 'manageTeam')
  return runTeamCommand(ports, asking, 'undoPeopleImport', { importId }, async tx => {
    const row = await lockImport(tx, importId)
    demand(row.state === 'done', 'people_import_not_done')
    const entry = entryOf(ports, asking)
    const acts = await findActs(tx, importId)
    const inUse = await peopleInUse(
      tx,
      acts.filter(act => act.made).map(act => act.personId),
    )
    const stays = new Map<string, 'built_on' | 'in_use'>()
    for (const act of acts) {
      if (act.head !== act.sequence) stays.set(act.personId, 'built_on')
      else if (act.made && inUse.has(act.personId)) stays.set(act.personId, 'in_use')
    }
    const back = acts.filter(act => !stays.has(act.personId))
    await takeBack(tx, ports, { importId, acts: back, entry })
    await tx.query(
      `update people_import_person act set stays = entry.why from jsonb_each_text($3::jsonb) as entry(id, why)
       where act.tenant_id = $1 and act.import_id = $2 and act.person_id = entry.id::uuid`,
      [tx.tenantId, importId, JSON.stringify(Object.fromEntries(stays))],
    )
    await note(tx, ports, entry, importId, 'PeopleImportUndone', { takenBack: back.length, stays: stays.size })
    await takeBackPostKinds(tx, ports, entry, row.added_kinds)
    await setUndone(tx, importId, entry.recordedAt)
    return { version: row.version + 1, takenBack: back.length, stays: stays.size }
  })
}

type Back = { readonly importId: string; readonly acts: readonly ActRow[]; readonly entry: Entry }

async function takeBack(tx: Tx, ports: TeamPorts, { importId, acts, entry }: Back): Promise<void> {
  const at = entry.recordedAt
  const events = acts.map(act => ({
    id: act.personId,
    events: [
      ...act.postIds.map(postId => ({ type: 'postTakenBack', at, importId, postId })),
      ...act.ends.map(end => ({ type: 'postEnded', at, importId, postId: end.postId, lastDay: end.before })),
      act.made
        ? { type: 'personTakenBack', at, importId }
        : { type: 'personEdited', at, importId, fields: ['restored'] },
    ],
  }))
  await appendToMany(tx, ports.ids, 'person', events, entry)
  await removePosts(
    tx,
    acts.flatMap(act => act.postIds),
  )
  await removePeople(
    tx,
    acts.filter(act => act.made).map(act => act.personId),
  )
  await restorePeople(tx, acts)
  await tx.query(
    'delete from people_import_person where tenant_id = $1 and import_id = $2 and person_id = any($3::uuid[])',
    [tx.tenantId, importId, acts.map(act => act.personId)],
  )
}
