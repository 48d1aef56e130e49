// Messages to where the team already talks: one address, its kind, and a test of it. E-mail is everybody's own choice.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './afterwards.module.css'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'
import { useRequest } from './use-request.ts'

type Webhook = NonNullable<ConsoleView['afterwards']['webhook']>

const KINDS = [
  { value: 'slack', label: 'Slack' },
  { value: 'teams', label: 'Teams' },
  { value: 'json', label: 'JSON, anything else' },
] as const
const NAMES = { slack: 'Slack', teams: 'Teams', json: 'a webhook' } as const

export function AfterwardsMessages({ console, view }: ScreenProps) {
  const { webhook } = view.afterwards
  return (
    <AfterwardsSection title="Reminders" says={sayMessages(view.afterwards)}>
      <p className={styles.soft}>
        {view.afterwards.canMail
          ? 'By e-mail to whoever asked for it on their own phone and said yes in their mail; their addresses are theirs, and not shown here.'
          : 'This server sends no e-mail. The calendar file of the board carries the dates.'}{' '}
        And, if you like, a message where the team already talks.
      </p>
      <Hook key={webhook === null ? '' : `${webhook.kind} ${webhook.url}`} console={console} webhook={webhook} />
    </AfterwardsSection>
  )
}

export function sayMessages({ webhook, reminders, unconfirmed, canMail }: ConsoleView['afterwards']): string {
  const many = reminders === 0 ? 'Nobody' : reminders === 1 ? 'One person' : `${reminders} people`
  const open = unconfirmed === 1 ? ' (1 has not confirmed yet)' : ` (${unconfirmed} have not confirmed yet)`
  const mails = canMail ? `${many} by e-mail${reminders === 0 ? ' yet' : ''}${unconfirmed === 0 ? '' : open}` : null
  const hook = webhook === null ? null : `messages to ${NAMES[webhook.kind]}`
  const both = [mails, hook].filter((one) => one !== null).join(', ')
  return both === '' ? 'None' : `${both.charAt(0).toUpperCase()}${both.slice(1)}`
}

function Hook({ console, webhook }: Pick<ScreenProps, 'console'> & { readonly webhook: Webhook | null }) {
  const { send, busy, refusal } = useCommand(console)
  const [kind, setKind] = useState<Webhook['kind']>(webhook?.kind ?? 'slack')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const same = webhook !== null && webhook.kind === kind && webhook.url === url.trim()
  return (
    <form
      className={styles.part}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!same && url.trim() !== '') void send('webhook.set', { webhook: { url: url.trim(), kind } })
      }}
    >
      <Choice legend="A message to" layout="pills" options={KINDS} value={kind} onChange={setKind} />
      <Field
        label="Its webhook address"
        hint="It is told that a check-in opened or closed and what is due, with a link; never what anybody answered."
        value={url}
        onChange={setUrl}
        max={LIMITS.url}
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="https://"
        error={refusal}
      />
      <div className="row" data-gap="2">
        {!same && (
          <Button type="submit" kind="primary" busy={busy} disabled={url.trim() === ''}>
            Save
          </Button>
        )}
        {same && <Test console={console} />}
        {webhook !== null && (
          <Button kind="quiet" busy={busy} onClick={() => void send('webhook.set', { webhook: null })}>
            No messages
          </Button>
        )}
      </div>
    </form>
  )
}

function Test({ console }: Pick<ScreenProps, 'console'>) {
  const { ask, busy, refusal } = useRequest(console, 'webhook.test')
  const [came, setCame] = useState<{ readonly sent: boolean; readonly says: string } | null>(null)
  return (
    <>
      <Button busy={busy} refusal={refusal} onClick={() => void ask({}).then(setCame)}>
        Send a test message
      </Button>
      {came !== null && (
        <Notice tone={came.sent ? 'good' : 'wrong'}>
          {came.sent ? 'The test message was taken.' : 'The test message was not taken.'} {came.says}
        </Notice>
      )}
    </>
  )
}
