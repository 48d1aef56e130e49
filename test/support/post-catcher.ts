// A real HTTP receiver in this process: keeps what was posted, and answers as a test wants.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Post = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: unknown }

export type PostCatcher = {
  readonly url: string
  readonly port: number
  readonly posts: Post[]
  /** Status, and where to go instead; null: never answers. */
  says: () => { readonly status: number; readonly location?: string } | null
  close(): Promise<void>
}

export async function catchPosts(): Promise<PostCatcher> {
  const posts: Post[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      posts.push({
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(parts).toString('utf8')),
      })
      const said = catcher.says()
      if (said === null) return
      response.writeHead(said.status, said.location === undefined ? {} : { Location: said.location })
      response.end('ok')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const catcher: PostCatcher = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    posts,
    says: () => ({ status: 200 }),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  return catcher
}
