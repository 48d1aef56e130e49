// The one bridge between state and React: a component follows a Readable.
import { useSyncExternalStore } from 'react'
import type { Readable } from '../state/readable.ts'

export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get)
}
