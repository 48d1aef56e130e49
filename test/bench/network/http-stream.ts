// Reads one direction of a recorded TCP connection in clear: HTTP/1.1 messages, and WebSocket frames after an upgrade.

export type Message = {
  /** When its last byte had passed (ms). */
  at: number
  /** Everything up to the empty line, as it was on the wire. */
  readonly head: string
  body: Buffer
}
export type Frame = { readonly at: number; readonly opcode: number; readonly data: Buffer }

const HEAD_END = Buffer.from('\r\n\r\n')

export type StreamReader = { read(chunk: Buffer, at: number): void }

/** `upgraded` is asked after each head whether frames follow from there on. */
export function readStream(parts: {
  readonly upgraded: (head: string) => boolean
  readonly onMessage: (message: Message) => void
  readonly onFrame: (frame: Frame) => void
}): StreamReader {
  let held: Buffer = Buffer.alloc(0)
  let mode: 'head' | 'body' | 'frames' | 'opaque' = 'head'
  let missing = 0
  let message: Message | null = null
  const body: Buffer[] = []

  const head = (at: number): boolean => {
    const end = held.indexOf(HEAD_END)
    if (end < 0) return false
    message = { at, head: held.subarray(0, end).toString('latin1'), body: Buffer.alloc(0) }
    held = held.subarray(end + HEAD_END.length)
    if (parts.upgraded(message.head)) {
      parts.onMessage(message)
      mode = 'frames'
    } else if (/^transfer-encoding:/im.test(message.head)) {
      parts.onMessage(message)
      mode = 'opaque'
    } else {
      missing = Number(/^content-length: *(\d+)/im.exec(message.head)?.[1] ?? 0)
      mode = 'body'
    }
    return true
  }

  const content = (at: number): boolean => {
    const taken = held.subarray(0, missing)
    body.push(taken)
    held = held.subarray(taken.length)
    missing -= taken.length
    if (missing > 0 || message === null) return false
    parts.onMessage({ ...message, at, body: Buffer.concat(body.splice(0)) })
    message = null
    mode = 'head'
    return held.length > 0
  }

  const frame = (at: number): boolean => {
    if (held.length < 2) return false
    const masked = ((held[1] ?? 0) & 0x80) !== 0
    let length = (held[1] ?? 0) & 0x7f
    let start = 2
    if (length === 126) {
      if (held.length < 4) return false
      length = held.readUInt16BE(2)
      start = 4
    } else if (length === 127) {
      if (held.length < 10) return false
      length = Number(held.readBigUInt64BE(2))
      start = 10
    }
    const mask = masked ? held.subarray(start, start + 4) : null
    if (masked) start += 4
    if (held.length < start + length) return false
    const data = Buffer.from(held.subarray(start, start + length))
    if (mask !== null) for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) ^ (mask[i & 3] ?? 0)
    parts.onFrame({ at, opcode: (held[0] ?? 0) & 0x0f, data })
    held = held.subarray(start + length)
    return held.length > 0
  }

  return {
    read(chunk, at) {
      if (mode === 'opaque') return
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      for (;;) {
        const more = mode === 'head' ? head(at) : mode === 'body' ? content(at) : mode === 'frames' && frame(at)
        if (!more) return
      }
    },
  }
}
