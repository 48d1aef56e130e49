// The projector: its own role and window, never showing more than the room may see.
import { useEffect, useState } from 'react'
import { sayRefusal } from '../../shared/refusals.ts'
import type { ScreenView } from '../../shared/views.ts'
import type { Capability } from '../state/capability.ts'
import { type Connection, openConnection } from '../state/connection.ts'
import { Empty } from '../ui/empty.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { Stage } from './stage.tsx'
import { useTone } from './use-tone.ts'

export type Projector = Connection<ScreenView, Record<string, never>>

export function App({ capability }: { readonly capability: Capability | null }) {
  const [projector, setProjector] = useState<Projector | null>(null)
  useEffect(() => {
    if (capability === null) return
    const opened: Projector = openConnection('', {
      session: capability.session,
      role: 'screen',
      secret: capability.key,
    })
    setProjector(opened)
    return () => opened.close()
  }, [capability])
  useTone()
  if (capability === null)
    return (
      <main>
        <Empty title={<h1>This window needs its link</h1>}>
          Open the projector from the console: “Open projector”.
        </Empty>
      </main>
    )
  return projector === null ? <Coming /> : <Inside projector={projector} />
}

function Inside({ projector }: { readonly projector: Projector }) {
  const view = useReadable(projector.common)
  const link = useReadable(projector.link)
  const refusal = useReadable(projector.refusal)
  const offset = useReadable(projector.offset)
  const origin = useReadable(projector.origin)
  if (link === 'refused' && refusal !== null)
    return (
      <main>
        {refusal.code === 'deleted' ? (
          <Empty title={<h1>{sayRefusal(refusal)}</h1>} />
        ) : (
          <Empty title={<h1>Not in right now</h1>}>
            {sayRefusal(refusal)} Open the projector again from the console.
          </Empty>
        )}
      </main>
    )
  if (view === null) return <Coming />
  return <Stage view={view} offset={offset} origin={origin} offline={link !== 'live'} />
}

function Coming() {
  return (
    <main>
      <Empty title="Coming…" state="waiting" />
    </main>
  )
}
