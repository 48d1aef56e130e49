// The later sections of "How this stays anonymous": names, what a phone keeps, and where the whole of it is written.
import styles from './anonymity.module.css'

type Part = { readonly heading: 'h2' | 'h3' }

export function Others({ heading: H }: Part) {
  return (
    <section>
      <H>Besides cards and ballots</H>
      <dl className={styles.checks}>
        <dt>“Which says the same?”</dt>
        <dd>
          The small questions are about cards, not about you, and travel over your phone’s own connection. The server
          knows which answers come from one phone only until the step is over; nothing that says so is ever stored with
          your seat.
        </dd>
        <dt>“True where I work”</dt>
        <dd>
          Sealed like a card. If your function has five people or more here, and five or more do not belong to it, it
          counts for your function; it is told only where nobody’s answer follows from it.
        </dd>
        <dt>Check-ins</dt>
        <dd>
          They last for days, so sealed packets wait on the server’s disk with the key of their round until the last day
          is over. While that lasts, somebody who had both the disk and a recording of the wifi could open them.
          Afterwards the key is gone. What is looked at, not what is answered, shows on the network.
        </dd>
        <dt>The board</dt>
        <dd>Status, steps, wins and barriers are not anonymous: every change there carries a name.</dd>
      </dl>
    </section>
  )
}

export function Carries({ heading: H }: Part) {
  return (
    <section>
      <H>What carries your name</H>
      <p>
        Your seat, your room, hands in an open show of hands, “I’m done”, a call for help, and what you offer to own.
        Room notes and the wording of commitments are written together: do not put there what belongs on a card.
      </p>
    </section>
  )
}

export function Erases({ heading: H }: Part) {
  return (
    <section>
      <H>What your phone keeps, and when it erases it</H>
      <ul>
        <li>Your cards and answers, and what you have begun to write.</li>
        <li>The round’s tokens, until the round is written.</li>
        <li>One secret for each card that is in, so that you alone can withdraw it.</li>
        <li>Where your answers stand in published lists.</li>
      </ul>
      <p>
        When your phone hears that the session has ended, it erases all of this but what never left it. That stays for
        you to read or erase. “Leave on this phone” erases everything at once. What is left after a day goes the next
        time you open this page. Until then, whoever holds your unlocked phone can read what it keeps.
      </p>
    </section>
  )
}

export function Technical({ heading: H }: Part) {
  return (
    <section>
      <H>For the technically minded</H>
      <p>
        Blind tokens: RFC 9497, POPRF on ristretto255, with proofs checked on the phone against the pinned keys. Each
        round has a key of its own that exists in memory only, but for check-ins, whose key is on disk until they close.
        Packets are 1,056 bytes, whatever is in them. The protocol, the threat model and the measurements are in{' '}
        <code>docs/anonymity.md</code>, in the source.
      </p>
    </section>
  )
}
