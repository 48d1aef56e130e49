// The ballot from the console: choose what is asked, wait without looking, read how each commitment stands.
import { useState } from 'react'
import { Empty } from '../ui/empty.tsx'
import { changedSince } from './ballot-changed.ts'
import { BallotChoose } from './ballot-choose.tsx'
import { BallotOpen } from './ballot-open.tsx'
import { BallotResults } from './ballot-results.tsx'
import type { ScreenProps } from './console.ts'

export function BallotScreen({ console, view }: ScreenProps) {
  const [choosing, setChoosing] = useState<boolean | null>(null)
  const rounds = view.rounds.filter((round) => round.step === view.step.id && round.purpose === 'ballot')
  const round = rounds.at(-1)
  if (round?.state === 'open') return <BallotOpen console={console} view={view} round={round} />
  if (round?.state === 'collecting')
    return (
      <Empty title="Collecting everyone’s answers…" state="waiting">
        A few seconds: every phone sends its envelopes, then they are shuffled and counted.
      </Empty>
    )
  // Whoever comes back after a fix came to ask again.
  const fixed = view.commitments.some((one) => view.ready.includes(one.id) && changedSince(one).length > 0)
  const again = choosing ?? (round === undefined || fixed)
  if (again || round === undefined)
    return (
      <BallotChoose
        console={console}
        view={view}
        asked={rounds.length}
        {...(round === undefined ? {} : { onBack: () => setChoosing(false) })}
        onOpened={() => setChoosing(null)}
      />
    )
  return <BallotResults console={console} view={view} round={round} onAgain={() => setChoosing(true)} />
}
