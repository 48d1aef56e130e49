// What can be done with a theme as a whole: rename, merge, hide with a reason, make a commitment of it.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { ShownCard } from '../../shared/requests.ts'
import { fits } from '../../shared/text.ts'
import type { ThemeView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { sayEcho, sayFunctions } from '../ui/echo-words.ts'
import { Field } from '../ui/field.tsx'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { ReachKey } from '../ui/reach-key.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { GoToStep } from './board-loop.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather-place.module.css'
import { GatherReach } from './gather-reach.tsx'
import type { Reasons } from './gather-reasons.ts'
import { GatherWhy } from './gather-why.tsx'
import { useCommand } from './use-command.ts'

export type GatherThemeProps = ScreenProps & {
  readonly theme: ThemeView
  readonly reasons: Reasons
  readonly texts: ReadonlyMap<string, ShownCard>
  readonly onMerge: (into: string) => void
}

export function GatherTheme({ console, view, theme, reasons, texts, onMerge }: GatherThemeProps) {
  const [renaming, setRenaming] = useState(false)
  const [hiding, setHiding] = useState(false)
  const hide = useCommand(console)
  const add = useCommand(console)
  const from = view.commitments.filter((one) => one.theme?.id === theme.id).length
  const others = view.themes.filter((one) => one.id !== theme.id && one.hidden === null)
  return (
    <header className={styles.about}>
      {renaming ? (
        <Rename console={console} theme={theme} onEnd={() => setRenaming(false)} />
      ) : (
        <div className={styles.name}>
          <h2 id="gather-place" tabIndex={-1}>
            {theme.title}
          </h2>
          <Button size="s" kind="quiet" onClick={() => setRenaming(true)}>
            Rename
          </Button>
        </div>
      )}
      <GatherReach theme={theme} of={view.rooms.length} />
      <ReachKey themes={[theme]} className={styles.soft} />
      {theme.echo !== null && (
        <p className={styles.soft}>{[sayEcho(theme.echo), sayFunctions(theme.echo)].filter(Boolean).join('. ')}.</p>
      )}
      {view.unnamed.includes(theme.id) && theme.count > 0 && (
        <p className={styles.soft}>
          Called by somebody’s card so far. Give it a name: whoever reads the board by its link sees no card’s words.
        </p>
      )}
      {theme.hidden !== null && (
        <Notice
          still
          action={
            <Button
              size="s"
              busy={hide.busy}
              refusal={hide.refusal}
              onClick={() => void hide.send('theme.hide', { theme: theme.id, reason: null })}
            >
              Show it again
            </Button>
          }
        >
          Hidden. Reason: {theme.hidden || 'none given'}
        </Notice>
      )}
      <div className={styles.buttons}>
        {theme.hidden === null && (
          <Button
            size="s"
            busy={add.busy}
            refusal={add.refusal}
            onClick={() => void add.send('commitment.add', { commitment: randomId(), theme: theme.id, what: '' })}
          >
            {from === 0 ? 'Make a commitment of this' : 'Make another commitment'}
          </Button>
        )}
        {others.length > 0 && (
          <Menu
            label="Merge into…"
            kind="secondary"
            size="s"
            items={others.map((one) => ({
              label: one.title,
              note: counted(one.count, 'card'),
              onPick: () => onMerge(one.id),
            }))}
          />
        )}
        {theme.hidden === null && (
          <Button size="s" onClick={() => setHiding(true)}>
            Hide…
          </Button>
        )}
      </div>
      <div role="status">
        {from > 0 && (
          <div className={styles.made}>
            <span>{counted(from, 'commitment')} from this theme.</span>
            <GoToStep console={console} view={view} kind="draft" size="s" look="quiet">
              Word it in the draft step
            </GoToStep>
          </div>
        )}
      </div>
      {theme.count > 0 && <GatherWhy console={console} view={view} theme={theme} reasons={reasons} texts={texts} />}
      <Hide console={console} theme={theme} open={hiding} onClose={() => setHiding(false)} />
    </header>
  )
}

type Part = Pick<GatherThemeProps, 'console' | 'theme'>

function Rename({ console, theme, onEnd }: Part & { readonly onEnd: () => void }) {
  const [title, setTitle] = useState(theme.title)
  const { send, busy, refusal } = useCommand(console)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (title.trim() === theme.title || (await send('theme.rename', { theme: theme.id, title }))) onEnd()
  }
  return (
    <form className={styles.rename} onSubmit={(event) => void save(event)}>
      <h2 id="gather-place" tabIndex={-1} className="visually-hidden">
        {theme.title}
      </h2>
      <Field
        label="Name of the theme"
        value={title}
        onChange={setTitle}
        max={LIMITS.themeTitle}
        autoFocus
        onKeyDown={(event) => {
          if (event.key === 'Escape') onEnd()
        }}
      />
      <div className={styles.buttons}>
        <Button
          size="s"
          kind="primary"
          type="submit"
          busy={busy}
          refusal={refusal}
          disabled={title.trim() === '' || !fits(title, LIMITS.themeTitle)}
        >
          Save name
        </Button>
        <Button size="s" onClick={onEnd}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function Hide({ console, theme, open, onClose }: Part & { readonly open: boolean; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { send, busy, refusal } = useCommand(console)
  const hide = async () => {
    if (await send('theme.hide', { theme: theme.id, reason: reason.trim() })) onClose()
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={`Hide “${theme.title}”?`}
      focus="field"
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button
            kind="danger"
            busy={busy}
            refusal={refusal}
            disabled={reason.trim() === '' || !fits(reason, LIMITS.reason)}
            onClick={() => void hide()}
          >
            Hide it
          </Button>
        </>
      }
    >
      <div className={styles.hide}>
        <p>
          Its cards stay, and you can show it again. Everyone sees the reason and how many themes it hides, so that
          nobody has to guess; the theme itself they do not see.
        </p>
        <Field
          label="Reason"
          value={reason}
          onChange={setReason}
          max={LIMITS.reason}
          placeholder="Names a person; we talk about it in private"
        />
      </div>
    </Sheet>
  )
}
