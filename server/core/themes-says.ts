// What an edit is called that no person made: in the list of edits as people read it, and to tell it from theirs.

export const PROPOSAL = {
  anew: 'New proposal',
  room: 'The room’s sorting',
  coarser: 'Coarser themes',
  finer: 'Finer themes',
} as const

/** People's own begin with what they did: Merged, Split, Renamed, Moved, Took, Added, Hid, Showed. */
export const isProposal = (says: string): boolean => Object.values<string>(PROPOSAL).includes(says)
