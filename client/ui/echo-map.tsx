// Themes by functions: where people of a function said that it is true where they work. What is empty says nothing at all.
import type { EchoMap as Told } from '../../shared/thresholds.ts'
import styles from './echo-map.module.css'

export type EchoMapProps = {
  readonly map: Told
  readonly size?: 'm' | 'projector'
  /** At most so many themes. */
  readonly most?: number
}

export function EchoMap({ map, size = 'm', most = map.rows.length }: EchoMapProps) {
  const rows = map.rows.slice(0, most)
  const more = map.rows.length - rows.length
  return (
    <figure className={styles.map} data-size={size}>
      {/* A wide map is moved sideways, also by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll here */}
      <section className={styles.scroll} aria-label="Themes by function" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Theme</th>
              {map.functions.map((fn) => (
                <th key={fn} scope="col">
                  {fn}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.theme}>
                <th scope="row">{row.title}</th>
                {map.functions.map((fn, at) => (
                  <td key={fn}>
                    {row.echoed[at] ? (
                      <span className={styles.said}>
                        <span className="visually-hidden">true there</span>
                      </span>
                    ) : (
                      <span className="visually-hidden">says nothing</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <figcaption className={styles.key}>
        <span className={styles.said} aria-hidden="true" />
        <span>
          People of this function see it where they work: three or more. An empty place says nothing, not even that
          nobody does.
          {more > 0 && ` ${more === 1 ? 'One more theme is' : `${more} more themes are`} not shown here.`}
        </span>
      </figcaption>
    </figure>
  )
}
