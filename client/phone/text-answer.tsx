// A question answered in words: what does not fit a packet stays in the field, whole, and says what must go.
import { useState } from 'react'
import type { Question } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import { canonicalCard, fits, graphemes, utf8Bytes } from '../../shared/text.ts'
import { Field } from '../ui/field.tsx'
import { usePhone } from './phone-context.ts'

export type TextAnswerProps = {
  readonly question: Question
  readonly round: string
  readonly value: string
  /** Null for no answer, or for one that does not fit yet. */
  readonly onChange: (text: string | null) => void
}

type Typed = Readonly<Record<string, string>>

/** Where words that fit no packet are kept on this phone. */
const typedIn = (round: string) => `ask.${round}`

export function TextAnswer({ question, round, value, onChange }: TextAnswerProps) {
  const { keep } = usePhone()
  const [text, setText] = useState(() => keep.get<Typed>(typedIn(round))?.[question.id] ?? value)
  const problem = tooLong(text)
  const change = (next: string) => {
    setText(next)
    const { [question.id]: _, ...others } = keep.get<Typed>(typedIn(round)) ?? {}
    keep.set(typedIn(round), tooLong(next) === null ? others : { ...others, [question.id]: next })
    const canonical = canonicalCard(next)
    onChange(canonical === '' || tooLong(next) !== null ? null : canonical)
  }
  return <Field label={question.text} value={text} onChange={change} rows={2} max={LIMITS.answerText} error={problem} />
}

/** Why an answer is not taken; null for one that is. */
export function tooLong(text: string): string | null {
  const canonical = canonicalCard(text)
  if (!fits(canonical, LIMITS.answerText))
    return `${graphemes(canonical) - LIMITS.answerText} too many. Shorten it; nothing is lost.`
  return utf8Bytes(canonical) > LIMITS.cardBytes
    ? 'Too large for its packet: fewer pictures or special characters, please. Nothing is lost.'
    : null
}
