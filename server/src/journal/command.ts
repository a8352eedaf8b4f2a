import { createHash } from 'node:crypto'
import { Refusal } from '@onegrid/domain/kernel/refusal.ts'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import canonicalize from 'canonicalize'
import type { Database, Tx } from '../database/database.ts'

export type Command = {
  readonly tenantId: string
  readonly commandId: string
  /** What was asked, route and body: the same id with another of it is refused (409). */
  readonly asked: unknown
  readonly recordedAt: Instant
}

export function commandDigest(asked: unknown): Buffer {
  return createHash('sha256')
    .update(canonicalize(asked) ?? '')
    .digest()
}

/**
 * Runs a command once for ever (design.md §3.8): a repeat — at the same moment, after a cut, or weeks later — gets the first
 * result. The key is written last in the command's own transaction: of two at the same moment one commits, the other's
 * transaction falls back whole on the key and reads the winner's result.
 */
export async function runCommand<Result extends object>(
  database: Database,
  command: Command,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const digest = commandDigest(command.asked)
  try {
    return await database.write(command.tenantId, async tx => {
      const earlier = await findResult<Result>(tx, command.commandId, digest)
      if (earlier) return earlier
      const result = await work(tx)
      await keepResult(tx, command, digest, result)
      return result
    })
  } catch (error) {
    if (!(error instanceof Refusal) && !isRepeat(error)) throw error
    // The work may have been refused only because the first of two has done it meanwhile.
    const earlier = await database.read(command.tenantId, tx => findResult<Result>(tx, command.commandId, digest))
    if (earlier) return earlier
    throw error
  }
}

export async function findResult<Result>(tx: Tx, commandId: string, digest: Buffer): Promise<Result | undefined> {
  const [row] = await tx.query<{ digest: Buffer; result: Result }>(
    'select digest, result from command where tenant_id = $1 and command_id = $2',
    [tx.tenantId, commandId],
    'command-find',
  )
  if (!row) return undefined
  if (!row.digest.equals(digest)) throw new Refusal('command_id_reused', { field: 'Idempotency-Key' })
  return row.result
}

async function keepResult(tx: Tx, { commandId, recordedAt }: Command, digest: Buffer, result: object): Promise<void> {
  await tx.query(
    'insert into command (tenant_id, command_id, digest, recorded_at, result) values ($1, $2, $3, $4, $5)',
    [tx.tenantId, commandId, digest, recordedAt, JSON.stringify(result)],
    'command-keep',
  )
}

/** Unique violation on the command key: the other of two at the same moment was first. */
export function isRepeat(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'command_pkey'
}
