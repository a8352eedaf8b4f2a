import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Database, Tx } from '../database/database.ts'
import { chainHash, chainStart, type JournalActor, type JournalRow } from './chain.ts'
import { contentDigest, erasureStream } from './content.ts'

export type Fault = {
  readonly tenantId: string
  readonly what:
    | 'chain_broken'
    | 'chain_cut'
    | 'content_changed'
    | 'row_differs'
    | 'anchor_broken'
    | 'rollup_differs'
    | 'head_differs'
  readonly streamKind: string
  readonly streamId: string
  readonly sequence?: number
  readonly detail: string
}

export type Verified = {
  readonly streams: number
  readonly events: number
  readonly contents: number
  readonly faults: readonly Fault[]
}

type Row = {
  stream_kind: string
  stream_id: string
  sequence: number
  type: string
  version: number
  occurred_at: Instant
  recorded_at: Instant
  command_id: string
  actor: JournalActor
  payload: object
  hash: Buffer
}

/** What a slice adds to the check: folds each of its streams and compares the current row; called once a stream, in order. */
export type StreamCheck = {
  readonly streamKind: string
  /** @returns what is wrong with the current row, given all events of the stream and its last hash */
  check(
    tx: Tx,
    streamId: string,
    events: readonly Row[],
    head: Buffer,
  ): Promise<readonly Omit<Fault, 'tenantId' | 'streamKind' | 'streamId'>[]>
  /** Once a town, after all streams. */
  finish?(tx: Tx): Promise<readonly Omit<Fault, 'tenantId'>[]>
}

/** Rows read in one go; a chain that crosses the border of two pages is carried over. */
const pageRows = 2000

/**
 * Walks every chain of a town in one snapshot: recomputes each hash, compares the heads with what was sealed, the contents with
 * their digests (an erased one has none: the law took it), and lets every slice compare its rows with the folded journal.
 */
export async function verifyTown(
  database: Database,
  tenantId: string,
  checks: readonly StreamCheck[],
): Promise<Verified> {
  return database.read(tenantId, async tx => {
    await tx.query('set local statement_timeout = 0')
    const faults: Fault[] = []
    let streams = 0
    let events = 0
    const sealed = new Map(
      (
        await tx.query<{ stream_kind: string; stream_id: string; sequence: number; hash: Buffer }>(
          'select stream_kind, stream_id, sequence, hash from anchored_head where tenant_id = $1',
          [tenantId],
        )
      ).map(head => [`${head.stream_kind} ${head.stream_id}`, head]),
    )

    const endStream = async (rows: readonly Row[]) => {
      const first = rows[0]
      if (!first) return
      streams += 1
      events += rows.length
      const at = { tenantId, streamKind: first.stream_kind, streamId: first.stream_id }
      const head = walk(tenantId, rows, fault => faults.push({ ...at, ...fault }))
      const key = `${first.stream_kind} ${first.stream_id}`
      const seal = sealed.get(key)
      sealed.delete(key)
      const last = rows.at(-1)!
      if (seal) {
        const there = rows.find(row => row.sequence === seal.sequence)
        if (!there)
          faults.push({
            ...at,
            what: 'chain_cut',
            sequence: last.sequence,
            detail: `ends at ${last.sequence}, sealed up to ${seal.sequence}`,
          })
        else if (!there.hash.equals(seal.hash))
          faults.push({ ...at, what: 'chain_broken', sequence: seal.sequence, detail: 'differs from the sealed hash' })
      }
      for (const check of checks.filter(each => each.streamKind === first.stream_kind)) {
        for (const fault of await check.check(tx, first.stream_id, rows, head)) faults.push({ ...at, ...fault })
      }
    }

    let open: Row[] = []
    for (let after: readonly [string, string, number] = ['', '00000000-0000-0000-0000-000000000000', 0]; ; ) {
      const page: readonly Row[] = await tx.query<Row>(
        `select stream_kind, stream_id, sequence, type, version, occurred_at, recorded_at, command_id, actor, payload, hash
         from journal where tenant_id = $1 and (stream_kind, stream_id, sequence) > ($2, $3, $4)
         order by stream_kind, stream_id, sequence limit ${pageRows}`,
        [tenantId, ...after],
        'verify-page',
      )
      for (const row of page) {
        const current = open[0]
        if (current && (current.stream_id !== row.stream_id || current.stream_kind !== row.stream_kind)) {
          await endStream(open)
          open = []
        }
        open.push(row)
      }
      const last = page.at(-1)
      if (!last || page.length < pageRows) break
      after = [last.stream_kind, last.stream_id, last.sequence]
    }
    await endStream(open)
    for (const head of sealed.values()) {
      faults.push({
        tenantId,
        what: 'chain_cut',
        streamKind: head.stream_kind,
        streamId: head.stream_id,
        detail: `is gone, sealed up to ${head.sequence}`,
      })
    }
    faults.push(...(await verifyAnchors(tx)))
    const contents = await verifyContents(tx, fault => faults.push({ tenantId, ...fault }))
    for (const check of checks) {
      for (const fault of (await check.finish?.(tx)) ?? []) faults.push({ tenantId, ...fault })
    }
    return { streams, events, contents, faults }
  })
}

