// Said under the questions for words of a check-in, on one's own and in the room: who will read what is written there.
export const WAY_SHOWN =
  'Without your name. Once enough people wrote it is shown word for word, among the others, to everyone who takes part, and it is in the minutes; so leave out what only you could know.'
