// Every reason for a no: code → a sentence for people, and whether trying again can help. No refusal is silent.

export type RefusalWords = { readonly say: string; readonly again: boolean }

export const REFUSALS = {
  // Joining
  'bad-code': { say: 'That is not a room code. It has six letters or numbers, like BCD-347.', again: true },
  'unknown-code': { say: 'No session has this code. Check the big screen; a new code may be on it.', again: true },
  locked: { say: 'The facilitator has closed the door. Ask to be let in, then try again.', again: true },
  full: { say: 'This session is full. Ask the facilitator.', again: true },
  ended: { say: 'This session has ended. The board link still works.', again: false },
  removed: { say: 'The facilitator removed this seat. Speak to them if that was a mistake.', again: false },
  'too-many-tries': { say: 'Too many wrong codes. Wait a minute, then type it once more.', again: true },
  'not-on-list': { say: 'Choose from the list of this session.', again: true },
  // Proof of seat
  'bad-ticket': { say: 'This link no longer opens the session. Join again with the room code.', again: false },
  'bad-recovery': { say: 'That recovery code does not fit this session.', again: true },
  replaced: {
    say: 'This seat was opened in another tab or on another device. Use it there, or take over here.',
    again: false,
  },
  'reload-needed': { say: 'Eighty was updated. Reload this page; nothing is lost.', again: false },
  'another-origin': { say: 'This page was not opened from the session’s own address.', again: false },
  // Any command
  'bad-request': { say: 'That could not be understood. Reload the page and try again.', again: false },
  forbidden: { say: 'Only the facilitator can do that.', again: false },
  'participants-only': { say: 'Participants do that on their phones; facilitators never answer.', again: false },
  'sponsor-only': { say: 'Only the sponsor can do that.', again: false },
  'not-now': { say: 'Not in this step.', again: false },
  'stale-step': { say: 'The session has moved on. What you wrote is kept; look at the current step.', again: false },
  'moved-on': { say: 'Somebody else just moved the session. Look at where it is now.', again: false },
  'not-found': { say: 'That is no longer here.', again: false },
  'too-long': { say: 'That is too long. Shorten it; nothing is lost.', again: true },
  empty: { say: 'Write something first.', again: true },
  'too-many': { say: 'That is as many as fit.', again: false },
  'slow-down': { say: 'A little slower, please. Try again in a moment.', again: true },
  offline: { say: 'No connection. It is kept here and sent when you are back.', again: true },
  busy: { say: 'The server is busy. Try again in a moment.', again: true },
  'storage-full': { say: 'The server’s disk is full: this was not saved. Tell the facilitator.', again: true },
  internal: { say: 'Something went wrong on our side. Nothing was changed.', again: true },
  // The agenda
  'nobody-here': { say: 'Nobody has joined yet.', again: true },
  'rooms-needed': { say: 'Split people into rooms first: the next step happens in rooms.', again: true },
  'nothing-ready': { say: 'No commitment is ready yet. Fill in what is missing, or waive it aloud.', again: true },
  'ballot-open': { say: 'The ballot is still open. Close it first.', again: true },
  'first-and-last': { say: 'The agenda begins with the lobby and ends with the close.', again: false },
  'already-begun': { say: 'This step has already begun.', again: false },
  // Thresholds
  'only-up': { say: 'Thresholds can be raised, never lowered, once a round has opened.', again: false },
  // Rounds
  'round-over': { say: 'This round is over. What you wrote is kept on your phone.', again: false },
  'round-open': { say: 'A round is still open. Close it first.', again: true },
  'not-in-round': { say: 'You joined after this opened. You can watch; the next one is yours too.', again: false },
  'issued-elsewhere': {
    say: 'Another device of yours, or this one before its storage was cleared, holds this round’s right to answer. From the next round on this one does.',
    again: false,
  },
  'other-room': { say: 'You were just moved to another room. Trying again.', again: true },
  'other-function': { say: 'Your function changed just now. Trying again.', again: true },
  'function-held': {
    say: 'Your function counts in what people are asked right now. Change it when that is over.',
    again: true,
  },
  'not-written': { say: 'The cards are still being collected.', again: true },
  'sorting-over': { say: 'The questions are over. Your answers are in.', again: false },
  'nothing-to-echo': { say: 'None of these themes can be asked about now.', again: false },
  'unnamed-theme': { say: 'Give these themes a name first: one is called by somebody’s card.', again: true },
  // Drafting and ballots
  'not-ready': { say: 'Something is missing in a commitment. Fill it in, or waive it aloud.', again: true },
  'not-in-room': { say: 'You are in another room.', again: false },
  'three-heard': { say: 'Three cards are marked. Take one back first.', again: false },
  'not-owner': { say: 'Somebody else was asked to own this.', again: false },
  'nothing-new': { say: 'Say what is new since it was decided.', again: true },
  'not-a-day': { say: 'A check-in opens on a day that is still to come, and closes on it or later.', again: true },
  'checkin-open': { say: 'A check-in is open already. Close it first.', again: true },
  'keys-gone': {
    say: 'The keys of this session were erased when it ended, so nobody can be asked under seal any more.',
    again: false,
  },
  'checkin-over': { say: 'That check-in was held already, or its day has passed.', again: false },
  'live-already': { say: 'The session is live: end it first.', again: true },
  'being-asked': {
    say: 'People are being asked about this right now. It stays as it is until their answers are in.',
    again: true,
  },
  'ask-them': { say: 'Enough people can be asked: the next check-in does it.', again: false },
  'bad-address': { say: 'That is not an address we can write to.', again: true },
  'mail-wait': {
    say: 'No message can go out for that right now. Look among unwanted mail too, and ask again in ten minutes.',
    again: true,
  },
  'mail-enough': {
    say: 'That is as many of these messages as go out in a day. The link in the last one still works; tomorrow we can send another.',
    again: true,
  },
  'webhook-refused': { say: 'That address did not take the message.', again: true },
  'not-the-title': { say: 'Type the title exactly as it stands; deleting cannot be taken back.', again: true },
  'no-board': { say: 'This file is no board that Eighty exported, or it was changed since.', again: false },
  'other-version': {
    say: 'This board was exported by another version of Eighty. Update this server, then import it once more.',
    again: false,
  },
  'no-such-link': {
    say: 'This link opens nothing. It may have been replaced by a newer one, or what it opened was deleted.',
    again: false,
  },
  'link-revoked': {
    say: 'This link was taken back. Whoever gave it to you can give you the one that is good now.',
    again: false,
  },
  'many-files': {
    say: 'Many files of this board are being taken home right now. Try again in half a minute.',
    again: true,
  },
  'pdf-busy': {
    say: 'Many PDFs are being made right now. Try again in half a minute, or take the minutes: they are here at once.',
    again: true,
  },
  'pdf-failed': {
    say: 'The PDF could not be made. Try once more, or take the minutes: they say the same.',
    again: true,
  },
  deleted: { say: 'This session was deleted.', again: false },
  'already-asked': { say: 'People have answered about this commitment, so it stays on the board.', again: false },
  'question-open': { say: 'Answers are already being given. Open a new round to change the question.', again: false },
} as const satisfies Readonly<Record<string, RefusalWords>>

export type RefusalCode = keyof typeof REFUSALS
export type Refusal = {
  readonly code: RefusalCode /** What exactly, where a code alone is not enough. */
  readonly detail?: string
}

/** The sentence a person reads. */
export function sayRefusal(refusal: Refusal): string {
  const { say } = REFUSALS[refusal.code]
  const { detail } = refusal
  // A field's own name is for programs; who typed into it knows which it was.
  return detail === undefined || /^[a-zA-Z]+$/.test(detail) ? say : `${say} (${detail})`
}
