// How many cards their authors took back: a count stays, so that nobody wonders where a card went.

export function WithdrawnCards({
  count,
  className = 'quiet',
}: {
  readonly count: number
  readonly className?: string | undefined
}) {
  const words = sayWithdrawn(count)
  return words === null ? null : <p className={className}>{words}</p>
}

/** Null when there is nothing to say. */
export function sayWithdrawn(count: number): string | null {
  if (count === 0) return null
  return count === 1
    ? 'One card was withdrawn by whoever wrote it.'
    : `${count} cards were withdrawn by whoever wrote them.`
}
