// Taking something off a list that stays in its history: asked about once, in place, and calmly.
import { useState } from 'react'
import { Button } from './button.tsx'
import controls from './commitment-life-controls.module.css'

export type TakeOffProps = {
  /** What it is, for whoever does not see where the button stands. */
  readonly of: string
  readonly busy: boolean
  readonly refusal: string | null
  /** Whether it was done. */
  readonly onTakeOff: () => Promise<boolean>
}

export function TakeOff({ of, busy, refusal, onTakeOff }: TakeOffProps) {
  const [state, setState] = useState<'still' | 'asking' | 'kept'>('still')
  if (state !== 'asking')
    return (
      <Button
        size="s"
        kind="quiet"
        aria-label={`Take it off the list: ${of}`}
        autoFocus={state === 'kept'}
        onClick={() => setState('asking')}
      >
        Take it off the list
      </Button>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div className={controls.ask} role="group" aria-label={`Take it off the list? ${of}`}>
      <p>
        It was a mistake, or stands elsewhere? It goes from the list and stays in the history. If it is raised again,
        its days count from then.
      </p>
      <div className={controls.buttons}>
        <Button size="s" busy={busy} refusal={refusal} autoFocus onClick={() => void onTakeOff()}>
          Take it off
        </Button>
        <Button size="s" kind="quiet" onClick={() => setState('kept')}>
          Leave it there
        </Button>
      </div>
    </div>
  )
}
