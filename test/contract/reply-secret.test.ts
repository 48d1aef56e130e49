// The secret of links in mails: drawn once, the same after a restart, and nobody else's to read.
import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replySecret } from '../../server/adapters/reply-secret.ts'
import { aFolder } from './a-folder.ts'

test('it is drawn once for a folder, of its own for each, and for this account alone', () => {
  const [folder, other] = [join(aFolder(), 'data'), aFolder()]
  const secret = replySecret(folder)
  expect(secret).toHaveLength(32)
  expect(replySecret(folder)).toEqual(secret)
  expect(replySecret(other)).not.toEqual(secret)
  expect(statSync(join(folder, 'reply.key')).mode & 0o777).toBe(0o600)
})

test('half a secret, left by a full disk, is none', () => {
  const folder = aFolder()
  writeFileSync(join(folder, 'reply.key'), 'short')
  const secret = replySecret(folder)
  expect(secret).toHaveLength(32)
  expect(replySecret(folder)).toEqual(secret)
})
