// What went well, however small; it stands before everything else.
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from './button.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useAct, useLife } from './commitment-life.ts'
import { AddLine } from './commitment-life-add.tsx'
import { dateWords } from './commitment-life-days.ts'

export function LifeWins({ commitment }: { readonly commitment: CommitmentView }) {
  const life = useLife()
  const { act, busy, refusal } = useAct()
  const { wins } = commitment.pursuit
  const may = mayChange(life, commitment)
  if (wins.length === 0 && life.send === null) return null
  return (
    <div className={styles.part}>
      {wins.length > 0 && (
        <>
          <h4 className={styles.heading}>{wins.length === 1 ? 'A win' : 'Wins'}</h4>
          <ul className={styles.lines}>
            {wins.map((win) => (
              <li key={win.id} className={styles.win}>
                <WinSign />
                <span className={styles.words}>
                  <span className={styles.say}>{win.text}</span>
                  <span className={styles.soft}>{dateWords(win.at, life.now)}</span>
                </span>
                {may && (
                  <Button
                    kind="quiet"
                    size="s"
                    aria-label={`Take back: ${win.text}`}
                    onClick={() => void act('win.remove', { commitment: commitment.id, win: win.id })}
                  >
                    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
                      <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
                    </svg>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {life.send !== null && (
        <AddLine
          open="Add a win"
          label="What went well?"
          hint="However small. It is shown first, with your name in the history."
          button="Add win"
          busy={busy}
          refusal={refusal}
          onAdd={(win, text) => act('win.put', { commitment: commitment.id, win, text })}
        />
      )}
    </div>
  )
}

export function WinSign() {
  return (
    <svg className={styles.star} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 1.6 9.9 5.7l4.5.5-3.3 3 .9 4.4L8 11.4l-4 2.2.9-4.4-3.3-3 4.5-.5z" fill="currentColor" />
    </svg>
  )
}
