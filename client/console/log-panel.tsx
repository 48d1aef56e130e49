// Who did what, the newest first: with two facilitators, nobody wonders.
import type { ConsoleView } from '../../shared/views.ts'
import { isOwn } from './shell-devices.tsx'
import styles from './side.module.css'

const SHORT = 6

export type LogPanelProps = {
  readonly view: ConsoleView
  readonly device: string | null
  /** What this console is called in the log. */
  readonly label: string | null
  /** Server time (ms). */
  readonly now: number
}

export function LogPanel({ view, device, label, now }: LogPanelProps) {
  const newest = [...view.log].reverse()
  const own = view.consoles.findIndex((one) => isOwn(one, device) && (label === null || one.label === label))
  const others = view.consoles.filter((_, at) => at !== own)
  return (
    <section className={styles.part} aria-labelledby="log-now">
      <h2 id="log-now">Who did what</h2>
      {others.length > 0 && <p className="quiet">Also driving: {others.map((one) => one.label).join(', ')}</p>}
      {newest.length === 0 ? (
        <p className="quiet">Nothing yet.</p>
      ) : (
        <>
          <Entries entries={newest.slice(0, SHORT)} now={now} />
          {newest.length > SHORT && (
            <details>
              <summary>Earlier</summary>
              <Entries entries={newest.slice(SHORT)} now={now} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** A session goes on for months: what was done on another day than today stands under its day. */
function Entries({ entries, now }: { readonly entries: ConsoleView['log']; readonly now: number }) {
  return (
    <ol className={styles.log}>
      {entries.map((entry, at) => {
        const day = dayOf(entry.at)
        const before = entries[at - 1]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things may have been done in the same millisecond
          <li key={`${entry.at} ${at}`}>
            {day !== (before === undefined ? dayOf(now) : dayOf(before.at)) && <p className={styles.day}>{day}</p>}
            <time dateTime={new Date(entry.at).toISOString()}>{clockOf(entry.at)}</time>
            <span>
              <strong>{entry.by}</strong> {entry.says}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

function clockOf(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
}

function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(at)
}
