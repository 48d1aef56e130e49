// The small questions while they are open; then themes by concentration: tap one to read its cards.
import { useState } from 'react'
import type { ShownCard } from '../../shared/requests.ts'
import type { PhoneView, ThemeView } from '../../shared/views.ts'
import { Empty } from '../ui/empty.tsx'
import { HiddenThemes } from '../ui/hidden-themes.tsx'
import { ReachKey } from '../ui/reach-key.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import { EchoedByMe, EchoList } from './echo-list.tsx'
import { MyCards } from './my-cards.tsx'
import { OpenQuestions } from './open-questions.tsx'
import { myRound, type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import styles from './shell.module.css'
import { SortQuestions } from './sort-questions.tsx'

export function GatherScreen(props: ScreenProps) {
  const { view } = props
  const round = myRound(props, 'withdraw')
  const barred = useBarred(round)
  const own = <MyCards view={view} round={barred === null ? round : null} kinds={['note']} />
  if (view.sorting?.state === 'open' && view.status === 'live') return <SortQuestions view={view}>{own}</SortQuestions>
  return (
    <div className={styles.stack}>
      <EchoList {...props} />
      {view.themes.length === 0 ? (
        <NoThemes view={view} />
      ) : (
        <ol className={styles.list}>
          {view.themes.map((theme, at) => (
            <li key={theme.id}>
              <ThemeLine theme={theme} rank={at + 1} size="s" heading="h2">
                <Cards theme={theme} />
              </ThemeLine>
            </li>
          ))}
        </ol>
      )}
      <ReachKey themes={view.themes} className={styles.small} />
      {view.ungrouped > 0 && view.themes.length > 0 && (
        <p className={styles.soft}>
          {view.ungrouped === 1
            ? 'One card stands by itself for now.'
            : `${view.ungrouped} cards stand by themselves for now.`}{' '}
          That is a normal place to be.
        </p>
      )}
      <EchoedByMe {...props} />
      <OpenQuestions {...props} />
      <HiddenThemes hidden={view.hiddenThemes} />
      <WithdrawnCards count={view.withdrawn} />
      {own}
    </div>
  )
}

function NoThemes({ view }: { readonly view: PhoneView }) {
  const collecting = view.rounds.some((round) => round.state === 'collecting')
  if (collecting)
    return (
      <Empty title="Gathering the cards of all rooms…" state="waiting">
        Everyone’s last cards are on their way.
      </Empty>
    )
  if (view.cards === 0) return <Empty title="No cards yet" />
  if (view.sorting?.state === 'over' && !view.gathered)
    return <Empty title="Putting everyone’s answers together…" state="waiting" />
  if (!view.gathered) return <Empty title="Gathering the cards of all rooms…" state="waiting" />
  return (
    <Empty title={view.ungrouped === 1 ? 'One card, and it stands by itself' : 'Every card stands by itself so far'}>
      No two were found to say the same. That is a normal place to be; the facilitator can still put some together.
    </Empty>
  )
}

function Cards({ theme }: { readonly theme: ThemeView }) {
  const { phone } = usePhone()
  const [cards, setCards] = useState<readonly ShownCard[] | null>(null)
  const [failed, setFailed] = useState(false)
  const fetchCards = async () => {
    setFailed(false)
    const reply = await phone.ask('theme.cards', { theme: theme.id })
    if (reply.ok && reply.data) setCards(reply.data.cards)
    else setFailed(true)
  }
  return (
    <details onToggle={(event) => event.currentTarget.open && void fetchCards()}>
      <summary>{theme.count === 1 ? 'One card' : `All ${theme.count} cards`}</summary>
      {cards === null ? (
        <p className={styles.soft}>{failed ? 'Not now. Close this and open it once more.' : 'Fetching…'}</p>
      ) : (
        <ul className={styles.tight}>
          {cards.map((card) => (
            <li key={card.id} dir="auto">
              {card.text}
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
