// The roster: each person's function, level, room and connection, in words; long ones can be searched.
import { useState } from 'react'
import { Field } from '../ui/field.tsx'
import { areTogether } from './are-together.ts'
import type { ScreenProps } from './console.ts'
import styles from './people.module.css'
import { PersonMenu } from './people-menu.tsx'

/** From so many people on, a search field. */
const MANY = 12

export function PeopleRoster({ console, view }: ScreenProps) {
  const [search, setSearch] = useState('')
  const sought = search.trim().toLocaleLowerCase()
  const rooms = new Map(view.rooms.map((room) => [room.id, room.name]))
  const shown = view.people.filter((person) =>
    [person.name, person.fn, person.level, rooms.get(person.room ?? '')].some(
      (part) => part?.toLocaleLowerCase().includes(sought) === true,
    ),
  )
  return (
    <div className="stack">
      {view.people.length > MANY && (
        <Field
          label="Find somebody"
          type="search"
          value={search}
          onChange={setSearch}
          placeholder="Name, function, room"
        />
      )}
      <ul className={styles.roster}>
        {shown.map((person) => (
          <li key={person.id} data-away={!person.connected || undefined}>
            <span className={styles.lamp} data-on={person.connected || undefined} aria-hidden="true" />
            <span className={styles.person}>
              <strong>{person.name}</strong>
              {person.role === 'sponsor' && <span className={styles.badge}>Sponsor</span>}
              <span className={styles.facts}>
                {[
                  person.fn,
                  person.level,
                  rooms.get(person.room ?? '') ?? (view.rooms.length > 0 && !areTogether(view) ? 'in no room' : null),
                  person.connected ? null : 'not connected',
                  person.done ? 'done' : null,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </span>
            <PersonMenu console={console} view={view} person={person} label="Change" kind="quiet" />
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="quiet" role="status">
          Nobody fits “{search}”.
        </p>
      )}
    </div>
  )
}
