// A plain text field and a Y.Text: the smallest change, never half a character, and a caret that stays with its letters.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { writable } from '../../client/state/readable.ts'
import { applyChange, applyDelta, keepSelection, type TextDelta, textChange } from '../../client/state/text-binding.ts'

const applied = (before: string, change: ReturnType<typeof textChange>) =>
  change === null ? before : before.slice(0, change.at) + change.insert + before.slice(change.at + change.remove)
const letters = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁', '\n', 'é'), maxLength: 20 })
const halves = (text: string) => /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)

test('the caret tells which of equal letters was typed or deleted', () => {
  expect(textChange('aaa', 'aaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' })
  expect(textChange('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' })
  expect(textChange('aaaa', 'aaa', 1)).toEqual({ at: 1, remove: 1, insert: '' })
  expect(textChange('one two', 'one three two', 10)).toEqual({ at: 4, remove: 0, insert: 'three ' })
  expect(textChange('same', 'same', 2)).toBeNull()
})

test('a change makes one text into the other, and never cuts a character', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(40), (before, after, caret) => {
      const change = textChange(before, after, Math.min(caret, after.length))
      expect(applied(before, change)).toBe(after)
      if (change === null) return
      expect(halves(change.insert)).toBe(false)
      expect(halves(before.slice(0, change.at))).toBe(false)
      expect(halves(before.slice(change.at + change.remove))).toBe(false)
      const doc = new Y.Doc()
      const text = doc.getText('notes')
      text.insert(0, before)
      let updates = 0
      doc.on('update', () => updates++)
      applyChange(text, change)
      expect(text.toString()).toBe(after)
      expect(updates).toBe(1)
    }),
  )
})

test('a changed emoji is replaced whole', () => {
  expect(textChange('x😀y', 'x😁y', 3)).toEqual({ at: 1, remove: 2, insert: '😁' })
})

test('what others type before the caret moves it, at or after it does not', () => {
  const caret = { start: 5, end: 5 }
  expect(keepSelection(caret, [{ insert: 'abc' }])).toEqual({ start: 8, end: 8 })
  expect(keepSelection(caret, [{ retain: 5 }, { insert: 'abc' }])).toEqual(caret)
  expect(keepSelection(caret, [{ retain: 9 }, { insert: 'abc' }])).toEqual(caret)
  expect(keepSelection(caret, [{ retain: 3 }, { delete: 4 }])).toEqual({ start: 3, end: 3 })
  expect(keepSelection({ start: 2, end: 5 }, [{ retain: 2 }, { insert: 'x' }, { retain: 3 }, { insert: 'y' }])).toEqual(
    { start: 3, end: 6 },
  )
})

test('a selection keeps exactly the letters that are still there', () => {
  const step = fc.oneof(
    fc.record({ retain: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ insert: fc.string({ unit: fc.constantFrom('X', 'Y'), minLength: 1, maxLength: 3 }) }),
    fc.record({ delete: fc.integer({ min: 1, max: 5 }) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 6 }), fc.nat(12), fc.nat(12), (steps, a, b) => {
      const value = 'abcdefghijkl'
      let left = value.length
      const delta: TextDelta = steps.flatMap((one): TextDelta => {
        if ('insert' in one) return [one]
        const length = Math.min(left, 'retain' in one ? one.retain : one.delete)
        left -= length
        return length === 0 ? [] : ['retain' in one ? { retain: length } : { delete: length }]
      })
      const [start, end] = a < b ? [a, b] : [b, a]
      const after = applyDelta(value, delta)
      const kept = keepSelection({ start, end }, delta)
      const own = (text: string) => text.replace(/[XY]/g, '')
      const survivors = [...value.slice(start, end)].filter((letter) => after.includes(letter)).join('')
      expect(own(after.slice(kept.start, kept.end))).toBe(survivors)
    }),
  )
})

test('a delta is what Y.Text says of a remote change', () => {
  const doc = new Y.Doc()
  const text = doc.getText('notes')
  text.insert(0, 'one two three')
  let field = text.toString()
  text.observe((event) => {
    field = applyDelta(field, event.delta)
  })
  doc.transact(() => {
    text.delete(4, 3)
    text.insert(4, 'zwei')
    text.insert(0, '> ')
  })
  expect(field).toBe('> one zwei three')
})

test('a readable tells its listeners of changes only, and ends each subscription by itself', () => {
  const number = writable(1)
  let heard = 0
  const hear = () => heard++
  const stop = number.subscribe(hear)
  number.subscribe(hear)
  number.set(1)
  number.set(Number.NaN)
  number.set(Number.NaN)
  expect(heard).toBe(2)
  stop()
  stop()
  number.set(3)
  expect([heard, number.get()]).toEqual([3, 3])
})
