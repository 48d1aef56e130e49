// "Check my answer": where it stands in the published list, looked at on demand only, since any check is a kind of receipt.
import { useState } from 'react'
import type { LineSays } from '../../shared/anon/published.ts'
import type { BallotView } from '../../shared/views.ts'
import type { Check } from '../state/ballot-check.ts'
import { Button } from '../ui/button.tsx'
import { Fingerprint } from '../ui/fingerprint.tsx'
import { Notice } from '../ui/notice.tsx'
import { Digest, PublishedList } from '../ui/published-list.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { usePhone } from './phone-context.ts'
import { PublishedSheet } from './published-sheet.tsx'
import styles from './shell.module.css'

const SAYS = {
  counted: 'counted as clear and committed',
  'not-counted': 'not counted: not clear enough, or not committed enough',
  'not-mine': 'counted as not yours to act on',
  silent: 'counted as silent',
} as const satisfies Record<LineSays, string>

export type AnswerCheckProps = {
  readonly ballot: BallotView
  /** Whether this phone could answer it. */
  readonly mine: boolean
}

export function AnswerCheck({ ballot, mine }: AnswerCheckProps) {
  const { phone } = usePhone()
  const check = useReadable(phone.checks)[ballot.id]
  const [list, setList] = useState(false)
  if (ballot.published === null) return null
  return (
    <>
      {check !== undefined && !check.agrees && (
        <Notice tone="wrong">
          This phone got another list than the one announced: tell the facilitator. Here it is{' '}
          <Digest text={check.digest} />, announced was <Digest text={ballot.published.digest} />.
        </Notice>
      )}
      <details className={styles.check}>
        <summary>{mine ? 'Check my answer' : 'Check the list'}</summary>
        <div className={styles.tight}>
          {mine && <MyLine check={check} />}
          <PublishedList ballot={ballot} size="s" />
          <p className={styles.small}>The same digits on the big screen mean that everybody has the same list.</p>
          <div className={styles.row}>
            <Button size="s" onClick={() => setList(true)}>
              See the whole list
            </Button>
          </div>
        </div>
      </details>
      <PublishedSheet ballot={ballot} open={list} line={check?.line ?? null} onClose={() => setList(false)} />
    </>
  )
}

function MyLine({ check }: { readonly check: Check | undefined }) {
  if (check === undefined)
    return (
      <p>
        This phone cannot find its line: it has not looked yet, or it erased what that takes. The list is there all the
        same.
      </p>
    )
  if (!check.found) return <p>Your answer is not in the list: it did not arrive in time.</p>
  return (
    <>
      <p>
        Your answer is in the list: line <Fingerprint text={check.line} />
        {check.says === null ? '.' : `, ${SAYS[check.says]}.`}
      </p>
      {check.says === null && <p className={styles.small}>The list is short, so lines stand there without answers.</p>}
      <p className={styles.small}>Nobody else can know that it is yours. Asked for it, you may name any line.</p>
    </>
  )
}
