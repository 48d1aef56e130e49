// Opens a SQLite file with whichever binding works on this Node, behind the few calls that we use.
import { createRequire } from 'node:module'
import { StoreProblem } from './store-problem.ts'

export type Value = string | number | null | Uint8Array
export type Row = Readonly<Record<string, unknown>>

export type Statement = {
  /** The number of rows changed. */
  run(...values: Value[]): number
  get(...values: Value[]): Row | undefined
  all(...values: Value[]): Row[]
}

export type Db = {
  exec(sql: string): void
  prepare(sql: string): Statement
  /** The first value of the pragma's first row, or null if it has none. */
  pragma(source: string): unknown
  inTransaction(): boolean
  close(): void
}

type DriverStatement = {
  run(values: Value[]): { changes: number }
  get(values: Value[]): Record<string, unknown> | undefined
  all(values: Value[]): Record<string, unknown>[]
}
type DriverDb = {
  readonly inTransaction: boolean
  exec(sql: string): unknown
  prepare(sql: string): DriverStatement
  pragma(source: string): unknown
  close(): unknown
}
type Driver = new (file: string) => DriverDb

const require = createRequire(import.meta.url)

function loadDriver(): Driver {
  // better-sqlite3 needs Node-API 10; on a Node that has less it ends the process instead of throwing.
  const names = Number(process.versions.napi) >= 10 ? ['better-sqlite3', 'libsql'] : ['libsql']
  const reasons: string[] = []
  for (const name of names) {
    try {
      return require(name) as Driver
    } catch (thrown) {
      reasons.push(`${name}: ${thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)}`)
    }
  }
  const say = `No SQLite binding could be loaded (${reasons.join('; ')}); run npm install with optional dependencies.`
  throw new StoreProblem({ code: 'no-driver', say })
}

/** Opens `file` (or ':memory:') as it is: no pragmas, no checks. Throws what the binding throws. */
export function openDb(file: string): Db {
  const db = new (loadDriver())(file)
  const prepare = (sql: string): Statement => {
    const statement = db.prepare(sql)
    // Values go down as one array: libsql takes a lone null or Uint8Array for named parameters.
    return {
      run: (...values) => statement.run(values).changes,
      get: (...values) => clean(statement.get(values)),
      all: (...values) => statement.all(values),
    }
  }
  return {
    prepare,
    exec: (sql) => void db.exec(sql),
    pragma: (source) => firstValue(db.pragma(source)),
    inTransaction: () => db.inTransaction,
    close: () => void db.close(),
  }
}

/** libsql adds its timing to every single row. */
function clean(row: Record<string, unknown> | undefined): Row | undefined {
  if (row) delete row._metadata
  return row
}

function firstValue(rows: unknown): unknown {
  const row: unknown = Array.isArray(rows) ? rows[0] : rows
  return row && typeof row === 'object' ? (Object.values(row)[0] ?? null) : (row ?? null)
}
