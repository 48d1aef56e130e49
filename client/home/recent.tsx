// Back to a session that this laptop started.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './home.module.css'
import { consoleLink, forgetSession, recentSessions } from './recent-sessions.ts'

export function Recent() {
  const [sessions, setSessions] = useState(recentSessions)
  if (sessions.length === 0) return null
  return (
    <section className={styles.recent} aria-labelledby="recent">
      <h2 id="recent">Started on this laptop</h2>
      <ul>
        {sessions.map((one) => (
          <li key={one.session}>
            <a href={consoleLink(one, '')}>{one.title}</a>
            <Button
              kind="quiet"
              size="s"
              aria-label={`Forget ${one.title} on this laptop`}
              onClick={() => setSessions(forgetSession(one.session))}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
