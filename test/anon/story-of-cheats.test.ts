// The protocol against those who cheat it, in two columns (see story.test.ts); to be read without the code in story-of-cheats.txt.
import { expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { fingerprint } from '../../shared/anon/fingerprint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { balloting, phoneOf, serverOf, writing } from './stage.ts'
import { storyTeller } from './two-columns.ts'

const { scene, whole, told } = storyTeller()

const card = (text: string): Act => ({ is: 'card', kind: 'constraint', text, mark: realIds.id() })
const YES: Act = { is: 'answer', answer: { clear: 'clear', gaps: [], committed: 4, guess: 8 } }

scene('A token for a card is no ballot', async ({ phone, server }) => {
  const cards = await serverOf(writing())
  const ballots = await serverOf({ ...balloting(), keys: cards.session.keys })
  const [ana, ben] = [phoneOf(cards, 'p1'), phoneOf(ballots, 'p2')]
  await Promise.all([ana.ask(), ben.ask()])
  const asItIs = phone('puts a ballot’s answer into an envelope that spends a card’s token', () =>
    ana.seal([YES], 1, ballots),
  )
  const renamed = phone('and once more, saying that the token was a ballot’s', () => {
    const eve = phoneOf(ballots, 'p1')
    const [stolen] = ana.tokens()
    eve.forge(() => ben.tokens().map((one) => ({ ...one, inputs: stolen?.inputs ?? [], keys: stolen?.keys ?? [] })))
    return eve.seal([YES, YES])
  })
  await server('finds that no code fits: the purpose is part of what was signed', async () => {
    for (const one of [...asItIs, ...renamed]) expect(await ballots.hold(one)).toBe(false)
    // An honest one, to see that it would have taken it.
    for (const one of ben.seal([YES, YES])) expect(await ballots.hold(one)).toBe(true)
    expect(ballots.held()).toHaveLength(2)
  })
})

scene('A token for one commitment is none for another', async ({ phone, server }) => {
  const at = await serverOf(balloting())
  const ana = phoneOf(at, 'p1')
  await ana.ask()
  const forged = phone('would answer the second commitment twice: with its own token and with the first one’s', () => {
    ana.forge(([first, second]) =>
      first && second ? [{ ...second, inputs: first.inputs, keys: first.keys }, second] : [],
    )
    return ana.seal([YES, YES])
  })
  await server('counts one answer: each ballot’s tokens are of their own kind', async () => {
    expect(await Promise.all(forged.map((one) => at.hold(one)))).toEqual([false, true])
    expect(at.held().map(({ slot }) => slot)).toEqual(['ballot.1.2'])
  })
})

scene('Whoever edits the question makes its tokens worthless', async ({ phone, server }) => {
  const asked = writing()
  const at = await serverOf(asked)
  const ana = phoneOf(at, 'p1')
  await phone('gets tokens for the question that it shows', async () => expect(await ana.ask()).toBe('ready'))
  const later = await server('asks something else afterwards, under the same name', () =>
    serverOf({
      ...asked,
      agenda: asked.agenda.map((step) => (step.id === 'write' ? { ...step, prompt: 'Who is to blame?' } : step)),
    }),
  )
  const asItIs = phone('sends what it wrote', () => ana.seal([card('Nobody')], 1, later))
  const renamed = phone('of somebody who is in the plot says that it was for the new question', () => {
    const eve = phoneOf(later, 'p1')
    eve.forge(() => [])
    const ben = phoneOf(later, 'p2')
    return ben.ask().then(() => {
      const [good] = ben.tokens()
      eve.forge(() => ana.tokens().map((one) => ({ ...one, info: good?.info ?? '' })))
      return eve.seal([card('Nobody')])
    })
  })
  await server('can do nothing with either: the wording is part of what was signed', async () => {
    for (const one of [...asItIs, ...(await renamed)]) expect(await later.hold(one)).toBe(false)
    for (const one of ana.seal([card('Nobody')])) expect(await at.hold(one)).toBe(true)
  })
})

scene('A key made for one person is refused', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const own = realIds.keys()
  const marked = await serverOf({ ...at.session, id: 'elsewhere', keys: own })
  const ana = phoneOf(at, 'p1', {
    between: (asked) => marked.issue('p1', asked),
  })
  const said = await server('signs for Ana alone with a key of her own, to know her cards by it', () => ana.ask())
  phone('finds that the proof does not hold for the key that everybody has, and sends nothing any more', () => {
    expect(said).toBe('mistrust')
    expect(ana.trust.state.get()).toMatchObject({ is: 'refused', because: 'proof' })
    expect(ana.seal([card('never leaves')])).toEqual([])
  })
})

