// "Leave on this phone" erases what it keeps; what has not left yet is asked about once.
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './shell.module.css'
import { sayUnsent, type Unsent } from './unsent.ts'

export type LeaveSheetProps = {
  readonly open: boolean
  readonly unsent: Unsent
  readonly onLeave: () => void
  readonly onStay: () => void
}

export function LeaveSheet({ open, unsent, onLeave, onStay }: LeaveSheetProps) {
  return (
    <Sheet
      open={open}
      onClose={onStay}
      title="Leave on this phone?"
      footer={
        <>
          <Button kind="danger" wide onClick={onLeave}>
            Erase and leave
          </Button>
          <Button kind="quiet" wide onClick={onStay}>
            Stay
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>{sayUnsent(unsent, 'Leaving')}</p>
      </div>
    </Sheet>
  )
}
