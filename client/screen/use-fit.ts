// Nobody scrolls a wall: when a step has more to show than fits, everything on the screen is set a little smaller.
import { type RefObject, useEffect, useRef } from 'react'

/** Root sizes to try, as parts of the full one. */
const SCALES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.46] as const

/** For the element that holds a step and has a height of its own. */
export function useFit<E extends HTMLElement>(): RefObject<E | null> {
  const frame = useRef<E>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const refit = () => shrink(element)
    const changes = new MutationObserver(refit)
    const sizes = new ResizeObserver(refit)
    changes.observe(element, { childList: true, characterData: true, subtree: true })
    sizes.observe(element)
    refit()
    return () => {
      changes.disconnect()
      sizes.disconnect()
    }
  }, [])
  return frame
}

/** The first of the sizes at which nothing is cut off. Measured at once, so that no frame shows the wrong one. */
function shrink(element: HTMLElement): void {
  const root = document.documentElement
  for (const scale of SCALES) {
    // The full size is the token's own: see tokens.css.
    root.style.fontSize = scale === 1 ? '' : `calc(max(16px, 3vmin) * ${scale})`
    if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth) return
  }
}
