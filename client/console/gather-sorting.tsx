// The room's small questions as the facilitator sees them: how far the room is, more time, the end; and what came of them.
import { LIMITS } from '../../shared/limits.ts'
import type { SortingProgress } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { Timer } from '../ui/timer.tsx'
import { useIsPast } from '../ui/use-is-past.ts'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather-sorting.module.css'
import { SureButton } from './shell-sure.tsx'
import { useCommand } from './use-command.ts'

const MORE_MS = 60_000
const MORE_QUESTIONS = 4

/** Nothing before the questions begin. */
export function GatherSorting({ console, view }: ScreenProps) {
  if (view.sorting === null) return null
  return view.sorting.state === 'open' ? (
    <Asking console={console} view={view} />
  ) : (
    <Asked console={console} view={view} />
  )
}

function Asking({ console, view }: ScreenProps) {
  const offset = useReadable(console.offset)
  const end = useCommand(console)
  const more = useMoreTime({ console, view })
  const { sorting, progress } = view
  const over = useIsPast(sorting?.endsAt ?? null, offset)
  const early = progress === null || progress.answers * 2 < progress.of
  const finish = () => end.send('sort.end', { step: view.step.id })
  return (
    <section className={styles.asking} aria-label="The room sorts">
      <div className={styles.head}>
        {progress === null ? (
          <p className={styles.count}>The questions are on the phones.</p>
        ) : (
          <p className={styles.count}>
            <strong>{progress.answers}</strong> of {counted(progress.of, 'answer')}
          </p>
        )}
        {sorting !== null && (
          <p className={styles.left}>
            {over ? (
              'The last answers are coming in'
            ) : (
              <>
                <Timer endsAt={sorting.endsAt} offset={offset} size="s" announce={false} /> left
              </>
            )}
          </p>
        )}
      </div>
      {progress !== null && (
        <>
          <div className={styles.line}>
            <Progress done={progress.answers} of={progress.of} label="answers" />
          </div>
          {progress.rooms.length > 0 && <Rooms rooms={progress.rooms} />}
        </>
      )}
      <div className={styles.foot}>
        <p className={styles.soft}>
          {progress !== null &&
            progress.themes > 0 &&
            `With these answers: ${counted(progress.themes, 'theme')} taking shape. `}
          Phones and projector show no themes until the questions end.
        </p>
        {view.status === 'live' && (
          <div className={styles.buttons}>
            {early ? (
              <SureButton
                size="s"
                label="End the questions"
                kind="secondary"
                warning="Fewer than half of the answers are in. The themes will rest more on the machine’s guess."
                yes="End them now"
                no="Go on"
                busy={end.busy}
                refusal={end.refusal}
                onSure={finish}
              />
            ) : (
              <Button size="s" busy={end.busy} refusal={end.refusal} onClick={() => void finish()}>
                End the questions
              </Button>
            )}
            <Button
              size="s"
              kind="quiet"
              title="One more minute, and up to four more questions each"
              busy={more.busy}
              refusal={more.refusal}
              onClick={more.give}
            >
              Give more time
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function Rooms({ rooms }: Pick<SortingProgress, 'rooms'>) {
  return (
    <ul className={styles.rooms} aria-label="By room">
      {rooms.map((room) => (
        <li key={room.id}>
          <span>{room.name}</span>
          <span className={styles.dots} aria-hidden="true">
            {[1, 2, 3, 4, 5].map((dot) => (
              <span key={dot} data-on={dot <= room.dots || undefined} />
            ))}
          </span>
          <span className="visually-hidden">{room.dots} of 5</span>
        </li>
      ))}
    </ul>
  )
}

function Asked({ console, view }: ScreenProps) {
  const more = useMoreTime({ console, view })
  const { answers } = view.found
  return (
    <Notice
      tone={answers > 0 ? 'good' : 'info'}
      action={
        view.status === 'live' && (
          <Button size="s" kind="quiet" busy={more.busy} refusal={more.refusal} onClick={more.give}>
            Ask the room again
          </Button>
        )
      }
    >
      {answers > 0 ? (
        <>
          <strong>{counted(answers, 'answer')}</strong> of the room went into these themes.
        </>
      ) : (
        'Nobody answered a question: these themes are the machine’s proposal.'
      )}
    </Notice>
  )
}

/** Absolute values, so that a double tap gives one minute. */
function useMoreTime({ console, view }: ScreenProps) {
  const offset = useReadable(console.offset)
  const { send, busy, refusal } = useCommand(console)
  const give = () => {
    if (view.sorting === null) return
    const now = Math.round(Date.now() + offset)
    void send('sort.extend', {
      step: view.step.id,
      endsAt: Math.max(view.sorting.endsAt, now) + MORE_MS,
      each: Math.min(LIMITS.asked, view.sorting.each + MORE_QUESTIONS),
    })
  }
  return { give, busy, refusal }
}
