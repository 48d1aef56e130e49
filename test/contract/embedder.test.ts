// Sentences as vectors: the built-in model on its thread without any network, an endpoint, and what happens when that fails.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { builtInEmbedder } from '../../server/adapters/embedder/built-in.ts'
import { readVectors, writeVectors } from '../../server/adapters/embedder/concept-vectors.ts'
import { askEndpoint } from '../../server/adapters/embedder/endpoint.ts'
import { openEmbedder } from '../../server/adapters/embedder/open-embedder.ts'
import { conceptsFor, readConcepts, storedConcepts } from '../../server/adapters/embedder/stored-concepts.ts'
import type { Embedder } from '../../server/ports.ts'
import { ROOT } from '../support/source-files.ts'
import { aFolder } from './a-folder.ts'

const length = (vector: Int16Array) => Math.hypot(...vector) / 16384
const cosine = (a: Int16Array, b: Int16Array) =>
  a.reduce((sum, value, k) => sum + (value / 16384) * ((b[k] ?? 0) / 16384), 0)

describe('the built-in model', () => {
  const embedder = builtInEmbedder(null)

  test('gives unit vectors of its size, the same alone and among others, and nothing for nothing', async () => {
    const [first, empty, other] = await embedder.embed(['Approvals take weeks', '', 'The pager rings at night'])
    expect(first).toHaveLength(embedder.dims)
    expect(length(first as Int16Array)).toBeCloseTo(1, 3)
    expect(empty?.every((value) => value === 0)).toBe(true)
    expect(await embedder.embed(['Approvals take weeks'])).toEqual([first])
    expect(other).not.toEqual(first)
    expect(await embedder.embed([])).toEqual([])
  })

  test('sentences that mean the same are nearer than others', async () => {
    const [a, b, c] = await embedder.embed([
      'It takes weeks to get approval',
      'Sign-off is slow',
      'Lunch was delicious',
    ])
    expect(cosine(a as Int16Array, b as Int16Array)).toBeGreaterThan(cosine(a as Int16Array, c as Int16Array))
  })

  test('takes the longest text', async () => {
    const [vector] = await embedder.embed(['word '.repeat(120)])
    expect(length(vector as Int16Array)).toBeCloseTo(1, 3)
  })
})

describe('on its own thread, as built', () => {
  test('works, ends, and opens no socket and asks for no name', { timeout: 60_000 }, async () => {
    const folder = aFolder()
    const guard = join(folder, 'no-network.cjs')
    const program = join(folder, 'program.mjs')
    writeFileSync(
      guard,
      `const refuse = (what) => () => { process.stderr.write('NETWORK ' + what + '\\n'); process.exit(3) }
       require('node:net').Socket.prototype.connect = refuse('connect')
       require('node:dns').lookup = refuse('lookup')
       require('node:dgram').createSocket = refuse('dgram')
       globalThis.fetch = refuse('fetch')`,
    )
    const built = pathToFileURL(join(ROOT, 'dist/server/adapters/embedder/built-in.js')).href
    writeFileSync(
      program,
      `import { builtInEmbedder } from ${JSON.stringify(built)}
       const embedder = builtInEmbedder()
       const started = performance.now()
       let latest = started
       let longest = 0
       const tick = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - latest); latest = now }, 5)
       const vectors = await embedder.embed(Array.from({ length: 20 }, (_, i) => 'Approvals take weeks, case ' + i))
       clearInterval(tick)
       if (process.argv[2] === 'call') await fetch('http://127.0.0.1:9')
       process.stdout.write(JSON.stringify({ count: vectors.length, dims: vectors[0].length, longest }))
       await embedder.close()`,
    )
    const run = async (...args: string[]) => {
      const child = spawn(process.execPath, ['--require', guard, program, ...args])
      let [said, problems] = ['', '']
      child.stdout.on('data', (chunk) => {
        said += chunk
      })
      child.stderr.on('data', (chunk) => {
        problems += chunk
      })
      const [status] = await once(child, 'close')
      return { status, said, problems }
    }
    const ran = await run()
    expect(ran).toMatchObject({ status: 0, problems: '' })
    expect(JSON.parse(ran.said)).toMatchObject({ count: 20, dims: 512 })
    expect(await run('call')).toMatchObject({ status: 3, problems: 'NETWORK fetch\n' })
  })
})

