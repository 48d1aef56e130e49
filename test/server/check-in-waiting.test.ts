// Places for envelopes that wait: one for each token, found again after a restart, and none for tokens that nobody was given.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openWaitingRoom } from '../../server/live/check-in-waiting.ts'
import type { Store, Waiting } from '../../server/ports.ts'

const round = { id: 'day30-b.1', seats: ['p1', 'p2'], slots: ['a', 'b'] }

function disk() {
  let held: { key: Waiting['key']; envelopes: Uint8Array[] } | null = null
  const state = { fails: false, puts: 0 }
  const refuse = () => Promise.reject(new Error('the disk is full'))
  const store: Pick<Store, 'waiting' | 'putWaiting'> = {
    waiting: async (_session, _round, { key, places, bytes }) => {
      if (state.fails) return refuse()
      held ??= { key, envelopes: Array.from({ length: places }, () => new Uint8Array(bytes)) }
      return { key: held.key, envelopes: [...held.envelopes] }
    },
    putWaiting: async (_session, _round, place, envelope) => {
      if (state.fails) return refuse()
      state.puts++
      if (held !== null) held.envelopes[place] = envelope
    },
  }
  const reported: string[] = []
  const open = () =>
    openWaitingRoom(
      { store: store as Store, ids: realIds, report: (name) => void reported.push(name), session: 's1' },
      round,
    )
  return {
    open,
    state,
    reported,
    filled: () => held?.envelopes.map(([first]) => first).filter((one) => one !== 0) ?? [],
  }
}
const envelope = (says: number) => Uint8Array.of(says, ...new Uint8Array(1055))

test('a token keeps its place, and one more than there are places has none', async () => {
  const d = disk()
  const room = await d.open()
  await room.readBack(async () => false)
  for (const token of ['1', '2', '3', '4']) await room.put(token, envelope(Number(token)))
  await room.put('2', envelope(9))
  expect(room.put('5', envelope(5))).toBeNull()
  expect(d.filled().sort()).toEqual([1, 3, 4, 9])
})

test('after a restart what is there keeps its place, and nothing new is put over it', async () => {
  const d = disk()
  const before = await d.open()
  await before.readBack(async () => false)
  for (const token of ['1', '2']) await before.put(token, envelope(Number(token)))
  const again = await d.open()
  expect(again.key).toEqual(before.key)
  const puts = d.state.puts
  // Whoever reads them back knows by the token that they are somebody's.
  await again.readBack(async (one) => (one[0] === 0 ? false : again.put(String(one[0]), one)))
  expect(d.state.puts).toBe(puts)
  for (const token of ['3', '4']) await again.put(token, envelope(Number(token)))
  expect(again.put('5', envelope(5))).toBeNull()
  await again.put('1', envelope(8))
  expect(d.filled().sort()).toEqual([2, 3, 4, 8])
})

test('a disk that says no is reported: what came is not refused, and places are not made', async () => {
  const d = disk()
  const room = await d.open()
  await room.readBack(async () => false)
  d.state.fails = true
  await expect(room.put('1', envelope(1))).resolves.toBeUndefined()
  expect(d.reported).toEqual(['save-failed'])
  d.state.fails = false
  // The phone sends the same again and again: what is there already is left alone.
  await room.put('1', envelope(1), false)
  await room.put('1', envelope(2), false)
  expect(d.filled()).toEqual([1])
  d.state.fails = true
  await expect(d.open()).rejects.toThrow()
})
