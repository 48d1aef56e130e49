// Looks at everything that the server needs and says each finding in a sentence; changes nothing.
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { checkMail } from '../adapters/smtp.ts'
import { checkBackup } from '../adapters/sqlite/backup.ts'
import { openDb } from '../adapters/sqlite/open-db.ts'
import { StoreProblem } from '../adapters/sqlite/store-problem.ts'
import { ConfigProblem, readConfig } from '../config.ts'

export type Finding = { readonly ok: boolean; readonly says: string }

const LEAST_FREE = 200 * 1024 * 1024

export async function doctor({
  env,
  file,
}: {
  readonly env: NodeJS.ProcessEnv
  readonly file: string
}): Promise<Finding[]> {
  return [
    node(),
    ...settings(env),
    driver(),
    folder(dirname(file)),
    space(dirname(file)),
    database(file),
    await mailServer(env),
  ]
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { ok, says: `Node ${process.versions.node}${ok ? '' : '; Eighty needs 20.19 or newer'}` }
}

function settings(env: NodeJS.ProcessEnv): Finding[] {
  try {
    readConfig(env)
    return [{ ok: true, says: 'Settings can be read' }]
  } catch (problem) {
    if (!(problem instanceof ConfigProblem)) throw problem
    return problem.mistakes.map((says) => ({ ok: false, says }))
  }
}

/** Says hello to it and leaves again; no mail is sent. */
async function mailServer(env: NodeJS.ProcessEnv): Promise<Finding> {
  const url = env.SMTP_URL?.trim()
  const from = env.MAIL_FROM?.trim()
  // What is wrong with the settings themselves was said above.
  if (!url || !from || !URL.canParse(url))
    return { ok: true, says: 'No e-mail is sent; the calendar file carries the dates' }
  const why = await checkMail({ url, from })
  return {
    ok: why === null,
    says: why === null ? 'The mail server lets us in' : `The mail server does not help: ${why}`,
  }
}

function driver(): Finding {
  try {
    openDb(':memory:').close()
    return { ok: true, says: 'SQLite is there' }
  } catch (problem) {
    return { ok: false, says: problem instanceof StoreProblem ? problem.say : 'SQLite cannot be loaded' }
  }
}

function folder(path: string): Finding {
  if (!existsSync(path)) return { ok: true, says: `The data folder ${path} is not there yet; the server makes it` }
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return { ok: true, says: `The data folder ${path} can be written` }
  } catch {
    return { ok: false, says: `The data folder ${path} cannot be written by this account` }
  }
}

function space(path: string): Finding {
  const there = existsSync(path) ? path : '.'
  const { bavail, bsize } = statfsSync(there)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  return { ok: bavail * bsize >= LEAST_FREE, says: `${free} MiB of disk are free` }
}

function database(file: string): Finding {
  if (!existsSync(file)) return { ok: true, says: 'There is no database yet; the server makes one' }
  try {
    const { sessions } = checkBackup(file)
    return {
      ok: true,
      says: `The database is whole and holds ${sessions === 1 ? 'one session' : `${sessions} sessions`}`,
    }
  } catch (problem) {
    return { ok: false, says: problem instanceof StoreProblem ? problem.say : 'The database cannot be read' }
  }
}
