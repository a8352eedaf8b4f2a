import { createHash } from 'node:crypto'
import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { Ids } from '../ids.ts'
import { chainStart } from './chain.ts'

/**
 * Seals the heads of all chains that moved since the last seal under one digest that follows the one before it. A chain whose
 * tail was cut afterwards ends before its sealed head, and `verify` names it.
 * @returns how many chains were sealed; 0 makes no anchor
 */
export async function sealChains(tx: Tx, ids: Ids, sealedAt: Instant): Promise<number> {
  const heads = await tx.query<{ stream_kind: string; stream_id: string; sequence: number; hash: Buffer }>(
    `select distinct on (j.stream_kind, j.stream_id) j.stream_kind, j.stream_id, j.sequence, j.hash
     from journal j left join anchored_head a on a.tenant_id = j.tenant_id and a.stream_kind = j.stream_kind and a.stream_id = j.stream_id
     where j.tenant_id = $1 and (a.sequence is null or j.sequence > a.sequence)
       and j.recorded_at >= coalesce((select max(sealed_at) - interval '2 days' from anchor where tenant_id = $1), '-infinity')
     order by j.stream_kind, j.stream_id, j.sequence desc`,
    [tx.tenantId],
  )
  if (heads.length === 0) return 0
  const [last] = await tx.query<{ digest: Buffer }>(
    'select digest from anchor where tenant_id = $1 order by anchor_id desc limit 1',
    [tx.tenantId],
  )
  const before = last?.digest ?? chainStart
  const hash = createHash('sha256').update(before).update(sealedAt)
  for (const head of heads) hash.update(`${head.stream_kind} ${head.stream_id} ${head.sequence} `).update(head.hash)
  const anchorId = ids.id()
  await tx.query(
    'insert into anchor (tenant_id, sealed_at, anchor_id, streams, digest, before) values ($1, $2, $3, $4, $5, $6)',
    [tx.tenantId, sealedAt, anchorId, heads.length, hash.digest(), before],
  )
  const rows = heads.map(head => ({ ...head, hash: `\\x${head.hash.toString('hex')}`, anchor_id: anchorId }))
  await tx.query(
    `insert into anchored_head (tenant_id, stream_kind, stream_id, sequence, hash, anchor_id)
     select $1, stream_kind, stream_id, sequence, hash, anchor_id from jsonb_populate_recordset(null::anchored_head, $2::jsonb)
     on conflict (tenant_id, stream_kind, stream_id) do update
       set sequence = excluded.sequence, hash = excluded.hash, anchor_id = excluded.anchor_id`,
    [tx.tenantId, JSON.stringify(rows)],
  )
  return heads.length
}
