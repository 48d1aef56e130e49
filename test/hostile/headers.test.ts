// What every answer carries: a strict content policy, no sniffing, no frames, no cookies, and nothing kept by a cache in between.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { outcome, post, rawSocket, sendRaw } from './arena.ts'

let w: Workshop
beforeAll(async () => {
  w = await workshop({ phones: 1, web: true })
})
afterAll(() => w.close())

test.each([
  '/',
  '/j',
  '/j/ABC-DEF',
  '/console',
  '/screen',
  '/board',
  '/health',
  '/ready',
  '/nowhere',
  '/assets/../../package.json',
  '/api/nowhere',
  '/console/../server',
  '/%',
  '/home/index.html',
  '/favicon.svg',
  '/.vite/manifest.json',
  '/..%2f..%2fpackage.json',
])('E5, E7: %s', async (path) => {
  const answer = await fetch(w.url + path)
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
  const scripts = /script-src ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]
  expect(scripts).toBe("'self'")
  expect(answer.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('cache-control')).toMatch(/^no-(store|cache)$/)
  for (const name of ['set-cookie', 'x-powered-by', 'server', 'access-control-allow-origin'])
    expect([name, answer.headers.get(name)]).toEqual([name, null])
  const body = await answer.text()
  expect(body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
  expect(body).not.toMatch(/at \S+ \(|node_modules|server\/|"dependencies"/)
})

test('a path that leads nowhere is a readable page for whoever reads pages, and plain words for everything else', async () => {
  const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
  const page = await fetch(`${w.url}/nowhere`, { headers: browser })
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  // Nothing but its own few lines of style: no script at all.
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /)
  expect(policy).toMatch(/frame-ancestors 'none'/)
  expect(policy).not.toMatch(/script-src|unsafe/)
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('cache-control')).toBe('no-store')
  const body = await page.text()
  expect(body).toContain('<a href="/">')
  expect(body).not.toMatch(/<script|nowhere/)
  const others: [string, RequestInit][] = [
    ['/nowhere', {}],
    ['/nowhere', { headers: { Accept: 'application/json' } }],
    ['/assets/gone.js', { headers: { Accept: '*/*' } }],
    ['/nowhere', { method: 'POST', headers: browser }],
  ]
  for (const [path, how] of others) {
    const answer = await fetch(w.url + path, how)
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toBe('There is no such page.')
  }
})

test('E7: hashed files may be kept for ever, everything else is asked for again', async () => {
  const page = await (await fetch(`${w.url}/console`)).text()
  const asset = /\/assets\/[^"]+\.js/.exec(page)?.[0] ?? ''
  const answer = await fetch(w.url + asset)
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(answer.headers.get('vary')).toBe('Accept-Encoding')
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
})

test('J14: every route without proof says no without saying more', async () => {
  for (const [method, path] of [
    ['GET', '/api/sessions'],
    ['GET', '/api/code'],
    ['POST', '/api/sessions'],
    ['POST', '/api/join'],
    ['POST', '/api/takeover'],
    ['DELETE', '/api/sessions'],
    ['GET', `/api/sessions/${w.facilitator.created.session}`],
    ['POST', '/'],
    ['PUT', '/console'],
    ['GET', '/metrics'],
    ['GET', '/socket.io/'],
    ['GET', `/yjs/${w.facilitator.created.session}/board`],
  ] as const) {
    const answer = await fetch(w.url + path, { method })
    expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status >= 400 && status < 500)])
    expect(await answer.text()).not.toContain(w.facilitator.created.code)
  }
})

test('J16: other pages’ origins are refused on every way in; none, and our own, are not', async () => {
  const own = new URL(w.url)
  for (const [origin, is] of [
    ['http://evil.test', false],
    ['null', false],
    [`http://${own.hostname}.evil.test:${own.port}`, false],
    [`http://${own.hostname}:1`, false],
    ['file://', false],
    [w.url, true],
    [undefined, true],
  ] as const) {
    const headers: Record<string, string> = origin === undefined ? {} : { Origin: origin }
    expect([origin, (await post(w.url, '/api/code', { code: w.facilitator.created.code }, headers)).status]).toEqual([
      origin,
      is ? 200 : 403,
    ])
    const polled = await sendRaw(
      w.url,
      `GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: ${own.host}\r\n${origin === undefined ? '' : `Origin: ${origin}\r\n`}Connection: close\r\n\r\n`,
    )
    expect([origin, polled.split('\r\n')[0]]).toEqual([origin, is ? 'HTTP/1.1 200 OK' : 'HTTP/1.1 403 Forbidden'])
    const { session, screenKey } = w.facilitator.created
    const socket = rawSocket(
      w.url,
      { protocol: PROTOCOL_VERSION, session, role: 'screen', secret: screenKey },
      { extraHeaders: headers },
    )
    expect([origin, (await outcome(socket)) === 'in']).toEqual([origin, is])
    socket.close()
  }
})

test('nobody is waited for for ever', () => {
  const { headersTimeout, requestTimeout, keepAliveTimeout } = w.app.server
  expect(headersTimeout).toBeLessThanOrEqual(15_000)
  expect(requestTimeout).toBeLessThanOrEqual(30_000)
  expect(keepAliveTimeout).toBeGreaterThanOrEqual(65_000)
})
