// Everything that an operator may set, read once from the environment; every mistake is named in one message.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import * as z from 'zod/mini'
import { GRACE_MS, SPREAD_MS } from '../shared/limits.ts'

const wholeNumber = (least: number, most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number')),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.minimum(least, `must be at least ${least}`), z.maximum(most, `must be at most ${most}`)),
    ),
  )

/** `https://host[:port]`, as browsers write it in the Origin header. */
function originOf(text: string): string | null {
  try {
    const url = new URL(text)
    return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
      ? url.origin
      : null
  } catch {
    return null
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isMailServer(text: string): boolean {
  return URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== ''
}

const origin = z
  .string()
  .check(
    z.refine((text) => originOf(text) !== null, 'must be an address such as https://offsite.example.org, with no path'),
  )
const asOrigin = (text: string) => originOf(text) ?? text

const Variables = z.object({
  PORT: wholeNumber(0, 65_535),
  HOST: z.string().check(z.regex(/^[\w.:-]+$/, 'must be an address to listen on, such as 0.0.0.0 or 127.0.0.1')),
  DATA_DIR: z.pipe(
    z.string(),
    z.transform((path: string) => resolve(path)),
  ),
  PUBLIC_URL: z.optional(z.pipe(origin, z.transform(asOrigin))),
  ALLOWED_ORIGINS: z.pipe(
    z.pipe(
      z.transform((text: string) => text.split(/[\s,]+/).filter(Boolean)),
      z.array(origin),
    ),
    z.transform((list: string[]) => list.map(asOrigin)),
  ),
  TRUST_PROXY: z.pipe(
    z.enum(['on', 'off'], 'must be on or off'),
    z.transform((word: 'on' | 'off') => word === 'on'),
  ),
  ROUND_SPREAD_MS: wholeNumber(0, 60_000),
  ROUND_GRACE_MS: wholeNumber(0, 60_000),
  EMBEDDINGS_URL: z.optional(
    z.string().check(z.refine(isWebAddress, 'must be an address such as http://127.0.0.1:11434/v1/embeddings')),
  ),
  EMBEDDINGS_MODEL: z.string(),
  EMBEDDINGS_KEY: z.optional(z.string()),
  SMTP_URL: z.optional(
    z.string().check(z.refine(isMailServer, 'must be an address such as smtps://name:password@mail.example.org')),
  ),
  MAIL_FROM: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^([^<>\r\n@]{0,80} <)?[^\s@<>]{1,64}@[^\s@<>]{1,189}>?$/,
          'must be an e-mail address, such as Eighty <eighty@example.org>',
        ),
      ),
  ),
  ALLOW_PRIVATE_WEBHOOKS: z.pipe(
    z.enum(['on', 'off'], 'must be on or off'),
    z.transform((word: 'on' | 'off') => word === 'on'),
  ),
})

/**
 * `DATA_DIR` is absolute; `PUBLIC_URL` and `ALLOWED_ORIGINS` are origins without a slash at the end (no `PUBLIC_URL`:
 * invitations name the LAN address); times are milliseconds.
 */
export type Config = Readonly<z.infer<typeof Variables>>

/** The default (null: unset) and what `.env.example` says about each. */
const ABOUT: { readonly [N in keyof Config]: { readonly standard: string | null; readonly says: string } } = {
  PORT: { standard: '8080', says: 'Port to listen on; 0 takes any free one.' },
  HOST: { standard: '0.0.0.0', says: 'Address to listen on; 127.0.0.1 keeps it on this machine.' },
  DATA_DIR: { standard: './data', says: 'Folder of the database; made if it is not there.' },
  PUBLIC_URL: {
    standard: null,
    says: 'Address that invitations and QR codes name, if it is not the one of this network, such as https://offsite.example.org.',
  },
  ALLOWED_ORIGINS: {
    standard: '',
    says: 'Further addresses whose pages may talk to this server, separated by commas.',
  },
  TRUST_PROXY: {
    standard: 'off',
    says: 'on if a reverse proxy of yours stands in front and sets X-Forwarded-For; without one, anybody could forge it.',
  },
  ROUND_SPREAD_MS: {
    standard: String(SPREAD_MS),
    says: 'When a sealed round ends, phones send at random moments within this time.',
  },
  ROUND_GRACE_MS: { standard: String(GRACE_MS), says: 'How much longer the server waits for slow phones after that.' },
  EMBEDDINGS_URL: {
    standard: null,
    says: 'Address of a service that turns sentences into vectors (OpenAI’s /v1/embeddings, as Ollama speaks it). It gets the cards’ texts. Unset: the built-in model, which sends nothing anywhere.',
  },
  EMBEDDINGS_MODEL: { standard: 'nomic-embed-text', says: 'The model that service is asked for.' },
  EMBEDDINGS_KEY: { standard: null, says: 'Its key, if it wants one.' },
  SMTP_URL: {
    standard: null,
    says: 'Mail server for reminders, such as smtps://name:password@mail.example.org. Unset: no e-mail is sent; the calendar file carries the dates.',
  },
  MAIL_FROM: {
    standard: null,
    says: 'Whom reminders come from, such as Eighty <eighty@example.org>; needed with SMTP_URL.',
  },
  ALLOW_PRIVATE_WEBHOOKS: {
    standard: 'off',
    says: 'on if webhooks may be inside your own network, such as a chat server of yours; otherwise a facilitator could make this server write to any machine it reaches.',
  },
}

