// Who is meant at a live check-in: everybody together until rooms are made after all, and of the seats only who came back.
import type { ConsoleView } from '../../shared/views.ts'

export function areTogether({ liveCheckin, people }: Pick<ConsoleView, 'liveCheckin' | 'people'>): boolean {
  return liveCheckin !== null && people.every(({ room }) => room === null)
}

/** How many can say that they are done. */
export function expected({ liveCheckin, people }: Pick<ConsoleView, 'liveCheckin' | 'people'>): number {
  return liveCheckin === null ? people.length : people.filter(({ connected, done }) => connected || done).length
}
