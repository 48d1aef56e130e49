// The palette itself is held to WCAG 2.2 AA in every theme, from the text of tokens.css.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../client/styles/tokens.css', import.meta.url), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll('"', "'")

const THEMES = {
  light: ":root,\n[data-theme='light'] {",
  dark: "\n[data-theme='dark'] {",
  'dark by preference': ':root:not([data-theme]) {',
  projector: "\n[data-theme='projector'] {",
  'projector, dark tone': "[data-theme='projector'][data-tone='dark'] {",
} as const
type Theme = keyof typeof THEMES

function colours(theme: Theme): Map<string, string> {
  const start = css.indexOf(THEMES[theme])
  expect(start, `${theme} is in tokens.css`).toBeGreaterThan(-1)
  const body = css.slice(start + THEMES[theme].length, css.indexOf('}', start))
  return new Map([...body.matchAll(/(--[a-z-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))
}

function luminance(hex: string): number {
  expect(hex).toMatch(/^#[0-9a-f]{6}$/)
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

const grounds = ['--ground', '--surface', '--sunken']
const on = (ink: string, ...backs: string[]) => backs.map((back) => [ink, back] as const)

/** Text, 4.5 : 1. */
const TEXT = [
  ...on(
    '--ink',
    ...grounds,
    '--accent-soft',
    '--reached-soft',
    '--not-reached-soft',
    '--open-soft',
    '--warn-soft',
    '--danger-soft',
  ),
  ...on('--ink-soft', ...grounds, '--accent-soft'),
  ...on('--accent', ...grounds, '--accent-soft'),
  ...on('--danger', '--ground', '--surface', '--sunken', '--danger-soft'),
  ...on('--on-accent', '--accent', '--accent-hover'),
  ...on('--on-danger', '--danger', '--danger-hover'),
  ...on('--reached', '--reached-soft', '--surface'),
  ...on('--not-reached', '--not-reached-soft', '--surface'),
  ...on('--open', '--open-soft', '--surface'),
  ...on('--warn', '--warn-soft', '--ground', '--surface'),
  ...on('--ground', '--ink'),
]
/** Edges of controls, the focus ring and the parts of the range bar, 3 : 1. */
const PARTS = [
  ...on('--edge', ...grounds),
  ...on('--focus', ...grounds, '--accent-soft'),
  ...on('--accent', ...grounds),
  ...on('--bar-floor', '--bar-rest', '--surface'),
  ...on('--bar-hatch', '--surface'),
  ...on('--bar-tick', '--surface', '--bar-rest'),
]

for (const theme of Object.keys(THEMES) as Theme[]) {
  test(`${theme}: text reaches 4.5 : 1, parts of controls 3 : 1`, () => {
    const at = colours(theme)
    const weak = [
      ...TEXT.map((pair) => [...pair, 4.5] as const),
      ...PARTS.map((pair) => [...pair, 3] as const),
    ].flatMap(([ink, back, least]) => {
      const ratio = contrast(at.get(ink) ?? '', at.get(back) ?? '')
      return ratio < least ? [`${ink} on ${back}: ${ratio.toFixed(2)} < ${least}`] : []
    })
    expect(weak).toEqual([])
  })
}

test('the two darks are the same, and every theme defines the same names', () => {
  expect([...colours('dark by preference')]).toEqual([...colours('dark')])
  for (const theme of Object.keys(THEMES) as Theme[]) {
    expect([...colours(theme).keys()].sort(), theme).toEqual([...colours('light').keys()].sort())
  }
})
