// The table of step kinds and the templates that walk over it.
import { describe, expect, test } from 'vitest'
import { STEP_KINDS, StepSchema } from '../../shared/agenda.ts'
import type { CommandName } from '../../shared/commands.ts'
import { COMMANDS } from '../../shared/commands.ts'
import { LIMITS } from '../../shared/limits.ts'
import { ALWAYS, STEPS } from '../../shared/steps.ts'
import { TEMPLATES, templateById } from '../../shared/templates/all.ts'
import { minutesOf } from '../../shared/templates/template.ts'

/** What people with a phone do. A command that is named here must be possible in some step. */
const PHONES: readonly CommandName[] = [
  'me.update',
  'me.done',
  'help.ask',
  'owner.answer',
  'owner.offer',
  'hand.show',
  'pile.put',
  'heard.mark',
  'frame.unknown',
  'ask.predict',
  'question.take',
  'split.ask',
  'reminder.set',
]

describe('the table of steps', () => {
  test('has one row for each kind, in order', () => expect(Object.keys(STEPS)).toEqual([...STEP_KINDS]))

  test('every participant’s command is in some step or always, and no facilitator’s is', () => {
    const named = new Set<string>([...ALWAYS, ...Object.values(STEPS).flatMap((row) => [...row.may, ...row.sponsor])])
    expect([...named].sort()).toEqual([...PHONES].sort())
    for (const name of named) expect(Object.hasOwn(COMMANDS, name)).toBe(true)
  })

  test('every kind happens in some template', () => {
    const kinds = new Set(TEMPLATES.flatMap((template) => template.agenda.map((step) => step.kind)))
    for (const kind of STEP_KINDS) expect(kinds, kind).toContain(kind)
  })
})

describe.each(TEMPLATES.map((template) => [template.id, template] as const))('template %s', (id, template) => {
  test('S4: begins with its one lobby and ends with its one close', () => {
    const kinds = template.agenda.map((step) => step.kind)
    expect([kinds[0], kinds.at(-1)]).toEqual(['lobby', 'close'])
    expect(kinds.filter((kind) => kind === 'lobby' || kind === 'close')).toHaveLength(2)
  })

  test('every step is one the model accepts, with its words and ids in order', () => {
    const steps = template.agenda.map((step) => step.id)
    const questions = template.agenda.flatMap((step) =>
      step.kind === 'ask' ? step.settings.questions.map((question) => question.id) : [],
    )
    for (const step of template.agenda) expect(StepSchema.safeParse(step).success, step.id).toBe(true)
    expect(new Set(steps).size).toBe(steps.length)
    expect(new Set(questions).size).toBe(questions.length)
    expect(steps.length).toBeLessThanOrEqual(LIMITS.steps)
    expect(template.agenda.every((step) => step.title !== '' && step.prompt !== '')).toBe(true)
  })

  test('a ballot comes after drafting, drafting after gathering, talking after writing', () => {
    const road = ['write', 'discuss', 'gather', 'draft', 'ballot', 'board'] as const
    // What is written is talked about and gathered; a team that comes back to its board begins with what it has.
    const wanted = id === 'from-buy-in-to-action' ? road.slice(3) : road
    const order = road.map((kind) => template.agenda.findLastIndex((step) => step.kind === kind))
    expect(order.filter((place) => place >= 0)).toHaveLength(wanted.length)
    const walked = wanted.map((kind) => template.agenda.findLastIndex((step) => step.kind === kind))
    expect(walked).not.toContain(-1)
    expect(walked).toEqual([...walked].sort((a, b) => a - b))
  })

  test('is found by its id', () => expect(templateById(id)).toBe(template))
})

test('a team that comes back looks at its board before it drafts and after it has answered', () => {
  const kinds = templateById('from-buy-in-to-action')?.agenda.map((step) => step.kind) ?? []
  expect(kinds).toEqual(['lobby', 'frame', 'ask', 'board', 'draft', 'ballot', 'board', 'close'])
})

test('the long template is at most half a day, the short one an hour, a check-in twenty minutes', () => {
  expect(TEMPLATES.map((template) => [template.id, minutesOf(template)])).toEqual([
    ['alignment-offsite', 198],
    ['one-hour', 60],
    ['from-buy-in-to-action', 20],
  ])
  expect(templateById('__proto__')).toBeNull()
})
