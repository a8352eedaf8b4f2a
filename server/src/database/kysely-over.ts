import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { ClientBase } from 'pg'

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()

/** Kysely that sends to one connection inside a transaction that others began and will end. */
export function kyselyOver<Schema>(open: () => ClientBase): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => new BoundDriver(open),
      createQueryCompiler: () => compiler,
      createIntrospector: kysely => new PostgresIntrospector(kysely),
    },
  })
}

class BoundDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(open: () => ClientBase) {
    this.#connection = {
      async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
        const result = await open().query(sql, parameters as unknown[])
        return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
      },
      streamQuery: () => refuse('Rows are not streamed inside a transaction; read pages.'),
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  async beginTransaction(): Promise<void> {
    refuse('The transaction is open already: use tx.kysely as it is.')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async destroy(): Promise<void> {}
}

function refuse(sentence: string): never {
  throw new Error(sentence)
}
