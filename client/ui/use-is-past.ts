// Whether a moment of the server's time is over: draws once more when it comes, and never before.
import { useEffect, useState } from 'react'

/** `offset`: server time minus this device's (ms). */
export function useIsPast(at: number | null, offset: number): boolean {
  const [, setSeen] = useState(0)
  const left = at === null ? null : at - (Date.now() + offset)
  useEffect(() => {
    if (at === null) return
    const wait = at - (Date.now() + offset)
    if (wait <= 0) return
    const timer = setTimeout(() => setSeen((n) => n + 1), wait + 1)
    return () => clearTimeout(timer)
  }, [at, offset])
  return left !== null && left <= 0
}
