// The head of the main column: where we are, and the one big way on.
import { useEffect, useRef } from 'react'
import { REFUSALS, type RefusalCode } from '../../shared/refusals.ts'
import { STEPS } from '../../shared/steps.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import styles from './shell.module.css'
import type { StepGo } from './step-go.tsx'
import { nextLine, previousLine } from './step-rounds.ts'

export function StepBar({ view, stepGo }: { readonly view: ConsoleView; readonly stepGo: StepGo }) {
  const next = nextLine(view)
  const previous = previousLine(view)
  const blocked = view.blocked === null ? null : sayBlocked(view.blocked)
  const refused = next !== null && stepGo.refused?.step === next.step.id ? stepGo.refused.says : null
  const live = view.status === 'live'
  // Before its first ballot, the way on is to open it; going past it stays possible.
  const before = view.step.kind === 'ballot' && !view.rounds.some((round) => round.step === view.step.id)
  return (
    <>
      <header className={styles.step}>
        <div className={styles.words}>
          <p className={styles.place}>
            {live ? `${STEPS[view.step.kind].label} · step ${view.index} of ${view.of}` : 'After the session'}
          </p>
          <StepTitle view={view} />
        </div>
        {live && (
          <div className={styles.onward}>
            <div className={styles.ways}>
              {previous !== null && (
                <Button
                  kind="quiet"
                  aria-label={`Back to ${previous.step.title}`}
                  onClick={() => stepGo.go(previous.step.id)}
                >
                  Back
                </Button>
              )}
              {next !== null && (
                <Button
                  kind={blocked === null && !before ? 'primary' : 'secondary'}
                  size="l"
                  busy={stepGo.busy}
                  aria-describedby="why-blocked"
                  className={styles.next ?? ''}
                  onClick={() => stepGo.go(next.step.id)}
                >
                  Next: {next.step.title}
                </Button>
              )}
            </div>
            <p id="why-blocked" className={styles.blocked} data-last={next === null || undefined} role="status">
              {next === null ? 'This is the last step.' : (refused ?? blocked)}
            </p>
          </div>
        )}
      </header>
      {live && view.step.prompt !== '' && <p className={styles.prompt}>{view.step.prompt}</p>}
    </>
  )
}

function sayBlocked(code: string): string {
  return Object.hasOwn(REFUSALS, code) ? REFUSALS[code as RefusalCode].say : REFUSALS['not-now'].say
}

/** Takes the focus when the step changes, unless somebody is typing: another console may have moved the session. */
function StepTitle({ view }: { readonly view: ConsoleView }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const title = view.status === 'live' ? view.step.title : 'The board'
  const before = useRef(view.step.id)
  useEffect(() => {
    if (before.current === view.step.id) return
    before.current = view.step.id
    const active = document.activeElement
    const typing =
      active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement || active instanceof HTMLSelectElement
    if (!typing && document.querySelector('dialog[open]') === null) heading.current?.focus()
  }, [view.step.id])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="visually-hidden" role="status">
        Now: {title}
      </p>
    </>
  )
}
