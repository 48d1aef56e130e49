// "How anonymous is this?", reachable from the menu at any time.
import { Sheet } from '../ui/sheet.tsx'
import { PromiseHow, PromiseLine, WhatRemains } from './promise.tsx'
import styles from './shell.module.css'

export function AnonymitySheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Sheet open={open} onClose={onClose} title="How anonymous is this?">
      <div className={styles.stack}>
        <PromiseLine />
        <PromiseHow />
        <h3>What stays possible</h3>
        <WhatRemains />
        <h3>What carries your name</h3>
        <p>
          Your seat, your room, hands in an open show of hands, “I’m done”, and what you offer to own. Room notes and
          the wording of commitments are written together: do not put there what belongs on a card.
        </p>
      </div>
    </Sheet>
  )
}
