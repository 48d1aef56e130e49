// How much is waiting to go out to one socket, and the end of a socket whose device does not read.
import { setImmediate as turn } from 'node:timers/promises'
import type { Socket } from 'socket.io'

/**
 * A device that lets this much pile up (bytes) is cut; it comes back by itself and is sent everything afresh. More than any one push
 * (test/core/board-size.test.ts), or a slow line would be cut again and again.
 */
export const QUEUED_BYTES = 1024 * 1024

/** With this much waiting a device is not sent another view: it gets the newest one when it has read (bytes). */
export const LATE_BYTES = 64 * 1024

/** What engine.io and ws keep below a socket; neither says so in its types. */
type Below = {
  readonly writeBuffer?: readonly { readonly data?: unknown }[]
  readonly transport?: { readonly socket?: { readonly bufferedAmount?: number; terminate?(): void } }
}

const below = (socket: Socket) => socket.conn as unknown as Below

/** Bytes that were sent to this device and have not left the process. */
export function backlog(socket: Socket): number {
  const { writeBuffer = [], transport } = below(socket)
  // A websocket holds them itself; between two polls they wait one packet each.
  const held = writeBuffer.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0)
  return held + (transport?.socket?.bufferedAmount ?? 0)
}

/** At once and without goodbye: what is queued would only wait for it. */
export function cut(socket: Socket): void {
  const { transport } = below(socket)
  socket.conn.close(true)
  transport?.socket?.terminate?.()
}

/** The same for one answer among many of this turn: what is only held together until the turn's end leaves first. */
export async function isBehind(socket: Socket): Promise<boolean> {
  if (backlog(socket) > QUEUED_BYTES) await turn()
  return cutIfBehind(socket)
}

/** Cuts a socket with too much waiting; true when it did. */
export function cutIfBehind(socket: Socket): boolean {
  if (backlog(socket) <= QUEUED_BYTES) return false
  cut(socket)
  return true
}
