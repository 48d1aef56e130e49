// Dragging cards by finger or mouse: a held finger lifts, a moving one still scrolls. Reads and listens to the DOM, draws nothing.
import type { Spot } from './drop-plan.ts'

export type DragParts = {
  /** A card was lifted; `box` is where it stands and `at` the finger. */
  readonly onLift: (card: string, box: DOMRect, at: Point) => void
  readonly onMove: (at: Point) => void
  /** What is under the finger changed; null: nowhere. */
  readonly onOver: (spot: Spot | null) => void
  /** Let go over `spot`; null when it was taken back. */
  readonly onDrop: (card: string, spot: Spot | null) => void
}
export type Point = { readonly x: number; readonly y: number }

/** Held so long, a finger lifts: shorter than what phones take for "select this text". */
export const LIFT_MS = 250
/** A finger that wanders further before that scrolls. */
const STILL_PX = 10
const MOUSE_PX = 6
/** So near to an edge the page moves, faster towards it; the bottom has the foot of the shell. */
const EDGE = { top: 100, bottom: 125 }
const SPEED_PX = 14
/** Whoever presses while the page still glides stops it; a browser lets nobody take that touch for a drag. */
const GLIDE_MS = 120
/** A click that follows letting go is no tap. */
const CLICK_MS = 100

type Press = {
  readonly pointer: number
  readonly card: string
  readonly from: HTMLElement
  readonly target: Element
  readonly touch: boolean
  readonly start: Point
  readonly timer: ReturnType<typeof setTimeout> | null
}

/** Cards carry `data-card`, piles `data-pile`, extra free ground `data-ground`. Returns how to stop. */
export function followDrags(table: HTMLElement, parts: DragParts): { stop(): void; takeBack(): void } {
  let press: Press | null = null
  let lifted = false
  let at: Point = { x: 0, y: 0 }
  let spot: Spot | null = null
  let frame = 0
  let quietUntil = 0
  let scrolledAt = Number.NEGATIVE_INFINITY

  const down = (event: PointerEvent) => {
    if (press !== null || !event.isPrimary || event.button !== 0 || !(event.target instanceof Element)) return
    const from = event.target.closest<HTMLElement>('[data-card]')
    const card = from?.dataset.card
    if (!from || !card) return
    const touch = event.pointerType !== 'mouse'
    if (touch && event.timeStamp - scrolledAt < GLIDE_MS) return
    at = { x: event.clientX, y: event.clientY }
    quietUntil = 0
    press = {
      pointer: event.pointerId,
      card,
      from,
      target: event.target,
      touch,
      start: at,
      timer: touch ? setTimeout(lift, LIFT_MS) : null,
    }
  }
  const lift = () => {
    if (press === null || lifted) return
    lifted = true
    // The card may be drawn anew elsewhere while it is held: what follows arrives here whatever becomes of it.
    press.target.addEventListener('touchmove', hold, { passive: false })
    table.setPointerCapture?.(press.pointer)
    parts.onLift(press.card, press.from.getBoundingClientRect(), at)
    look()
    frame = requestAnimationFrame(creep)
  }
  const move = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    at = { x: event.clientX, y: event.clientY }
    const far = Math.hypot(at.x - press.start.x, at.y - press.start.y)
    if (!lifted) {
      if (!press.touch && far > MOUSE_PX) lift()
      else if (press.touch && far > STILL_PX) end()
    }
    if (!lifted) return
    event.preventDefault()
    parts.onMove(at)
    look()
  }
  const up = (event: PointerEvent) => {
    if (press === null || event.pointerId !== press.pointer) return
    if (lifted) {
      at = { x: event.clientX, y: event.clientY }
      look()
      quietUntil = event.timeStamp + CLICK_MS
      parts.onDrop(press.card, spot)
    }
    end()
  }
  const takeBack = () => {
    if (press !== null && lifted) parts.onDrop(press.card, null)
    end()
  }
  const cancel = (event: PointerEvent) => {
    if (event.pointerId === press?.pointer) takeBack()
  }
  const end = () => {
    if (press?.timer) clearTimeout(press.timer)
    press?.target.removeEventListener('touchmove', hold)
    cancelAnimationFrame(frame)
    press = null
    lifted = false
    spot = null
  }

  const look = () => {
    const next = spotAt(table, at)
    if (same(next, spot)) return
    spot = next
    parts.onOver(next)
  }
  /** Near an edge the page follows the finger. */
  const creep = () => {
    if (press === null || !lifted) return
    frame = requestAnimationFrame(creep)
    // A card that was taken near an edge is not on its way there.
    if (Math.abs(at.y - press.start.y) < STILL_PX) return
    const overGround = document.elementFromPoint(at.x, at.y)?.closest('[data-ground]')
    const up = EDGE.top - at.y
    const down = at.y - (innerHeight - EDGE.bottom)
    const by = up > 0 ? -up / EDGE.top : down > 0 && !overGround ? down / EDGE.bottom : 0
    if (by !== 0) {
      scrollBy(0, Math.round(by * SPEED_PX))
      look()
    }
  }

  const hold = (event: Event) => {
    if (lifted && event.cancelable) event.preventDefault()
  }
  const menu = (event: Event) => {
    if (press?.touch) event.preventDefault()
  }
  const click = (event: MouseEvent) => {
    if (event.timeStamp > quietUntil) return
    event.preventDefault()
    event.stopPropagation()
  }
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && lifted) {
      event.preventDefault()
      takeBack()
    }
  }
  const scroll = (event: Event) => {
    scrolledAt = event.timeStamp
  }
  const hide = () => {
    if (document.visibilityState === 'hidden') takeBack()
  }

  table.addEventListener('pointerdown', down)
  table.addEventListener('touchmove', hold, { passive: false })
  table.addEventListener('contextmenu', menu)
  table.addEventListener('click', click, true)
  addEventListener('pointermove', move, { passive: false })
  addEventListener('pointerup', up)
  addEventListener('pointercancel', cancel)
  addEventListener('keydown', key)
  addEventListener('scroll', scroll, { passive: true })
  document.addEventListener('visibilitychange', hide)
  return {
    takeBack,
    stop: () => {
      takeBack()
      table.removeEventListener('pointerdown', down)
      table.removeEventListener('touchmove', hold)
      table.removeEventListener('contextmenu', menu)
      table.removeEventListener('click', click, true)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', cancel)
      removeEventListener('keydown', key)
      removeEventListener('scroll', scroll)
      document.removeEventListener('visibilitychange', hide)
    },
  }
}

function spotAt(table: HTMLElement, { x, y }: Point): Spot | null {
  const thing = document.elementFromPoint(x, y)
  if (thing === null || !table.contains(thing)) return null
  if (thing.closest('[data-ground]')) return { over: 'ground' }
  const card = thing.closest<HTMLElement>('[data-card]')?.dataset.card
  if (card !== undefined) return { over: 'card', id: card }
  const pile = thing.closest<HTMLElement>('[data-pile]')?.dataset.pile
  return pile === undefined ? { over: 'ground' } : { over: 'pile', id: pile }
}

function same(a: Spot | null, b: Spot | null): boolean {
  if (a === null || b === null) return a === b
  return a.over === b.over && (a.over === 'ground' || (b.over !== 'ground' && a.id === b.id))
}
