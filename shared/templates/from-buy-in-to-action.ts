// From buy-in to action: the check-in as twenty minutes together, for a team that comes back to what it decided.
import type { Question } from '../agenda.ts'
import type { Template } from './template.ts'

/** The question that a check-in asks everybody, by its id here. */
export const IN_THE_WAY = 'in-the-way'

const said = (id: string, text: string): Question => ({
  id,
  text,
  type: 'text',
  options: [],
  min: 0,
  max: 0,
  unit: '',
  open: false,
})

export const fromBuyInToAction: Template = {
  id: 'from-buy-in-to-action',
  title: 'From buy-in to action',
  summary:
    'Twenty minutes, weeks later: what is in the way, the wins, a smaller step for each commitment, and the ballot again.',
  goal: 'Leave with a smaller next step for every commitment, and with somebody for whatever is in the way.',
  roomSize: 5,
  agenda: [
    {
      id: 'lobby',
      kind: 'lobby',
      title: 'Come back',
      minutes: 2,
      prompt: 'Join with your phone. Then look up.',
      group: 'plenary',
      settings: {},
    },
    {
      id: 'frame',
      kind: 'frame',
      title: 'What is different now?',
      minutes: 2,
      prompt: 'Not what we did: what somebody could see today that was not there before.',
      group: 'plenary',
      settings: {},
    },
    {
      id: 'way',
      kind: 'ask',
      title: 'What is in the way?',
      minutes: 3,
      prompt: 'Answer for yourself. Nobody sees who answered what.',
      group: 'plenary',
      settings: {
        questions: [
          said('slows', 'What slows you?'),
          said(IN_THE_WAY, 'What is in the way?'),
          said('simpler', 'What could be fixed, removed or made simpler?'),
        ],
      },
    },
    {
      id: 'wins',
      kind: 'board',
      title: 'Wins first',
      minutes: 4,
      prompt: 'What worked, however small? Then: done, moving, stuck or dropped, as its owner says.',
      group: 'plenary',
      settings: {},
    },
    {
      id: 'draft',
      kind: 'draft',
      title: 'Smaller steps',
      minutes: 4,
      prompt: 'What fits into the next two weeks? For what is in the way: who removes it?',
      group: 'plenary',
      settings: {},
    },
    {
      id: 'ballot',
      kind: 'ballot',
      title: 'Still clear enough to act?',
      minutes: 2,
      prompt: 'As it is today, not as it was on the day: clear enough to do your part, and willing to.',
      group: 'solo',
      settings: { target: 80 },
    },
    {
      id: 'board',
      kind: 'board',
      title: 'What stands now',
      minutes: 2,
      prompt: 'What changed since last time, and what do we talk about next?',
      group: 'plenary',
      settings: {},
    },
    {
      id: 'close',
      kind: 'close',
      title: 'Close',
      minutes: 1,
      prompt: 'What will you do first, and by when?',
      group: 'plenary',
      settings: {},
    },
  ],
}
