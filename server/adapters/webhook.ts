// Posts to addresses that people typed, and only to where everybody may: the name is looked up once, what it stands for is checked,
// and the connection goes to exactly that.
import { lookup } from 'node:dns/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { Posted, Webhooks } from '../ports.ts'

type Address = { readonly address: string; readonly family: number }
export type WebhookSettings = {
  /** Also addresses inside this network, such as a chat server of one's own. */
  readonly allowPrivate: boolean
  /** All addresses of a name; for tests. */
  readonly resolve?: (name: string) => Promise<readonly Address[]>
  /** How long it may take in all (ms). */
  readonly patience?: number
}

const PATIENCE = 5_000

/** What is nobody's public address (IANA special-purpose registries). */
const RESERVED: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
/** Of the public half of IPv6: what carries an IPv4 address inside, or is for documents. */
const RESERVED_6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const reserved = new BlockList()
for (const [network, bits] of RESERVED) reserved.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of RESERVED_6) reserved.addSubnet(network, bits, 'ipv6')
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** Whether this address is one of the open internet. */
export function isPublic({ address, family }: Address): boolean {
  if (family === 4) return !reserved.check(address, 'ipv4')
  return global6.check(address, 'ipv6') && !reserved.check(address, 'ipv6')
}

export function openWebhooks({ allowPrivate, resolve = everyAddress, patience = PATIENCE }: WebhookSettings): Webhooks {
  return {
    post: async (to, body) => {
      const url = URL.canParse(to) ? new URL(to) : null
      if (url === null || !/^https?:$/.test(url.protocol)) return { is: 'no-address' }
      const signal = AbortSignal.timeout(patience)
      const found = await before(signal, addressesOf(url.hostname, resolve)).catch(() => null)
      if (found === null || found.length === 0) return { is: signal.aborted ? 'slow' : 'no-address' }
      // One inside is enough: a name with two faces is not to be trusted with either.
      if (!allowPrivate && !found.every(isPublic)) return { is: 'private' }
      return post(url, found[0] as Address, JSON.stringify(body), signal)
    },
  }
}

function post(url: URL, pinned: Address, body: string, signal: AbortSignal): Promise<Posted> {
  return new Promise((done) => {
    const fails = () => done({ is: signal.aborted ? 'slow' : 'unreachable' })
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        // Whatever the name stands for by now: it was looked up before, and checked.
        lookup: (_name, options, back) =>
          options.all ? back(null, [{ ...pinned }]) : back(null, pinned.address, pinned.family),
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Eighty',
        },
      },
      (response) => {
        const status = response.statusCode ?? 0
        // Where it would rather have us go (3xx) is nobody's address that was checked; what it says is not read.
        response.destroy()
        done(status >= 200 && status < 300 ? { is: 'taken' } : { is: 'refused', status })
      },
    )
    request.on('error', fails)
    request.end(body)
  })
}

async function addressesOf(
  host: string,
  resolve: NonNullable<WebhookSettings['resolve']>,
): Promise<readonly Address[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  return family === 0 ? resolve(bare) : [{ address: bare, family }]
}

const everyAddress = (name: string) => lookup(name, { all: true, verbatim: true })

function before<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(new Error('too slow')), { once: true })
    work.then(done, fail)
  })
}
