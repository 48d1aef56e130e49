// The shared controls as people and screen readers meet them.
// @vitest-environment jsdom
import { act, type ReactNode, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Button } from '../../client/ui/button.tsx'
import { Chips } from '../../client/ui/chips.tsx'
import { Choice } from '../../client/ui/choice.tsx'
import { copyText } from '../../client/ui/copy.ts'
import { Field } from '../../client/ui/field.tsx'
import { Menu } from '../../client/ui/menu.tsx'
import { Scale } from '../../client/ui/scale.tsx'
import { Sheet } from '../../client/ui/sheet.tsx'
import { clock, Timer } from '../../client/ui/timer.tsx'

let root: Root
let page: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  page = document.createElement('div')
  document.body.append(page)
  root = createRoot(page)
})

afterEach(() => {
  act(() => root.unmount())
  page.remove()
  vi.useRealTimers()
})

const show = (node: ReactNode) => act(() => root.render(node))
const one = <E extends Element = HTMLElement>(selector: string): E => {
  const found = page.querySelector<E>(selector)
  if (found === null) throw new Error(`nothing is ${selector} in ${page.innerHTML}`)
  return found
}
const tap = (element: HTMLElement) => act(() => element.click())
const press = (key: string) =>
  act(
    () =>
      void document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      ),
  )
const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) =>
  act(() => {
    const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')
    value?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })

test('a busy button keeps its focus and ignores taps; a submit while busy does not happen', () => {
  const taps = vi.fn()
  const submits = vi.fn()
  const form = (busy: boolean) => (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submits()
      }}
    >
      <Button type="submit" busy={busy} onClick={taps}>
        Save
      </Button>
    </form>
  )
  show(form(true))
  one('button').focus()
  tap(one('button'))
  expect(taps).not.toHaveBeenCalled()
  expect(submits).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(one('button'))
  show(form(false))
  tap(one('button'))
  expect(taps).toHaveBeenCalledOnce()
  expect(submits).toHaveBeenCalledOnce()
})

test('a refusal is read out where it arose and describes its button', () => {
  show(<Button refusal={null}>Next</Button>)
  const line = one('[role=status]')
  expect(line.textContent).toBe('')
  show(<Button refusal="The ballot is still open. Close it first.">Next</Button>)
  expect(one('[role=status]')).toBe(line)
  expect(line.textContent).toBe('The ballot is still open. Close it first.')
  expect(one('button').getAttribute('aria-describedby')).toBe(line.id)
})

function Typing() {
  const [text, setText] = useState('')
  return <Field label="Card" rows={3} max={10} value={text} onChange={setText} />
}

test('a field counts what people count, never cuts, and says how much is too many', () => {
  show(<Typing />)
  const area = one<HTMLTextAreaElement>('textarea')
  expect(one<HTMLLabelElement>('label').htmlFor).toBe(area.id)
  type(area, '👩‍👩‍👧 family')
  expect(page.textContent).toContain('2 left')
  type(area, 'twelve chars')
  expect(area.value).toBe('twelve chars')
  expect(page.textContent).toContain('2 too many')
  expect(area.getAttribute('aria-invalid')).toBe('true')
})

test('an error is announced and belongs to its field', () => {
  show(<Field label="Room code" value="12" onChange={() => {}} error="That is not a room code." />)
  expect(one('[role=alert]').textContent).toBe('That is not a room code.')
  const described = one('input').getAttribute('aria-describedby') ?? ''
  expect(
    described.split(' ').some((id) => page.querySelector(`[id="${id}"]`)?.textContent?.includes('not a room code')),
  ).toBe(true)
})

