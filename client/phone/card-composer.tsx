// Writing one card: kind, sentence, how much still fits. What is typed survives a reload and never leaves the phone by itself.
import { useState } from 'react'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import { LIMITS } from '../../shared/limits.ts'
import { canonicalCard, cardFit } from '../../shared/text.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export type Draft = { readonly kind: CardKind; readonly text: string }

export type CardComposerProps = {
  readonly kinds: readonly CardKind[]
  /** Under which name the draft is kept on this phone. */
  readonly name: string
  readonly start?: Draft | undefined
  readonly label: string
  readonly onCard: (kind: CardKind, text: string) => void
  readonly onCancel?: () => void
  readonly disabled?: string | null
}

export function CardComposer({ kinds, name, start, label, onCard, onCancel, disabled = null }: CardComposerProps) {
  const { keep } = usePhone()
  const [draft, setDraft] = useState<Draft>(
    () => start ?? keep.get<Draft>(name) ?? { kind: kinds[0] ?? 'note', text: '' },
  )
  const change = (next: Draft) => {
    setDraft(next)
    if (start === undefined) keep.set(name, next)
  }
  const text = canonicalCard(draft.text)
  const fit = cardFit(text)
  const words = CARD_KINDS[draft.kind]
  const tooLong = fit.over > 0 ? `${fit.over} too many. Shorten it; nothing is lost.` : null
  const add = () => {
    if (!fit.ok) return
    onCard(draft.kind, text)
    change({ kind: draft.kind, text: '' })
  }
  const options = kinds.map((kind) => ({ value: kind, label: CARD_KINDS[kind].label }))
  return (
    <div className={styles.composer} data-begun={draft.text !== '' || undefined}>
      {options.length > 1 &&
        (options.length <= 2 ? (
          <Segmented
            legend="Kind of card"
            options={options}
            value={draft.kind}
            onChange={(kind) => change({ ...draft, kind })}
            wide
          />
        ) : (
          <Choice
            legend="Kind of card"
            bare
            layout="pills"
            options={options}
            value={draft.kind}
            onChange={(kind) => change({ ...draft, kind })}
          />
        ))}
      <Field
        label={words.ask}
        placeholder={words.frame}
        value={draft.text}
        onChange={(next) => change({ ...draft, text: next })}
        rows={3}
        max={LIMITS.cardGraphemes}
        error={tooLong}
        say
      />
      <div className={styles.row}>
        <Button kind="primary" onClick={add} disabled={!fit.ok || disabled !== null}>
          {label}
        </Button>
        {onCancel !== undefined && (
          <Button kind="quiet" onClick={onCancel}>
            Never mind
          </Button>
        )}
        {draft.text === '' && words.frame !== '' && (
          <Button kind="quiet" onClick={() => change({ ...draft, text: words.frame.replace(' …', ' ') })}>
            Start with “{words.frame.replace(' …', '')}”
          </Button>
        )}
      </div>
      {disabled !== null && <p className={styles.soft}>{disabled}</p>}
    </div>
  )
}
