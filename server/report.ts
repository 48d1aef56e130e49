// The one table of what the server says in its log: a name and facts become a sentence, and where it helps, what to do.
import type { Report } from './ports.ts'

type Facts = NonNullable<Parameters<Report>[1]>

type Line = {
  readonly level: 'info' | 'warn' | 'error'
  /** `fact` gives a fact as text, or the words to say in its place where the caller gave none. */
  readonly say: (fact: (name: string, otherwise?: string) => string) => string
  /** What the reader can do about it. */
  readonly fix?: string
}

/**
 * Only the facts that a sentence asks for are ever printed. Never add one that holds a secret, a text that somebody
 * wrote, a name or an address of a phone; and no line tells of a single anonymous act (rule R10).
 */
export const LINES = {
  started: { level: 'info', say: () => 'Eighty is ready.' },
  address: { level: 'info', say: (fact) => `Open ${fact('url')}` },
  'port-taken': {
    level: 'error',
    say: (fact) => `Port ${fact('port')} is taken by another program.`,
    fix: 'Stop the other one, or choose another port: PORT=8081 npm start (PORT=0 takes any free one).',
  },
  'config-refused': {
    level: 'error',
    say: (fact) => `Eighty cannot start with these settings:\n${fact('why')}`,
    fix: 'Correct them in the environment or in .env; .env.example lists every setting.',
  },
  'store-refused': {
    level: 'error',
    say: (fact) => `The database cannot be used: ${fact('why')}`,
    fix: 'Nothing was changed. Put it right, or name another folder with DATA_DIR.',
  },
  'save-failed': {
    level: 'error',
    say: (fact) =>
      `A change could not be saved (${fact('code', 'no code')}) and was refused; nothing acknowledged is lost.`,
    fix: 'Look at the free space and the rights of the folder DATA_DIR.',
  },
  'session-created': { level: 'info', say: () => 'A session was created.' },
  'session-deleted': { level: 'info', say: () => 'A session was deleted, with everything of it.' },
  'session-ended': { level: 'info', say: () => 'A session ended.' },
  'round-written': {
    level: 'info',
    // Never how many acts: a number from sealed answers is for the thresholds alone, and this line goes past them.
    say: (fact) => `A sealed round (${fact('purpose')}) was written: the envelopes of ${fact('phones')} phones.`,
  },
  'command-crashed': {
    level: 'error',
    say: (fact) =>
      `A mistake of ours stopped ${fact('command', 'a command')} (${fact('error', 'no number')}); nothing was changed.`,
    fix: 'Please report it with the words of this line and the version.',
  },
  'request-crashed': {
    level: 'error',
    say: (fact) =>
      `A mistake of ours stopped ${fact('route', 'a request')} (${fact('error', 'no number')}); nothing was changed.`,
    fix: 'Please report it with the words of this line and the version.',
  },
  'listen-failed': {
    level: 'error',
    say: (fact) => `Eighty cannot listen on port ${fact('port')}.`,
    fix: 'Look at HOST and PORT: the address must be one of this machine, and ports under 1024 may need more rights.',
  },
  'doc-refused': { level: 'warn', say: (fact) => `A device lost a shared text for a moment: ${fact('code')}.` },
  'doc-save-failed': {
    level: 'warn',
    say: () => 'A shared text could not be saved; it stays in memory and is tried again.',
    fix: 'Look at the free space and the rights of the folder DATA_DIR.',
  },
  'doc-pending-dropped': { level: 'warn', say: () => 'An edit that built on missing ones was dropped.' },
  'mirror-failed': {
    level: 'warn',
    say: () => 'The wording of a commitment could not be copied into the session yet.',
  },
  'sorting-failed': {
    level: 'warn',
    say: () => 'The small questions of a session could not go on; they are tried again.',
  },
  'themes-failed': {
    level: 'warn',
    say: () => 'Themes could not be proposed; the facilitator can gather the cards by hand.',
  },
  'due-failed': {
    level: 'warn',
    say: () => 'What a session had due today could not be done yet; it is tried again in a minute.',
  },
  'mails-sent': { level: 'info', say: (fact) => `Reminders were sent: ${fact('mails')}.` },
  'mail-refused': {
    level: 'warn',
    say: () => 'The mail server does not take mails for one of the addresses; this reminder is left.',
  },
  'mail-parked': {
    level: 'warn',
    say: () => 'The mail server could not be reached five times in a row; these reminders are left.',
    fix: 'Look at SMTP_URL and MAIL_FROM; npm run doctor says whether the mail server lets Eighty in.',
  },
  'webhook-told': { level: 'info', say: () => 'A webhook was told something.' },
  'webhook-held': {
    level: 'warn',
    say: () =>
      'A webhook was told as much as it may be within an hour; an hour from now it is told what is so by then.',
  },
  'webhook-parked': {
    level: 'warn',
    say: () => 'A webhook did not take a message three times in a row; what it was to be told is left.',
    fix: 'The facilitator can send it a test message from the console, which says what is wrong.',
  },
  'pdf-failed': {
    level: 'warn',
    say: (fact) => `A PDF could not be made (${fact('why')}); whoever asked was told, and the next one is made anew.`,
    fix: 'If it says so again, look at the free memory of this machine.',
  },
  'socket-refused': { level: 'warn', say: (fact) => `A connection was refused: ${fact('code')}.` },
  draining: { level: 'info', say: () => 'Stopping: saving what is open and saying goodbye to the phones…' },
  stopped: { level: 'info', say: () => 'Stopped. Everything acknowledged is on disk.' },
  'robots-started': { level: 'info', say: (fact) => `${fact('people')} robots are joining to rehearse.` },
  'robots-ended': { level: 'info', say: () => 'The robots have left.' },
  'robots-failed': {
    level: 'warn',
    say: (fact) => `The robots stopped by themselves (${fact('code')}); the session goes on without them.`,
    fix: 'Start the rehearsal again, or go on with people.',
  },
  'vectors-failed': {
    level: 'warn',
    say: () => 'Cards could not be turned into vectors: themes are proposed from shared words alone.',
    fix: 'Start Eighty again; if it says so again, look at EMBEDDINGS_URL.',
  },
  'embeddings-fell-back': {
    level: 'warn',
    say: (fact) =>
      `The embeddings endpoint did not help (${fact('why')}): themes are proposed with the built-in model.`,
    fix: 'Look at EMBEDDINGS_URL and EMBEDDINGS_MODEL, then start Eighty again.',
  },
  'theme-slow': {
    level: 'warn',
    say: (fact) => `Proposing themes took ${fact('ms')} ms for ${fact('cards')} cards.`,
  },
} as const satisfies Record<string, Line>

export type LineName = keyof typeof LINES

const OPENING = { info: '', warn: 'Careful: ', error: 'Problem: ' } as const

const isLineName = (name: string): name is LineName => Object.hasOwn(LINES, name)

/** The sentence of one line, with its advice on a second one. A name that the table lacks is said, not thrown: logging never stops a session. */
export function sentence(name: string, facts: Facts = {}): string {
  if (!isLineName(name)) return `Careful: the log has no sentence for ${JSON.stringify(name)}.`
  const line: Line = LINES[name]
  const said = OPENING[line.level] + line.say((fact, otherwise = 'unknown') => String(facts[fact] ?? otherwise))
  return line.fix ? `${said}\n  ${line.fix}` : said
}

/** @param write takes one line or more, without the newline at the end; a time, if wanted, is the container's to add. */
export function createReport(write: (text: string) => void): Report {
  return (name, facts) => write(sentence(name, facts))
}
