// The board's link opens it: to see, or to take part under a name that is asked once and kept.
import { useEffect, useState } from 'react'
import { type Refusal, sayRefusal } from '../../shared/refusals.ts'
import type { BoardMine, BoardView } from '../../shared/views.ts'
import type { Capability } from '../state/capability.ts'
import { type Connection, openConnection } from '../state/connection.ts'
import { browserKeep } from '../state/keep.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './board.module.css'
import { BoardPage } from './board-page.tsx'

export type Board = Connection<BoardView, BoardMine>

const kept = browserKeep('eighty.board.')
const NAME = 'name'

export function App({ capability }: { readonly capability: Capability | null }) {
  const [board, setBoard] = useState<Board | null>(null)
  const [name, setName] = useState(() => kept.get<string>(NAME) ?? '')
  useEffect(() => {
    if (capability === null) return
    const proof = { session: capability.session, role: 'board', secret: capability.key } as const
    const opened: Board = openConnection('', name === '' ? proof : { ...proof, label: name })
    setBoard(opened)
    return () => opened.close()
  }, [capability, name])
  if (capability === null) return <NoBoard />
  if (board === null) return <Coming />
  return (
    <Inside
      board={board}
      capability={capability}
      name={name}
      onName={(next) => {
        kept.set(NAME, next)
        setName(next)
      }}
    />
  )
}

type InsideProps = {
  readonly board: Board
  readonly capability: Capability
  readonly name: string
  readonly onName: (name: string) => void
}

/** What was seen last stays while the same link is opened once more under another name. */
function Inside({ board, ...props }: InsideProps) {
  const view = useReadable(board.common)
  const mine = useReadable(board.mine)
  const link = useReadable(board.link)
  const refusal = useReadable(board.refusal)
  if (link === 'refused') return <NoBoard refusal={refusal} onAgain={board.retry} />
  if (view === null) return <Coming offline={link === 'offline'} />
  return <BoardPage board={board} view={view} takesPart={mine?.takesPart ?? false} link={link} {...props} />
}

function Coming({ offline = false }: { readonly offline?: boolean }) {
  return (
    <main className={styles.alone}>
      <Empty title={offline ? 'Looking for the board…' : 'Fetching the board…'} state="waiting">
        {offline ? 'The network or the server is away for a moment. This page tries again by itself.' : undefined}
      </Empty>
    </main>
  )
}

/** None of it says anything about any session: who held a good link once learns that it was taken back, and nothing more. */
function NoBoard({ refusal = null, onAgain }: { readonly refusal?: Refusal | null; readonly onAgain?: () => void }) {
  if (refusal?.code === 'reload-needed')
    return (
      <main className={styles.alone}>
        <Empty
          title={<h1>This page is from before an update</h1>}
          action={
            <Button kind="primary" onClick={() => location.reload()}>
              Load it again
            </Button>
          }
        />
      </main>
    )
  if (refusal?.code === 'link-revoked')
    return (
      <main className={styles.alone}>
        <Empty title={<h1>This link was taken back</h1>}>
          It opens no board any more. Whoever gave it to you can give you the one that is good now.
        </Empty>
      </main>
    )
  const known = refusal !== null && refusal.code !== 'bad-ticket' && refusal.code !== 'bad-request'
  return (
    <main className={styles.alone}>
      <Empty
        title={<h1>This link opens no board</h1>}
        {...(onAgain === undefined ? {} : { action: <Button onClick={onAgain}>Try again</Button> })}
      >
        {known
          ? sayRefusal(refusal)
          : 'It may have been replaced by a newer one. Ask whoever gave it to you for the link as it is now.'}
      </Empty>
    </main>
  )
}
