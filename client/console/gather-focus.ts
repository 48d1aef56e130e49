// Arrow keys, Home and End walk through the things of a list, without taking Tab away.
import type { KeyboardEvent } from 'react'

/** Moves focus among the elements that match `selector` inside the element that listens. */
export function focusNext(event: KeyboardEvent<HTMLElement>, selector: string): void {
  const things = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)].filter(
    (thing) => thing.closest('details:not([open])') === null,
  )
  const at = things.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const next =
    event.key === 'ArrowDown'
      ? things[at + 1]
      : event.key === 'ArrowUp'
        ? things[at - 1]
        : event.key === 'Home'
          ? things[0]
          : event.key === 'End'
            ? things.at(-1)
            : undefined
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
