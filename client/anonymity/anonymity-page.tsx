// The page around the words: a way home, a title, and paper when it is printed.
import { HowAnonymous } from '../ui/anonymity/how-anonymous.tsx'
import { Button } from '../ui/button.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './anonymity-page.module.css'

export function AnonymityPage() {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <a href="/" aria-label="Eighty, to the first page">
          <Wordmark />
        </a>
        <span className="no-print">
          <Button kind="quiet" size="s" onClick={() => print()}>
            Print
          </Button>
        </span>
      </header>
      <main className={styles.main} data-step="anonymity">
        <h1>How this stays anonymous</h1>
        <HowAnonymous heading="h2" />
      </main>
    </div>
  )
}
