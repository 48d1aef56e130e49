// What the server accepts inside an envelope, by the purpose of its round.
import * as z from 'zod/mini'
import { CardKindSchema } from '../agenda.ts'
import { BallotAnswer } from '../clarity.ts'
import { LIMITS } from '../limits.ts'

/** 128 bits, base64url: what an author recognises an act by, or the secret behind it. */
export const Mark = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/))

export const BlankAct = z.strictObject({ is: z.literal('blank') })
/** `reveal` is the secret behind the card's mark: who can name it wrote the card. */
export const WithdrawAct = z.strictObject({ is: z.literal('withdraw'), reveal: Mark })
export const CardAct = z.strictObject({
  is: z.literal('card'),
  kind: CardKindSchema,
  text: z.string().check(z.maxLength(LIMITS.cardBytes)),
  mark: Mark,
})

/** scale and choice: an option index. number: a value in range. text: a line. */
export const AskAnswer = z.union([
  z.strictObject({ option: z.int().check(z.nonnegative()) }),
  z.strictObject({ value: z.number() }),
  z.strictObject({ text: z.string().check(z.maxLength(LIMITS.answerText * 4)) }),
])
export type AskAnswer = z.infer<typeof AskAnswer>

export const AskAct = z.strictObject({ is: z.literal('answer'), answer: AskAnswer, mark: Mark })
export const BallotAct = z.strictObject({ is: z.literal('answer'), answer: BallotAnswer })

/** One token is good for one theme: that it was used at all says which. */
export const EchoAct = z.strictObject({ is: z.literal('echo') })

export const ACTS = {
  card: z.discriminatedUnion('is', [BlankAct, CardAct, WithdrawAct]),
  withdraw: z.discriminatedUnion('is', [BlankAct, WithdrawAct]),
  answer: z.discriminatedUnion('is', [BlankAct, AskAct]),
  echo: z.discriminatedUnion('is', [BlankAct, EchoAct]),
  ballot: z.discriminatedUnion('is', [BlankAct, BallotAct]),
} as const
