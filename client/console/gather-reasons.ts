// Why the cards of the opened theme belong together: asked when it is opened, and again when its cards change.
import { useEffect, useState } from 'react'
import type { RequestReply } from '../../shared/requests.ts'
import { useReadable } from '../ui/use-readable.ts'
import type { Console } from './console.ts'

export type Reasons = {
  /** What was last heard; stays while it is asked again. Null: nothing yet. */
  readonly why: RequestReply['theme.why'] | null
  readonly failed: boolean
  readonly again: () => void
}

/** `theme` null: a place that is no theme, or one without cards; nothing is asked. */
export function useReasons(console: Console, theme: string | null, cards: readonly string[]): Reasons {
  const live = useReadable(console.link) === 'live'
  const [why, setWhy] = useState<RequestReply['theme.why'] | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const held = cards.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards, or another try, are exactly when to ask
  useEffect(() => {
    if (theme === null || !live) return
    let gone = false
    void console.ask('theme.why', { theme }).then((reply) => {
      if (gone) return
      if (reply.ok && reply.data !== undefined) setWhy(reply.data)
      setFailed(!reply.ok)
    })
    return () => {
      gone = true
    }
  }, [console, theme, held, live, attempt])
  return {
    why,
    failed,
    again: () => {
      setFailed(false)
      setAttempt(attempt + 1)
    },
  }
}
