import type { Kysely } from 'kysely'
import { type ClientBase, Pool, type PoolClient, type PoolConfig, types } from 'pg'
import { kyselyOver } from './kysely-over.ts'
import { productUrl } from './login.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.generated.ts'

export type Tx = {
  readonly tenantId: string
  readonly kysely: Kysely<Tables>
  /** With a name the statement is prepared once a connection; the same name always stands for the same text. */
  query<Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
}

/** Host-wide tables only; row-level security shows no town's rows. */
export type HostTx = Omit<Tx, 'tenantId'>

export type Database = {
  /** One transaction of one town. Deadlocks and serialisation failures are tried again, so `work` may run up to four times. */
  write<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  read<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>
  host<T>(work: (tx: HostTx) => Promise<T>): Promise<T>
  /** The product's role. */
  readonly pool: Pool
  /** For LISTEN clients and libraries with pools of their own; the product's role. */
  readonly listenUrl: string
  close(): Promise<void>
}

export type DatabaseOptions = {
  readonly appUrl: string
  /** The role that migrates and owns; the same as appUrl where there is only one login. */
  readonly ownerUrl: string
  readonly poolSize?: number
  /** Only for clones of a template that is migrated already. */
  readonly migrated?: boolean
}

export async function openDatabase({
  appUrl,
  ownerUrl,
  poolSize = 10,
  migrated = false,
}: DatabaseOptions): Promise<Database> {
  if (!migrated) await migrate(appUrl, ownerUrl)
  const listenUrl = productUrl(appUrl, ownerUrl)
  const settings: PoolConfig & { pipeline: boolean } = {
    connectionString: listenUrl,
    max: poolSize,
    // Two connections stay open: the first request of a quiet night pays no handshake.
    min: 2,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser },
    // Statements leave without waiting for the answer of the one before: BEGIN and the tenant cost no round trip.
    pipeline: true,
    application_name: 'onegrid',
  }
  const pool = new Pool(settings)
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  try {
    await refuseMightyRole(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    write: (tenantId, work) => retried(() => transaction(pool, beginFor(tenantId, 'read write'), tenantId, work)),
    read: (tenantId, work) => retried(() => transaction(pool, beginFor(tenantId, 'read only'), tenantId, work)),
    host: work => retried(() => transaction(pool, 'begin', '', work)),
    pool,
    listenUrl,
    close: () => pool.end(),
  }
}

async function refuseMightyRole(pool: Pool): Promise<void> {
  const found = await pool.query<{ name: string; mighty: boolean }>(
    'select rolname as name, rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user',
  )
  const role = found.rows[0]
  if (!role || role.mighty)
    throw new Error(
      `The database role ${role?.name ?? ''} ignores row-level security; give DATABASE_URL a role without SUPERUSER and BYPASSRLS.`,
    )
}

const tenantPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** SET LOCAL is what set_config(…, true) does, without planning a query for it; it ends with the transaction. */
function beginFor(tenantId: string, access: 'read write' | 'read only'): string {
  if (!tenantPattern.test(tenantId)) throw new Error(`Not the id of a tenant: ${JSON.stringify(tenantId)}`)
  return `begin ${access}; set local app.tenant = '${tenantId}'`
}

async function transaction<T>(pool: Pool, begin: string, tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: unknown
  // Between check-out and release nobody else listens: a connection that breaks must fail its statements, not the process.
  const onError = (error: Error): void => {
    broken = error
  }
  client.on('error', onError)
  try {
    const tx = new Transaction(client, tenantId)
    gather(client)
    const begun = client.query(begin)
    begun.catch(() => {}) // seen below, or by the first statement of the work
    let result: T
    try {
      result = await work(tx)
      await begun
    } catch (error) {
      tx.close()
      await client.query('rollback').catch(failure => {
        broken = failure
      })
      throw error
    }
    tx.close()
    const ended = await client.query('commit')
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: a swallowed failure must not look saved.
    if (ended.command !== 'COMMIT') throw new Error('The transaction had failed before its end; nothing was saved.')
    return result
  } finally {
    client.removeListener('error', onError)
    client.release(broken instanceof Error ? broken : undefined)
  }
}

const gathering = new WeakSet<object>()

/** What one turn of the event loop sends leaves in one packet: a report's eight statements cost one system call, not eight. */
function gather(client: PoolClient): void {
  const { stream } = client.connection
  if (gathering.has(stream)) return
  gathering.add(stream)
  stream.cork()
  setImmediate(() => {
    gathering.delete(stream)
    stream.uncork()
  })
}

class Transaction implements Tx {
  readonly tenantId: string
  readonly #client: PoolClient
  #over = false
  #kysely: Kysely<Tables> | undefined

  constructor(client: PoolClient, tenantId: string) {
    this.#client = client
    this.tenantId = tenantId
  }

  get kysely(): Kysely<Tables> {
    this.#kysely ??= kyselyOver<Tables>(() => this.#open())
    return this.#kysely
  }

  async query<Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]> {
    const client = this.#open()
    gather(this.#client)
    const result = await client.query({
      text,
      ...(values ? { values: values as unknown[] } : {}),
      ...(name ? { name } : {}),
    })
    return result.rows as Row[]
  }

  close(): void {
    this.#over = true
  }

  /** A statement that somebody forgot to await would run inside the next transaction, perhaps another town's. */
  #open(): ClientBase {
    if (this.#over) throw new Error('This transaction is over.')
    return this.#client
  }
}

/** Serialisation failure and deadlock: PostgreSQL rolled back one side so that the other could go on. */
const again = new Set(['40001', '40P01'])

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (tries === 3 || !again.has(code)) throw error
      await new Promise(resolve => setTimeout(resolve, 5 * 2 ** tries))
    }
  }
}

const instant = (text: string): string => {
  // '2022-09-26 00:30:00.123456+00': sessions run in UTC, and the product keeps milliseconds.
  if (text.length > 18 && text.endsWith('+00'))
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${`${text.slice(20, -3)}000`.slice(0, 3)}Z`
  return text.includes('infinity')
    ? text
    : new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()
}

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  1184: instant,
  1082: text => text,
  20: Number,
  1700: Number,
}

/** Instants and days stay text as the domain has them; our whole numbers all fit in a double. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : parsers[oid]) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser
