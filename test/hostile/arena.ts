// What every attack needs: a session with honest people in it, raw ways in, and the question whether everybody is still well.
import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { expect } from 'vitest'
import WebSocket from 'ws'
import type { Ready } from '../../client/state/anonymity.ts'
import { randomBytes, randomId, randomSecret } from '../../client/state/random.ts'
import type { LiveSession } from '../../server/live/live-session.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { ENVELOPE_BYTES, PROTOCOL_VERSION } from '../../shared/limits.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { Participant } from '../support/people.ts'
import { envelopesOf } from '../support/tokens.ts'
import type { Workshop } from '../support/workshop.ts'

export const aCard = (text: string): Act => ({ is: 'card', kind: 'constraint', text, mark: randomId() })

/** What a phone really holds of a round: its tokens in the order of the slots, and the round's own key. */
export type Purse = { readonly round: string; readonly ready: readonly Ready[]; readonly key: string }

/** Waits until the phone has its tokens. */
export async function purseOf(phone: Participant, round = 'write.1'): Promise<Purse> {
  const held = () => phone.keep.get<{ readonly ready: readonly Ready[] | null }>(`wallet.${round}`)?.ready ?? null
  await expect.poll(held, { timeout: 10_000, interval: 20 }).not.toBeNull()
  const key = phone.phone.common.get()?.rounds.find((one) => one.id === round)?.key?.public
  const ready = held()
  if (ready === null || key === undefined) throw new Error('no tokens, or no key')
  return { round, ready, key }
}

/** An envelope for one slot of a purse (from 0). */
export function spend(purse: Purse, slot: number, seq: number, act: Act): Uint8Array<ArrayBuffer> {
  const acts = Array.from({ length: slot + 1 }, (_, at): Act => (at === slot ? act : { is: 'blank' }))
  const envelope = envelopesOf(purse.ready, purse.key, seq, acts)[slot]
  if (envelope === undefined) throw new Error('no such slot')
  return envelope
}

/** The dearest rubbish there is: sealed to the round's key, for what its tokens are good for, with a token that nobody signed. */
export function bogus({ ready, key }: Purse, act: Act): Uint8Array<ArrayBuffer> {
  const made = { info: ready[0]?.info ?? '', slots: ['1'], inputs: [randomSecret()], keys: [randomSecret()] }
  const [envelope] = envelopesOf([made], key, 1, [act])
  if (envelope === undefined) throw new Error('no envelope')
  return envelope
}

export function noise(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ENVELOPE_BYTES)
  randomBytes(bytes)
  return bytes
}

export function first(w: Workshop, at = 0): Participant {
  const phone = w.phones[at]
  if (phone === undefined) throw new Error('no such phone')
  return phone
}

export async function liveOf(w: Workshop): Promise<LiveSession> {
  const live = await w.app.directory.open(w.facilitator.created.session)
  if (live === null) throw new Error('the session is gone')
  return live
}

/** A fingerprint of everything that the session holds. */
export async function stateHash(w: Workshop): Promise<string> {
  const live = await liveOf(w)
  return createHash('sha256')
    .update(JSON.stringify([live.session, live.cards()]))
    .digest('hex')
}

/** A socket with any `auth` whatever, which never comes back by itself. */
export function rawSocket(url: string, auth: object, more: object = {}): Socket {
  return io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false, ...more })
}

export const proofOf = (phone: Participant) => ({
  protocol: PROTOCOL_VERSION,
  session: phone.seat.session,
  role: 'phone',
  secret: phone.seat.ticket,
  person: phone.seat.person,
  tab: randomId(),
})

/** 'in', or the code of the refusal, or what went wrong below it. */
export function outcome(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.on('connect', () => resolve('in'))
    socket.on('connect_error', (problem: Error & { data?: { refusal?: { code: string } } }) =>
      resolve(problem.data?.refusal?.code ?? problem.message),
    )
  })
}

/** The refusal's code, or 'accepted'. */
export async function tell(
  socket: Socket,
  event: 'command' | 'request',
  name: unknown,
  data: unknown,
): Promise<string> {
  const reply = (await socket.timeout(5000).emitWithAck(event, { name, data })) as Reply
  return reply.ok ? 'accepted' : reply.refusal.code
}

/** Sends bytes on a fresh connection and resolves with everything that came back until the other end closed. */
export function sendRaw(
  url: string,
  bytes: string | Buffer | readonly (string | Buffer)[],
  half = false,
): Promise<string> {
  const { port, hostname } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let back = ''
    socket.on('data', (chunk: Buffer) => {
      back += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(back))
    for (const part of typeof bytes === 'string' || Buffer.isBuffer(bytes) ? [bytes] : bytes) socket.write(part)
    if (half) socket.end()
  })
}

export const post = (url: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

/** Health is 200; an honest phone is answered, and its envelope is taken, within a second. */
export async function everybodyIsWell(w: Workshop, phone = first(w, w.phones.length - 1)): Promise<void> {
  const since = performance.now()
  expect((await fetch(`${w.url}/health`)).status).toBe(200)
  const beforehand = w.facilitator.view.people.find((one) => one.id === phone.seat.person)
  expect(await phone.refused('me.update', { name: beforehand?.name ?? 'Honest', fn: null, level: null })).toBeNull()
  const round = phone.phone.common.get()?.rounds.find((one) => one.state === 'open')
  if (round !== undefined) {
    const answer = await fetch(`${w.url}/a/${phone.seat.session}/${round.id}`, {
      method: 'POST',
      body: noise(),
    })
    expect(answer.status).toBe(202)
  }
  expect(performance.now() - since).toBeLessThan(1000)
  expect(w.reported.filter(({ name }) => name.endsWith('-crashed'))).toEqual([])
}

const engine = (w: Workshop) => new WebSocket(`${w.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)

/** Connects as a member on a bare websocket; resolves when it is in. */
export function bare(w: Workshop, auth: object): Promise<WebSocket> {
  const socket = engine(w)
  return new Promise((resolve) => {
    socket.on('error', () => {})
    socket.on('open', () => socket.send(`40${JSON.stringify(auth)}`))
    socket.on('message', (data) => String(data).startsWith('40') && resolve(socket))
  })
}
