// Under which name somebody takes part: asked once, said beside everything they change.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { fits } from '../../shared/text.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import styles from './board.module.css'

export type BoardNameProps = { readonly name?: string; readonly onName: (name: string) => void }

export function BoardName({ name = '', onName }: BoardNameProps) {
  const [typed, setTyped] = useState(name)
  const fit = typed.trim() !== '' && fits(typed.trim(), LIMITS.label)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (fit) onName(typed.trim())
  }
  return (
    <form className={styles.name} onSubmit={save} noValidate>
      <Field
        label="Your name"
        hint="With this link you can take part. What you change carries your name, for everyone to see."
        value={typed}
        onChange={setTyped}
        max={LIMITS.label}
        autoComplete="given-name"
      />
      <Button type="submit" kind="primary" disabled={!fit}>
        Take part
      </Button>
    </form>
  )
}
