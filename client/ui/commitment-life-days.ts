// Times of the board in words: days, never hours, and when something has stood for too long.

const DAY_MS = 86_400_000
/** Days after which something in the way is called old, and then very old. */
const OLD = 14
const VERY_OLD = 30

/** "3 December", with the year where it is another one; on this device's calendar. */
export function dateWords(at: number, now: number): string {
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric'
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year }).format(at)
}

/** The same of an all-day date, which never shifts with a time zone. */
export function shortDay(day: string, now: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return dateWords(new Date(year, month - 1, date, 12).getTime(), now)
}

/** Today as an all-day date on this device's calendar. */
export function today(now: number): string {
  const date = new Date(now)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `days` after an all-day date. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export function daysSince(at: number, now: number): number {
  return Math.max(0, Math.floor((now - at) / DAY_MS))
}

export type Age = { readonly says: string; readonly tone: 'fresh' | 'old' | 'very-old' }

/** How long something has been in the way. */
export function age(since: number, now: number): Age {
  const days = daysSince(since, now)
  if (days === 0) return { says: 'since today', tone: 'fresh' }
  const says = `for ${days} ${days === 1 ? 'day' : 'days'}`
  if (days >= VERY_OLD) return { says: `${says}: more than a month`, tone: 'very-old' }
  if (days >= OLD) return { says: `${says}: more than two weeks`, tone: 'old' }
  return { says, tone: 'fresh' }
}

/** "in 31 hours", "9 hours ago"; for clocks that run in hours. */
export function hoursWords(to: number, now: number): string {
  const hours = Math.round(Math.abs(to - now) / 3_600_000)
  const words =
    hours < 1
      ? 'less than an hour'
      : hours === 1
        ? 'an hour'
        : hours < 72
          ? `${hours} hours`
          : `${Math.round(hours / 24)} days`
  return to >= now ? `in ${words}` : `${words} ago`
}
