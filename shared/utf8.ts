// UTF-8 both ways, with globals that browsers and Node share; neither DOM nor Node types are let into shared code for it.

type Globals = {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
  readonly TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string }
}

const { TextEncoder, TextDecoder } = globalThis as unknown as Globals
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

export const toUtf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** Throws TypeError when the bytes are no UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)
