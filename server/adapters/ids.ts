// Names, secrets, codes and orders that nobody can guess.
import { createHash, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { newSigningKeys, newTokenKeys } from '../../shared/anon/mint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Ids } from '../ports.ts'

export const realIds: Ids = {
  id: () => randomBytes(16).toString('base64url'),
  secret: () => randomBytes(32).toString('base64url'),
  code(symbols, length) {
    const alphabet = [...symbols]
    if (alphabet.length === 0) throw new RangeError('a code needs symbols to be drawn from')
    // randomInt rejects the uneven rest of its range, so every symbol is equally likely.
    return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
  },
  shuffle(items) {
    const order = [...items]
    for (let last = order.length - 1; last > 0; last--) {
      const [drawn] = order.splice(randomInt(last + 1), 1) as [(typeof order)[number]]
      order.splice(last, 0, drawn)
    }
    return order
  },
  hash: (secret) => createHash('sha256').update(secret).digest('base64url'),
  keys() {
    const [issue, sign] = [newTokenKeys(), newSigningKeys()]
    return {
      issue: toBase64Url(issue.publicKey),
      sign: toBase64Url(sign.publicKey),
      secret: { issue: toBase64Url(issue.secretKey), sign: toBase64Url(sign.secretKey) },
      before: [],
      next: null,
    }
  },
  roundKey() {
    const { x = '', d = '' } = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
    return { publicKey: fromBase64Url(x), secretKey: fromBase64Url(d) }
  },
}
