// Nobody changes the wire by accident: a fingerprint of every command, request, view and body, beside the protocol's version.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ACTS } from '../../shared/anon/act.ts'
import { COMMANDS } from '../../shared/commands.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import { API, Auth } from '../../shared/protocol.ts'
import { REQUESTS } from '../../shared/requests.ts'
import { MINE, VIEWS } from '../../shared/views.ts'

/** When this test fails: old phones will meet a new server. Raise PROTOCOL_VERSION if they would misunderstand each other. */
const KNOWN = { version: 4, wire: '63ce957628aaede8' }

function fingerprint(): string {
  const bodies = Object.fromEntries(Object.entries(API).map(([name, route]) => [`${name} ${route.path}`, route.body]))
  const shapes = { ...COMMANDS, ...REQUESTS, ...VIEWS, ...bodies, auth: Auth }
  const schemas = [
    ...Object.entries(shapes),
    ...Object.entries(MINE).map(([role, schema]) => [`mine ${role}`, schema] as const),
    ...Object.entries(ACTS).map(([purpose, schema]) => [`act ${purpose}`, schema] as const),
  ]
  const json = schemas.map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any' })])
  return createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 16)
}

test('the wire is as this version knows it', () => {
  expect({ version: PROTOCOL_VERSION, wire: fingerprint() }).toEqual(KNOWN)
})
