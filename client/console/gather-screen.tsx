// Gathering: themes ranked by how many rooms stand behind them on the left, the cards of one place on the right.
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import { GoToStep } from './board-loop.tsx'
import type { ScreenProps } from './console.ts'
import styles from './gather.module.css'
import { GatherEcho } from './gather-echo.tsx'
import { GatherFurther } from './gather-further.tsx'
import { GatherList } from './gather-list.tsx'
import { GatherNotes } from './gather-notes.tsx'
import { GatherPlace } from './gather-place.tsx'
import { cardsAt, type Drag, FRESH, firstWords, LOOSE, landing } from './gather-places.ts'
import { GatherSorting } from './gather-sorting.tsx'
import { useCardTexts } from './gather-texts.ts'
import { GatherTools } from './gather-tools.tsx'
import { UnnamedThemes } from './gather-unnamed.tsx'
import { useCommand } from './use-command.ts'

export function GatherScreen({ console, view }: ScreenProps) {
  const { texts, state, again } = useCardTexts(console, view.cards)
  const { send, refusal } = useCommand(console)
  const [open, setOpen] = useState<string | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [drag, setDrag] = useState<Drag | null>(null)
  // While the room is asked, that comes first; before and after it is one more thing to do.
  const echoing = view.rounds.some(
    (round) => round.purpose === 'echo' && round.step === view.step.id && round.state !== 'written',
  )
  const collecting = view.rounds.some((round) => round.purpose === 'card' && round.state === 'collecting')

  if (view.cards === 0 && view.themes.length === 0)
    return collecting ? (
      <Empty title="Collecting everyone’s cards…" state="waiting">
        A few seconds: every phone sends its envelopes, then they are shuffled.
      </Empty>
    ) : (
      <Empty
        title="No cards yet"
        action={
          <GoToStep console={console} view={view} kind="write">
            Go to writing
          </GoToStep>
        }
      >
        Themes are made of cards, and cards are written on phones in a write step.
      </Empty>
    )

  const known = open === LOOSE || view.themes.some((theme) => theme.id === open)
  const place = known && open !== null ? open : (view.themes.find((theme) => theme.hidden === null)?.id ?? LOOSE)
  const cards = cardsAt(view, place, texts)
  // What was moved meanwhile (here or on another console) is no longer ticked.
  const ticked = cards.filter((id) => picked.has(id))
  const look = (next: string) => {
    flushSync(() => {
      setOpen(next)
      setPicked(new Set())
    })
    bringIntoSight(document.getElementById('gather-place'))
  }
  const act = async (what: Drag, to: string) => {
    const as = randomId()
    const first = what.kind === 'cards' ? texts.get(what.cards[0] ?? '')?.text : undefined
    const command = landing(what, to, as, firstWords(first ?? 'A new theme'))
    if (command === null) return
    if (!(await send(command.name, command.data))) return
    setPicked(new Set())
    if (to === FRESH) setOpen(as)
    else if (what.kind === 'theme') setOpen(to)
  }
  const drop = (to: string) => {
    setDrag(null)
    if (drag !== null) void act(drag, to)
  }

  const move = (to: string) => void act({ kind: 'cards', from: place, cards: ticked }, to)

  return (
    <div className={styles.gather}>
      <GatherSorting console={console} view={view} />
      {echoing && <GatherEcho console={console} view={view} />}
      <GatherTools console={console} view={view} texts={texts} />
      <GatherNotes view={view} collecting={collecting} />
      {view.gathered && !echoing && view.status === 'live' && <UnnamedThemes console={console} view={view} />}
      <GatherFurther console={console} view={view} onOpen={look} />
      {!echoing && <GatherEcho console={console} view={view} />}
      {state === 'failed' && (
        <Notice
          tone="warn"
          action={
            <Button size="s" onClick={again}>
              Try again
            </Button>
          }
        >
          The cards’ words could not be fetched.
        </Notice>
      )}
      {view.themes.length === 0 && (
        <Notice>
          {view.gathered
            ? 'No two cards were found to say the same. Tick cards and begin a theme, or let the machine propose coarser ones.'
            : 'The machine is still reading the cards. Tick cards and begin a theme, if you like.'}
        </Notice>
      )}
      {refusal !== null && <Notice tone="wrong">{refusal}</Notice>}
      <div className={styles.halves}>
        <GatherList
          console={console}
          view={view}
          open={place}
          drag={drag}
          ticked={ticked.length}
          onOpen={look}
          onDrag={setDrag}
          onDrop={drop}
          onMove={move}
          onUntick={() => setPicked(new Set())}
        />
        <GatherPlace
          key={place}
          console={console}
          view={view}
          place={place}
          cards={cards}
          texts={texts}
          fetching={state === 'fetching' && texts.size === 0}
          ticked={ticked}
          onTick={(ids) => setPicked(new Set(ids))}
          onDrag={setDrag}
          onMove={move}
          onMerge={(to) => void act({ kind: 'theme', theme: place }, to)}
        />
      </div>
      <WithdrawnCards count={view.withdrawn} className={styles.hint} />
      <p className={styles.hint}>
        Tick cards (with <kbd>Shift</kbd> a run of them), then tap the theme they belong to or press its number; or drag
        them. Tick two themes, then “Merge”. Every edit can be taken back with <kbd>Ctrl</kbd>+<kbd>Z</kbd>.
      </p>
    </div>
  )
}

/** On a narrow page the opened place is far below the list, and after long reading far above. */
function bringIntoSight(heading: HTMLElement | null): void {
  if (heading === null) return
  const { top, bottom } = heading.getBoundingClientRect()
  if (top <= innerHeight && bottom >= 0) return
  heading.scrollIntoView({ block: 'center' })
  heading.focus({ preventScroll: true })
}
