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
}

export function LogPanel({ view, device, label }: LogPanelProps) {
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
          <Entries entries={newest.slice(0, SHORT)} />
          {newest.length > SHORT && (
            <details>
              <summary>Earlier</summary>
              <Entries entries={newest.slice(SHORT)} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function Entries({ entries }: { readonly entries: ConsoleView['log'] }) {
  return (
    <ol className={styles.log}>
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two things may have been done in the same millisecond
        <li key={`${entry.at} ${at}`}>
          <time dateTime={new Date(entry.at).toISOString()}>{clockOf(entry.at)}</time>
          <span>
            <strong>{entry.by}</strong> {entry.says}
          </span>
        </li>
      ))}
    </ol>
  )
}

function clockOf(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
}
