// How to join, as large as it gets, and who is here.
import { lazy, Suspense } from 'react'
import { CodeDisplay } from '../ui/code-display.tsx'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { anonymityAddress, joinLink } from '../ui/join-link.ts'
import { RoomTiles } from './room-tiles.tsx'
import tiles from './rooms.module.css'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

/** More names than these say less than their number. */
const NAMES = 60

export function LobbyScreen({ view, origin }: StageProps) {
  const join = view.code === null || view.locked ? null : joinLink(location, origin, view.code, view.keys)
  // Rooms of an earlier day may stand empty.
  const inRooms = view.rooms.some(({ people }) => people.length > 0)
  return (
    <>
      <h1>{join === null ? 'The door is closed' : inRooms ? 'Find your room' : 'Join with your phone'}</h1>
      <div className={styles.doorway}>
        {join === null ? (
          <p className={styles.soft}>Whoever still wants to come in asks the facilitator.</p>
        ) : (
          <div className={styles.split}>
            <Suspense fallback={null}>
              <Qr text={join.link} label={`QR code to join: ${join.plain}`} size={inRooms ? '9rem' : '14rem'} />
            </Suspense>
            <div className={styles.door}>
              <p className={styles.address}>{join.address}</p>
              <CodeDisplay code={view.code} size={inRooms ? 'l' : 'projector'} />
              {!inRooms && <Here people={view.names.length} />}
            </div>
          </div>
        )}
        <section className={styles.keys} aria-label="Keys of this session">
          <p>Keys of this session</p>
          <KeysFingerprint keys={view.keys} size={inRooms || join === null ? 'l' : 'projector'} />
          <p>The same eight characters are on your phone.</p>
          <p>
            How this stays anonymous:
            <br />
            <strong>{anonymityAddress(location, origin)}</strong>
          </p>
        </section>
      </div>
      {inRooms ? <RoomTiles rooms={view.rooms} /> : <Names names={view.names} />}
    </>
  )
}

function Here({ people }: { readonly people: number }) {
  return (
    <p className={styles.here} role="status">
      {people === 0
        ? 'Nobody here yet. The first phone is welcome.'
        : people === 1
          ? 'One person is here'
          : `${people} people are here`}
    </p>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className={tiles.names}>
      {names.slice(0, NAMES).map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same name, and the list only grows
        <li key={`${name} ${at}`}>{name}</li>
      ))}
      {names.length > NAMES && <li>and {names.length - NAMES} more</li>}
    </ul>
  )
}
