// Dragging on the room's table as React sees it: which card is in the air and what it is over; the picture of it moves by itself.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Spot } from './drop-plan.ts'
import { followDrags, type Point } from './follow-drags.ts'

export type Air = { readonly card: string; readonly width: number; readonly over: Spot | null }

/** Above the finger, so that it does not cover the words. */
const RAISE_PX = 24
/** The picture is cut at this height: a finger that took a long card at its foot is still on it. */
const GRIP_PX = 64

export function useDrag(
  enabled: boolean,
  onDrop: (card: string, spot: Spot) => void,
): {
  readonly table: RefObject<HTMLDivElement | null>
  readonly picture: (element: HTMLElement | null) => void
  readonly air: Air | null
  /** Puts back what is in the air. */
  readonly takeBack: () => void
} {
  const table = useRef<HTMLDivElement>(null)
  const shown = useRef<HTMLElement | null>(null)
  const place = useRef({ x: 0, y: 0 })
  const [air, setAir] = useState<Air | null>(null)
  const drop = useRef(onDrop)
  const follower = useRef<ReturnType<typeof followDrags> | null>(null)
  useEffect(() => {
    drop.current = onDrop
  })
  const draw = useCallback(() => {
    const { x, y } = place.current
    if (shown.current !== null) shown.current.style.transform = `translate(${x}px, ${y}px)`
  }, [])
  useEffect(() => {
    if (!enabled || table.current === null) return
    let grip = { x: 0, y: 0 }
    const put = (at: Point) => {
      place.current = { x: at.x - grip.x, y: at.y - grip.y - RAISE_PX }
      draw()
    }
    const following = followDrags(table.current, {
      onLift: (card, box, at) => {
        grip = { x: at.x - box.left, y: Math.min(at.y - box.top, GRIP_PX) }
        put(at)
        setAir({ card, width: box.width, over: null })
      },
      onMove: put,
      onOver: (over) => setAir((now) => (now === null ? null : { ...now, over })),
      onDrop: (card, spot) => {
        setAir(null)
        if (spot !== null) drop.current(card, spot)
      },
    })
    follower.current = following
    return () => {
      follower.current = null
      following.stop()
    }
  }, [enabled, draw])
  const picture = useCallback(
    (element: HTMLElement | null) => {
      shown.current = element
      draw()
    },
    [draw],
  )
  const takeBack = useCallback(() => follower.current?.takeBack(), [])
  return { table, picture, air, takeBack }
}
