// "Say it was mine": the card in large letters, to hold up or read aloud. By choice, on the author's own phone; nothing is sent.
import type { SentCard } from '../state/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './shell.module.css'

export function SayItSheet({ card, onClose }: { readonly card: SentCard | null; readonly onClose: () => void }) {
  return (
    <Sheet
      open={card !== null}
      onClose={onClose}
      title="This one was mine"
      footer={
        <Button wide onClick={onClose}>
          Put it away
        </Button>
      }
    >
      <div className={styles.stack}>
        <blockquote className={`${styles.say} ${styles.statement} ${styles.aloud}`}>{card?.text}</blockquote>
        <p>Hold it up, or read it aloud, if you want them to know.</p>
        <p className={styles.soft}>
          Nothing is sent, and no trace of it stays in Eighty. Among those who see it, it cannot be taken back.
        </p>
      </div>
    </Sheet>
  )
}
