// Days as the calendar has them: all-day dates that no time zone shifts.

/** An hour (0 to 24) of a day where the server is: a time zone moves no date. */
export type LocalHour = { readonly day: string; readonly hour: number }

const LAST = Date.UTC(9999, 11, 31)

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day that the calendar has, in this age; `YYYY-MM-DD` as the schema made sure. */
export function isDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (year < 1900 || year > 2999) return false
  if (date < 1 || date > (DAYS_IN[month - 1] ?? 0)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month !== 2 || date < 29 || leap
}

/** The day that many days later; a day that the calendar has. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  // Days are compared as text, which ends with four digits of a year.
  return new Date(Math.min(Date.UTC(year, month - 1, date + days), LAST)).toISOString().slice(0, 10)
}

/** How many days the second is after the first; days that the calendar has. */
export function daysBetween(first: string, second: string): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000)
}

/** The day of a moment (ms since epoch) at Greenwich: where a few hours more or less do not matter. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
