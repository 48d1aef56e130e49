// How to join, as large as it gets, and who is here.
import { lazy, Suspense } from 'react'
import { CodeDisplay } from '../ui/code-display.tsx'
import { joinLink } from '../ui/join-link.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export function LobbyScreen({ view, origin }: StageProps) {
  const join = view.code === null ? null : joinLink(location, origin, view.code)
  return (
    <>
      <h1>{view.locked ? 'The door is closed' : 'Join with your phone'}</h1>
      {join !== null && !view.locked && (
        <div className={styles.split}>
          <Suspense fallback={null}>
            <Qr text={join.link} label={`QR code to join: ${join.link}`} size="38vmin" />
          </Suspense>
          <div>
            <p className={styles.soft}>{join.address}</p>
            <CodeDisplay code={view.code} size="projector" />
            <p className={styles.soft} role="status">
              {view.people === 0 ? 'Nobody here yet' : view.people === 1 ? 'One person is here' : `${view.people} people are here`}
            </p>
          </div>
        </div>
      )}
      {view.rooms.length > 0 ? (
        <ul className={styles.rooms}>
          {view.rooms.map((room) => (
            <li key={room.id} className={styles.tile}>
              <h2>{room.name}</h2>
              <p>{room.people.join(', ')}</p>
            </li>
          ))}
        </ul>
      ) : (
        <ul className={styles.names}>
          {view.names.slice(0, 80).map((name) => (
            <li key={name}>{name}</li>
          ))}
          {view.names.length > 80 && <li>and {view.names.length - 80} more</li>}
        </ul>
      )}
    </>
  )
}
