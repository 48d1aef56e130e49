// The kinds of card, with the words a phone shows for each.

export type CardKind = 'tradeoff' | 'constraint' | 'staffing' | 'priority' | 'unknown' | 'note'

export type CardKindWords = {
  readonly label: string
  /** What belongs here, as a question a tired manager would answer. */
  readonly ask: string
  /** A sentence frame that helps to start and makes styles look alike (ANONYMITY R15). */
  readonly frame: string
}

export const CARD_KINDS: Readonly<Record<CardKind, CardKindWords>> = {
  tradeoff: {
    label: 'Tradeoff',
    ask: 'What do we give up to get this?',
    frame: 'If we do this, we give up …',
  },
  constraint: {
    label: 'Constraint',
    ask: 'What stands in the way, whoever is in charge?',
    frame: 'This cannot work as long as …',
  },
  staffing: {
    label: 'Staffing',
    ask: 'How does this work with how we are staffed?',
    frame: 'With the people we have, …',
  },
  priority: {
    label: 'Competing priority',
    ask: 'What else was promised, and to whom?',
    frame: 'This competes with …, because …',
  },
  unknown: {
    label: 'I don’t know',
    ask: 'What would you need to know, and do not?',
    frame: 'I don’t know how …',
  },
  note: { label: 'Something else', ask: 'Whatever else must be heard.', frame: '' },
}

/** A kind as it was stored; whatever is none of ours is shown as a note. */
export function kindOf(kind: string): CardKind {
  return Object.hasOwn(CARD_KINDS, kind) ? (kind as CardKind) : 'note'
}
