// Everyone by name, in any step: who is here, where, and what can be done about it.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { PeopleRoster } from './people-roster.tsx'

export function PeopleSheet(props: ScreenProps) {
  const [open, setOpen] = useState(false)
  if (props.view.people.length === 0) return null
  return (
    <>
      <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
        All people
      </Button>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title={`Everyone (${props.view.people.length})`}
        place="side"
        size="l"
      >
        <PeopleRoster {...props} />
      </Sheet>
    </>
  )
}
