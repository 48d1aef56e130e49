// "2 themes are hidden: names a person": that something is kept back and why, for everyone; never which.
import type { PhoneView } from '../../shared/views.ts'

type Hidden = PhoneView['hiddenThemes']

export function HiddenThemes({
  hidden,
  className,
}: {
  readonly hidden: Hidden
  readonly className?: string | undefined
}) {
  return hidden.length === 0 ? null : <p className={className ?? 'quiet'}>{sayHidden(hidden)}</p>
}

/** Null when nothing is hidden. */
export function sayHidden(hidden: Hidden): string | null {
  if (hidden.length === 0) return null
  const count = hidden.reduce((sum, { themes }) => sum + themes, 0)
  const why = hidden.map(({ reason, themes }) => (hidden.length === 1 ? reason : `${reason} (${themes})`)).join(', ')
  const said = `${count === 1 ? 'One theme is hidden' : `${count} themes are hidden`}: ${why}`
  return /[.!?…]$/.test(said) ? said : `${said}.`
}
