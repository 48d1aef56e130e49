// What the words beside themes mean, once for a whole list: in sentences, and only those words that stand in it.
import type { ThemeView } from '../../shared/views.ts'

export type ReachKeyProps = {
  readonly themes: readonly Pick<ThemeView, 'reach'>[]
  readonly className?: string | undefined
}

/** Nothing where nothing is claimed. */
export function ReachKey({ themes, className = 'quiet' }: ReachKeyProps) {
  const said = sayReachKey(themes)
  return said.length === 0 ? null : <p className={className}>{said.join(' ')}</p>
}

/** Of hidden themes nothing is explained either. */
export function sayReachKey(themes: readonly Pick<ThemeView, 'reach'>[]): readonly string[] {
  const reaches = themes.flatMap(({ reach }) => (reach === null ? [] : [reach]))
  const isSaid = (words: string) => reaches.some(({ says }) => says.includes(words))
  return [
    reaches.some(({ word }) => word === 'signal')
      ? '“Organisational signal”: it comes from three rooms or more, so it is not one corner’s.'
      : null,
    isSaid('chance would give')
      ? '“Chance would give”: as many rooms as so many cards would come from if all cards had been dealt out at random.'
      : null,
    isSaid('rooms only')
      ? '“Rooms only”: functions are not counted, because nobody was asked yet or too few of each took part.'
      : null,
  ].filter((sentence) => sentence !== null)
}
