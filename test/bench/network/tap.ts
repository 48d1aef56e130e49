// A listener on the wifi beside one device: a TCP proxy with an address of its own that passes everything on and records it.
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import type { Frame, Message } from './http-stream.ts'
import { readStream } from './http-stream.ts'

/** One TCP connection as it passed. */
export type Conversation = {
  readonly address: string
  /** The source port that the server sees; 0 until it is connected. */
  port: number
  readonly opened: number
  readonly requests: Message[]
  readonly responses: Message[]
  readonly up: Frame[]
  readonly down: Frame[]
  bytesUp: number
  bytesDown: number
}

export type Tap = {
  readonly address: string
  /** What the device believes to be the server. */
  readonly url: string
  readonly port: number
  readonly conversations: Conversation[]
  /** The link is gone (out of reach, asleep) until `restore`. */
  cut(): void
  restore(): void
  close(): void
}

export type TapParts = {
  readonly address: string
  readonly server: number
  /** Forgets the contents of frames that are the same for everybody of a role; their time stays. */
  readonly light: boolean
}

const COMMON = Buffer.from('42["common"')

/** Listens on `address` and connects to the server from that same address, so that the server sees distinct ones. */
export async function openTap({ address, server, light }: TapParts): Promise<Tap> {
  const conversations: Conversation[] = []
  const open = new Set<Socket>()
  let away = false
  const slim = (frame: Frame): Frame =>
    light && frame.data.subarray(0, COMMON.length).equals(COMMON) ? { ...frame, data: COMMON } : frame
  const listener = createServer({ noDelay: true }, (device) => {
    if (away) return void device.destroy()
    const upstream = connect({ port: server, host: '127.0.0.1', localAddress: address, noDelay: true })
    open.add(device).add(upstream)
    const talk: Conversation = {
      address,
      port: 0,
      opened: Date.now(),
      requests: [],
      responses: [],
      up: [],
      down: [],
      bytesUp: 0,
      bytesDown: 0,
    }
    conversations.push(talk)
    upstream.on('connect', () => {
      talk.port = upstream.localPort ?? 0
    })
    const asks = readStream({
      upgraded: (head) => /^upgrade: *websocket/im.test(head),
      onMessage: (message) => talk.requests.push(message),
      onFrame: (frame) => talk.up.push(frame),
    })
    const answers = readStream({
      upgraded: (head) => head.startsWith('HTTP/1.1 101'),
      onMessage: (message) => talk.responses.push(message.body.length > 20_000 ? { ...message, body: EMPTY } : message),
      onFrame: (frame) => talk.down.push(slim(frame)),
    })
    device.on('data', (chunk: Buffer) => {
      talk.bytesUp += chunk.length
      asks.read(chunk, Date.now())
      upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      talk.bytesDown += chunk.length
      answers.read(chunk, Date.now())
      device.write(chunk)
    })
    for (const [from, other] of [
      [device, upstream],
      [upstream, device],
    ] as const) {
      from.on('end', () => other.end())
      from.on('close', (broken) => {
        open.delete(from)
        if (broken) other.destroy()
        else other.end()
      })
      from.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((listening, failed) => {
    listener.once('error', failed)
    listener.listen(0, address, listening)
  })
  const { port } = listener.address() as AddressInfo
  const drop = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    address,
    port,
    url: `http://${address}:${port}`,
    conversations,
    cut: () => {
      away = true
      drop()
    },
    restore: () => {
      away = false
    },
    close: () => {
      listener.close()
      drop()
    },
  }
}

const EMPTY = Buffer.alloc(0)
