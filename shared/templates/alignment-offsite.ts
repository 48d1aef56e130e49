// Alignment offsite: half a day from a statement to commitments that stand on 80% clarity.
import type { Template } from './template.ts'

export const alignmentOffsite: Template = {
  id: 'alignment-offsite',
  title: 'Alignment offsite',
  summary: 'Half a day. From a strategy people nod at to a few commitments that 80% are clear enough to act on.',
  goal: 'Leave with a few commitments that most of us are clear enough to act on.',
  roomSize: 5,
  agenda: [
    { id: 'lobby', kind: 'lobby', title: 'Arrive', minutes: 10, prompt: 'Join with your phone. Then look up.', group: 'plenary', settings: {} },
    { id: 'frame', kind: 'frame', title: 'What we are here to align on', minutes: 15, prompt: 'Read it twice: once as it is meant, once as your team will hear it.', group: 'plenary', settings: {} },
    {
      id: 'baseline',
      kind: 'ask',
      title: 'Where we stand',
      minutes: 5,
      prompt: 'Answer for yourself. Nobody sees who answered what.',
      group: 'plenary',
      settings: {
        questions: [
          { id: 'clear-now', text: 'Do you know enough to do your part of this?', type: 'scale', options: ['Lost', 'Fuzzy', 'One thing missing', 'Clear enough to act', 'Could explain it'], min: 0, max: 0, unit: '', open: false },
          { id: 'weeks', text: 'How many weeks until your team would notice a difference?', type: 'number', options: [], min: 0, max: 52, unit: 'weeks', open: false },
          { id: 'one-word', text: 'In a few words: what will your team do differently?', type: 'text', options: [], min: 0, max: 0, unit: '', open: false },
        ],
      },
    },
    {
      id: 'hands',
      kind: 'ask',
      title: 'Hands up',
      minutes: 3,
      prompt: 'An open show of hands: everybody sees the count.',
      group: 'plenary',
      settings: {
        questions: [{ id: 'support', text: 'Would you support this statement as it stands today?', type: 'choice', options: ['Yes', 'With conditions', 'Not yet'], min: 0, max: 0, unit: '', open: true }],
      },
    },
    {
      id: 'write',
      kind: 'write',
      title: 'Write what is usually left unsaid',
      minutes: 10,
      prompt: 'What makes this hard where you work? One thought a card.',
      group: 'solo',
      settings: { quota: 4, kinds: ['tradeoff', 'constraint', 'staffing', 'priority', 'unknown'], strict: false },
    },
    {
      id: 'discuss',
      kind: 'discuss',
      title: 'Talk in rooms',
      minutes: 40,
      prompt: 'One voice at a time. Put together what is about the same problem. Mark the three cards that must be heard.',
      group: 'room',
      settings: { afterthoughts: 2 },
    },
    { id: 'gather', kind: 'gather', title: 'What all rooms say', minutes: 25, prompt: 'Concentration, not anecdotes: what do several rooms say?', group: 'plenary', settings: {} },
    { id: 'draft', kind: 'draft', title: 'Draft commitments', minutes: 45, prompt: 'Who does what by when, giving up what? Decided by its owner, not handed to one.', group: 'plenary', settings: {} },
    { id: 'ballot', kind: 'ballot', title: 'Are we clear enough to act?', minutes: 15, prompt: 'Not perfection: clear enough to do your part, and willing to.', group: 'solo', settings: { target: 80 } },
    { id: 'board', kind: 'board', title: 'What stands', minutes: 20, prompt: 'What is missing where we are not there yet?', group: 'plenary', settings: {} },
    { id: 'close', kind: 'close', title: 'Close', minutes: 10, prompt: 'What will you do first, and by when?', group: 'plenary', settings: {} },
  ],
}
