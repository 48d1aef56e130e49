// The session's keys on a phone: compared by eye or checked by the camera, and what it says when something does not fit.
// @vitest-environment jsdom
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { KeysCheck } from '../../client/phone/keys-check.tsx'
import { KeysReminder } from '../../client/phone/keys-reminder.tsx'
import { Mistrust } from '../../client/phone/mistrust.tsx'
import { page, say, show, tap } from '../support/console-page.tsx'
import { aPhone, writing } from '../support/phone-double.tsx'

const spelled = () => page().querySelector('[role=img]')?.getAttribute('aria-label')

test('who typed the code compares once, by eye, and may take it back', async () => {
  const { within, keep } = aPhone()
  show(within(<KeysCheck />))
  expect(page().textContent).toContain('Compare these eight characters with the big screen')
  expect(page().textContent).toContain('AB12-CD34')
  expect(spelled()).toBe('Key characters A B 1 2, C D 3 4')
  await tap(say('They are the same'))
  expect(page().textContent).toContain('compared with the big screen, by you')
  expect(keep.get('compared')).toBe('AB12-CD34')
  await tap(say('Compare again'))
  expect(page().textContent).toContain('Compare these eight characters')
  expect(keep.get('compared')).toBeNull()
})

test('what was compared is not taken for other characters', () => {
  const { within, keep, trust } = aPhone()
  keep.set('compared', 'AB12-CD34')
  show(within(<KeysCheck />))
  expect(page().textContent).toContain('by you')
  act(() => trust.set({ is: 'seen', fingerprint: 'ZZZZ-ZZZZ', because: null }))
  expect(page().textContent).toContain('Compare these eight characters')
})

test('who scanned has nothing to do', () => {
  const { within, trust } = aPhone()
  trust.set({ is: 'qr', fingerprint: 'AB12-CD34', because: null })
  show(within(<KeysCheck />))
  expect(page().textContent).toContain('Keys checked by your camera:AB12-CD34')
  expect(page().querySelector('button')).toBeNull()
})

test('nothing to compare yet, nothing shown', () => {
  const { within, trust } = aPhone()
  trust.set({ is: 'waiting', fingerprint: null, because: null })
  show(within(<KeysCheck />))
  expect(page().textContent).toBe('')
})

test.each([
  ['keys', 'not the ones this phone was given', 'Scan the QR code'],
  ['round-key', 'is not signed with the keys of this session', 'Reload'],
  ['proof', 'does not fit this session’s keys, or the wording on this phone', 'Reload'],
] as const)(
  '%s: what did not fit, that nothing is sent, what to do, and the cards are still there',
  async (because, words, todo) => {
    const { within, phone } = aPhone()
    phone.outbox.addCard('note', 'A card that stays')
    const leave = vi.fn()
    show(
      within(
        <Mistrust trust={{ is: 'refused', fingerprint: 'AB12-CD34', because }} view={writing()} onLeave={leave} />,
      ),
    )
    expect(page().querySelector('[role=alert]')?.textContent).toContain(words)
    expect(page().textContent).toContain('This phone sends nothing anonymous')
    expect(page().textContent).toContain('Nothing is lost')
    expect(page().textContent).toContain('AB12-CD34')
    expect(page().querySelector('ol')?.textContent).toContain(todo)
    // Scanning again brings other keys; it mends no signature.
    expect(page().querySelector('ol')?.textContent.includes('QR')).toBe(because === 'keys')
    expect(page().querySelector('details')?.open).toBe(false)
    expect(page().querySelector('details')?.textContent).toContain('A card that stays')
    await tap(say('Leave on this phone'))
    expect(leave).toHaveBeenCalledOnce()
    expect(phone.outbox.cards.get()).toHaveLength(1)
  },
)

test('who came after the lobby is reminded where something sealed is given, until the keys were compared', async () => {
  const { within, keep } = aPhone()
  show(within(<KeysReminder kind="discuss" />))
  expect(page().textContent).toBe('')
  show(within(<KeysReminder key="write" kind="write" />))
  expect(page().querySelector('details')?.open).toBe(false)
  expect(page().querySelector('summary')?.textContent).toContain('AB12-CD34')
  await tap(say('They are the same'))
  // Not taken away under the thumb; gone with the next step.
  expect(page().querySelector('details')).not.toBeNull()
  show(within(<KeysReminder key="ballot" kind="ballot" />))
  expect(page().textContent).toBe('')
  expect(keep.get('compared')).toBe('AB12-CD34')
})
