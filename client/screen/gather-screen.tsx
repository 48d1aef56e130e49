// The small questions while they are open; then themes by concentration: how many rooms stand behind each.
import type { CSSProperties } from 'react'
import type { ScreenView } from '../../shared/views.ts'
import { EchoMap } from '../ui/echo-map.tsx'
import { Empty } from '../ui/empty.tsx'
import { sayHidden } from '../ui/hidden-themes.tsx'
import { Progress } from '../ui/progress.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { sayWithdrawn } from '../ui/withdrawn-cards.tsx'
import type { StageProps } from './screens.ts'
import { isSorting, SortingStage } from './sorting-stage.tsx'
import styles from './stage.module.css'

/** More than these do not help a room to talk; the rest is on the phones. */
const SHOWN = 6
/** Up to so many stand in one column, each with the card that says it best. */
const FEW = 4

export function GatherScreen(props: StageProps) {
  const { view } = props
  if (isSorting(view)) return <SortingStage {...props} />
  const shown = view.themes.slice(0, SHOWN)
  const many = shown.length > FEW
  const more = view.themes.length - shown.length
  const also = [
    more === 0 ? null : more === 1 ? 'One more theme is on your phone.' : `${more} more themes are on your phone.`,
    shown.length === 0 || view.ungrouped === 0
      ? null
      : view.ungrouped === 1
        ? 'One card stands by itself.'
        : `${view.ungrouped} cards stand by themselves.`,
    sayQuestions(view.openQuestions),
    sayHidden(view.hiddenThemes),
    sayWithdrawn(view.withdrawn),
  ].filter(Boolean)
  const echoing = view.rounds.findLast((round) => round.step === view.step.id && round.purpose === 'echo')?.state
  return (
    <>
      <h1>{echoing === 'open' || echoing === 'collecting' ? 'Who sees this at work?' : view.step.title}</h1>
      {echoing === 'open' && (
        <div className={styles.asked}>
          <p className={styles.soft}>On your phone: tap every theme that is true where you work.</p>
          <Progress done={view.done} of={view.people} label="say they are done" size="projector" />
        </div>
      )}
      {echoing === 'collecting' && <p className={styles.soft}>Collecting everyone’s answers…</p>}
      {shown.length === 0 ? (
        <NoThemes view={view} />
      ) : (
        <div className={view.map === null ? undefined : styles.beside}>
          <ol
            className={styles.themes}
            data-many={(many && view.map === null) || undefined}
            style={{ '--rows': Math.ceil(shown.length / 2) } as CSSProperties}
          >
            {shown.map((theme, at) => (
              <li key={theme.id}>
                <ThemeLine
                  theme={many || view.map !== null || theme.echo !== null ? { ...theme, samples: [] } : theme}
                  rank={at + 1}
                  of={view.rooms.length}
                  size="projector"
                  samples={1}
                  heading="h2"
                />
              </li>
            ))}
          </ol>
          {view.map !== null && <EchoMap map={view.map} size="projector" most={SHOWN} />}
        </div>
      )}
      {also.length > 0 && <p className={styles.soft}>{also.join(' ')}</p>}
    </>
  )
}

function NoThemes({ view }: { readonly view: ScreenView }) {
  if (view.cards === 0 && view.rounds.every((round) => round.state !== 'collecting'))
    return <Empty title="No cards yet" />
  if (view.gathered)
    return (
      <Empty title={view.ungrouped === 1 ? 'One card, and it stands by itself' : 'Every card stands by itself so far'}>
        No two were found to say the same. That is a normal place to be.
      </Empty>
    )
  return (
    <Empty
      title={view.sorting === null ? 'Gathering the cards of all rooms…' : 'Putting everyone’s answers together…'}
      state="waiting"
    />
  )
}

/** Who finds out what nobody knew; null when nobody asked anything. */
function sayQuestions(questions: ScreenView['openQuestions']): string | null {
  if (questions.length === 0) return null
  const free = questions.filter(({ owner }) => owner === null).length
  const owners = [...new Set(questions.flatMap(({ owner }) => (owner === null ? [] : [owner.name])))]
  const taken = questions.length - free
  const others = free === 0 ? '' : taken === 1 ? ' about another' : ` about ${taken} others`
  const found = owners.length === 0 ? null : `${listOf(owners)} ${owners.length === 1 ? 'finds' : 'find'} out${others}.`
  const needed =
    free === 0
      ? null
      : free === 1
        ? 'One question needs somebody who finds out.'
        : `${free} questions need somebody who finds out.`
  return [needed, found].filter(Boolean).join(' ')
}

/** As many names as a line takes. */
const NAMES = 4

function listOf(names: readonly string[]): string {
  if (names.length > NAMES) return `${names.slice(0, NAMES - 1).join(', ')} and ${names.length - NAMES + 1} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
