// "Who sees this at work?": choose themes, ask the room, ring the bell; what came of it stands beside each theme and in the map.

import { useState } from 'react'
import type { RoundView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { sayEcho, sayFunctions } from '../ui/echo-words.ts'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { expected } from './are-together.ts'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import { EchoChoose } from './echo-choose.tsx'
import styles from './gather-echo.module.css'
import { NameThemes } from './gather-unnamed.tsx'
import { SureButton } from './shell-sure.tsx'
import { useCommand } from './use-command.ts'

/** Nothing while people sort, or while there are no themes. */
export function GatherEcho({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  const [choosing, setChoosing] = useState(false)
  const [naming, setNaming] = useState(false)
  const sorting = view.sorting !== null && view.sorting.state !== 'over'
  const round = view.rounds.filter((one) => one.purpose === 'echo' && one.step === view.step.id).at(-1) ?? null
  const live = view.status === 'live'
  if (round !== null && round.state !== 'written') return <Asking console={console} view={view} round={round} />
  if (sorting || view.themes.every((theme) => theme.hidden !== null)) return null
  const open = async (themes: readonly string[]) => {
    if (await send('echo.open', { round: randomId(), themes: [...themes] })) setChoosing(false)
  }
  return (
    <>
      {round === null ? (
        live && (
          <div className={styles.offer}>
            <Button onClick={() => setChoosing(true)}>Who sees this at work?</Button>
            <p className={styles.soft}>
              Everyone marks on their phone, unseen, which themes are true where they work: so the room knows what is
              everybody’s, and what is one corner’s.
            </p>
          </div>
        )
      ) : (
        <Heard view={view} round={round} onAgain={live ? () => setChoosing(true) : null} />
      )}
      {choosing && !naming && (
        <EchoChoose
          view={view}
          busy={busy}
          refusal={refusal}
          onOpen={open}
          onName={() => setNaming(true)}
          onClose={() => setChoosing(false)}
        />
      )}
      {naming && <NameThemes console={console} view={view} onClose={() => setNaming(false)} />}
    </>
  )
}

function Asking({ console, view, round }: ScreenProps & { readonly round: RoundView }) {
  const { send, busy, refusal } = useCommand(console)
  const done = view.people.filter((person) => person.done).length
  const left = view.people.filter((person) => person.connected && !person.done).length
  const ring = () => send('round.ring', { round: round.id })
  if (round.state === 'collecting')
    return <Notice>The bell has rung. Collecting who sees what at work: a few seconds.</Notice>
  return (
    <section className={styles.asking} aria-labelledby="echo-asking">
      <h2 id="echo-asking">
        Who sees this at work? {counted(round.slots.length, 'theme')} {round.slots.length === 1 ? 'is' : 'are'} on the
        phones
      </h2>
      <Progress done={done} of={expected(view)} label="say they are done" />
      <div className={styles.foot}>
        {view.status === 'live' &&
          (left > 0 ? (
            <SureButton
              label="Ring the bell"
              kind="secondary"
              warning={`${left === 1 ? 'One person here has' : `${left} people here have`} not said they are done. What they marked so far counts.`}
              yes="Ring it now"
              no="Wait a little"
              busy={busy}
              refusal={refusal}
              onSure={ring}
            />
          ) : (
            <Button kind="primary" busy={busy} refusal={refusal} onClick={() => void ring()}>
              Ring the bell
            </Button>
          ))}
        <p className={styles.soft}>
          {round.functions.length === 0
            ? 'No function has five people here and five outside it: the result will say how many, not where.'
            : `Told by function, where that points at nobody: ${round.functions.join(', ')}.`}
        </p>
      </div>
    </section>
  )
}

type HeardProps = Pick<ScreenProps, 'view'> & { readonly round: RoundView; readonly onAgain: (() => void) | null }

function Heard({ view, round, onAgain }: HeardProps) {
  const phones = round.phones ?? 0
  const asked = new Set(round.slots)
  const heard = view.themes.filter((theme) => asked.has(theme.id) && theme.hidden === null && theme.echo !== null)
  return (
    <section className={styles.asking} aria-labelledby="echo-heard">
      <div className={styles.head}>
        <h2 id="echo-heard">Seen at work</h2>
        {onAgain !== null && (
          <Button size="s" kind="quiet" onClick={onAgain}>
            Ask again
          </Button>
        )}
      </div>
      {phones < view.floors.show ? (
        <p className={styles.soft}>
          {phones === 0 ? 'No phone' : counted(phones, 'phone')} took part: nothing is shown below {view.floors.show}.
        </p>
      ) : (
        <details>
          <summary>
            {counted(phones, 'phone')} took part. {heard.length === 0 ? 'Those themes are gone.' : 'Theme by theme'}
          </summary>
          <ul className={styles.heard}>
            {heard.map(({ id, title, echo }) =>
              echo === null ? null : (
                <li key={id}>
                  <span className={styles.title}>{title}</span>
                  <span className={styles.soft}>
                    {[sayEcho(echo), sayFunctions(echo)].filter((part) => part !== null).join(' · ')}
                  </span>
                </li>
              ),
            )}
          </ul>
        </details>
      )}
    </section>
  )
}
