// Why a change of the server's own, or anything that was to be saved, did not come about.
import type { Refusal, RefusalCode } from '../../shared/refusals.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { Report } from '../ports.ts'

/** A change of the server's own that is not to be: the session had moved on, or it could not be saved. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(sayRefusal(refusal))
    this.refusal = refusal
  }
}

/** What to tell whoever wanted something saved that the store did not take. */
export function whyNotSaved(problem: unknown, report: Report): RefusalCode {
  report('save-failed')
  const code = problem instanceof Error && 'code' in problem ? problem.code : ''
  return code === 'full' ? 'storage-full' : 'busy'
}
