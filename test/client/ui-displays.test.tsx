// The range bar and the other things that only show: drawn to scale, said in words, and silent about what is hidden.
// @vitest-environment jsdom
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test } from 'vitest'
import { CodeDisplay } from '../../client/ui/code-display.tsx'
import { Notice } from '../../client/ui/notice.tsx'
import { Qr } from '../../client/ui/qr.tsx'
import { RangeBar, type RangeBarProps, rangeText } from '../../client/ui/range-bar.tsx'
import { VerdictWord } from '../../client/ui/verdict-word.tsx'

let page: HTMLElement

beforeEach(() => {
  page = document.createElement('div')
})

const show = (node: ReactNode) => {
  page.innerHTML = renderToStaticMarkup(node)
}
const one = <E extends Element = HTMLElement>(selector: string): E => {
  const found = page.querySelector<E>(selector)
  if (found === null) throw new Error(`nothing is ${selector} in ${page.innerHTML}`)
  return found
}

const bar = (facts: Partial<RangeBarProps>): RangeBarProps => ({
  level: 'counts',
  verdict: 'open',
  of: 20,
  counted: 13,
  silent: 5,
  target: 80,
  zone: null,
  ...facts,
})

test('the range bar draws floor, silent part and tick to scale, and says the same in words', () => {
  show(<RangeBar {...bar({})} label="On-call has an owner" />)
  expect(one('[role=img]').getAttribute('aria-label')).toBe(
    'On-call has an owner: 13 of 20 clear and committed, 5 silent, 2 not yet; the mark is at 80%.',
  )
  const widths = [...page.querySelectorAll<HTMLElement>('[style*=width]')].map((part) => [
    part.style.left,
    part.style.width,
  ])
  expect(widths).toEqual([
    ['', '65%'],
    ['65%', '25%'],
  ])
  expect(one<HTMLElement>('[data-level]').style.getPropertyValue('--target')).toBe('80%')
})

test('at the levels below counts, no number of people reaches the page, even if a caller passes one', () => {
  for (const level of ['none', 'bands', 'soft'] as const) {
    for (const zone of ['low', 'middle', 'high'] as const) {
      show(<RangeBar {...bar({ level, zone })} />)
      const html = page.innerHTML
      show(<RangeBar {...bar({ level, zone, of: 7, counted: 6, silent: 1 })} />)
      expect(page.innerHTML).toBe(html)
      expect(rangeText(bar({ level, zone }))).not.toMatch(/13|20|65/)
    }
  }
})

test('the verdict is a word; k has its singular', () => {
  show(<VerdictWord verdict="open" more={1} reason="silent" />)
  expect(page.textContent).toBe('Can’t say yet1 more answer decides')
  show(<VerdictWord verdict="open" more={null} reason="no-quorum" />)
  expect(page.textContent).toContain('not enough answers')
  show(<VerdictWord verdict="not-reached" more={3} />)
  expect(page.textContent).toBe('Not reached')
})

test('the code is spelled, the QR code is a named picture with four modules of quiet, a notice is a status', () => {
  show(<CodeDisplay code="BCD347" />)
  expect(one('[role=img]').getAttribute('aria-label')).toBe('Room code B C D 3 4 7')
  show(<Qr text="http://192.168.1.20:8080/j/BCD347" label="QR code to join" />)
  expect(one('svg').getAttribute('aria-label')).toBe('QR code to join')
  expect(one('path').getAttribute('d')).toMatch(/^M4 4h7v1H4z/)
  show(<Notice tone="offline">No connection.</Notice>)
  expect(one('[role=status]').textContent).toBe('No connection.')
})
