// Commitments, their ballots and what they live through, as views have them: what a test does not name is at rest.
import type { BallotResult } from '../../shared/thresholds.ts'
import type { BallotView, CommitmentView, PursuitView } from '../../shared/views.ts'

const WORDS = { what: '', givingUp: '', firstStep: '', barrier: '', ifCond: '', thenDo: '' }

/** Nothing has happened yet. */
export function aPursuit(over: Partial<PursuitView> = {}): PursuitView {
  return {
    status: 'open',
    why: '',
    firstStepDone: null,
    steps: [],
    wins: [],
    barriers: [],
    different: '',
    seen: null,
    handover: null,
    tooBig: 0,
    reopened: [],
    earlier: [],
    history: [],
    decay: false,
    ...over,
  }
}

export function aCommitment(id: string, what: string, over: Partial<CommitmentView> = {}): CommitmentView {
  return {
    id,
    theme: null,
    wording: { ...WORDS, what },
    owner: null,
    accepted: false,
    offers: [],
    by: null,
    firstStepBy: null,
    remover: null,
    decider: null,
    missing: [],
    waived: [],
    ballots: [],
    pursuit: aPursuit(),
    ...over,
  }
}

export function aResult(over: Partial<BallotResult> = {}): BallotResult {
  return {
    level: 'counts',
    target: 80,
    eligible: 24,
    verdict: 'not-reached',
    reason: null,
    zone: 'middle',
    nearly: null,
    needsOwners: false,
    of: 24,
    floor: { count: 14, of: 24, percent: 58 },
    ceiling: { count: 17, of: 24, percent: 70 },
    silent: 3,
    needed: 20,
    more: null,
    wilson: { low: 39, high: 76 },
    firmness: 'thin',
    facets: [],
    indicators: [],
    ...over,
  }
}

export function aBallot(turn: number, what: string, over: Partial<BallotView> = {}): BallotView {
  return {
    id: `s5.${turn}.1`,
    asked: 'Offsite',
    round: `s5.${turn}`,
    turn,
    state: 'closed',
    target: 80,
    wording: { ...WORDS, what },
    owner: null,
    by: null,
    firstStepBy: null,
    result: aResult(),
    eligible: 24,
    published: { lines: 22, digest: '3fa29c0177be' },
    changed: [],
    ...over,
  }
}
