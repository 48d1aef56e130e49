// Every number that bounds what people may send, in one place and without zod, so that phones can read it too.

export const PROTOCOL_VERSION = 4

/** 24 symbols: no vowels (no words by accident), nothing that looks like another (no 0 O 1 I L 2 5 6 8). */
export const CODE_SYMBOLS = 'BCDFGHJKMNPQRSTVWXYZ3479'
export const CODE_LENGTH = 6

export const LIMITS = {
  title: 120,
  statement: 400,
  goal: 300,
  name: 40,
  label: 40,
  prompt: 300,
  broadcast: 200,
  reason: 140,
  themeTitle: 120,
  field: 200,
  answerText: 200,
  unknown: 280,
  /** A card: graphemes, and bytes of UTF-8 after canonicalising (both hold). */
  cardGraphemes: 280,
  cardBytes: 760,
  people: 500,
  rooms: 60,
  steps: 40,
  questions: 8,
  options: 12,
  lists: 24,
  commitments: 20,
  themes: 200,
  cardsPerSession: 2000,
  /** Small steps, wins, barriers of one commitment, each; entries of its history. */
  pursuit: 30,
  history: 120,
  /** Bytes that the words of each of these lists take when they are pushed, and of its history what a pushed view shows. */
  pursuitBytes: 6400,
  historyShown: 20,
  historyShownBytes: 6000,
  /** Check-ins that are planned at once, and that a board holds in all. */
  checkins: 8,
  allCheckins: 24,
  /** Board links that were taken back and are still known. */
  revoked: 20,
  summary: 8000,
  /** Days. */
  retention: 3650,
  address: 254,
  /** A webhook's address: those of Teams carry a signature and are longer than one thinks. */
  url: 1000,
  /** Themes that people are asked to echo at once; small questions for one phone. */
  echoes: 12,
  asked: 40,
  quota: 8,
  heardPerRoom: 3,
  minutes: 480,
  log: 60,
  undo: 40,
  /** Facilitator devices, and earlier arrangements of rooms that are remembered. */
  keys: 12,
  pastRooms: 12,
} as const

/** Bytes of every envelope, whatever it holds. */
export const ENVELOPE_BYTES = 1056
/** Phones spread their envelopes over this time after the bell (ms). */
export const SPREAD_MS = 4000
/** After the spread the server waits this much longer for slow phones (ms). */
export const GRACE_MS = 2500

export const FRAME_BYTES = 64 * 1024
export const BODY_BYTES = 32 * 1024

/** The strict rule of a writing step; and below it a room is told how few could have written. */
export const ROOM_STRICT = 5

/**
 * How many it takes before something is shown: anything of sealed answers, exact counts, a room's own cards. These are the
 * least and the usual; a session may ask for more, and what it promised once it never takes back.
 */
export const FLOORS = { show: 5, counts: 8, room: 3 } as const
export const FLOORS_MOST = 50

/**
 * Asking an address whether it wants reminders: messages a day to what one seat gives, to one address, and to all that one session
 * gives (`perSeat` for each of its seats if that is more); of the whole server in `all`. `pause` between two to one address (ms).
 * An address that nobody confirmed within `days` is dropped.
 */
export const CONFIRMS = {
  seat: 3,
  address: 3,
  session: 60,
  perSeat: 2,
  pause: 600_000,
  all: { day: 3000, pause: 300 },
  days: 7,
} as const

/** How alike cards must be to share a theme, at the coarsest and at the finest that a facilitator may ask for. */
export const GRAIN = { coarsest: 0.05, finest: 0.35 } as const

/**
 * A session that nobody ended is taken for over when nothing in it has moved for so many days and nobody is there: longer than
 * any offsite and the days people add to it, and short enough that what was said in it does not lie about.
 */
export const LEFT_OPEN_DAYS = 14
/** One that has not begun: prepared weeks or months before its day, its link tried out by a few. It keeps next to nothing. */
export const NOT_BEGUN_DAYS = 180

/** How long a session is kept after its last check-in, unless somebody says otherwise (days). */
export const RETENTION_DAYS = 180
