import { type Actor, personOf } from '@onegrid/domain/kernel/actor.ts'
import { localDate } from '@onegrid/domain/kernel/calendar.ts'
import type { LocalDate } from '@onegrid/domain/kernel/time.ts'
import { tellOfChange } from '../account/sessions.ts'
import type { Clock } from '../clock.ts'
import type { Database, Tx } from '../database/database.ts'
import type { Town } from '../http/town.ts'
import type { Ids } from '../ids.ts'
import { runCommand } from '../journal/command.ts'
import { append, type Entry, headOf } from '../journal/journal.ts'

export type TeamPorts = { readonly database: Database; readonly clock: Clock; readonly ids: Ids }

/** Who asks, where, under which command id: the part of a request that a command needs. */
export type Asking = { readonly town: Town; readonly actor: Actor; readonly commandId: string }

type Body = Readonly<Record<string, unknown>>

export function askingOf({ town, actor, commandId }: Asking): Asking {
  return { town, actor, commandId }
}

/** One command of the team slice: once for each command id, in one transaction, and told to the memory of sessions. */
export async function runTeamCommand<Result extends object>(
  ports: TeamPorts,
  asking: Asking,
  verb: string,
  body: Body,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const command = {
    tenantId: asking.town.tenantId,
    commandId: asking.commandId,
    asked: { verb, by: personOf(asking.actor) ?? null, body },
    recordedAt: ports.clock.now(),
  }
  return runCommand(ports.database, command, async tx => {
    const result = await work(tx)
    await tellOfChange(tx)
    return result
  })
}

export function entryOf(ports: Pick<TeamPorts, 'clock'>, asking: Pick<Asking, 'actor' | 'commandId'>): Entry {
  const by = personOf(asking.actor)
  const actor = { kind: asking.actor.kind, ...(by === undefined ? {} : { personId: by }) }
  return { commandId: asking.commandId, actor, recordedAt: ports.clock.now() }
}

/** Adds to the chain of a person: ids, codes and days only. */
export async function recordOfPerson(
  tx: Tx,
  ports: Pick<TeamPorts, 'ids'>,
  entry: Entry,
  personId: string,
  type: string,
  facts: object,
): Promise<void> {
  const stream = { kind: 'person', id: personId }
  await append(tx, ports.ids, stream, await headOf(tx, stream), [{ type, at: entry.recordedAt, ...facts }], entry)
}

export function todayOf(ports: Pick<TeamPorts, 'clock'>, asking: Pick<Asking, 'town'>): LocalDate {
  return localDate(asking.town.zone, ports.clock.now())
}
