// The protocol as a story in two columns, told by our real functions; it can be read without the code in story.txt beside this.
import { expect, test } from 'vitest'
import { nullifiers } from '../../client/state/anonymity.ts'
import { checkList } from '../../client/state/ballot-check.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { makeBatch } from '../../server/core/batch.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { fingerprint } from '../../shared/anon/fingerprint.ts'
import { markOf } from '../../shared/anon/mark.ts'
import { digestOf, lineOf } from '../../shared/anon/published.ts'
import { toBase64Url } from '../../shared/base64url.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { balloting, phoneOf, type Signed, serverOf, writing } from './stage.ts'
import { storyTeller } from './two-columns.ts'

const { scene, whole, told } = storyTeller()

const card = (text: string, mark = realIds.id()): Act => ({ is: 'card', kind: 'constraint', text, mark })
const BLANK: Act = { is: 'blank' }
const YES: Act = { is: 'answer', answer: { clear: 'clear', gaps: [], committed: 4, guess: 8 } }
const flat = (signed: Signed) => signed.signed.flatMap(({ evaluated, proof }) => [...evaluated, proof])

scene('Tokens are given to everybody, before anybody has written', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const ana = phoneOf(at, 'p1')
  phone('scanned the QR code: it knows the keys before it has spoken to any server', () =>
    expect(ana.trust.state.get()).toMatchObject({ is: 'qr', fingerprint: fingerprint(at.qr) }),
  )
  await phone('draws a secret number for each of its four cards, blinds them and asks', async () =>
    expect(await ana.ask()).toBe('ready'),
  )
  server('saw four blinded points from seat p1 and signed them, with one proof for all', () => {
    expect(ana.asked).toHaveLength(1)
    expect(ana.asked[0]?.blinded).toHaveLength(4)
    expect(at.issued).toEqual(['p1'])
  })
  phone('checked the proof, took the blinds off and erased them: four tokens', () => {
    expect(ana.tokens().flatMap(({ inputs }) => inputs)).toHaveLength(4)
    expect(JSON.stringify(ana.keep.get('wallet.write.1'))).not.toMatch(/blind/)
  })
  server('keeps of it that p1 got tokens, as a hash of the points; no token can be told from it', async () => {
    expect(await at.disk.issued(at.session.id, 'write.1~0')).toEqual(['p1'])
    for (const input of ana.tokens().flatMap(({ inputs }) => inputs))
      expect(JSON.stringify(ana.asked)).not.toContain(input)
  })
})

scene('A card is spent, and nobody can say by whom', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const [ana, ben] = [phoneOf(at, 'p1'), phoneOf(at, 'p2')]
  await Promise.all([ana.ask(), ben.ask()])
  const mark = realIds.id()
  const sent = phone('seals four envelopes: one card, three blanks; each says which token, not whose', () => {
    expect(ana.vouches()).toBe(true)
    return [...ana.seal([card('The tour is too long', mark)]), ...ben.seal([])]
  })
  await server('opens eight, finds eight good tokens, and holds eight acts', async () => {
    expect(await Promise.all(sent.map((one) => at.hold(one)))).toEqual(Array(8).fill(true))
    expect(at.held()).toHaveLength(8)
  })
  server('of a held act it knows: what it is good for, the number of the token, the act', () => {
    expect([...new Set(at.held().flatMap((held) => Object.keys(held)))].sort()).toEqual([
      'act',
      'fn',
      'nullifier',
      'room',
      'slot',
    ])
    // Two authors' acts have the same room and slot, and their numbers were never seen before.
    expect(new Set(at.held().map(({ room, slot }) => `${room} ${slot}`)).size).toBe(1)
    const seen = JSON.stringify([ana.asked, ben.asked])
    for (const { nullifier } of at.held()) expect(seen).not.toContain(toBase64Url(nullifier))
  })
  phone('will know its card by the mark that only it has drawn', () =>
    expect(at.held().some(({ act }) => 'mark' in act && act.mark === mark)).toBe(true),
  )
})

scene('A token is spent once, however often it is sent', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const ana = phoneOf(at, 'p1')
  await ana.ask()
  const first = phone('sends its four when the page is hidden', () => ana.seal([card('as it was')], 1))
  const again = phone('and all four again at the bell, with a higher number', () => ana.seal([card('as it is')], 2))
  await server('holds four acts, not eight: of each token the highest number', async () => {
    for (const one of [...first, ...again, ...first]) expect(await at.hold(one)).toBe(true)
    expect(at.said().sort()).toEqual(['as it is', 'blank', 'blank', 'blank'])
  })
})