describe('an endpoint', () => {
  const open: (() => void)[] = []
  afterEach(() => {
    for (const close of open.splice(0)) close()
  })

  const serve = async (
    answer: (body: { model: string; input: string[] }, response: ServerResponse, request: IncomingMessage) => void,
  ) => {
    const server = createServer(async (request, response) => {
      let text = ''
      for await (const chunk of request) text += chunk
      answer(JSON.parse(text), response, request)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    return { url: `http://127.0.0.1:${port}/v1/embeddings`, model: 'm', key: null, timeoutMs: 2000 }
  }
  const good = ({ input }: { input: string[] }, response: ServerResponse) =>
    response.end(
      JSON.stringify({ data: input.map((text, index) => ({ index, embedding: [text.length, 1, 0] })).reverse() }),
    )
  const builtIn: Embedder = {
    id: 'built-in',
    dims: 2,
    embed: async (texts) => texts.map(() => Int16Array.from([16384, 0])),
    close: async () => undefined,
  }

  test('its vectors come in the order of the texts, of unit length; the key is sent', async () => {
    const keys: (string | undefined)[] = []
    const endpoint = await serve((body, response, request) => {
      keys.push(request.headers.authorization)
      good(body, response)
    })
    const vectors = await askEndpoint({ ...endpoint, key: 'k' }, ['a', 'bbb'])
    expect(vectors.map((vector) => [...vector].map((value) => Math.round((value / 16384) * 100)))).toEqual([
      [71, 71, 0],
      [95, 32, 0],
    ])
    expect(keys).toEqual(['Bearer k'])
    const said: string[] = []
    const embedder = await openEmbedder(endpoint, (name) => said.push(name), builtIn)
    expect([embedder.id, embedder.dims]).toEqual(['endpoint:m/3/int16', 3])
    expect(await embedder.embed(['a', 'bbb'])).toEqual(vectors)
    expect(said).toEqual([])
  })

  test.each([
    ['an error', (_: unknown, response: ServerResponse) => response.writeHead(500).end()],
    ['no JSON', (_: unknown, response: ServerResponse) => response.end('<html>')],
    ['too few', (_: unknown, response: ServerResponse) => response.end('{"data":[]}')],
    ['another form', (_: unknown, response: ServerResponse) => response.end('{"embeddings":[[1]]}')],
    ['nothing in time', () => undefined],
  ])('that answers with %s: the built-in model, and it is said once', async (_name, answer) => {
    const said: string[] = []
    const endpoint = { ...(await serve(answer)), timeoutMs: 200 }
    const embedder = await openEmbedder(endpoint, (name) => said.push(name), builtIn)
    expect(embedder.id).toBe('built-in')
    expect(await embedder.embed(['x'])).toEqual([Int16Array.from([16384, 0])])
    expect(said).toEqual(['embeddings-fell-back'])
  })

  test('that fails later: from that call on the built-in, under its own name', async () => {
    let works = true
    const said: string[] = []
    const endpoint = await serve((body, response) => (works ? good(body, response) : response.writeHead(503).end()))
    const embedder = await openEmbedder(endpoint, (name) => said.push(name), builtIn)
    expect((await embedder.embed(['a']))[0]).toHaveLength(3)
    works = false
    expect((await embedder.embed(['a']))[0]).toHaveLength(2)
    expect([embedder.id, embedder.dims]).toEqual(['built-in', 2])
    works = true
    expect((await embedder.embed(['a']))[0]).toHaveLength(2)
    expect(said).toEqual(['embeddings-fell-back'])
  })

  test('that is not there', async () => {
    const said: (readonly [string, unknown])[] = []
    const nowhere = { url: 'http://127.0.0.1:9/v1/embeddings?key=secret', model: 'm', key: null, timeoutMs: 2000 }
    const embedder = await openEmbedder(nowhere, (name, facts) => said.push([name, facts]), builtIn)
    expect(embedder.id).toBe('built-in')
    expect(JSON.stringify(said)).not.toContain('secret')
  })

  test('without one the built-in model itself', async () => {
    expect(await openEmbedder(null, () => undefined, builtIn)).toBe(builtIn)
  })
})

describe('the known concepts', () => {
  test('the file of vectors is of these sentences and this model (else: npm run themes:vectors)', () => {
    const { vectors, concepts } = storedConcepts(builtInEmbedder(null).id)
    expect(vectors?.centroids).toHaveLength(concepts.length)
    expect(vectors?.mean).toHaveLength(512)
    for (const centroid of vectors?.centroids ?? []) expect(length(centroid)).toBeCloseTo(1, 2)
    expect(concepts.length).toBeGreaterThanOrEqual(80)
  })

  test('of other sentences or of another model it is not used', () => {
    const { version, concepts } = readConcepts()
    const vectors = {
      model: 'm',
      centroids: concepts.map((_, i) => Int16Array.from([i, -i])),
      mean: Int16Array.from([7, -7]),
    }
    const text = writeVectors(version, concepts, vectors)
    expect(readVectors(text, version, concepts)).toEqual(vectors)
    expect(readVectors(text, 'another', concepts)).toBeNull()
    expect(storedConcepts('another').vectors).toBeNull()
  })

  test('of another model they are made anew', async () => {
    const other: Embedder = {
      id: 'other',
      dims: 2,
      embed: async (texts) => texts.map((text) => Int16Array.from(text.includes('?') ? [16384, 0] : [0, 16384])),
      close: async () => undefined,
    }
    const { vectors, concepts } = await conceptsFor(other)
    expect(vectors?.model).toBe('other')
    expect(vectors?.centroids).toHaveLength(concepts.length)
    expect(vectors?.centroids[0]).toHaveLength(2)
  })
})
