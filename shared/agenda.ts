// A step of an agenda: what every step has, and the settings of each kind.
import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'

const text = (max: number) => z.string().check(z.maxLength(max * 4))
const StepId = z.string().check(
  z.regex(/^[A-Za-z0-9_-]{1,40}$/),
  z.refine((id) => !(id in Object.prototype)),
)

export const CardKindSchema = z.enum(['tradeoff', 'constraint', 'staffing', 'priority', 'unknown', 'note'])

export const Question = z.strictObject({
  id: StepId,
  text: text(LIMITS.prompt),
  type: z.enum(['scale', 'choice', 'number', 'text']),
  /** scale and choice: the answers in order. */
  options: z.array(text(LIMITS.label)).check(z.maxLength(LIMITS.options)),
  /** number: the ends of the range. */
  min: z.number(),
  max: z.number(),
  /** number: what is counted, e.g. "months". */
  unit: text(LIMITS.label),
  /** An open show of hands instead of a sealed answer (choice and scale only). */
  open: z.boolean(),
})
export type Question = z.infer<typeof Question>

const base = {
  id: StepId,
  title: text(LIMITS.title),
  minutes: z.int().check(z.minimum(0), z.maximum(LIMITS.minutes)),
  prompt: text(LIMITS.prompt),
  group: z.enum(['solo', 'room', 'plenary']),
}
const none = z.strictObject({})

export const StepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('lobby'), settings: none }),
  z.strictObject({ ...base, kind: z.literal('frame'), settings: none }),
  z.strictObject({
    ...base,
    kind: z.literal('ask'),
    settings: z.strictObject({ questions: z.array(Question).check(z.minLength(1), z.maxLength(LIMITS.questions)) }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('write'),
    settings: z.strictObject({
      quota: z.int().check(z.minimum(1), z.maximum(LIMITS.quota)),
      kinds: z.array(CardKindSchema).check(z.minLength(1)),
      /** Show a room its cards only when five phones (instead of three) completed the round. */
      strict: z.boolean(),
    }),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('discuss'),
    settings: z.strictObject({
      /** Cards per person that may still be added; they are sealed until the step ends. */
      afterthoughts: z.int().check(z.minimum(0), z.maximum(LIMITS.quota)),
    }),
  }),
  z.strictObject({ ...base, kind: z.literal('gather'), settings: none }),
  z.strictObject({ ...base, kind: z.literal('draft'), settings: none }),
  z.strictObject({
    ...base,
    kind: z.literal('ballot'),
    settings: z.strictObject({ target: z.int().check(z.minimum(50), z.maximum(100)) }),
  }),
  z.strictObject({ ...base, kind: z.literal('board'), settings: none }),
  z.strictObject({ ...base, kind: z.literal('close'), settings: none }),
])
export type Step = z.infer<typeof StepSchema>
export type StepKind = Step['kind']
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>

export const STEP_KINDS = [
  'lobby',
  'frame',
  'ask',
  'write',
  'discuss',
  'gather',
  'draft',
  'ballot',
  'board',
  'close',
] as const satisfies readonly StepKind[]
