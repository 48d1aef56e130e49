// What a template is: an agenda with prompts, as data. A method is one of these files, never code.
import type { Step } from '../agenda.ts'

export type Template = {
  readonly id: string
  readonly title: string
  /** One or two sentences for the facilitator who chooses. */
  readonly summary: string
  readonly goal: string
  readonly roomSize: number
  readonly agenda: readonly Step[]
}

export function minutesOf(template: Pick<Template, 'agenda'>): number {
  return template.agenda.reduce((sum, step) => sum + step.minutes, 0)
}
