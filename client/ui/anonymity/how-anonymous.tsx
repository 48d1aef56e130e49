// "How this stays anonymous": the whole page in plain words, for the address of its own and for the sheets of phone and console.
import type { ReactNode } from 'react'
import { FLOORS } from '../../../shared/limits.ts'
import styles from './anonymity.module.css'
import { Carries, Erases, Others, Technical } from './how-anonymous-rest.tsx'
import { WayOfACard } from './way-of-a-card.tsx'
import { onHttp, PROMISE, PROMISE_EXCEPT, REMAINS, REMAINS_ON_HTTP } from './words.ts'

export type HowAnonymousProps = {
  /** What the sections' headings are, under the title of the page or of the sheet. */
  readonly heading: 'h2' | 'h3'
  /** How this session's keys stand here; without a session, how they are compared is told in general. */
  readonly keys?: ReactNode
  /** This session's own thresholds, which may be higher than the usual ones. */
  readonly floors?: { readonly show: number; readonly counts: number; readonly room: number }
  readonly place?: Pick<Location, 'protocol'>
}

export function HowAnonymous({ heading: H, keys, floors = FLOORS, place = location }: HowAnonymousProps) {
  return (
    <div className={styles.page}>
      <p className={styles.promise}>
        {PROMISE} {PROMISE_EXCEPT}
      </p>
      <WayOfACard />

      <section>
        <H>What nobody can find out</H>
        <ul>
          <li>Who wrote a card, or whether somebody wrote one at all.</li>
          <li>Whether two cards come from the same person.</li>
          <li>How somebody answered a ballot, or that they left it open.</li>
        </ul>
        <p>
          That holds for the facilitator too: no screen, log or export of theirs knows more. Answers of fewer than{' '}
          {floors.show} people are not shown at all, and exact counts only from {floors.counts} on.
        </p>
      </section>

      <section>
        <H>How it works</H>
        <ol className={styles.steps}>
          <li>
            <strong>Tokens nobody can recognise.</strong> When a round opens, every phone gets the same number of
            tokens. It covers them before the server signs them, as if through an envelope. Later the server can see
            that a token is good and was not used before, but not whom it was given to.
          </li>
          <li>
            <strong>Kept on your phone.</strong> What you write stays there until the bell. Nothing is sent while you
            type, and nobody sees that you do.
          </li>
          <li>
            <strong>The same packets from every phone.</strong> At the bell each phone sends equally many sealed packets
            of the same size, whether its owner wrote four cards or none. Empty ones make up the number.
          </li>
          <li>
            <strong>Shuffled.</strong> They wait in memory until all have come. Then they are shuffled and written down
            in one go.
          </li>
          <li>
            <strong>Words without author, time or order.</strong> What is stored is what you wrote and its kind. There
            is no place for a name in it.
          </li>
        </ol>
      </section>

      <section>
        <H>How you can check it yourself</H>
        {keys}
        <dl className={styles.checks}>
          <dt>Eight characters</dt>
          <dd>
            They stand for the keys of the session. On the big screen and on every phone they must be the same. Who
            scans the QR code has the whole keys checked by the camera. Who types the code compares them once, by eye:
            that finds mistakes, but a skilled operator can make two sets of keys with the same characters. A phone that
            is given other session keys, or another wording than the others, sends nothing and says so.
          </dd>
          <dt>Your line in the list</dt>
          <dd>
            When a ballot closes, a list of all answers is published, without names. Your phone, and only yours, knows
            which line is yours. Ask it with “Check my answer”.
          </dd>
          <dt>Twelve digits of the list</dt>
          <dd>
            They are on the big screen and on the phones. Different digits show that there are two lists, by mistake for
            example. A skilled operator can make two lists with the same digits.
          </dd>
          <dt>The head-count</dt>
          <dd>
            Lines and missing lines together make the number of people who could answer. Count heads: if there were
            more, somebody added answers.
          </dd>
          <dt>The source code</dt>
          <dd>It is open. Anybody may read it, have it read, or run it on a laptop of their own.</dd>
        </dl>
      </section>

      <section>
        <H>What stays possible</H>
        <ul>
          {REMAINS.map((one) => (
            <li key={one}>{one}</li>
          ))}
          <li>
            {REMAINS_ON_HTTP}
            {onHttp(place) && <strong> You are reading this on an http address.</strong>}
          </li>
        </ul>
        <p>
          About very small rooms: with three or four people your phone says before you write how few could have written
          a card. With fewer than {floors.room} the cards go with those of other rooms, until at least {floors.room}{' '}
          phones are together.
        </p>
      </section>

      <Others heading={H} />
      <Carries heading={H} />
      <Erases heading={H} />
      <Technical heading={H} />
    </div>
  )
}
