// Where my answers stand in published lists: shown as long as this page is open, kept on the device until the session is over.
import type { Check } from './ballot-check.ts'
import type { Keep } from './keep.ts'
import { type Readable, writable } from './readable.ts'

type Checks = Readonly<Record<string, Check>>

export type ChecksKept = {
  /** By ballot. */
  readonly checks: Readable<Checks>
  add(found: Checks): void
  /** What was found until now is written to this device no more (ANONYMITY R20); a page that is open still shows it. */
  forget(): void
}

export function keepChecks(keep: Keep): ChecksKept {
  const checks = writable<Checks>(keep.get('checks') ?? {})
  let remembered = checks.get()
  return {
    checks,
    add: (found) => {
      checks.set({ ...checks.get(), ...found })
      remembered = { ...remembered, ...found }
      keep.set('checks', remembered)
    },
    forget: () => {
      remembered = {}
      keep.remove('checks')
    },
  }
}
