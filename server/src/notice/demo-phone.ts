import type { Instant } from '@onegrid/domain/kernel/time.ts'
import type { Tx } from '../database/database.ts'
import type { JobPorts } from '../jobs/ports.ts'

export type DemoMessage = { readonly phone: string; readonly body: string; readonly sentAt: Instant }

/** The receiver's end: the same message id arrives once, as a good gateway would have it. */
export async function keepOnDemoPhone(
  ports: Pick<JobPorts, 'database' | 'clock'>,
  tenantId: string,
  message: { readonly messageId: string; readonly phone: string; readonly text: string },
): Promise<void> {
  await ports.database.write(tenantId, tx =>
    tx.query(
      `insert into demo_message (tenant_id, message_id, phone, body, sent_at) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, message_id) do nothing`,
      [tenantId, message.messageId, message.phone, message.text, ports.clock.now()],
      'demo-message-keep',
    ),
  )
}

/** A page shows the forty latest; whoever looks for one number gives it. */
export async function readDemoPhone(tx: Tx, phone: string | undefined): Promise<readonly DemoMessage[]> {
  const rows = await tx.query<{ phone: string; body: string; sent_at: Instant }>(
    `select phone, body, sent_at from demo_message
      where tenant_id = $1 and ($2::text is null or phone = $2) order by sent_at desc, message_id desc limit 40`,
    [tx.tenantId, phone ?? null],
    'demo-message-latest',
  )
  return rows.map(row => ({ phone: row.phone, body: row.body, sentAt: row.sent_at }))
}
