// Two links to the board: one that shows it, one that lets its holder take part. Either can be ended by itself.

import { boardLink } from '../ui/base-address.ts'
import { Button } from '../ui/button.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './afterwards.module.css'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { CopyButton } from './invite-copy.tsx'
import { BoardLink } from './shell-devices.tsx'
import { SureButton } from './shell-sure.tsx'
import { useRequest } from './use-request.ts'

export function AfterwardsLinks(props: ScreenProps) {
  const { takeKey } = props.view.afterwards
  return (
    <AfterwardsSection
      title="Links"
      open={props.view.status === 'live'}
      says={takeKey === null ? 'The board can be read with its link' : 'One link to read, one to take part'}
    >
      <BoardLink {...props} heading="h3" />
      <TakeLink {...props} />
      <p className={styles.soft}>
        Participants need neither: their own phone, or their way back, opens their seat, where they answer check-ins.
      </p>
    </AfterwardsSection>
  )
}

function TakeLink({ console, view }: ScreenProps) {
  const { ask, busy, refusal } = useRequest(console, 'key.take')
  const { takeKey } = view.afterwards
  const draw = (on: boolean) => ask({ on }).then((reply) => reply !== null)
  const origin = useReadable(console.origin)
  const link = takeKey === null ? '' : boardLink(location, origin, view.session, takeKey)
  return (
    <section className={styles.part} aria-labelledby="take-link">
      <h3 id="take-link">Link to take part</h3>
      <p className={styles.soft}>
        Whoever has it sets statuses, ticks steps, adds wins and barriers, under the name they give. It answers no
        check-in: that stays one person, one seat.
      </p>
      {takeKey === null ? (
        <div>
          <Button busy={busy} refusal={refusal} onClick={() => void draw(true)}>
            Make a link to take part
          </Button>
        </div>
      ) : (
        <div className="row" data-gap="2">
          <CopyButton text={link}>Copy the link to take part</CopyButton>
          <SureButton
            label="Replace it"
            warning="Whoever has the link as it is now can no longer take part."
            yes="Replace the link"
            no="Keep it"
            busy={busy}
            refusal={refusal}
            onSure={() => draw(true)}
          />
          <SureButton
            label="End it"
            warning="Nobody can take part with a link any more. The board can still be read."
            yes="End the link"
            no="Keep it"
            busy={busy}
            refusal={refusal}
            onSure={() => draw(false)}
          />
        </div>
      )}
    </section>
  )
}