scene('Asking again gives the same tokens, and never more', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const answers: Signed[] = []
  let lost = true
  const ana = phoneOf(at, 'p1', {
    between: async (asked, ask) => {
      const reply = await ask(asked)
      if (typeof reply !== 'string') answers.push(reply)
      return lost ? 'not-now' : reply
    },
  })
  await phone('asks; the answer is lost on the way', async () => expect(await ana.ask()).toBe('later'))
  lost = false
  await phone('asks again with the same points, which it kept', async () => expect(await ana.ask()).toBe('ready'))
  server('gave the same answer to the same points', () => {
    expect(ana.asked[1]).toEqual(ana.asked[0])
    expect(answers.map(flat)[1]).toEqual(answers.map(flat)[0])
  })
  await phone('of somebody who has the same seat on a second device asks with other points', async () => {
    const second = phoneOf(at, 'p1')
    expect(await second.ask()).toBe('elsewhere')
  })
  server('refused: one seat, one set', () => expect(at.issued).toEqual(['p1']))
})

scene('All envelopes look alike', async ({ phone, server }) => {
  const [cards, ballots] = [await serverOf(writing()), await serverOf(balloting())]
  const [ana, ben] = [phoneOf(cards, 'p1'), phoneOf(ballots, 'p1')]
  await Promise.all([ana.ask(), ben.ask()])
  const sealed = phone('seals a long card, a short one, a withdrawal, a blank, an answer and a silent ballot', () => [
    ...ana.seal([card('x'.repeat(280)), card('y'), { is: 'withdraw', reveal: realIds.id() }, BLANK]),
    ...ben.seal([YES, BLANK]),
  ])
  server('and whoever listens on the wifi sees six times 1056 bytes that have nothing in common', () => {
    expect(sealed.map((one) => one.length)).toEqual(Array(6).fill(ENVELOPE_BYTES))
    for (let byte = 0; byte < ENVELOPE_BYTES; byte += 64) {
      const places = sealed.map((one) => one.slice(byte, byte + 16).join())
      expect(new Set(places).size).toBe(6)
    }
  })
})

scene('Only its author takes a card back', async ({ phone, server }) => {
  const session = writing()
  const round = session.rounds.at(-1)
  if (round === undefined) throw new Error('no round')
  const secret = realIds.id()
  const on = new Map([
    [markOf(secret), 'card1'],
    [markOf(realIds.id()), 'card2'],
  ])
  const goneWith = (reveal: string) =>
    makeBatch(session, round, [{ slot: '1', room: null, act: { is: 'withdraw', reveal }, line: '' }], {
      phones: 3,
      completedByRoom: {},
      beacon: '',
      cardOf: (mark) => on.get(mark) ?? null,
    }).written.withdrawn.map((one) => one.card)
  phone('drew a secret for this one card and published only its hash, the mark', () =>
    expect(on.has(markOf(secret))).toBe(true),
  )
  phone('names the secret in an envelope like any other, in the place of a blank', () => undefined)
  server('finds the card by the hash of it, and the card goes with the next batch', () =>
    expect(goneWith(secret)).toEqual(['card1']),
  )
  phone('of somebody else has only the mark, which is on the wall for everybody to read', () =>
    expect(goneWith(markOf(secret))).toEqual([]),
  )
  server('does nothing on a wrong secret, and says nothing: it answers every envelope alike', () =>
    expect(goneWith(realIds.id())).toEqual([]),
  )
})

scene('Everybody finds their own line in the published list', async ({ phone, server }) => {
  const at = await serverOf(balloting())
  const [ana, ben] = [phoneOf(at, 'p1'), phoneOf(at, 'p2')]
  await Promise.all([ana.ask(), ben.ask()])
  for (const one of [...ana.seal([YES, BLANK]), ...ben.seal([])]) await at.hold(one)
  const published = server(
    'draws a beacon when the last envelope is in, and publishes a line for each spent token',
    () => {
      const beacon = realIds.id()
      const lines = at
        .held()
        .filter(({ slot }) => slot === 'ballot.1.1')
        .map(({ nullifier }) => ({ line: lineOf(nullifier, beacon), says: null }))
      return { ballot: 'ballot.1.1', beacon, lines }
    },
  )
  const shown = { lines: published.lines.length, digest: digestOf('ballot.1.1', published.beacon, published.lines) }
  const mine = phone('works out its own line, finds it, and that its list is the projector’s', () => {
    const own = nullifiers(ana.tokens()).get('ballot.1.1')
    return checkList(published, own ?? new Uint8Array(), shown)
  })
  phone('has one line; its neighbour has the other', () => {
    const theirs = checkList(published, nullifiers(ben.tokens()).get('ballot.1.1') ?? new Uint8Array(), shown)
    expect([mine, theirs]).toMatchObject([
      { found: true, agrees: true },
      { found: true, agrees: true },
    ])
    expect(mine.line).not.toBe(theirs.line)
  })
  server('that leaves a line out, or shows two people two lists, is found out', () => {
    const own = nullifiers(ana.tokens()).get('ballot.1.1') ?? new Uint8Array()
    const without = { ...published, lines: published.lines.filter(({ line }) => line !== mine.line) }
    expect(checkList(without, own, shown)).toMatchObject({ found: false, agrees: false })
  })
})

test('the story reads as it stands in story.txt', async () => {
  const text = whole()
  // With -t only some scenes are played; then there is no whole to compare.
  if (text !== null) await expect(text).toMatchFileSnapshot('story.txt')
  expect(new Set(told()).size).toBe(told().length)
})
