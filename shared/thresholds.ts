// What may be shown of answers: the one door every view and every export passes through.
// Nothing else may hand a number from sealed answers to a role, a file or a log.

export { FLOORS, FLOORS_MOST } from './limits.ts'
export { BallotResult, headline, showBallot } from './thresholds/ballot.ts'
export {
  EchoMap,
  EchoShown,
  type Heard,
  showEcho,
  showEchoMap,
  tellableFunctions,
} from './thresholds/echoes.ts'
export { Floors, lowers } from './thresholds/floors.ts'
export {
  AskShown,
  ChoicesShown,
  NumbersShown,
  showChoices,
  showNumbers,
  showTexts,
  TextsShown,
} from './thresholds/questions.ts'
export {
  type RoomNote,
  roomFloor,
  roomNote,
  showCount,
  showFunction,
  showLines,
} from './thresholds/rooms.ts'
