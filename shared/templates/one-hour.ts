// One hour, one team: the same road, walked briskly.
import type { Template } from './template.ts'

export const oneHour: Template = {
  id: 'one-hour',
  title: 'One hour, one team',
  summary: 'Sixty minutes with one team: one question, one round of writing, one or two commitments.',
  goal: 'One or two commitments that we are all clear enough to act on.',
  roomSize: 4,
  agenda: [
    { id: 'lobby', kind: 'lobby', title: 'Arrive', minutes: 3, prompt: 'Join with your phone. Then look up.', group: 'plenary', settings: {} },
    { id: 'frame', kind: 'frame', title: 'What this is about', minutes: 5, prompt: 'What is decided, and what is not?', group: 'plenary', settings: {} },
    {
      id: 'baseline',
      kind: 'ask',
      title: 'Where we stand',
      minutes: 3,
      prompt: 'Answer for yourself. Nobody sees who answered what.',
      group: 'plenary',
      settings: {
        questions: [{ id: 'clear-now', text: 'Do you know enough to do your part of this?', type: 'scale', options: ['Lost', 'Fuzzy', 'One thing missing', 'Clear enough to act', 'Could explain it'], min: 0, max: 0, unit: '', open: false }],
      },
    },
    {
      id: 'write',
      kind: 'write',
      title: 'Write quietly',
      minutes: 7,
      prompt: 'What makes this hard? One thought a card.',
      group: 'solo',
      settings: { quota: 3, kinds: ['tradeoff', 'constraint', 'staffing', 'unknown'], strict: false },
    },
    { id: 'discuss', kind: 'discuss', title: 'Talk in rooms', minutes: 12, prompt: 'Put together what is about the same problem. Mark the three cards that must be heard.', group: 'room', settings: { afterthoughts: 1 } },
    { id: 'gather', kind: 'gather', title: 'What the rooms say', minutes: 8, prompt: 'What do several rooms say?', group: 'plenary', settings: {} },
    { id: 'draft', kind: 'draft', title: 'Draft commitments', minutes: 12, prompt: 'Who does what by when, giving up what?', group: 'plenary', settings: {} },
    { id: 'ballot', kind: 'ballot', title: 'Clear enough to act?', minutes: 5, prompt: 'Not perfection: clear enough to do your part, and willing to.', group: 'solo', settings: { target: 80 } },
    { id: 'board', kind: 'board', title: 'What stands', minutes: 3, prompt: 'What is missing where we are not there yet?', group: 'plenary', settings: {} },
    { id: 'close', kind: 'close', title: 'Close', minutes: 2, prompt: 'What will you do first, and by when?', group: 'plenary', settings: {} },
  ],
}
