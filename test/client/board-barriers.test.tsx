// What is in the way, on a page: how it grows old, how it leaves the list, and who may say so.
// @vitest-environment jsdom
import { describe, expect, test } from 'vitest'
import type { Life } from '../../client/ui/commitment-life.ts'
import { takenOff } from '../../shared/board-lines.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { page, say, tap } from '../support/console-page.tsx'
import { aLife, DAY, JON, live, MARA, mine, NOW, text } from '../support/life-page.tsx'

test('a barrier says who removes it and for how long it stands, and grows old in words', () => {
  const { life } = aLife()
  const barrier = (id: string, days: number, over = {}) => ({
    id,
    text: `Barrier ${id}`,
    remover: JON,
    since: NOW - days * DAY,
    asked: null,
    closed: null,
    ...over,
  })
  live(
    life,
    mine({
      barriers: [
        barrier('a', 0),
        barrier('b', 13),
        barrier('c', 14),
        barrier('d', 30, { remover: null, asked: NOW - DAY }),
        barrier('e', 50, { closed: { at: NOW, how: 'agreed' } }),
      ],
    }),
  )
  expect(text()).toContain('In the way since today. Jon removes it.')
  expect(text()).toContain('In the way for 13 days. Jon')
  expect(text()).toContain('In the way for 14 days: more than two weeks. Jon')
  expect(text()).toContain('In the way for 30 days: more than a month. Nobody removes it yet.')
  expect(text()).toContain('Said to be gone on 14 June.')
  expect(text()).toContain('Gone since 15 June, agreed under seal by those it concerns')
  expect([...page().querySelectorAll('[data-age]')].map((one) => one.getAttribute('data-age'))).toEqual([
    'very-old',
    'old',
    'fresh',
    'fresh',
  ])
})

describe('a barrier is taken off the list', () => {
  const barrier = { id: 'b', text: 'Two budgets', remover: JON, since: NOW - DAY, asked: null, closed: null }
  const button = (name: string) => page().querySelector<HTMLElement>(`[aria-label="${name}"]`)

  test('after it was asked about once, in place, and the keyboard goes on where it stood', async () => {
    const { life, sent } = aLife()
    live(life, mine({ barriers: [barrier] }))
    await tap(button('Take it off the list: Two budgets'))
    expect(sent).toEqual([])
    expect(text()).toContain('stays in the history')
    expect(document.activeElement?.textContent).toBe('Take it off')
    await tap(say('Leave it there'))
    expect(document.activeElement).toBe(button('Take it off the list: Two budgets'))
    await tap(button('Take it off the list: Two budgets'))
    await tap(say('Take it off'))
    expect(sent).toEqual([{ name: 'barrier.remove', data: { commitment: 'c1', barrier: 'b' } }])
    live(life, mine())
    expect(document.activeElement?.textContent).toBe('Taken off the list: Two budgets')
  })

  test('and not while people are asked about it: the reason stands beside it', async () => {
    const { life } = aLife({}, { ok: false, refusal: { code: 'being-asked' } })
    live(life, mine({ barriers: [barrier] }))
    await tap(button('Take it off the list: Two budgets'))
    await tap(say('Take it off'))
    expect(text()).toContain(REFUSALS['being-asked'].say)
    expect(text()).not.toContain('Taken off the list')
  })

  test('by its owner, its remover and whoever may change everything, and by nobody else', () => {
    const off = 'Take it off the list: Two budgets'
    const shown = (over: Partial<Life>, owner = MARA) => {
      live(aLife(over).life, mine({ barriers: [barrier] }, { owner }))
      return button(off) !== null
    }
    expect([shown({}), shown({}, JON), shown({ me: 'p2' }), shown({ role: 'visitor', me: null })]).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(shown({ send: null })).toBe(false)
  })

  test('and is not offered to be followed once more because it was named when the commitment was made', () => {
    const wording = { what: 'One rota', givingUp: '', firstStep: '', barrier: 'Two budgets', ifCond: '', thenDo: '' }
    const { life } = aLife()
    live(life, mine({}, { wording }))
    expect(text()).toContain('Still there: follow it')
    live(life, mine({ history: [{ at: NOW, by: 'Mara', says: takenOff('Two budgets') }] }, { wording }))
    expect(text()).not.toContain('Still there: follow it')
  })
})

test('the facilitator closes by word only what the server says may be', () => {
  const barriers = ['a', 'b'].map((id) => ({ id, text: id, remover: null, since: NOW, asked: null, closed: null }))
  const facilitator = { role: 'facilitator', me: null } as const
  const words = (over: Partial<Life>) => {
    live(aLife({ ...facilitator, ...over }).life, mine({ barriers }))
    return [...page().querySelectorAll('li')].flatMap((one) =>
      (one.textContent ?? '').includes('Gone, as said in the room') ? [one.textContent?.charAt(0)] : [],
    )
  }
  expect(words({})).toEqual([])
  expect(
    words({
      byWord: [
        { commitment: 'c1', barrier: 'b' },
        { commitment: 'c2', barrier: 'a' },
      ],
    }),
  ).toEqual(['b'])
})
