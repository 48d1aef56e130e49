// One commitment opened: its wording co-typed with every phone, its people and dates, and what a ballot still needs.

import { useState } from 'react'
import { wordingText } from '../../shared/docs.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { CommitmentView } from '../../shared/views.ts'
import type { WordingField } from '../../shared/wording.ts'
import type { Replica } from '../state/replica.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SharedText } from '../ui/shared-text.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import styles from './draft.module.css'
import { DraftChecklist } from './draft-checklist.tsx'
import { DayField } from './draft-day.tsx'
import { LastBallot } from './draft-last-ballot.tsx'
import { nameOf } from './draft-name.ts'
import { OwnerPicker } from './draft-owner.tsx'
import { PersonPicker } from './draft-person.tsx'
import { useCommand } from './use-command.ts'

export type DraftEditorProps = ScreenProps & {
  readonly commitment: CommitmentView
  /** Null while Yjs is on its way. */
  readonly replica: Replica | null
}

export function DraftEditor({ console, view, commitment, replica }: DraftEditorProps) {
  const [removing, setRemoving] = useState(false)
  const state = commitment.ballots.at(-1)?.state
  const frozen = state === 'open' || state === 'collecting'
  const word = (field: WordingField, label: string, placeholder: string, hint?: string) => (
    <Words
      replica={replica}
      commitment={commitment}
      field={field}
      label={label}
      placeholder={placeholder}
      frozen={frozen}
      {...(hint === undefined ? {} : { hint })}
    />
  )
  return (
    <section className={styles.editor} aria-labelledby="draft-name">
      <header className={styles.head}>
        <div>
          <h2 id="draft-name" className={styles.heading}>
            {nameOf(commitment)}
          </h2>
          {commitment.theme !== null && commitment.wording.what.trim() !== '' && (
            <p className={styles.soft}>From the theme “{commitment.theme.name}”</p>
          )}
        </div>
        <Button size="s" kind="quiet" disabled={frozen} onClick={() => setRemoving(true)}>
          Remove…
        </Button>
      </header>
      {frozen && <Notice>It is on the ballot: the wording is frozen until the ballot is closed.</Notice>}
      <LastBallot commitment={commitment} />
      <DraftChecklist
        console={console}
        commitment={commitment}
        ready={view.ready.includes(commitment.id)}
        frozen={frozen}
      />
      <div className={styles.fields}>
        {word('what', 'What will be done', 'Move on-call to one shared rota across both teams')}
        <div className={styles.pair}>
          <OwnerPicker console={console} view={view} commitment={commitment} disabled={frozen} />
          <DayField console={console} commitment={commitment} field="by" label="By when" disabled={frozen} />
        </div>
        {word(
          'givingUp',
          'Giving up what',
          'The dashboard rewrite, until spring',
          'Every yes is paid for by a no. Name it.',
        )}
        {isNothing(commitment.wording.givingUp) && (
          <Notice tone="warn">
            Really nothing? Somebody’s hours go into this. Ask: what stops, or gets later, so that this can happen?
          </Notice>
        )}
      </div>
      <div className={styles.fields}>
        <h3>The first small step</h3>
        <div className={styles.pair}>
          {word('firstStep', 'First small step', 'Ana and Ben write down who is on call today')}
          <DayField
            console={console}
            commitment={commitment}
            field="firstStepBy"
            label="First step by"
            soonDays={14}
            disabled={frozen}
          />
        </div>
      </div>
      <div className={styles.fields}>
        <h3>What could stop it</h3>
        <div className={styles.pair}>
          {word('barrier', 'What is in the way', 'No budget line for weekend hours')}
          <PersonPicker
            console={console}
            view={view}
            commitment={commitment}
            field="remover"
            label="Who removes it"
            disabled={frozen}
          />
        </div>
        <PersonPicker
          console={console}
          view={view}
          commitment={commitment}
          field="decider"
          label="Who decides, when people disagree"
          disabled={frozen}
        />
        <div className={styles.pair}>
          {word('ifCond', 'If …', 'nobody signed up by Thursday')}
          {word('thenDo', '… then', 'the owner asks two people in person')}
        </div>
      </div>
      {replica !== null && <ReplicaLine replica={replica} />}
      <Remove
        console={console}
        view={view}
        commitment={commitment}
        open={removing}
        onClose={() => setRemoving(false)}
      />
    </section>
  )
}

type WordsProps = Pick<DraftEditorProps, 'replica' | 'commitment'> & {
  readonly field: WordingField
  readonly label: string
  readonly placeholder: string
  readonly hint?: string
  readonly frozen: boolean
}

/** Until the doc is there the words as the session has them, not to be typed into. */
function Words({ replica, commitment, field, label, placeholder, hint, frozen }: WordsProps) {
  const words = { label, placeholder, ...(hint === undefined ? {} : { hint }) }
  if (replica === null)
    return (
      <div className={styles.waiting} aria-busy="true">
        <p className={styles.label}>{label}</p>
        <p className={styles.read}>{commitment.wording[field] || 'Fetching the wording…'}</p>
      </div>
    )
  return <Bound replica={replica} id={commitment.id} field={field} frozen={frozen} words={words} />
}

type BoundProps = {
  readonly replica: Replica
  readonly id: string
  readonly field: WordingField
  readonly frozen: boolean
  readonly words: { readonly label: string; readonly placeholder: string; readonly hint?: string }
}

function Bound({ replica, id, field, frozen, words }: BoundProps) {
  const status = useReadable(replica.status)
  const text = wordingText(replica.doc, id, field)
  return <SharedText {...words} text={text} max={LIMITS.field} readOnly={frozen || status === 'refused'} />
}

function ReplicaLine({ replica }: { readonly replica: Replica }) {
  const status = useReadable(replica.status)
  const trouble = useReadable(replica.trouble)
  if (status === 'refused')
    return (
      <Notice
        tone="warn"
        action={
          <Button size="s" onClick={() => replica.retry()}>
            Open it again
          </Button>
        }
      >
        The wording was closed here{trouble === 'replaced' ? ', since it is open in another tab' : ''}.
      </Notice>
    )
  if (trouble === 'full') return <Notice tone="warn">That is too long to be kept. Shorten it.</Notice>
  return (
    <p className={styles.soft} role="status">
      {status === 'live'
        ? 'Phones see every word as it is typed and can type too. Wording is not anonymous.'
        : 'Away for a moment; what you type is kept here and sent when the connection is back.'}
    </p>
  )
}

function Remove({
  console,
  commitment,
  open,
  onClose,
}: ScreenProps & { readonly commitment: CommitmentView; readonly open: boolean; readonly onClose: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const asked = commitment.ballots.length
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="Remove this commitment?"
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            kind="danger"
            busy={busy}
            refusal={refusal}
            onClick={() => void send('commitment.remove', { commitment: commitment.id })}
          >
            Remove it
          </Button>
        </>
      }
    >
      <p className={styles.what}>{nameOf(commitment)}</p>
      <p>Its wording goes{asked > 0 ? ', and so do the results of its ballots' : ''}. Its theme and cards stay.</p>
    </Sheet>
  )
}

const NOTHING = /^\W*(nothing( at all| much)?|none|nil|no|n\/?a|0)\W*$/iu

export function isNothing(givingUp: string): boolean {
  return NOTHING.test(givingUp.trim())
}
