// The words of all cards, fetched once and again whenever there are more of them.
import { useEffect, useState } from 'react'
import type { ShownCard } from '../../shared/requests.ts'
import type { Console } from './console.ts'

export type CardTexts = {
  readonly texts: ReadonlyMap<string, ShownCard>
  readonly state: 'fetching' | 'here' | 'failed'
  readonly again: () => void
}

const NONE: ReadonlyMap<string, ShownCard> = new Map()

/** `cards`: how many the view says there are. */
export function useCardTexts(console: Console, cards: number): CardTexts {
  const [texts, setTexts] = useState(NONE)
  const [state, setState] = useState<CardTexts['state']>('fetching')
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: more cards, or another try, are exactly when to ask
  useEffect(() => {
    let gone = false
    void console.ask('cards', {}).then((reply) => {
      if (gone) return
      if (reply.ok && reply.data !== undefined) setTexts(new Map(reply.data.cards.map((card) => [card.id, card])))
      setState(reply.ok ? 'here' : 'failed')
    })
    return () => {
      gone = true
    }
  }, [console, cards, attempt])
  return {
    texts,
    state,
    again: () => {
      setState('fetching')
      setAttempt(attempt + 1)
    },
  }
}
