// The schema as numbered steps, each applied whole or not at all.
import type { Db } from './open-db.ts'
import { StoreProblem } from './store-problem.ts'

/**
 * Migration n (from 1) leads to schema n. Never edit one that was released: add the next.
 * Cards and answers have no rowid, time, author or order: their key is random, so nothing says which came first.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE sessions (
     id TEXT PRIMARY KEY, version INTEGER NOT NULL, code TEXT, status TEXT NOT NULL, body TEXT NOT NULL
   ) STRICT;
   CREATE TABLE cards (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     id TEXT NOT NULL, round TEXT NOT NULL, room TEXT, kind TEXT NOT NULL, text TEXT NOT NULL, mark TEXT NOT NULL,
     PRIMARY KEY (session, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE answers (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     id TEXT NOT NULL, round TEXT NOT NULL, slot TEXT NOT NULL, body TEXT NOT NULL, mark TEXT NOT NULL,
     PRIMARY KEY (session, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE docs (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     name TEXT NOT NULL, state BLOB NOT NULL,
     PRIMARY KEY (session, name)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE chores (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;`,
  // Blind tokens: a session's one key becomes several, rounds learn which giving of tokens counts, and answers to ballots are
  // kept as the lines that were published of them. What is kept of an old ballot's answers has no line, so it goes.
  `CREATE TABLE issued (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     giving TEXT NOT NULL, seat TEXT NOT NULL, hash TEXT NOT NULL,
     PRIMARY KEY (session, giving, seat)
   ) STRICT, WITHOUT ROWID;
   UPDATE sessions SET body = json_remove(json_set(body,
     '$.keys', json('{"issue":"","sign":"","secret":null}'), '$.withdrawn', 0, '$.floors', json('{"show":5,"counts":8,"room":3}'),
     '$.rounds', (SELECT json_group_array(json_set(value, '$.issue', 0, '$.gone', json('[]'))) FROM json_each(body, '$.rounds')),
     '$.results', (SELECT json_group_array(json_set(value, '$.floors', json('{"show":5,"counts":8,"room":3}')))
       FROM json_each(body, '$.results')),
     '$.ballots', (SELECT json_group_array(json_set(value, '$.published', null, '$.floors', json('{"show":5,"counts":8,"room":3}')))
       FROM json_each(body, '$.ballots'))
   ), '$.tokenKey');
   DELETE FROM answers WHERE EXISTS (SELECT 1 FROM sessions, json_each(sessions.body, '$.rounds') AS round
     WHERE sessions.id = answers.session AND json_extract(round.value, '$.id') = answers.round
       AND json_extract(round.value, '$.purpose') = 'ballot');
   INSERT OR IGNORE INTO chores (name) VALUES ('rewrite');`,
  // What a model makes of a card lies with the card, and goes with it.
  `CREATE TABLE vectors (
     session TEXT NOT NULL, card TEXT NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL,
     PRIMARY KEY (session, model, card),
     FOREIGN KEY (session, card) REFERENCES cards (session, id) ON DELETE CASCADE
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX vectors_of_card ON vectors (session, card);`,
  // The room sorts: what phones say to its small questions is a log of its own, and sessions learn how far that is.
  `CREATE TABLE sorting (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     step TEXT NOT NULL, seq INTEGER NOT NULL, phone INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (session, step, seq)
   ) STRICT, WITHOUT ROWID;
   UPDATE sessions SET body = json_set(body,
     '$.sorting', null, '$.finding', null, '$.echoes', json('[]'), '$.askers', json('[]'),
     '$.rounds', (SELECT json_group_array(json_set(value, '$.functions', json('[]'))) FROM json_each(body, '$.rounds')));`,
  // The board lives on: commitments learn what becomes of them, sessions what is after their day and when they are due, and the
  // envelopes of a check-in wait, still encrypted, in places that were there before anybody answered.
  `ALTER TABLE sessions ADD COLUMN due_day TEXT;
   ALTER TABLE sessions ADD COLUMN due_hour INTEGER;
   CREATE TABLE waiting_keys (
     session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
     round TEXT NOT NULL, public BLOB NOT NULL, secret BLOB NOT NULL,
     PRIMARY KEY (session, round)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE waiting (
     session TEXT NOT NULL, round TEXT NOT NULL, place INTEGER NOT NULL, envelope BLOB NOT NULL,
     PRIMARY KEY (session, round, place),
     FOREIGN KEY (session, round) REFERENCES waiting_keys (session, round) ON DELETE CASCADE
   ) STRICT, WITHOUT ROWID;
   UPDATE sessions SET body = json_set(body,
     '$.keys.before', json('[]'), '$.keys.next', null,
     '$.afterwards', json('{"takeKey":null,"checkins":[],"summary":{"text":"","due":null,"given":null},"retention":180,"ended":null,"reminders":[],"webhook":null}'),
     '$.commitments', (SELECT json_group_array(json_set(value, '$.pursuit', json(
       '{"status":"open","why":"","firstStepDone":null,"steps":[],"wins":[],"barriers":[],"different":"","seen":null,"handover":null,"tooBig":[],"reopened":[],"earlier":[],"history":[]}')))
       FROM json_each(body, '$.commitments')));
   UPDATE sessions SET body = json_set(body, '$.afterwards.ended', CAST(strftime('%s', 'now') AS INTEGER) * 1000),
     due_day = date('now', '+181 days'), due_hour = 0 WHERE status = 'ended';`,
  // A check-in can be held live; links that were taken back are known; addresses for reminders are confirmed by their
  // owners, and those that were taken before that are. Sessions that nobody ended are looked at when they may be taken for over.
  `UPDATE sessions SET body = json_set(body,
     '$.afterwards.reconvened', json('[]'), '$.afterwards.revoked', json('[]'),
     '$.afterwards.reminders', (SELECT json_group_array(json_set(value, '$.confirmed', json_extract(value, '$.since')))
       FROM json_each(body, '$.afterwards.reminders')));
   UPDATE sessions SET due_day = date(json_extract(body, '$.openedAt') / 1000, 'unixepoch', '+14 days'), due_hour = 6
     WHERE status = 'live' AND (due_day IS NULL
       OR due_day > date(json_extract(body, '$.openedAt') / 1000, 'unixepoch', '+14 days'));`,
]

/** Brings the schema up to date; throws StoreProblem `newer` if it is from a later version of Eighty. */
export function migrate(db: Db, file: string, migrations: readonly string[] = MIGRATIONS): void {
  refuseNewer(db, file, migrations.length)
  for (let next = schemaOf(db) + 1; next <= migrations.length; next = schemaOf(db) + 1) {
    db.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have been here between the look and the lock.
      if (schemaOf(db) === next - 1) db.exec(`${migrations[next - 1]}; PRAGMA user_version = ${next}`)
      db.exec('COMMIT')
    } catch (thrown) {
      if (db.inTransaction()) db.exec('ROLLBACK')
      throw thrown
    }
  }
}

export function refuseNewer(db: Db, file: string, known: number = MIGRATIONS.length): void {
  const found = schemaOf(db)
  if (found <= known) return
  throw new StoreProblem({
    code: 'newer',
    say: `${file} was written by a newer Eighty (schema ${found}, this one knows ${known}): start that version again, or put back the backup from before it.`,
  })
}

function schemaOf(db: Db): number {
  return Number(db.pragma('user_version'))
}
