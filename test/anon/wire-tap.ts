// Writes down everything that goes over any socket or fetch of this process, before it is masked or encrypted by a transport.
import { createRequire } from 'node:module'

type Sends = { prototype: { send(...sent: unknown[]): unknown } }

const here = createRequire(import.meta.url)
/** The copies of the WebSocket library: documents', phones' and consoles', the server's. */
const SOCKETS = [here, createRequire(here.resolve('engine.io-client')), createRequire(here.resolve('engine.io'))].map(
  (from) => from('ws') as Sends,
)

/** `said` grows as it is said; bytes as latin1. `close` takes everything off again. */
export function tapWires(): { readonly said: string[]; close(): void } {
  const said: string[] = []
  const note = (data: unknown) =>
    void said.push(typeof data === 'string' ? data : Buffer.from((data as Uint8Array | null) ?? []).toString('latin1'))
  const undo = [...new Set(SOCKETS)].map(({ prototype }) => {
    const { send } = prototype
    prototype.send = function (...sent) {
      note(sent[0])
      return Reflect.apply(send, this, sent)
    }
    return () => {
      prototype.send = send
    }
  })
  const post = globalThis.fetch
  globalThis.fetch = (url, init) => {
    note(init?.body)
    return post(url, init)
  }
  return {
    said,
    close: () => {
      for (const one of undo) one()
      globalThis.fetch = post
    },
  }
}
