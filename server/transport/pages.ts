// The built pages: read once, compressed on first use, served with the headers that keep a plain-http page honest.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws: wss:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/** Path on the wire → page. `/j/ABCDEF` is the same page as `/j`: the code is read by the page itself. */
const PAGES: readonly (readonly [RegExp, string])[] = [
  [/^\/$/, 'home/index.html'],
  [/^\/j(\/[^/]{1,32})?\/?$/, 'phone/index.html'],
  [/^\/console\/?$/, 'console/index.html'],
  [/^\/screen\/?$/, 'screen/index.html'],
  [/^\/board\/?$/, 'board/index.html'],
  [/^\/anonymity\/?$/, 'anonymity/index.html'],
]

type Asset = { readonly bytes: Buffer; readonly type: string; br?: Buffer; gzip?: Buffer }

export type Pages = (request: IncomingMessage, response: ServerResponse) => boolean

/** `folder` is the browser build. Returns a handler that says whether the request was for a page or an asset. */
export function createPages(folder: string): Pages {
  const assets = new Map<string, Asset>()
  for (const file of filesIn(folder)) {
    const name = relative(folder, file).split(sep).join('/')
    const type = TYPES[extname(file)]
    if (type !== undefined && !name.startsWith('.vite/')) assets.set(name, { bytes: readFileSync(file), type })
  }
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const page = PAGES.find(([pattern]) => pattern.test(path))?.[1]
    const asset = assets.get(page ?? path.slice(1))
    if (asset === undefined) return false
    // Hashed names never change; pages always might.
    const cache = page === undefined && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    const { body, encoding } = encoded(asset, String(request.headers['accept-encoding'] ?? ''))
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': asset.type,
      'Content-Length': body.length,
      'Cache-Control': cache,
      Vary: 'Accept-Encoding',
      ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

function encoded(asset: Asset, accepts: string): { body: Buffer; encoding: string | null } {
  if (asset.bytes.length < 1024) return { body: asset.bytes, encoding: null }
  if (/\bbr\b/.test(accepts)) {
    asset.br ??= brotliCompressSync(asset.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    return { body: asset.br, encoding: 'br' }
  }
  if (/\bgzip\b/.test(accepts)) {
    asset.gzip ??= gzipSync(asset.bytes, { level: 9 })
    return { body: asset.gzip, encoding: 'gzip' }
  }
  return { body: asset.bytes, encoding: null }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
