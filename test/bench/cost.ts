// What anonymity costs: a phone's time for a round at a sixth of this machine's speed, redemptions a second on one core, and what a phone loads for it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { blind, finish, seals } from '../../client/state/anonymity.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { RoundCollector } from '../../server/live/round-collector.ts'
import { evaluateToken, newTokenKeys, signBlinded } from '../../shared/anon/mint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { launchPages } from './stage/page-guest.ts'
import { ROOT, startServer } from './stage/server-process.ts'

const TOKENS = 12
const SLOWER = 6
const INFO = new TextEncoder().encode(
  'a round of the bench, as long as infos usually are, of about a hundred bytes or a few more',
)
const WEB = join(ROOT, 'dist/web')
const MODULE = 'state/anonymity.ts'

type Chunk = { readonly file: string; readonly imports?: readonly string[] }
type Asked = Awaited<ReturnType<typeof blind>>
const slots = (many: number) => Array.from({ length: many }, (_, at) => String(at + 1))

const manifest = () => JSON.parse(readFileSync(join(WEB, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

function sign(asked: Asked, secret: Uint8Array) {
  return asked.map(({ blinded }) => {
    const signed = signBlinded(INFO, secret, blinded.map(fromBase64Url))
    if (signed === null) throw new Error('the bench asked with what is no token')
    return { evaluated: signed.evaluated.map(toBase64Url), proof: toBase64Url(signed.proof) }
  })
}

/** Draws, blinds, checks, unblinds and seals twelve tokens in Chromium; the milliseconds of each of three tries, the middle one. */
async function phoneTime(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage()
  await page.goto(`${url}/j`)
  const wire = await page.context().newCDPSession(page)
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.evaluate(`import('/${manifest()[MODULE]?.file}').then((module) => { globalThis.bench = module })`)
  const keys = newTokenKeys()
  const key = JSON.stringify(toBase64Url(keys.publicKey))
  const roundKey = JSON.stringify(toBase64Url(realIds.roundKey().publicKey))
  const grant = `[{ info: new Uint8Array(${JSON.stringify([...INFO])}), slots: ${JSON.stringify(slots(TOKENS))} }]`
  const timed = <T>(work: string) =>
    page.evaluate<{ ms: number; value: T }>(
      `(async () => { const from = performance.now(); const value = ${work}; return { ms: performance.now() - from, value } })()`,
    )
  const times: number[] = []
  for (let time = 0; time < 3; time++) {
    const asked = await timed<Asked>(`await bench.blind(${grant}, ${key}, (bytes) => crypto.getRandomValues(bytes))`)
    const signed = JSON.stringify(sign(asked.value, keys.secretKey))
    const ready = await timed<unknown>(`await bench.finish(${JSON.stringify(asked.value)}, ${signed}, ${key})`)
    const sealed = await timed<number>(
      `bench.seals(${JSON.stringify(ready.value)}, ${roundKey}, 1, []).map((seal) => seal().length).length`,
    )
    if (sealed.value !== TOKENS) throw new Error('the page sealed fewer envelopes than tokens')
    times.push(asked.ms + ready.ms + sealed.ms)
  }
  await page.close()
  return times.sort((a, b) => a - b)[1] ?? Number.NaN
}

/** Envelopes that one core opens, checks and holds in a second, the mint's arithmetic included. */
async function redemptions(many = 240): Promise<number> {
  const keys = newTokenKeys()
  const key = realIds.roundKey()
  const publicKey = toBase64Url(keys.publicKey)
  const draw = (bytes: Uint8Array<ArrayBuffer>) => void crypto.getRandomValues(bytes)
  const asked = await blind([{ info: INFO, slots: slots(many) }], publicKey, draw)
  const ready = await finish(asked, sign(asked, keys.secretKey), publicKey)
  if (ready === null) throw new Error('the proof of the bench does not hold')
  const envelopes = seals(ready, toBase64Url(key.publicKey), 1, []).map((seal) => seal())
  const collector = new RoundCollector({
    purpose: 'card',
    key,
    good: [{ info: INFO, slot: null, room: null }],
    evaluate: async (info, input) => evaluateToken(info, keys.secretKey, input),
  })
  const from = performance.now()
  for (const envelope of envelopes) await collector.hold(envelope, false)
  const seconds = (performance.now() - from) / 1000
  if (collector.fresh !== many) throw new Error('the collector refused envelopes of the bench')
  return many / seconds
}

/** Files of an entry that load before it runs. */
function reached(entry: string): Set<string> {
  const chunks = manifest()
  const names = new Set([entry])
  for (const name of names) for (const next of chunks[name]?.imports ?? []) names.add(next)
  return names
}

function weight(): { readonly kib: number; readonly inFirstLoad: boolean } {
  const first = reached('phone/index.html')
  const chunks = manifest()
  // What the session's screens load anyway is not anonymity's.
  const session = reached('phone/session.tsx')
  const own = [...reached(MODULE)].filter((name) => !first.has(name) && !session.has(name))
  const bytes = own.reduce((sum, name) => sum + gzipSync(readFileSync(join(WEB, chunks[name]?.file ?? ''))).length, 0)
  return { kib: bytes / 1024, inFirstLoad: first.has(MODULE) }
}

export async function costLines(): Promise<string[]> {
  const server = await startServer({ sabotage: null, spreadMs: 700, graceMs: 700 })
  const browser = await launchPages(0)
  try {
    const ms = await phoneTime(browser, `http://127.0.0.1:${server.port}`)
    const { kib, inFirstLoad } = weight()
    return [
      `Cost: a phone's arithmetic for ${TOKENS} tokens at ${SLOWER}× CPU throttle in Chromium: ${ms.toFixed(0)} ms;`,
      `redemptions a second on one core: ${(await redemptions()).toFixed(0)};`,
      `gzip weight of the phone's anonymity chunk: ${kib.toFixed(1)} KiB, ${inFirstLoad ? '**in the first load**' : 'none of it in the first load'}.`,
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}