function walk(
  tenantId: string,
  rows: readonly Row[],
  fault: (fault: Omit<Fault, 'tenantId' | 'streamKind' | 'streamId'>) => void,
): Buffer {
  let before = chainStart
  let expected = 1
  for (const row of rows) {
    if (row.sequence !== expected) {
      fault({ what: 'chain_cut', sequence: expected, detail: `entry ${expected} is missing` })
      expected = row.sequence
    }
    const facts: JournalRow = {
      tenantId,
      stream: { kind: row.stream_kind, id: row.stream_id },
      sequence: row.sequence,
      type: row.type,
      version: row.version,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      commandId: row.command_id,
      actor: row.actor,
      payload: row.payload,
    }
    if (!chainHash(before, facts).equals(row.hash)) {
      fault({
        what: 'chain_broken',
        sequence: row.sequence,
        detail: `entry ${row.sequence} (${row.type}) does not match its hash`,
      })
    }
    before = row.hash
    expected += 1
  }
  return before
}

async function verifyAnchors(tx: Tx): Promise<readonly Fault[]> {
  const anchors = await tx.query<{ anchor_id: string; digest: Buffer; before: Buffer }>(
    'select anchor_id, digest, before from anchor where tenant_id = $1 order by anchor_id',
    [tx.tenantId],
  )
  const faults: Fault[] = []
  let before = chainStart
  for (const anchor of anchors) {
    if (!anchor.before.equals(before)) {
      faults.push({
        tenantId: tx.tenantId,
        what: 'anchor_broken',
        streamKind: 'anchor',
        streamId: anchor.anchor_id,
        detail: 'does not follow the anchor before it',
      })
    }
    before = anchor.digest
  }
  return faults
}

/** What the law took away, as the journal recorded it: nothing else may be missing. */
async function recordedErasures(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ payload: { contents: readonly string[] } }>(
    'select payload from journal where tenant_id = $1 and stream_kind = $2 order by stream_id, sequence',
    [tx.tenantId, erasureStream],
  )
  return new Set(rows.flatMap(row => row.payload.contents))
}

async function verifyContents(tx: Tx, fault: (fault: Omit<Fault, 'tenantId'>) => void): Promise<number> {
  let seen = 0
  const erased = await recordedErasures(tx)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await tx.query<{
      content_id: string
      stream_kind: string
      stream_id: string
      body: string
      salt: string | null
      digest: string
      erased_at: Instant | null
    }>(
      `select content_id, stream_kind, stream_id, body::text as body, salt, digest, erased_at from content
       where tenant_id = $1 and content_id > $2 order by content_id limit ${pageRows}`,
      [tx.tenantId, after],
      'verify-contents',
    )
    for (const row of page) {
      seen += 1
      if (row.erased_at !== null) {
        if (!erased.has(row.content_id) || row.body !== null || row.salt !== null) {
          const detail = `content ${row.content_id} was erased without a record`
          fault({ what: 'content_changed', streamKind: row.stream_kind, streamId: row.stream_id, detail })
        }
        continue
      }
      if (row.salt === null || row.body === null || contentDigest(row.salt, JSON.parse(row.body)) !== row.digest) {
        fault({
          what: 'content_changed',
          streamKind: row.stream_kind,
          streamId: row.stream_id,
          detail: `content ${row.content_id} does not match its digest`,
        })
      }
    }
    const last = page.at(-1)
    if (!last || page.length < pageRows) return seen
    after = last.content_id
  }
}
