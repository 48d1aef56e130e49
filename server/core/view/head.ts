// What all views of a running session share.
import type { Step } from '../../../shared/agenda.ts'
import type { Session } from '../../../shared/model.ts'
import { showCount } from '../../../shared/thresholds.ts'
import type { PhoneView, RoundView } from '../../../shared/views.ts'
import { currentStep, liveCheckin, nextStep } from '../agenda.ts'
import type { LiveFacts } from '../live-facts.ts'
import { sortingNow, themesAreShown } from '../sorting.ts'
import { askViews } from './ask-views.ts'
import { checkinViews } from './checkin-views.ts'
import { commitmentViews } from './commitment-views.ts'
import { questionViews } from './question-views.ts'
import { hiddenThemes, themeViews, ungroupedCount } from './theme-views.ts'

type Head = Omit<
  PhoneView,
  'next' | 'rounds' | 'functions' | 'levels' | 'boardKey' | 'echoing' | 'checkin' | 'keysBefore' | 'names' | 'canMail'
>

export function headOf(session: Session, live: Pick<LiveFacts, 'cards'>, hidden: 'hidden' | 'visible'): Head {
  const walked = session.agenda.filter((step) => step.id === session.step || !session.skipped.includes(step.id))
  return {
    session: session.id,
    keys: { issue: session.keys.issue, sign: session.keys.sign },
    version: session.version,
    status: session.status,
    title: session.title,
    statement: session.statement,
    goal: session.goal,
    step: currentStep(session),
    index: walked.findIndex((step) => step.id === session.step) + 1,
    of: walked.length,
    endsAt: session.endsAt,
    unknown: session.unknown,
    broadcast: session.broadcast,
    asks: askViews(session),
    themes: themeViews(session, live, hidden),
    ungrouped: ungroupedCount(session, live),
    cards: showCount(live.cards.size),
    withdrawn: showCount(session.withdrawn),
    sorting: sortingView(session),
    openQuestions: questionViews(session, live, hidden),
    checkins: checkinViews(session),
    gathered: session.finding !== null && themesAreShown(session),
    hiddenThemes: hiddenThemes(session),
    commitments: commitmentViews(session, live, 'latest'),
    talk: session.talk,
    floors: session.floors,
    liveCheckin: liveCheckinView(session),
  }
}

export function liveCheckinView(session: Session): Head['liveCheckin'] {
  const held = liveCheckin(session)
  return held === null ? null : { id: held.id, title: held.title }
}

function sortingView(session: Session): Head['sorting'] {
  const sorting = sortingNow(session)
  if (sorting === null) return null
  return { state: sorting.state === 'open' ? 'open' : 'over', endsAt: sorting.endsAt, each: sorting.each }
}

/** All of them, also those long written: a phone that slept through a bell finds its acts by them. Never their seats. */
export function roundViews(session: Session, live: Pick<LiveFacts, 'roundKeys'>): RoundView[] {
  return session.rounds.map(({ id, step, purpose, slots, state, attempt, issue, collectBy, phones, functions }) => ({
    id,
    step,
    purpose,
    slots,
    state,
    attempt,
    issue,
    collectBy,
    phones,
    functions,
    key: live.roundKeys.get(id) ?? null,
  }))
}

/** Those that people are asked to do something in; that cards can be taken back needs no button and no bell. */
export function roundsToDrive(session: Session, live: Pick<LiveFacts, 'roundKeys'>): RoundView[] {
  return roundViews(session, live).filter((round) => round.purpose !== 'withdraw')
}

export function nextTitle(session: Session): string | null {
  return nextStep(session)?.title ?? null
}

/** The board's read-only key is everyone's from the close on, also when the session goes back once more. */
export function boardKeyOf(session: Session): string | null {
  const closing = ({ id, kind }: Step) => kind === 'close' && (id === session.step || session.visited.includes(id))
  const isOut = session.status === 'ended' || session.afterwards.reconvened.length > 0
  return isOut || session.agenda.some(closing) ? session.boardKey : null
}
