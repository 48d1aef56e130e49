// What tests of the Yjs endpoint share: endpoints that are ended after each test, and a raw client's first words.
import { afterEach } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { type Endpoint, type EndpointOptions, frame, openEndpoint } from './yjs-endpoint.ts'

const open: Endpoint[] = []
export const endpointWith = async (options: EndpointOptions = {}) => {
  const endpoint = await openEndpoint(options)
  open.push(endpoint)
  return endpoint
}
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.kill()
})

export const STEP1 = frame(0, 0, Y.encodeStateVector(new Y.Doc()))
export const text = (endpoint: Endpoint, doc = 'notes/r1') => endpoint.doc(doc).doc.getText('notes').toString()
export const codeOf = (ws: WebSocket) =>
  new Promise<number>((resolve) => {
    ws.on('error', () => {})
    ws.on('close', (code) => resolve(code))
  })
export const dial = (endpoint: Endpoint, path: string, protocols: string[]) =>
  new WebSocket(`ws://127.0.0.1:${endpoint.port}${path}`, protocols)
