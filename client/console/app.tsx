// Which face the console shows: the way in, the wait, or the session.
import { useEffect, useState } from 'react'
import { sayRefusal } from '../../shared/refusals.ts'
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'
import { openConnection } from '../state/connection.ts'
import { Empty } from '../ui/empty.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { AppEntry } from './app-entry.tsx'
import { forgetProof, keepProof, type Proof } from './app-proof.ts'
import type { Console } from './console.ts'
import { Shell } from './shell.tsx'

export function App({ arrival }: { readonly arrival: Proof | null }) {
  const [proof, setProof] = useState(arrival)
  const enter = (next: Proof) => {
    keepProof(next)
    history.replaceState(null, '', `${location.pathname}#s=${next.session}`)
    setProof(next)
  }
  const leave = (left: Proof) => {
    forgetProof(left)
    history.replaceState(null, '', location.pathname)
    setProof(null)
  }
  if (proof === null) return <AppEntry onProof={enter} />
  return <Session key={`${proof.session} ${proof.secret}`} proof={proof} onProof={enter} onLeave={() => leave(proof)} />
}

type SessionProps = { readonly proof: Proof; readonly onProof: (proof: Proof) => void; readonly onLeave: () => void }

function Session(props: SessionProps) {
  const { proof } = props
  const [console, setConsole] = useState<Console | null>(null)
  useEffect(() => {
    const opened = openConnection<ConsoleView, ConsoleMine>('', {
      session: proof.session,
      role: 'console',
      secret: proof.secret,
    })
    setConsole(opened)
    return () => opened.close()
  }, [proof])
  return console === null ? <Coming /> : <Inside console={console} {...props} />
}

function Inside({ console, onProof, onLeave }: SessionProps & { readonly console: Console }) {
  const view = useReadable(console.common)
  const mine = useReadable(console.mine)
  const link = useReadable(console.link)
  const refusal = useReadable(console.refusal)
  if (link === 'refused' && refusal !== null)
    return <AppEntry onProof={onProof} because={sayRefusal(refusal)} onAgain={console.retry} onForget={onLeave} />
  if (view === null) return <Coming offline={link === 'offline'} />
  return (
    <Shell
      console={console}
      view={view}
      device={mine?.device ?? null}
      label={mine?.label ?? null}
      link={link}
      onLeave={onLeave}
    />
  )
}

function Coming({ offline = false }: { readonly offline?: boolean }) {
  return (
    <main>
      <Empty title={offline ? 'Looking for the server…' : 'Opening the console…'} state="waiting">
        {offline ? 'The wifi or the server is away for a moment. This page tries again by itself.' : undefined}
      </Empty>
    </main>
  )
}
