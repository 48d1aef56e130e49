// The built server as a child process with its own data folder and terminal: started, killed, started again, stopped.
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Disk, readDisk } from './disk.ts'

/** The folder with package.json, from the sources and from dist alike. */
export const ROOT = up(dirname(fileURLToPath(import.meta.url)))

function up(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : up(dirname(from))
}

/** What a server that is made to tell says: this address sent that mark, or that choice. Only for the positive control. */
export type Confession = { readonly address: string; readonly at: number; readonly act: unknown }

export type ServerProcess = {
  readonly port: number
  readonly confessions: readonly Confession[]
  /** SIGKILL, as a pulled plug; gives what lay on the disk then. */
  kill(): Promise<Disk>
  /** On the same port and folder. */
  start(): Promise<void>
  /** SIGTERM; gives what is left on the disk, and removes it. */
  stop(): Promise<Disk>
}

export type ServerOrder = {
  /** Null: the product's own main.js. Else a sabotage by its name. */
  readonly sabotage: string | null
  readonly spreadMs: number
  readonly graceMs: number
}

export async function startServer({ sabotage, spreadMs, graceMs }: ServerOrder): Promise<ServerProcess> {
  const entry = join(ROOT, sabotage === null ? 'dist/server/main.js' : 'dist/test/bench/sabotage/server.js')
  if (!existsSync(entry)) throw new Error(`${entry} is not built: run npm run build and npx tsc -b test/bench.`)
  const folder = mkdtempSync(join(tmpdir(), 'eighty-bench-'))
  const confessions: Confession[] = []
  let log = ''
  let port = 0
  let child: ChildProcess | null = null
  const start = async () => {
    const { VITEST: _, ...inherited } = process.env
    const started = fork(entry, [], {
      env: {
        ...inherited,
        NODE_ENV: 'production',
        DATA_DIR: folder,
        HOST: '127.0.0.1',
        PORT: String(port),
        ROUND_SPREAD_MS: String(spreadMs),
        ROUND_GRACE_MS: String(graceMs),
        ...(sabotage === null ? {} : { BENCH_SABOTAGE: sabotage }),
      },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    for (const from of [started.stdout, started.stderr])
      from?.on('data', (chunk: Buffer) => {
        log += chunk.toString()
      })
    port = await new Promise<number>((resolve, reject) => {
      started.once('exit', () => reject(new Error(`the server ended before it listened:\n${log}`)))
      started.on('message', (message: { is?: string; port?: number } & Partial<Confession>) => {
        if (message.is === 'listening' && message.port !== undefined) resolve(message.port)
        if (message.is === 'confession')
          confessions.push({ address: message.address ?? '', at: message.at ?? 0, act: message.act })
      })
    })
  }
  const ended = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return resolve()
      child.once('exit', () => resolve())
      child.kill(signal)
    })
  await start()
  return {
    get port() {
      return port
    },
    confessions,
    start,
    kill: async () => {
      await ended('SIGKILL')
      return readDisk(folder, log)
    },
    stop: async () => {
      await ended('SIGTERM')
      const disk = readDisk(folder, log)
      rmSync(folder, { recursive: true, force: true })
      return disk
    },
  }
}
