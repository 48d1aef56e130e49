// A console without a server, and the page it is shown on: what was sent is kept, what is refused is chosen by the test.
import { act, type ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach } from 'vitest'
import type { Console } from '../../client/console/console.ts'
import { writable } from '../../client/state/readable.ts'
import { ErrorBoundary } from '../../client/ui/error-boundary.tsx'
import type { Step, StepKind } from '../../shared/agenda.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { STEPS } from '../../shared/steps.ts'
import type { ConsoleView, PersonView, ThemeView } from '../../shared/views.ts'

let root: Root
let shown: HTMLElement

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  shown = document.createElement('div')
  document.body.append(shown)
  root = createRoot(shown)
})

afterEach(() => {
  act(() => root.unmount())
  shown.remove()
})

export const page = () => shown
export const show = (node: ReactNode) => act(() => root.render(<ErrorBoundary>{node}</ErrorBoundary>))
/** Lets promises that are already kept go on. */
export const settle = () => act(async () => {})

export function tap(thing: Element | null | undefined): Promise<void> {
  if (!(thing instanceof HTMLElement)) throw new Error(`nothing to tap in ${shown.innerHTML}`)
  act(() => thing.click())
  return settle()
}

/** The button (or what `selector` names) that begins with these words. */
export function say(words: string, selector = 'button'): HTMLElement {
  const found = [...shown.querySelectorAll<HTMLElement>(selector)].find((one) =>
    one.textContent?.trim().startsWith(words),
  )
  if (found === undefined) throw new Error(`no ${selector} says “${words}” in ${shown.innerHTML}`)
  return found
}

export function focus(thing: HTMLElement | undefined): void {
  act(() => thing?.focus())
}

export function press(key: string, how: KeyboardEventInit = {}, at: Element | null = document.activeElement): void {
  act(() => void at?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how })))
}

export function type(
  field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null,
  text: string,
): Promise<void> {
  if (field === null) throw new Error(`no field in ${shown.innerHTML}`)
  act(() => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
  })
  return settle()
}

export type ConsoleDouble = Console & {
  readonly sent: { name: string; data: unknown }[]
  /** What every command is answered with until it is null again. */
  refuse: Refusal | null
}

/** `answers`: by the name of a request; one that is not there is refused. */
export function aConsole(answers: Readonly<Record<string, unknown>> = {}): ConsoleDouble {
  const double = {
    sent: [] as { name: string; data: unknown }[],
    refuse: null as Refusal | null,
    link: writable('live'),
    refusal: writable(null),
    common: writable(null),
    mine: writable(null),
    offset: writable(0),
    spreadMs: writable(0),
    origin: writable(null),
    send: async (name: string, data: unknown) => {
      if (double.refuse !== null) return { ok: false, refusal: double.refuse }
      double.sent.push({ name, data })
      return { ok: true }
    },
    ask: async (name: string) =>
      name in answers ? { ok: true, data: answers[name] } : { ok: false, refusal: { code: 'busy' } },
    retry: () => {},
    close: () => {},
  }
  return double as unknown as ConsoleDouble
}

const KINDS = ['lobby', 'write', 'gather', 'draft', 'ballot', 'board', 'close'] as const satisfies readonly StepKind[]

function aStep(kind: (typeof KINDS)[number]): Step {
  const base = {
    id: `s${KINDS.indexOf(kind) + 1}`,
    title: STEPS[kind].label,
    minutes: 10,
    prompt: '',
    group: STEPS[kind].group,
  }
  if (kind === 'write') return { ...base, kind, settings: { quota: 4, kinds: ['note'], strict: false } }
  if (kind === 'ballot') return { ...base, kind, settings: { target: 80 } }
  return { ...base, kind, settings: {} }
}

export const onStep = (kind: (typeof KINDS)[number]): Step => aStep(kind)

export function aPerson(id: string, name: string, over: Partial<PersonView> = {}): PersonView {
  return {
    id,
    name,
    fn: null,
    level: null,
    role: 'participant',
    room: null,
    connected: true,
    done: false,
    unplaced: null,
    ...over,
  }
}

export function aView(step: Step, over: Partial<ConsoleView> = {}): ConsoleView {
  const at = KINDS.indexOf(step.kind as (typeof KINDS)[number])
  return {
    session: 'S',
    version: 1,
    status: 'live',
    keys: { issue: 'a'.repeat(43), sign: 'b'.repeat(43) },
    withdrawn: 0,
    title: 'Spring',
    statement: '',
    goal: '',
    step,
    index: at + 1,
    of: KINDS.length,
    endsAt: null,
    unknown: '',
    broadcast: null,
    asks: [],
    themes: [],
    ungrouped: 0,
    cards: 0,
    sorting: null,
    openQuestions: [],
    checkins: [],
    afterwards: {
      takeKey: null,
      summary: { text: '', due: null, given: null },
      retention: 180,
      deletes: null,
      ends: null,
      reconvene: 'live-already',
      reminders: 0,
      unconfirmed: 0,
      canMail: false,
      webhook: null,
    },
    gathered: true,
    hiddenThemes: [],
    liveCheckin: null,
    progress: null,
    found: { answers: 0, tau: null, reading: 0, themes: [], mayBeOne: [] },
    silent: [],
    map: null,
    commitments: [],
    talk: null,
    floors: { show: 5, counts: 8, room: 3 },
    code: 'BCD347',
    locked: false,
    blackout: false,
    roomSize: 5,
    agenda: KINDS.map((kind, place) => ({
      step: aStep(kind),
      state: place < at ? 'done' : place === at ? 'now' : 'ahead',
    })),
    openedAt: 0,
    blocked: null,
    people: [],
    rounds: [],
    grouping: [],
    unnamed: [],
    undo: null,
    redo: null,
    past: 0,
    ready: [],
    byWord: [],
    rooms: ['Oak', 'Elm', 'Ash'].map((name) => ({
      id: name,
      name,
      people: 4,
      connected: 4,
      done: 0,
      help: null,
      piles: 0,
      heard: 0,
    })),
    functions: [],
    levels: [],
    screenKey: 'k',
    boardKey: 'b',
    consoles: [],
    screens: 0,
    robots: 0,
    log: [],
    ...over,
  }
}

export function aTheme(id: string, over: Partial<ThemeView> = {}): ThemeView {
  return {
    id,
    title: id,
    count: 0,
    rooms: 0,
    keywords: [],
    samples: [],
    hidden: null,
    reach: null,
    echo: null,
    ...over,
  }
}
