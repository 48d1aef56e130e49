// The room sorts: answers come in, the next question for each phone goes out, and questions never wait for a solve.
import { inOneGo, type Steps } from '../themes/steps.ts'
import { type Conclusion, conclude } from './conclude.ts'
import { type Edits, NO_EDITS, type Units, unitsOf } from './edits.ts'
import { firstPartition, inOrder } from './first-partition.ts'
import { type Gains, gainsFor } from './gains.ts'
import { nextQuestion } from './next-question.ts'
import { objective } from './objective.ts'
import { type Partition, partitionOf } from './partition.ts'
import { trackPhones } from './phones.ts'
import { type Answer, hearByName, poseProblem, type RoomPiles } from './pose-problem.ts'
import type { Problem } from './problem.ts'
import type { Ground } from './read-ground.ts'
import { judgeTrust } from './reliability.ts'
import { countProof, type Proven, provenOf } from './representative.ts'
import { resultOf, type SortingResult } from './result.ts'
import { mergeAround, reseat } from './settle.ts'
import { type Shown, showQuestion } from './show-question.ts'
import { solve } from './solve.ts'

/** Answers between two sweeps. */
const TIDY_EVERY = 12
/** Answers per phone between two full solves. */
const SOLVE_EVERY = 2

export type SortingStart = {
  readonly ground: Ground
  /** Questions per phone, as `questionsEach` says. */
  readonly each: number
  readonly rooms?: readonly RoomPiles[]
  /** The machine's proposal, ids of cards; where no room piled anything, sorting starts from it. */
  readonly themes?: readonly (readonly string[])[]
  readonly edits?: Edits
  /** Of an earlier step, or of a log that is played again. */
  readonly answers?: readonly Answer[]
}

/** What came in late, or was changed; a room's new piles replace its old ones. */
export type SortingChange = {
  readonly ground?: Ground
  readonly edits?: Edits
  readonly rooms?: readonly RoomPiles[]
}

export type Sorting = ReturnType<typeof startSorting>

/** A place among the options as they were shown. */
export type Choice = number | 'none' | 'skip'

type Posed = { units: Units; problem: Problem; at: Partition; gains: Gains; proven: Proven }

