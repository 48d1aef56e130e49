// A QR code as one SVG path, always dark on light with its quiet zone; import it lazily, only where one is shown.
import { encode } from 'uqr'
import styles from './qr.module.css'

const QUIET = 4

export type QrProps = {
  readonly text: string
  /** What scanning it does, e.g. "QR code to join: http://…". */
  readonly label: string
  /** Any CSS length; as wide as its column without. */
  readonly size?: string
}

export function Qr({ text, label, size }: QrProps) {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 0 })
  const side = modules + 2 * QUIET
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${side} ${side}`}
      style={size === undefined ? { width: '100%' } : { width: size, flexShrink: 0 }}
      role="img"
      aria-label={label}
    >
      <path d={pathOf(data)} />
    </svg>
  )
}

/** One subpath a run of dark modules in a row. */
function pathOf(data: readonly (readonly boolean[])[]): string {
  let path = ''
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const start = x
      while (row[x + 1]) x++
      path += `M${start + QUIET} ${y + QUIET}h${x - start + 1}v1H${start + QUIET}z`
    }
  })
  return path
}
