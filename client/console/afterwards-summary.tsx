// The written summary: drafted from what stands, worded by the facilitator, due 48 hours after the end.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { dateWords, hoursWords } from '../ui/commitment-life-days.ts'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './afterwards.module.css'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { CopyButton } from './invite-copy.tsx'
import { SureButton } from './shell-sure.tsx'
import { useCommand } from './use-command.ts'
import { useRequest } from './use-request.ts'

export function AfterwardsSummary({ console, view }: ScreenProps) {
  const now = Date.now() + useReadable(console.offset)
  const { summary } = view.afterwards
  const { send, busy, refusal } = useCommand(console)
  const sent = useCommand(console)
  const [typed, setTyped] = useState<{ readonly over: string; readonly text: string } | null>(null)
  // What another console saved meanwhile wins over what was typed before it.
  const text = typed !== null && typed.over === summary.text ? typed.text : summary.text
  const write = (next: string) => setTyped({ over: summary.text, text: next })
  const same = text === summary.text
  return (
    <AfterwardsSection title="Summary" says={saySummary(summary, now)} due={isLate(summary, now)}>
      <p className={styles.soft}>
        What was decided, who does what by when, and what happens next: with everyone within 48 hours, while it is
        fresh. Once it is marked as sent it also stands on the board.
      </p>
      <Draft console={console} view={view} typed={text} onDraft={write} />
      <Field label="Summary" value={text} onChange={write} rows={8} max={LIMITS.summary} error={refusal} />
      <div className="row" data-gap="2">
        {!same && (
          <Button kind="primary" busy={busy} onClick={() => void send('summary.write', { text })}>
            Save
          </Button>
        )}
        {text !== '' && <CopyButton text={text}>Copy it</CopyButton>}
        {same && summary.text !== '' && (
          <Button
            kind={summary.given === null ? 'primary' : 'quiet'}
            busy={sent.busy}
            refusal={sent.refusal}
            onClick={() => void sent.send('summary.sent', { sent: summary.given === null })}
          >
            {summary.given === null ? 'It was sent' : 'It was not sent after all'}
          </Button>
        )}
      </div>
    </AfterwardsSection>
  )
}

type Summary = ConsoleView['afterwards']['summary']

const isLate = ({ due, given }: Summary, now: number) => due !== null && given === null && due < now

export function saySummary(summary: Summary, now: number): string {
  if (summary.given !== null) return `Sent ${dateWords(summary.given, now)}`
  const written = summary.text === '' ? 'Not written yet' : 'Written, not sent'
  if (summary.due === null) return `${written}; due 48 hours after the end`
  return `${written}; ${isLate(summary, now) ? 'was due' : 'due'} ${hoursWords(summary.due, now)}`
}

type DraftProps = ScreenProps & { readonly typed: string; readonly onDraft: (text: string) => void }

function Draft({ console, typed, onDraft }: DraftProps) {
  const { ask, busy, refusal } = useRequest(console, 'summary.draft')
  const [came, setCame] = useState(false)
  const draft = async () => {
    const reply = await ask({})
    if (reply !== null) onDraft(reply.text)
    setCame(reply !== null)
    return reply !== null
  }
  return (
    <>
      <div>
        {typed.trim() === '' ? (
          <Button busy={busy} refusal={refusal} onClick={() => void draft()}>
            Draft it from what stands
          </Button>
        ) : (
          <SureButton
            label="Draft it anew"
            size="s"
            warning="A draft from what stands now replaces the text below. It is not saved before you save it."
            yes="Replace the text"
            no="Keep the text"
            busy={busy}
            refusal={refusal}
            onSure={draft}
          />
        )}
      </div>
      {came && <Notice>A draft from counts, themes and commitments. Read it, make it yours, then save it.</Notice>}
    </>
  )
}
