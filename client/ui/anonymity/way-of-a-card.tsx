// The way of a card in four small pictures: beside one another on a wide page, under one another on a phone.
import styles from './anonymity.module.css'

const STOPS = [
  { says: 'You write. It stays on your phone.', picture: <Phone /> },
  { says: 'Every phone sends the same number of equal packets.', picture: <Packets /> },
  { says: 'All of them are shuffled.', picture: <Shuffle /> },
  { says: 'The words arrive, and nothing else.', picture: <Table /> },
] as const

export function WayOfACard() {
  return (
    <figure className={styles.way}>
      <figcaption className="visually-hidden">The way of a card</figcaption>
      <ol>
        {STOPS.map(({ says, picture }) => (
          <li key={says}>
            <svg viewBox="0 0 120 72" aria-hidden="true">
              {picture}
            </svg>
            <span>{says}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

function Phone() {
  return (
    <>
      <rect className={styles.paper} x="42" y="4" width="36" height="64" rx="6" />
      <path className={styles.words} d="M50 20h20M50 28h14M50 36h18" />
      <path className={styles.line} d="M55 60h10" />
    </>
  )
}

function Packets() {
  return (
    <>
      {[8, 44, 80].map((x) => (
        <g key={x}>
          <rect className={styles.sealed} x={x} y="8" width="30" height="22" rx="3" />
          <path className={styles.line} d={`M${x} 12l15 10 15-10`} />
          <rect className={styles.sealed} x={x} y="42" width="30" height="22" rx="3" />
          <path className={styles.line} d={`M${x} 46l15 10 15-10`} />
        </g>
      ))}
    </>
  )
}

function Shuffle() {
  return (
    <>
      <path
        className={styles.line}
        d="M10 12c50 0 50 48 100 48M10 28c50 0 50-16 100-16M10 44c50 0 50 0 100 0M10 60c50 0 50-32 100-32"
      />
      {[12, 28, 44, 60].map((y) => (
        <g key={y}>
          <circle className={styles.dot} cx="10" cy={y} r="4" />
          <circle className={styles.dot} cx="110" cy={y} r="4" />
        </g>
      ))}
    </>
  )
}

function Table() {
  return (
    <>
      {['translate(10 14) rotate(-4)', 'translate(45 10) rotate(2)', 'translate(81 15) rotate(-2)'].map((place) => (
        <g key={place} transform={place}>
          <rect className={styles.paper} width="30" height="44" rx="3" />
          <path className={styles.words} d="M6 11h18M6 19h12M6 27h16" />
        </g>
      ))}
    </>
  )
}
