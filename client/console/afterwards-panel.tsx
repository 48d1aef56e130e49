// What the facilitator settles for the weeks after: summary, check-ins, links, messages, and how long it is all kept.

import styles from './afterwards.module.css'
import { AfterwardsCheckIns } from './afterwards-checkins.tsx'
import { AfterwardsKeeping } from './afterwards-keeping.tsx'
import { AfterwardsLinks } from './afterwards-links.tsx'
import { AfterwardsLive } from './afterwards-live.tsx'
import { AfterwardsMessages } from './afterwards-messages.tsx'
import { AfterwardsSummary } from './afterwards-summary.tsx'
import type { ScreenProps } from './console.ts'

export function AfterwardsPanel(props: ScreenProps) {
  return (
    <div className={styles.list}>
      <AfterwardsCheckIns {...props} />
      <AfterwardsLive {...props} />
      <AfterwardsSummary {...props} />
      <AfterwardsLinks {...props} />
      <AfterwardsMessages {...props} />
      <AfterwardsKeeping {...props} />
    </div>
  )
}
