// The built server as a child process, with a data folder of its own: started, killed and started again on one port.
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './source-files.ts'

const MAIN = join(ROOT, 'dist/server/main.js')

export type BuiltServer = {
  readonly url: string
  readonly port: number
  readonly folder: string
  /** Everything it ever wrote to its terminal. */
  output(): string
  /** SIGKILL, as a pulled plug. */
  kill(): Promise<void>
  /** On the same port and folder; resolves when it listens. */
  start(): Promise<void>
  /** SIGTERM; resolves to the exit code. Removes the folder. */
  stop(): Promise<number | null>
}

export async function builtServer(env: Readonly<Record<string, string>> = {}): Promise<BuiltServer> {
  if (!existsSync(MAIN)) throw new Error('The server is not built: run npm run build.')
  const folder = mkdtempSync(join(tmpdir(), 'eighty-story-'))
  let output = ''
  let port = 0
  let child: ChildProcess | null = null
  const start = async () => {
    const started = fork(MAIN, [], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATA_DIR: folder,
        PORT: String(port),
        ROUND_SPREAD_MS: '600',
        ROUND_GRACE_MS: '2500',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    child = started
    started.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    started.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    port = await new Promise<number>((resolve, reject) => {
      started.once('exit', () => reject(new Error(`the server ended before it listened:\n${output}`)))
      started.on(
        'message',
        (message: { is?: string; port?: number }) =>
          message.is === 'listening' && message.port !== undefined && resolve(message.port),
      )
    })
  }
  const ended = (signal: NodeJS.Signals) =>
    new Promise<number | null>((resolve) => {
      if (child === null || child.exitCode !== null || child.signalCode !== null)
        return resolve(child?.exitCode ?? null)
      child.once('exit', (code) => resolve(code))
      child.kill(signal)
    })
  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    folder,
    output: () => output,
    start,
    kill: async () => {
      await ended('SIGKILL')
    },
    stop: async () => {
      const code = await ended('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}
