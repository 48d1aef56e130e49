// Whether everybody sits together, as at a live check-in until rooms are made after all: then nobody is missing from one.
import type { ConsoleView } from '../../shared/views.ts'

export function areTogether({ liveCheckin, people }: Pick<ConsoleView, 'liveCheckin' | 'people'>): boolean {
  return liveCheckin !== null && people.every(({ room }) => room === null)
}
