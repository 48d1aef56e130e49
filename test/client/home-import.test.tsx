// A board from a file on the first page: what is in the file is said and asked about before anything is sent.
// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Home } from '../../client/home/home.tsx'
import { RECORD_FORMAT, RECORD_VERSION } from '../../shared/record.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { aRecord } from '../export/given-record.ts'
import { page, say, settle, show, tap, type } from '../support/console-page.tsx'

const CREATED = { session: 's1', code: 'BCD347', secret: 'x', recovery: 'ABCDE12345', origin: null }
const text = () => page().textContent ?? ''
const sent: unknown[] = []
function served(answer: () => Response) {
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body))
    return answer()
  })
}
afterEach(() => {
  vi.unstubAllGlobals()
  sent.length = 0
})

async function choose(content: string) {
  const input = page().querySelector<HTMLInputElement>('input[type=file]')
  if (input === null) throw new Error('no way to choose a file')
  const file = new File([content], 'board.json', { type: 'application/json' })
  // jsdom has files that do not read themselves.
  Object.defineProperty(file, 'text', { value: async () => content })
  Object.defineProperty(input, 'files', { value: [file], configurable: true })
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true })
  act(() => void input.dispatchEvent(new Event('change', { bubbles: true })))
  await settle()
  await settle()
}
function begin(answer: () => Response = () => new Response(JSON.stringify(CREATED))) {
  served(answer)
  // A page of its own, however often one is opened.
  show(null)
  show(<Home />)
}
const record = aRecord()

test('a file is shown before it is sent, and sent only when that is wanted', async () => {
  begin()
  await choose(JSON.stringify(record))
  expect(text()).toContain('Ship the new platform')
  expect(text()).toContain('3 commitments, from 2 March 2026')
  expect(sent).toEqual([])
  await choose(JSON.stringify({ ...record, board: { ...record.board, title: 'The other', commitments: [{}] } }))
  expect(text()).toContain('The other')
  expect(text()).toContain('1 commitment, from')
  expect(text()).not.toContain('Ship the new platform')
  await choose(JSON.stringify(record))
  await tap(say('Bring it in'))
  expect(sent).toEqual([{ record }])
})

test('what was brought in is ready as what it is: live at its board, with a code to join by', async () => {
  begin()
  await choose(JSON.stringify(record))
  await tap(say('Bring it in'))
  expect(page().querySelector('h1')?.textContent).toBe('Ship the new platform is ready')
  expect(text()).toContain('brought in from a file')
  expect(text()).toContain('It is live, at its board, with the room code BCD-347.')
  expect(text()).toContain('joining under their names')
})

test('a new session says nothing of a file', async () => {
  begin()
  await tap(say('Start a session'))
  for (const [label, words] of [
    ['Title', 'Spring offsite'],
    ['The statement to align on', 'One rota'],
  ] as const) {
    const id = say(label, 'label').getAttribute('for')
    await type(document.getElementById(id ?? '') as HTMLInputElement | null, words)
  }
  await tap(say('Create the session'))
  expect(page().querySelector('h1')?.textContent).toBe('Spring offsite is ready')
  expect(text()).not.toContain('file')
})

test('what cannot be read as a board is refused here; what can is still the server’s to judge', async () => {
  begin(() => new Response(JSON.stringify({ refusal: { code: 'no-board' } }), { status: 400 }))
  const wrong = [
    'no json',
    'null',
    '[]',
    '{"format":"else"}',
    JSON.stringify({ ...record, board: null }),
    JSON.stringify({ ...record, board: { ...record.board, title: 7 } }),
    JSON.stringify({ ...record, board: { ...record.board, commitments: {} } }),
  ]
  for (const content of wrong) {
    begin()
    await choose(content)
    expect([content.slice(0, 20), text().includes(REFUSALS['no-board'].say)]).toEqual([content.slice(0, 20), true])
    expect(text()).not.toContain('Bring it in')
  }
  await choose(JSON.stringify({ format: RECORD_FORMAT, version: RECORD_VERSION + 1, board: { shaped: 'otherwise' } }))
  expect(text()).toContain(REFUSALS['other-version'].say)
  expect(sent).toEqual([])
  begin(() => new Response(JSON.stringify({ refusal: { code: 'no-board' } }), { status: 400 }))
  await choose(JSON.stringify({ ...record, board: { ...record.board, offsite: 'once', extra: 1 } }))
  expect(text()).toContain('3 commitments')
  expect(text()).not.toContain('commitments, from')
  await tap(say('Bring it in'))
  expect(sent).toHaveLength(1)
  expect(text()).toContain(REFUSALS['no-board'].say)
  expect(say('Another file')).toBeTruthy()
})