/** No clock, no random, no I/O. Times are seconds of session time; `phone` is a token that says nothing about a person. */
export function startSorting(start: SortingStart) {
  const earlier = start.answers ?? []
  const phones = trackPhones(start.each, 1 + earlier.reduce((most, { by }) => Math.max(most, by), -1))
  const themes = start.themes ?? []
  const rooms = new Map((start.rooms ?? []).map((one) => [one.room, one]))
  let answers: Answer[] = [...earlier]
  let { ground, edits = NO_EDITS } = start
  let sinceSolve = 0
  let sinceTidy = 0
  let isWorking = false
  let now = pose((problem, units) => firstPartition(problem, units, [...rooms.values()], themes))

  function pose(first: (problem: Problem, units: Units) => Partition): Posed {
    const units = unitsOf(ground.sentences, edits)
    const problem = poseProblem(ground, units, { rooms: inOrder([...rooms.values()]), answers })
    const at = first(problem, units)
    judgeTrust(problem, at)
    return { units, problem, at, gains: gainsFor(problem.n), proven: provenOf(problem) }
  }

  /** The next question for a phone, or the one that it holds; null: it is done, or there is nothing to ask. */
  function ask(phone: string, at: number): Shown | null {
    const asked = phones.come(phone)
    const held = [...asked.open.values()].findLast(isStillThere)
    if (held) return held
    if (phones.left(asked, at) === 0) return null
    const marks = new Uint8Array(now.problem.n)
    const open = new Int32Array(now.problem.n)
    for (const id of asked.asked) mark(marks, id)
    for (const id of phones.openCards(at)) mark(open, id)
    const question = nextQuestion(now.problem, now.at, {
      askedOfThem: (unit) => marks[unit] !== 0,
      asked: Int32Array.from(now.problem.onTop, (list) => list.length),
      open,
      proven: now.proven,
    })
    if (question === null) return null
    const shown = showQuestion(phone, question, (unit) => now.units.units[unit]?.cards[0] ?? '')
    asked.open.set(shown.card, shown)
    asked.asked.add(shown.card)
    return shown
  }

  function mark(counts: Uint8Array | Int32Array, id: string) {
    const unit = now.units.unitOf.get(id)
    if (unit !== undefined) counts[unit] = (counts[unit] ?? 0) + 1
  }

  function isStillThere({ card, options }: Shown): boolean {
    return now.units.unitOf.has(card) && options.every((id) => now.units.unitOf.has(id))
  }

  /** What this answer would add to the log; 'nothing': it only skips. Null: not asked, answered already, or no such option. */
  function meant(phone: string, card: string, choice: Choice): Answer | 'nothing' | null {
    const asked = phones.get(phone)
    const shown = asked?.open.get(card)
    if (!asked || !shown || (typeof choice === 'number' && shown.options[choice] === undefined)) return null
    if (choice === 'skip') return 'nothing'
    return { top: card, options: shown.options, choice: choice === 'none' ? -1 : choice, by: asked.number }
  }

  /** False: not asked, answered already, or no such option. */
  function answer(phone: string, card: string, choice: Choice): boolean {
    const asked = phones.get(phone)
    const said = meant(phone, card, choice)
    if (!asked || said === null) return false
    asked.open.delete(card)
    asked.done++
    if (said !== 'nothing') {
      answers.push(said)
      takeIn(said)
    }
    return true
  }

  function takeIn(said: Answer) {
    const { problem, proven } = now
    const before = problem.heard.length
    hearByName(problem, now.units.unitOf, said)
    sinceSolve++
    sinceTidy++
    const heard = problem.heard[before]
    if (!heard) return
    const chosen = heard.options[heard.choice]
    countProof(proven, heard.top, chosen)
    seat(chosen === undefined ? [heard.top] : [heard.top, chosen])
  }

  function seat(units: readonly number[]) {
    const { problem, at, gains } = now
    for (const unit of units) reseat(problem, at, unit, gains)
    for (const unit of units) mergeAround(problem, at, at.slot[unit] ?? 0, gains)
  }

  /** What it is time for, to be run to its end in slices between questions. Null: nothing, or it is being done. */
  function work(): Steps<void> | null {
    if (isWorking) return null
    const isTime = sinceSolve >= SOLVE_EVERY * Math.max(1, phones.count())
    if (!isTime && sinceTidy < TIDY_EVERY) return null
    isWorking = true
    return working(isTime ? improve() : tidy())
  }

  function* working(steps: Steps<void>): Steps<void> {
    try {
      yield* steps
    } finally {
      isWorking = false
    }
  }

  /** One sweep and the merges after it, on the partition that questions are chosen by: every slice leaves it whole. */
  function* tidy(): Steps<void> {
    sinceTidy = 0
    const posed = now
    const { problem, at, gains } = posed
    for (let unit = 0; unit < problem.n && now === posed; unit++) {
      reseat(problem, at, unit, gains)
      yield
    }
    for (let slot = 0; slot < problem.n && now === posed; slot++) {
      if ((at.units[slot] ?? 0) === 0) continue
      mergeAround(problem, at, slot, gains)
      yield
    }
  }

  /** A full solve on a copy; the better of the two partitions stays. */
  function* improve(): Steps<void> {
    sinceSolve = 0
    sinceTidy = 0
    const posed = now
    const known = posed.problem.heard.length
    const { partition } = yield* solve(posed.problem, [posed.at])
    // cards came or were fixed meanwhile, or what was found while sorting went on is as good
    if (now !== posed || objective(posed.problem, partition) <= objective(posed.problem, posed.at)) return
    now = { ...posed, at: partition }
    seat(posed.problem.heard.slice(known).map(({ top }) => top))
  }

  function change(what: SortingChange) {
    const before = now
    for (const one of what.rooms ?? []) rooms.set(one.room, one)
    ground = what.ground ?? ground
    edits = what.edits ?? edits
    const slotOf = (id: string) => before.at.slot[before.units.unitOf.get(id) ?? -1]
    const fresh: number[] = []
    now = pose((problem, { units }) =>
      partitionOf(problem, (unit) => {
        const slot = units[unit]?.cards.map(slotOf).find((it) => it !== undefined)
        if (slot === undefined) fresh.push(unit)
        return slot ?? `unit ${unit}`
      }),
    )
    seat(fresh)
  }

  return {
    ask,
    meant,
    answer,
    work,
    change,
    leave: phones.leave,
    extend: phones.extend,
    /** How many questions a phone is through, and how many it may still be asked. */
    progressOf(phone: string, at: number): { done: number; left: number } {
      const known = phones.get(phone)
      return known ? { done: known.done, left: phones.left(known, at) } : { done: 0, left: phones.budget() }
    },
    /** For the projector: numbers only. */
    progress: () => ({ answers: answers.length, themes: now.at.units.filter((units) => units > 1).length }),
    /** Where it stands now, without another solve. */
    standing: (): SortingResult => inOneGo(resultOf(now.problem, now.at, now.units)),
    /** Themes that follow from the evidence alone; sorting may go on meanwhile and afterwards. */
    conclude: (): Steps<Conclusion> =>
      conclude({ ground, themes, edits, evidence: { rooms: [...rooms.values()], answers: [...answers] } }),
    /** By number, in the order of arrival: played again it gives the same conclusion. For memory only, while the step is open. */
    log: (): readonly Answer[] => [...answers],
    /** The step is over: which phone said what is forgotten. */
    forget(kept: readonly Answer[]): void {
      phones.forget()
      answers = [...kept]
      now = pose((problem) => partitionOf(problem, (unit) => now.at.slot[unit] ?? unit))
    },
  }
}