scene('A key announced to one person outright is refused', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const own = realIds.keys()
  const shown = server('shows Ana other keys than everybody else, and signs with these', () => ({
    ...at.view(),
    keys: { issue: own.issue, sign: own.sign },
  }))
  await phone('compares with the QR code on the projector: other keys; it asks for nothing', async () => {
    const ana = phoneOf(at, 'p1', { shown })
    expect(await ana.ask()).toBe('refused')
    expect(ana.trust.state.get()).toMatchObject({ is: 'refused', because: 'keys' })
    expect(ana.asked).toEqual([])
  })
  phone('that came in by a typed code shows eight characters, and they are not the projector’s', () => {
    const ben = phoneOf(at, 'p2', { shown, qr: null })
    expect(ben.trust.state.get()).toMatchObject({ is: 'seen' })
    expect(ben.trust.state.get().fingerprint).not.toBe(fingerprint(at.qr))
  })
})

scene('A wording made for one person is refused', async ({ phone, server }) => {
  const asked = writing()
  const at = await serverOf(asked)
  const tagged = await serverOf({
    ...asked,
    agenda: asked.agenda.map((step) => (step.id === 'write' ? { ...step, prompt: `${step.prompt} ` } : step)),
  })
  const ana = phoneOf(at, 'p1', { between: (data) => tagged.issue('p1', data) })
  const said = await server('signs Ana’s tokens for a wording with one more space in it', () => ana.ask())
  phone('checks the proof against the wording that it shows: it does not hold', () => {
    expect(said).toBe('mistrust')
    expect(ana.trust.state.get()).toMatchObject({ is: 'refused', because: 'proof' })
  })
})

scene('A stolen envelope cannot be given another content', async ({ phone, server }) => {
  const at = await serverOf(writing())
  const [ana, eve] = [phoneOf(at, 'p1'), phoneOf(at, 'p2')]
  await Promise.all([ana.ask(), eve.ask()])
  const [envelope] = phone('seals what it wrote', () => ana.seal([card('Ana’s words')]))
  if (envelope === undefined) throw new Error('no envelope')
  await server('takes it, and nothing that was changed on its way, at whatever byte', async () => {
    for (const byte of [0, 31, 32, 64, 200, 500, ENVELOPE_BYTES - 1])
      expect(await at.hold(envelope.map((one, place) => (place === byte ? one ^ 1 : one)))).toBe(false)
    expect(await at.hold(envelope)).toBe(true)
  })
  const rebound = phone(
    'of Eve knows the number of Ana’s token, and makes an envelope for it with her own words',
    () => {
      const [ready] = ana.tokens()
      eve.keep.set('wallet.write.1', {
        ...(eve.keep.get('wallet.write.1') ?? {}),
        ready: eve.tokens().map((one) => ({ ...one, inputs: ready?.inputs ?? [] })),
      })
      return eve.seal([card('Eve’s words')], 9)
    },
  )
  await server('does not take it: the code needs a key that never travels', async () => {
    for (const one of rebound) expect(await at.hold(one)).toBe(false)
    expect(at.said()).toEqual(['Ana’s words'])
  })
})

scene('Who is not in the session gets nothing and is heard by nobody', async ({ phone, server }) => {
  const [at, other] = [await serverOf(writing()), await serverOf({ ...writing(), id: 'another' })]
  const [ana, zoe] = [phoneOf(at, 'p1'), phoneOf(other, 'p1')]
  await Promise.all([ana.ask(), zoe.ask()])
  await server('gives no tokens to a seat that is not there', async () =>
    expect(await at.issue('nobody', ana.asked[0] ?? { round: '', issue: 0, room: null, blinded: [] })).toBe(
      'not-found',
    ),
  )
  const strange = phone('of another session spends its tokens here, sealed with this round’s key', () => {
    const visitor = phoneOf(at, 'p2')
    visitor.forge(() => zoe.tokens())
    return visitor.seal([card('from outside')])
  })
  await server('takes none: other session, other key', async () => {
    for (const one of strange) expect(await at.hold(one)).toBe(false)
    expect(at.held()).toEqual([])
  })
  const forged = phone('of nobody draws tokens at random', () => {
    const forger = phoneOf(at, 'p3')
    const drawn = () => toBase64Url(fromBase64Url(realIds.secret()))
    forger.forge(() =>
      ana.tokens().map((one) => ({ ...one, inputs: one.inputs.map(drawn), keys: one.keys.map(drawn) })),
    )
    return forger.seal([card('made up')])
  })
  await server('takes none of them', async () => {
    for (const one of forged) expect(await at.hold(one)).toBe(false)
  })
})

test('the story reads as it stands in story-of-cheats.txt', async () => {
  const text = whole()
  // With -t only some scenes are played; then there is no whole to compare.
  if (text !== null) await expect(text).toMatchFileSnapshot('story-of-cheats.txt')
  expect(new Set(told()).size).toBe(told().length)
})
