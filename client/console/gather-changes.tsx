// What the last edit or proposal changed: themes that came and went, and cards from where to where.
import { useEffect, useState } from 'react'
import type { RequestReply, ShownCard } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather-sheets.module.css'

type Changes = RequestReply['theme.changes']
type Way = { readonly from: string | null; readonly to: string | null; readonly cards: readonly string[] }

/** More of one way are read faster as a number. */
const SHOWN = 4

/** Mounted while it is open, and asked anew each time. */
export function GatherChanges({
  console,
  view,
  texts,
  onClose,
}: ScreenProps & { readonly texts: ReadonlyMap<string, ShownCard>; readonly onClose: () => void }) {
  const [changes, setChanges] = useState<Changes | null>(null)
  const [failed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edit, or another try, are exactly when to ask
  useEffect(() => {
    let gone = false
    void console.ask('theme.changes', {}).then((reply) => {
      if (gone) return
      if (reply.ok && reply.data !== undefined) setChanges(reply.data)
      setFailed(!reply.ok)
    })
    return () => {
      gone = true
    }
  }, [console, view.past, attempt])
  return (
    <Sheet
      open
      onClose={onClose}
      title="What changed"
      place="side"
      size="l"
      footer={<Button onClick={onClose}>Back to the themes</Button>}
    >
      {failed && (
        <Notice
          tone="warn"
          action={
            <Button size="s" onClick={() => setAttempt(attempt + 1)}>
              Try again
            </Button>
          }
        >
          What changed could not be fetched.
        </Notice>
      )}
      {changes === null && !failed && <Empty title="Comparing…" state="waiting" />}
      {changes !== null && <Compared changes={changes} view={view} texts={texts} />}
    </Sheet>
  )
}

function Compared({
  changes,
  view,
  texts,
}: Pick<ScreenProps, 'view'> & { readonly changes: Changes; readonly texts: ReadonlyMap<string, ShownCard> }) {
  const ways = waysOf(changes.cards)
  const title = (theme: string | null) =>
    theme === null
      ? 'Not yet grouped'
      : (view.themes.find((one) => one.id === theme)?.title ??
        changes.themes.find((one) => one.theme === theme)?.title ??
        'A theme that is gone')
  if (changes.says === null) return <Empty title="Nothing was changed yet" />
  return (
    <div className={styles.sheet}>
      <p>
        <strong>{changes.says}.</strong>{' '}
        {changes.cards.length === 0
          ? 'No card changed its place.'
          : `${counted(changes.cards.length, 'card')} changed place.`}
      </p>
      <Themes label="New" themes={changes.themes.filter((one) => one.state === 'new')} />
      <Themes label="Gone" themes={changes.themes.filter((one) => one.state === 'gone')} />
      <ul className={styles.list}>
        {ways.map((way) => (
          <li key={`${way.from} ${way.to}`} className={styles.way}>
            <h3>
              <span>{title(way.from)}</span>
              <span aria-hidden="true"> → </span>
              <span className="visually-hidden"> to </span>
              <span>{title(way.to)}</span>
            </h3>
            <ul className={styles.texts}>
              {way.cards.slice(0, SHOWN).map((card) => (
                <li key={card} dir="auto">
                  {texts.get(card)?.text ?? 'A card that was taken back'}
                </li>
              ))}
            </ul>
            {way.cards.length > SHOWN && <p className="quiet">and {counted(way.cards.length - SHOWN, 'more card')}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Themes({ label, themes }: { readonly label: string; readonly themes: Changes['themes'] }) {
  if (themes.length === 0) return null
  return (
    <p>
      {label}: {themes.map((one) => `“${one.title}”`).join(', ')}
    </p>
  )
}

/** By where from and where to, the most travelled first. */
export function waysOf(cards: Changes['cards']): readonly Way[] {
  const ways = new Map<string, { from: string | null; to: string | null; cards: string[] }>()
  for (const { card, from, to } of cards) {
    const key = `${from} ${to}`
    const way = ways.get(key)
    if (way === undefined) ways.set(key, { from, to, cards: [card] })
    else way.cards.push(card)
  }
  return [...ways.values()].sort((a, b) => b.cards.length - a.cards.length)
}
