// Days in files: all-day dates that no time zone shifts, and moments as the day they fell on.

/** The day of a moment (ms since epoch) at Greenwich. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function dayAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
}
