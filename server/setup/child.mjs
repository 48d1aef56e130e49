// Runs other programs for the setup: quietly (output shown only when it failed) or in full view.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder with package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs to the end and resolves to its exit status (1 if a signal or a missing program ended it) and what it printed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: Record<string, string>, shell?: boolean }} [how] `show`: its output is ours
 * @returns {Promise<{ status: number, output: string }>}
 */
export function runProgram(command, args, how = {}) {
  return new Promise((done) => {
    const output = []
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...how.env },
      shell: how.shell ?? false,
      stdio: how.show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    // Ctrl+C reaches the child by itself (same terminal); a `kill` of this process must be handed on.
    const forward = (signal) => child.kill(signal)
    const ours = ['SIGINT', 'SIGTERM']
    for (const signal of ours) process.on(signal, forward)
    const finish = (status) => {
      for (const signal of ours) process.off(signal, forward)
      done({ status, output: Buffer.concat(output).toString('utf8') })
    }
    child.stdout?.on('data', (bytes) => output.push(bytes))
    child.stderr?.on('data', (bytes) => output.push(bytes))
    child.on('error', (error) => {
      output.push(Buffer.from(String(error.message)))
      finish(1)
    })
    child.on('close', (status) => finish(status ?? 1))
  })
}

/** Runs npm: the very one that started us if there is one, else the one on the PATH. */
export function runNpm(args, how = {}) {
  const own = process.env.npm_execpath
  if (own && /npm-cli\.[cm]?js$/.test(own)) return runProgram(process.execPath, [own, ...args], how)
  return runProgram('npm', args, { ...how, shell: process.platform === 'win32' })
}
