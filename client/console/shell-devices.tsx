// Who else drives, the code for when this laptop dies, and the board's link.
import { useState } from 'react'
import { sayRefusal } from '../../shared/refusals.ts'
import type { RequestName, RequestReply } from '../../shared/requests.ts'
import { boardLink } from '../ui/base-address.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { Console, ScreenProps } from './console.ts'
import styles from './invite.module.css'
import { CopyButton } from './invite-copy.tsx'
import { SureButton } from './shell-sure.tsx'

/** Asks for something to be drawn anew, and keeps what came or why it did not. */
export function useAsk<N extends 'key.recovery' | 'key.board' | 'key.only-me' | 'code.new'>(console: Console, name: N) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [answer, setAnswer] = useState<RequestReply[N] | null>(null)
  const ask = async (): Promise<boolean> => {
    setBusy(true)
    const reply = await console.ask(name as RequestName, {} as never)
    setBusy(false)
    setRefusal(reply.ok ? null : sayRefusal(reply.refusal))
    if (reply.ok) setAnswer((reply.data ?? null) as RequestReply[N] | null)
    return reply.ok
  }
  return { ask, busy, refusal, answer }
}

export type ShellDevicesProps = ScreenProps & {
  readonly open: boolean
  readonly onClose: () => void
  readonly device: string | null
}

export function ShellDevices({ open, onClose, ...props }: ShellDevicesProps) {
  return (
    <Sheet open={open} onClose={onClose} title="Devices and links" place="side">
      <div className={styles.parts}>
        <Recovery {...props} />
        <Others {...props} />
        <BoardLink {...props} />
      </div>
    </Sheet>
  )
}

function Recovery({ console }: ScreenProps) {
  const { ask, busy, refusal, answer } = useAsk(console, 'key.recovery')
  const code = answer === null ? null : `${answer.recovery.slice(0, 5)}-${answer.recovery.slice(5)}`
  return (
    <section className={styles.part}>
      <h3>Recovery code</h3>
      <p>
        If this laptop dies: open /console on any device, type the room code (after the end: the link of the board) and
        this code. Write it on paper.
      </p>
      {code === null ? (
        <Button busy={busy} refusal={refusal} onClick={() => void ask()}>
          Draw a new recovery code
        </Button>
      ) : (
        <>
          <p className={styles.secret}>
            <code>{code}</code>
          </p>
          <CopyButton text={code}>Copy the code</CopyButton>
          <Notice tone="warn" still>
            It is shown only now. The code before it no longer works.
          </Notice>
        </>
      )}
    </section>
  )
}

/** A link's consoles carry its device id and their own tab. */
export function isOwn(one: { readonly id: string }, device: string | null): boolean {
  return device !== null && (one.id === device || one.id.startsWith(`${device}.`))
}

function Others({ console, view, device }: ScreenProps & { readonly device: string | null }) {
  const { ask, busy, refusal, answer } = useAsk(console, 'key.only-me')
  return (
    <section className={styles.part}>
      <h3>Consoles here now</h3>
      <ul>
        {view.consoles.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tabs with the same link have the same id
          <li key={at}>
            {one.label}
            {isOwn(one, device) && ' (with the link of this one)'}
          </li>
        ))}
      </ul>
      <p>If a link or code went astray, end every other facilitator link. Yours stays.</p>
      <SureButton
        label="Only this device may drive"
        kind="secondary"
        warning="Every other facilitator link stops working now."
        yes="End the others"
        no="Leave them"
        busy={busy}
        refusal={refusal}
        onSure={ask}
      />
      <p role="status">
        {answer === null
          ? ''
          : answer.ended === 0
            ? 'There was no other link.'
            : `Done: ${answer.ended} other ${answer.ended === 1 ? 'link has' : 'links have'} ended.`}
      </p>
    </section>
  )
}

export function BoardLink({
  console,
  view,
  heading: Heading = 'h3',
}: ScreenProps & { readonly heading?: 'h2' | 'h3' }) {
  const { ask, busy, refusal, answer } = useAsk(console, 'key.board')
  const link = boardLink(location, useReadable(console.origin), view.session, view.boardKey)
  return (
    <section className={styles.part}>
      <Heading>Board link</Heading>
      <p>Whoever has it can read the board, and nothing else. It works after the session too.</p>
      <p className={styles.address}>
        <a href={link} target="_blank" rel="noreferrer">
          Open the board
        </a>
      </p>
      <div className="row" data-gap="2">
        <CopyButton text={link}>Copy the board link</CopyButton>
        <SureButton
          label="Replace it with a new one"
          warning="Whoever has the link as it is now can no longer read the board."
          yes="Replace the link"
          no="Keep it"
          busy={busy}
          refusal={refusal}
          onSure={ask}
        />
      </div>
      <p role="status">{answer === null ? '' : 'There is a new link. The one before no longer works.'}</p>
    </section>
  )
}
