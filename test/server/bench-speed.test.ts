// What the bench measures, on things whose measure is known: a socket that opens is counted, and time that is spent is seen.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { countSockets, speedOf } from '../../server/bench/bench-speed.ts'
import { manyCards } from '../support/many-cards.ts'
import { shippedPrior } from '../support/theme-cards.ts'

test('a connection is counted, clustering opens none', async () => {
  const prior = shippedPrior()
  const cards = manyCards(40).map((card) => ({ ...card, kind: 'note' }))
  const none = countSockets()
  speedOf(cards, prior)
  expect(none()).toBe(0)
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const some = countSockets()
  const address = server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  await once(socket, 'connect')
  expect(some()).toBeGreaterThan(0)
  socket.destroy()
  server.close()
})

test('more cards take longer, and no piece is longer than the whole', () => {
  const prior = shippedPrior()
  const [few, many] = [20, 600].map((count) =>
    speedOf(
      manyCards(count).map((card) => ({ ...card, kind: 'note' })),
      prior,
    ),
  )
  expect(many?.all).toBeGreaterThan(few?.all ?? 0)
  expect(many?.longest).toBeLessThanOrEqual(many?.all ?? 0)
})
