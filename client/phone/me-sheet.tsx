// Changing how the room knows me.
import { useEffect, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { ListChoice } from './list-choice.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'
import styles from './shell.module.css'

export function MeSheet({
  open,
  onClose,
  view,
  mine,
}: ScreenProps & { readonly open: boolean; readonly onClose: () => void }) {
  const { send, busy, refusal } = useCommand()
  const [name, setName] = useState(mine.name)
  const [fn, setFn] = useState(mine.fn)
  const [level, setLevel] = useState(mine.level)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is only replaced when the sheet opens
  useEffect(() => {
    if (!open) return
    setName(mine.name)
    setFn(mine.fn)
    setLevel(mine.level)
  }, [open])
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="How the room knows you"
      footer={
        <Button
          kind="primary"
          wide
          busy={busy}
          refusal={refusal}
          onClick={() => void send('me.update', { name, fn, level }).then((ok) => ok && onClose())}
        >
          Save
        </Button>
      }
    >
      <div className={styles.stack}>
        <Field label="Your name" optional value={name} onChange={setName} max={LIMITS.name} autoComplete="given-name" />
        <ListChoice label="Your function" options={view.functions} value={fn} onChange={setFn} />
        <ListChoice label="Your level" options={view.levels} value={level} onChange={setLevel} />
      </div>
    </Sheet>
  )
}
