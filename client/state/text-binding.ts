// Between a plain text field and a Y.Text: what a keystroke changed, and where the caret belongs after others typed.
import type * as Y from 'yjs'

/** At `at` (UTF-16 units, as both sides count), `remove` units went and `insert` came. */
export type TextChange = { readonly at: number; readonly remove: number; readonly insert: string }
export type Selection = { readonly start: number; readonly end: number }
/** What Y.Text says of a remote change: steps over the text from its start. */
export type TextDelta = readonly {
  readonly retain?: number | undefined
  readonly insert?: unknown
  readonly delete?: number | undefined
}[]

/**
 * The smallest change that makes `before` into `after`, or null if they are equal. `caret` (where the field's caret stands
 * after the edit) tells which of several equal letters was typed. Never cuts a surrogate pair in two.
 */
export function textChange(before: string, after: string, caret: number = after.length): TextChange | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  const untouched = Math.min(shorter, Math.max(0, after.length - caret))
  let tail = 0
  while (tail < untouched && sameFromEnd(before, after, tail)) tail++
  let head = 0
  while (head < shorter - tail && before.charCodeAt(head) === after.charCodeAt(head)) head++
  while (head + tail < shorter && sameFromEnd(before, after, tail)) tail++
  if (head > 0 && (cutsPair(before, head) || cutsPair(after, head))) head--
  if (tail > 0 && (cutsPair(before, before.length - tail) || cutsPair(after, after.length - tail))) tail--
  return { at: head, remove: before.length - head - tail, insert: after.slice(head, after.length - tail) }
}

/** Writes the change in one transaction, so that others get it in one piece. */
export function applyChange(text: Y.Text, change: TextChange, origin: unknown = null): void {
  const write = () => {
    if (change.remove > 0) text.delete(change.at, change.remove)
    if (change.insert !== '') text.insert(change.at, change.insert)
  }
  if (text.doc === null) write()
  else text.doc.transact(write, origin)
}

/**
 * Where a selection stands after a remote change: it keeps the same letters. What others insert exactly at a caret comes
 * after it, and at the edges of a selection stays outside.
 */
export function keepSelection(selection: Selection, delta: TextDelta): Selection {
  let { start, end } = selection
  const caret = start === end
  let at = 0
  for (const step of delta) {
    if (step.retain !== undefined) at += step.retain
    else if (step.delete !== undefined) {
      start = afterDelete(start, at, step.delete)
      end = afterDelete(end, at, step.delete)
    } else {
      const length = typeof step.insert === 'string' ? step.insert.length : 1
      if (at < start || (at === start && !caret)) start += length
      if (at < end) end += length
      at += length
    }
  }
  return { start, end: Math.max(start, end) }
}

/** The text after a delta; insertions that are no text leave a placeholder, as Y.Text counts them as one. */
export function applyDelta(value: string, delta: TextDelta): string {
  let result = ''
  let at = 0
  for (const step of delta) {
    if (step.retain !== undefined) {
      result += value.slice(at, at + step.retain)
      at += step.retain
    } else if (step.delete !== undefined) at += step.delete
    else result += typeof step.insert === 'string' ? step.insert : '\uFFFC'
  }
  return result + value.slice(at)
}

function sameFromEnd(a: string, b: string, tail: number): boolean {
  return a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)
}

function cutsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  return left >= 0xd800 && left <= 0xdbff && right >= 0xdc00 && right <= 0xdfff
}

function afterDelete(position: number, at: number, length: number): number {
  if (position <= at) return position
  return Math.max(at, position - length)
}
