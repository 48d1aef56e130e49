// "Check my answer": where it stands in the published list, looked at on demand only, since any check is a kind of receipt.
import { useState } from 'react'
import type { BallotView } from '../../shared/views.ts'
import type { Check } from '../state/ballot-check.ts'
import { Button } from '../ui/button.tsx'
import { Fingerprint } from '../ui/fingerprint.tsx'
import { Notice } from '../ui/notice.tsx'
import { Digest, PublishedList } from '../ui/published-list.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { COUNTED_IS, LINE_WORDS, LIST_SHORT } from './line-words.ts'
import { usePhone } from './phone-context.ts'
import { PublishedSheet } from './published-sheet.tsx'
import styles from './shell.module.css'

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
  const { digest } = ballot.published
  return (
    <>
      {check !== undefined && !check.agrees && (
        <Notice tone="wrong">
          This phone got another list than the one announced: tell the facilitator. Here it is{' '}
          <Digest text={check.digest} />
          {digest === null ? '.' : ', announced was '}
          {digest !== null && <Digest text={digest} />}
          {digest !== null && '.'}
        </Notice>
      )}
      <details className={styles.check}>
        <summary>{mine ? 'Check my answer' : 'Check the list'}</summary>
        <div className={styles.tight}>
          {mine && <MyLine check={check} withheld={digest === null} />}
          <PublishedList ballot={ballot} size="s" />
          {digest !== null && (
            <p className={styles.small}>
              Compare the digits with the big screen: different ones show a mistake. Whoever runs this server could make
              two lists with the same digits.
            </p>
          )}
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

function MyLine({ check, withheld }: { readonly check: Check | undefined; readonly withheld: boolean }) {
  if (check === undefined)
    return (
      <p>
        This phone cannot find its line: it has not looked yet, or it erased what that takes. The list is there all the
        same.
      </p>
    )
  if (!check.found) return <p>Your answer is not in the list: it did not arrive in time.</p>
  const says = withheld ? null : check.says
  return (
    <>
      <p>
        Your answer is in the list: line <Fingerprint text={check.line} />
        {says === null ? '.' : `, which says “${LINE_WORDS[says]}”.`}
      </p>
      {!withheld && <p className={styles.small}>{says === null ? LIST_SHORT : COUNTED_IS}</p>}
      <p className={styles.small}>Nobody else can know that it is yours. Asked for it, you may name any line.</p>
    </>
  )
}
