// A field that several people type into: what others typed is in it before the next key of one's own.
// @vitest-environment jsdom
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { SharedText } from '../../client/ui/shared-text.tsx'

test('a key pressed right after somebody else’s words takes none of them back', () => {
  const mine = new Y.Doc()
  const theirs = new Y.Doc()
  mine.getText('what').insert(0, 'Every region')
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  const shown = document.createElement('div')
  document.body.append(shown)
  const root = createRoot(shown)
  flushSync(() => root.render(<SharedText label="What" text={mine.getText('what')} />))
  const area = shown.querySelector('textarea')
  if (area === null) throw new Error('no field')
  area.focus()
  area.setSelectionRange(12, 12)

  // Two changes in one turn, as a slow connection brings them.
  for (const words of ['We agree: ', 'Together: ']) {
    theirs.getText('what').insert(0, words)
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)))
  }
  expect(area.value).toBe('Together: We agree: Every region')
  expect([area.selectionStart, area.selectionEnd]).toEqual([32, 32])

  const typed = `${area.value}!`
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, typed)
  area.dispatchEvent(new Event('input', { bubbles: true }))
  expect(mine.getText('what').toString()).toBe('Together: We agree: Every region!')
  flushSync(() => root.unmount())
  shown.remove()
})

test('says how much is left near the end, and what becomes of what is too much', () => {
  const doc = new Y.Doc()
  const shown = document.createElement('div')
  document.body.append(shown)
  const root = createRoot(shown)
  flushSync(() => root.render(<SharedText label="What" text={doc.getText('what')} max={20} />))
  const said = () => shown.querySelector('label ~ p')?.textContent
  expect(said()).toBe('')
  doc.getText('what').insert(0, 'Ten letters')
  expect(said()).toBe('9 left')
  doc.getText('what').insert(0, 'Many more than that: ')
  expect(said()).toBe('12 too many: the end is not on the board')
  flushSync(() => root.unmount())
  shown.remove()
})
