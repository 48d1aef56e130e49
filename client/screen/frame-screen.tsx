// The statement, as large as it fits.
import { sayLength } from './say-length.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function FrameScreen({ view }: StageProps) {
  return (
    <div className={styles.centre}>
      <h1 className="visually-hidden">{view.step.title}</h1>
      <blockquote className={styles.say} data-length={sayLength(view.statement)}>
        {view.statement}
      </blockquote>
      {view.goal !== '' && <p className={styles.soft}>{view.goal}</p>}
      {view.unknown !== '' && (
        <section className={styles.unknown}>
          <h2>What the sponsor doesn’t know yet</h2>
          <p>{view.unknown}</p>
        </section>
      )}
    </div>
  )
}
