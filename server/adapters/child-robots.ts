// Starts the robots' program as a child process of its own, so that practising costs the server nothing.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Report, Robots } from '../ports.ts'

/** `address` is where the robots find the server, once it listens. */
export function childRobots(parts: {
  readonly address: () => string
  readonly report: Report
  readonly program?: string
}): Robots & { close(): void } {
  const program = parts.program ?? fileURLToPath(new URL('../../client/robots/main.js', import.meta.url))
  const stops = new Set<() => void>()
  return {
    start: ({ code, people, ended }) => {
      const child = spawn(
        process.execPath,
        [program, '--url', parts.address(), '--code', code, '--people', String(people)],
        { stdio: ['ignore', 'ignore', 'ignore'] },
      )
      const stop = () => child.kill('SIGTERM')
      stops.add(stop)
      parts.report('robots-started', { people })
      const over = () => {
        if (!stops.delete(stop)) return
        parts.report('robots-ended')
        ended()
      }
      child.on('exit', over)
      child.on('error', () => {
        parts.report('robots-failed')
        over()
      })
      return stop
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
