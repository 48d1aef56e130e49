// Days as the calendar has them: all-day dates that no time zone shifts.

/** An hour (0 to 24) of a day where the server is: a time zone moves no date. */
export type LocalHour = { readonly day: string; readonly hour: number }

const DAYS_IN = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day that the calendar has; `YYYY-MM-DD` as the schema made sure. */
export function isDay(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  if (date < 1 || date > (DAYS_IN[month - 1] ?? 0)) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month !== 2 || date < 29 || leap
}

/** The day that many days later; a day that the calendar has. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}

/** The day of a moment (ms since epoch) at Greenwich: where a few hours more or less do not matter. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
