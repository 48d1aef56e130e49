// A real mail server in this process: keeps what it was sent, and says no when a test wants that.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Caught = {
  readonly from: string
  readonly to: readonly string[]
  /** Names in lower case; folded lines made one. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly html: string
  readonly raw: string
}

export type MailCatcher = {
  readonly url: string
  readonly mails: Caught[]
  /** What it answers to whom a mail is for: an SMTP code and words; null takes it. */
  says: (to: string) => { readonly code: number; readonly words: string } | null
  /** Connections since it began. */
  readonly met: () => number
  close(): Promise<void>
}

/** `login`: name and password that it wants; without one it takes everybody. */
export async function catchMails(
  login: { readonly name: string; readonly password: string } | null = null,
): Promise<MailCatcher> {
  const mails: Caught[] = []
  let met = 0
  const server = new SMTPServer({
    authOptional: login === null,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS', ...(login === null ? ['AUTH'] : [])],
    closeTimeout: 200,
    onConnect: (_session, back) => {
      met++
      back()
    },
    onAuth: (auth, _session, back) =>
      auth.username === login?.name && auth.password === login?.password
        ? back(null, { user: auth.username })
        : back(new Error('wrong name or password')),
    onRcptTo: ({ address }, _session, back) => {
      const no = catcher.says(address)
      back(no === null ? null : Object.assign(new Error(no.words), { responseCode: no.code }))
    },
    onData: (stream, session, back) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        mails.push(
          read(
            Buffer.concat(parts).toString('latin1'),
            from,
            rcptTo.map(({ address }) => address),
          ),
        )
        back()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  const { port } = server.server.address() as AddressInfo
  const proof = login === null ? '' : `${login.name}:${login.password}@`
  const catcher: MailCatcher = {
    url: `smtp://${proof}127.0.0.1:${port}`,
    mails,
    says: () => null,
    met: () => met,
    close: () => new Promise((done) => void server.close(() => done())),
  }
  return catcher
}

function read(raw: string, from: string, to: readonly string[]): Caught {
  const { headers, body } = divided(raw)
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '') ?? []
  const parts = body.split(`--${boundary}`).map((part) => divided(part.replace(/^\r\n/, '')))
  const part = (type: string) => {
    const found = parts.find((one) => one.headers['content-type']?.startsWith(type))
    return found === undefined ? '' : decoded(found.body, found.headers['content-transfer-encoding'] ?? '')
  }
  return { from, to, headers, raw, text: part('text/plain'), html: part('text/html') }
}

function divided(raw: string): { headers: Record<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line) => [
    line.slice(0, line.indexOf(':')).toLowerCase(),
    words(line.slice(line.indexOf(':') + 1).trim()),
  ])
  return { headers: Object.fromEntries(headers), body: raw.slice(end + 4) }
}

/** RFC 2047, as far as our own mails use it. */
function words(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, how: string, text: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString('utf8') : quoted(text.replaceAll('_', ' ')),
    )
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable'
    ? quoted(body.replace(/=\r\n/g, ''))
    : Buffer.from(body, 'latin1').toString('utf8')
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
