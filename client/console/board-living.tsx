// The board after the end, as its facilitator sees it: everything can be changed here, and everything changed carries a name.
import { goingLine, reachedLine } from '../ui/board-headline.ts'
import { BoardWins } from '../ui/board-wins.tsx'
import { type Life, LifeProvider } from '../ui/commitment-life.ts'
import { CheckInList } from '../ui/commitment-life-checkins.tsx'
import { CommitmentLife } from '../ui/commitment-life-view.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './afterwards.module.css'
import { BoardReopen } from './board-reopen.tsx'
import type { ScreenProps } from './console.ts'

export function useFacilitatorLife({ console, view }: ScreenProps): Life {
  const offset = useReadable(console.offset)
  return {
    send: console.send,
    role: 'facilitator',
    me: null,
    now: Date.now() + offset,
    names: view.people,
    byWord: view.byWord,
  }
}

export function BoardLiving(props: ScreenProps) {
  const { console, view } = props
  const life = useFacilitatorLife(props)
  const worded = view.commitments.filter((one) => one.wording.what !== '')
  const going = goingLine(worded)
  return (
    <LifeProvider value={life}>
      <div className={styles.headline}>
        <p className={styles.reached}>{reachedLine(worded) ?? 'No ballot was held'}</p>
        {going !== '' && <p className={styles.soft}>{going}</p>}
      </div>
      <BoardWins commitments={worded} most={3} />
      {worded.length > 0 && (
        <ul className={styles.commitments} aria-label="Commitments">
          {worded.map((one) => (
            <li key={one.id}>
              <CommitmentLife commitment={one} open={false} wide talk={view.talk === one.id}>
                <BoardReopen console={console} commitment={one} />
              </CommitmentLife>
            </li>
          ))}
        </ul>
      )}
      {view.checkins.some((one) => one.state === 'closed') && (
        <CheckInList
          checkins={view.checkins.filter((one) => one.state === 'closed')}
          commitments={worded}
          live={view.liveCheckin?.id ?? null}
        />
      )}
    </LifeProvider>
  )
}
