// Pairs of themes that may be one: a few cards of both side by side, to merge or to leave apart.
import { useState } from 'react'
import type { ConsoleView, ThemeView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import type { useApart } from './gather-kept.ts'
import { GatherReach } from './gather-reach.tsx'
import styles from './gather-sheets.module.css'
import { useCommand } from './use-command.ts'

type Apart = ReturnType<typeof useApart>
export type Pair = readonly [ThemeView, ThemeView]

/** Of themes that are there and not hidden; the higher ranked one of a pair first. */
export function pairsOf({ themes, found }: Pick<ConsoleView, 'themes' | 'found'>, apart: Apart): readonly Pair[] {
  return found.mayBeOne.flatMap(({ a, b }) => {
    if (apart.has(a, b)) return []
    const [first, second] = themes.filter((theme) => theme.hidden === null && (theme.id === a || theme.id === b))
    return first === undefined || second === undefined ? [] : [[first, second] as const]
  })
}

export type GatherPairsProps = ScreenProps & {
  readonly pairs: readonly Pair[]
  readonly apart: Apart
  readonly onClose: () => void
}

/** Mounted while it is open. */
export function GatherPairs({ console, view, pairs, apart, onClose }: GatherPairsProps) {
  const [says, setSays] = useState('')
  const done = (words: string) => {
    setSays(words)
    // The button that was pressed goes with its pair.
    document.querySelector<HTMLElement>('dialog[open] h2')?.focus()
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title="These may be one"
      size="l"
      footer={<Button onClick={onClose}>Back to the themes</Button>}
    >
      <div className={styles.sheet}>
        <p className="quiet" role="status">
          {says}
        </p>
        {pairs.length === 0 ? (
          <Empty title="No more pairs to look at" />
        ) : (
          <ul className={styles.list}>
            {pairs.map((pair) => (
              <li key={`${pair[0].id} ${pair[1].id}`}>
                <TwoThemes
                  console={console}
                  view={view}
                  pair={pair}
                  onMerged={() => done(`Merged into “${pair[0].title}”. Undo takes it back.`)}
                  onApart={() => {
                    apart.add(pair[0].id, pair[1].id)
                    done('Left apart.')
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  )
}

function TwoThemes({
  console,
  view,
  pair,
  onMerged,
  onApart,
}: ScreenProps & { readonly pair: Pair; readonly onMerged: () => void; readonly onApart: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const [into, from] = pair
  return (
    <section className={styles.pair} aria-label={`“${into.title}” and “${from.title}”`}>
      <div className={styles.sides}>
        {pair.map((theme) => (
          <div key={theme.id} className={styles.side}>
            <h3>{theme.title}</h3>
            <GatherReach theme={theme} of={view.rooms.length} />
            <ul className={styles.texts}>
              {theme.samples.map((text, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two people may have written the same words
                <li key={at} dir="auto">
                  {text}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <div className="row" data-gap="2">
        <Button
          size="s"
          busy={busy}
          refusal={refusal}
          onClick={() =>
            void send('theme.merge', { into: into.id, from: from.id }).then((merged) => merged && onMerged())
          }
        >
          Merge
        </Button>
        <Button size="s" onClick={onApart}>
          Not the same
        </Button>
      </div>
    </section>
  )
}