test('choices are one radio group, chips come back in the order of the options, a scale starts empty', () => {
  const chosen = vi.fn()
  show(
    <Choice
      legend="Clear?"
      value={null}
      onChange={chosen}
      options={[
        { value: 'fuzzy', label: 'Fuzzy' },
        { value: 'clear', label: 'Clear enough to act' },
      ]}
    />,
  )
  const radios = [...page.querySelectorAll<HTMLInputElement>('input[type=radio]')]
  expect(new Set(radios.map((radio) => radio.name)).size).toBe(1)
  expect(radios.some((radio) => radio.checked)).toBe(false)
  if (radios[1]) tap(radios[1])
  expect(chosen).toHaveBeenCalledWith('clear')

  const gaps = [
    { value: 'what', label: 'What' },
    { value: 'who', label: 'Who' },
    { value: 'when', label: 'When' },
  ]
  show(<Chips legend="Missing?" value={['when', 'who']} onChange={chosen} most={2} options={gaps} />)
  const boxes = [...page.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  expect(boxes.map((box) => box.disabled)).toEqual([true, false, false])
  show(<Chips legend="Missing?" value={['when', 'who']} onChange={chosen} options={gaps} />)
  tap(one('input'))
  expect(chosen).toHaveBeenLastCalledWith(['what', 'who', 'when'])

  show(<Scale legend="Out of 10" value={null} onChange={chosen} low="nobody" high="everybody" />)
  const cells = [...page.querySelectorAll<HTMLInputElement>('input')]
  expect(cells).toHaveLength(11)
  expect(cells.some((cell) => cell.checked)).toBe(false)
  expect(cells.at(-1)?.getAttribute('aria-label')).toBe('10, everybody')
  if (cells[7]) tap(cells[7])
  expect(chosen).toHaveBeenLastCalledWith(7)
})

test('a timer is computed from the server time, speaks at minute marks only, and goes on after the end', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  show(<Timer endsAt={1_000_000 + 125_000 + 3_000} offset={3_000} />)
  const spoken = () => one('[aria-live]').textContent
  expect(one('[role=timer]').textContent).toBe('2:05')
  expect(spoken()).toBe('5 minutes left')
  act(() => void vi.advanceTimersByTime(5_000))
  expect(one('[role=timer]').textContent).toBe('2:00')
  expect(spoken()).toBe('2 minutes left')
  act(() => void vi.advanceTimersByTime(10_000))
  expect(spoken()).toBe('2 minutes left')
  act(() => void vi.advanceTimersByTime(140_000))
  expect(one('[role=timer]').textContent).toBe('+0:30')
  expect(page.textContent).toContain('over time')
  expect(spoken()).toBe('Time is up')
  show(<Timer endsAt={null} offset={0} />)
  expect(page.innerHTML).toBe('')
  expect([clock(0), clock(59), clock(3725)]).toEqual(['0:00', '0:59', '1:02:05'])
})

test('a menu opens on its first item, moves by arrows, closes on Escape back to its button', () => {
  const reopen = vi.fn()
  show(
    <Menu
      label="More"
      items={[
        { label: 'Reopen', onPick: reopen },
        { label: 'Never', onPick: reopen, disabled: true },
        { label: 'Remove', onPick: () => {}, danger: true },
      ]}
    />,
  )
  const button = one('button')
  tap(button)
  expect(button.getAttribute('aria-expanded')).toBe('true')
  expect(document.activeElement?.textContent).toBe('Reopen')
  press('ArrowDown')
  expect(document.activeElement?.textContent).toBe('Remove')
  press('ArrowDown')
  expect(document.activeElement?.textContent).toBe('Reopen')
  press('Escape')
  expect(page.querySelector('[role=menu]')).toBeNull()
  expect(document.activeElement).toBe(button)
  press('ArrowDown')
  tap(one('[role=menuitem]'))
  expect(reopen).toHaveBeenCalledOnce()
  expect(page.querySelector('[role=menu]')).toBeNull()
})

test('a sheet is a named dialog that begins at its title or first field and asks to be closed', () => {
  const closed = vi.fn()
  const sheet = (open: boolean) => (
    <Sheet open={open} onClose={closed} title="Add a step" focus="field">
      <Field label="Title" value="" onChange={() => {}} />
    </Sheet>
  )
  show(sheet(false))
  expect(page.querySelector('dialog')).toBeNull()
  show(sheet(true))
  const dialog = one<HTMLDialogElement>('dialog')
  expect(dialog.hasAttribute('open')).toBe(true)
  expect(page.querySelector(`[id="${dialog.getAttribute('aria-labelledby')}"]`)?.textContent).toBe('Add a step')
  expect(document.activeElement).toBe(one('input'))
  act(() => void dialog.dispatchEvent(new Event('cancel', { cancelable: true })))
  tap(one('[aria-label=Close]'))
  tap(dialog)
  expect(closed).toHaveBeenCalledTimes(3)
})

test('copying without a clipboard selects a hidden text, cleans up, gives focus back and says whether it worked', async () => {
  show(<button type="button">Copy</button>)
  one('button').focus()
  let copied = ''
  const selection = (works: boolean) => () => {
    copied = page.ownerDocument.querySelector('textarea')?.value ?? ''
    return works
  }
  const executes = (works: boolean) => Object.assign(document, { execCommand: selection(works) })
  expect('clipboard' in navigator).toBe(false)
  executes(true)
  expect(await copyText('http://offsite.test/j/BCD347')).toBe(true)
  expect(copied).toBe('http://offsite.test/j/BCD347')
  expect(document.querySelector('textarea')).toBeNull()
  expect(document.activeElement).toBe(one('button'))
  executes(false)
  expect(await copyText('x')).toBe(false)
})