/** The server must not start like this. `mistakes` holds one sentence each; the message is all of them. */
export class ConfigProblem extends Error {
  readonly mistakes: readonly string[]
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.name = 'ConfigProblem'
    this.mistakes = mistakes
  }
}

/** Loggers of our libraries that print addresses, times or bodies of requests; anonymity forbids them (rule R10). */
const TELLTALE = ['express', 'engine', 'socket.io', 'ws', 'router', 'send', 'body-parser', 'finalhandler']

/** True if a `DEBUG` pattern, such as `express:*` or `*`, would switch on a logger that tells who sent what. */
function telltale(pattern: string): boolean {
  if (pattern.startsWith('-')) return false
  const names = pattern.toLowerCase().split(/[^a-z.-]+/)
  return (
    pattern.startsWith('*') ||
    names.some((name) => TELLTALE.some((log) => name.startsWith(log) || log === name)) ||
    wildcard(pattern)
  )
}

/** `e*` also matches `express`. */
function wildcard(pattern: string): boolean {
  const star = pattern.indexOf('*')
  return star > 0 && TELLTALE.some((log) => log.startsWith(pattern.slice(0, star)))
}

function loggingMistakes(env: NodeJS.ProcessEnv): string[] {
  const debug = (env.DEBUG ?? '').split(/[\s,]+/).filter(Boolean)
  const node = (env.NODE_DEBUG ?? '').toLowerCase().split(',')
  return [
    ...(debug.some(telltale)
      ? ['DEBUG would write down who sent what and when, which Eighty promises never to do: unset it.']
      : []),
    ...(node.some((name) => /^(https?|net|tls|stream|\*)/.test(name.trim()))
      ? ['NODE_DEBUG would write down addresses of phones, which Eighty promises never to do: unset it.']
      : []),
  ]
}

function mailMistakes({ SMTP_URL, MAIL_FROM }: Record<string, string | undefined>): string[] {
  if (SMTP_URL === undefined || MAIL_FROM !== undefined) return []
  return ['MAIL_FROM must be set with SMTP_URL: mails come from somebody.']
}

/**
 * Reads the environment; a variable that is unset or empty has its default.
 * @throws ConfigProblem that names every mistake, never the value of a variable
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(ABOUT).map(([name, { standard }]) => [name, env[name]?.trim() || (standard ?? undefined)]),
  )
  const read = Variables.safeParse(given)
  const wrong = read.success ? [] : read.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`)
  const mistakes = [...new Set([...wrong, ...mailMistakes(given), ...loggingMistakes(env)])]
  if (!read.success || mistakes.length > 0) throw new ConfigProblem(mistakes)
  return read.data
}

/** The environment with the lines of a `.env` file under it, if there is one; what is really set wins. */
export function withEnvFile(env: NodeJS.ProcessEnv, file = '.env'): NodeJS.ProcessEnv {
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...env }
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return env
    throw new ConfigProblem([`${file} is there but cannot be read.`])
  }
}

/** The text of `.env.example`: every variable with its default, commented out. */
export function envExample(): string {
  const entries = Object.entries(ABOUT).map(([name, { standard, says }]) => `# ${says}\n# ${name}=${standard ?? ''}\n`)
  return ['# Copy to .env and change what you need. Everything here is optional.\n', ...entries].join('\n')
}
