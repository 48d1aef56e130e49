// Themes that are still called by a card: that the board link shows them without a name, and a place to name them all at once.
import { type FormEvent, useEffect, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { fits } from '../../shared/text.ts'
import type { ConsoleView, ThemeView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import styles from './gather-unnamed.module.css'
import { useCommand } from './use-command.ts'

/** Those that others see and that hold a card, in the order of the list. */
export function unnamedIn({ themes, unnamed }: Pick<ConsoleView, 'themes' | 'unnamed'>): readonly ThemeView[] {
  return themes.filter((theme) => theme.hidden === null && theme.count > 0 && unnamed.includes(theme.id))
}

/** Nothing when every theme has a name. */
export function UnnamedThemes(props: ScreenProps) {
  const [naming, setNaming] = useState(false)
  const { length } = unnamedIn(props.view)
  return (
    <>
      {length > 0 && (
        <Notice
          still
          action={
            <Button size="s" onClick={() => setNaming(true)}>
              {length === 1 ? 'Name it' : 'Name them'}
            </Button>
          }
        >
          {length === 1
            ? 'One theme has no name of its own yet. The board link shows it without one.'
            : `${length} themes have no name of their own yet. The board link shows them without one.`}
        </Notice>
      )}
      {naming && <NameThemes {...props} onClose={() => setNaming(false)} />}
    </>
  )
}

/** Mounted while it is open; what was named stays in its place, so that nothing jumps under the hand. */
export function NameThemes({ console, view, onClose }: ScreenProps & { readonly onClose: () => void }) {
  const [listed] = useState(() => unnamedIn(view).map(({ id }) => id))
  const concepts = useConcepts(console, listed)
  const there = listed.flatMap((id) => view.themes.find((theme) => theme.id === id && theme.hidden === null) ?? [])
  const left = unnamedIn(view).length
  return (
    <Sheet
      open
      onClose={onClose}
      title="Name the themes"
      size="l"
      focus="field"
      footer={
        <Button kind={left === 0 ? 'primary' : 'secondary'} onClick={onClose}>
          {left === 0 ? 'All named' : 'Enough for now'}
        </Button>
      }
    >
      <div className={styles.names}>
        <p className={styles.soft}>
          They are called by a card’s words so far, which are for this room alone. Two or three words that nobody wrote
          as a card are enough.
        </p>
        <ul>
          {there.map((theme) => (
            <li key={theme.id}>
              {view.unnamed.includes(theme.id) ? (
                <Name console={console} theme={theme} concept={concepts.get(theme.id) ?? null} />
              ) : (
                <p className={styles.named} role="status">
                  <strong>{theme.title}</strong> is its name now.
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  )
}

type NameProps = Pick<ScreenProps, 'console'> & { readonly theme: ThemeView; readonly concept: string | null }

function Name({ console, theme, concept }: NameProps) {
  const [typed, setTyped] = useState('')
  const [called, setCalled] = useState<string | null>(null)
  const { send, busy, refusal } = useCommand(console)
  const call = async (title: string) => {
    if (await send('theme.rename', { theme: theme.id, title })) setCalled(title.trim())
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    void call(typed)
  }
  return (
    <form className={styles.name} onSubmit={save}>
      <p className={styles.said}>“{theme.title}”</p>
      <p className={styles.soft}>
        {theme.keywords.length === 0
          ? 'The board link calls it “A theme without a name”.'
          : `The board link calls it: ${theme.keywords.join(', ')}`}
      </p>
      <Field label="Name of the theme" value={typed} onChange={setTyped} max={LIMITS.themeTitle} />
      <div className={styles.buttons}>
        <Button
          size="s"
          type="submit"
          busy={busy}
          refusal={refusal}
          disabled={typed.trim() === '' || !fits(typed, LIMITS.themeTitle)}
        >
          Save name
        </Button>
        {concept !== null && (
          <Button size="s" kind="quiet" busy={busy} onClick={() => void call(concept)}>
            Use “{concept}”
          </Button>
        )}
      </div>
      {/* It has come to be called so, and still it has no name. */}
      {called === theme.title && (
        <p className={styles.soft} role="status">
          Those are a card’s own words: the board link does not show them. Try others.
        </p>
      )}
    </form>
  )
}

/** By theme, what the machine knows as its subject: asked one after the other, since each takes a moment. */
function useConcepts(console: ScreenProps['console'], themes: readonly string[]): ReadonlyMap<string, string> {
  const [concepts, setConcepts] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    let gone = false
    const askAll = async () => {
      for (const theme of themes) {
        const reply = await console.ask('theme.why', { theme })
        if (gone) return
        const concept = reply.ok ? (reply.data?.concept ?? null) : null
        if (concept !== null) setConcepts((known) => new Map(known).set(theme, capital(concept)))
      }
    }
    void askAll()
    return () => {
      gone = true
    }
  }, [console, themes])
  return concepts
}

/** A concept as a name. */
export function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
