// The smallest schemas that all others are made of: names of things, moments, days, counts.
import * as z from 'zod/mini'

/** Drawn by its maker; what belongs to something else (a round of a step, a ballot of a round) adds `.n`. Never a name that every object has. */
export const Id = z.string().check(
  z.regex(/^[A-Za-z0-9_-]{1,40}(\.\d{1,4}){0,2}$/),
  z.refine((id) => !(id in Object.prototype)),
)
export const Millis = z.int().check(z.nonnegative())
export const Count = z.int().check(z.nonnegative())
/** An all-day date, `YYYY-MM-DD`; it never shifts with a time zone. */
export const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
