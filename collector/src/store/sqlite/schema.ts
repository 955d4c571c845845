import type { Database } from 'better-sqlite3'
import { fieldsOf } from '../../model/fields-of.ts'
import { digestOf } from '../../model/kaltura-digest.ts'

/**
 * The steps from an empty file to today's schema; `user_version` counts the steps a file has taken. A step that was
 * released is never changed: what is to be different is a new step.
 */
export const steps: readonly string[] = [
  `CREATE TABLE events (
    id       INTEGER PRIMARY KEY,
    dialect  TEXT NOT NULL,
    type     TEXT NOT NULL,
    time     INTEGER NOT NULL,
    received INTEGER NOT NULL,
    visitor  TEXT,
    session  TEXT,
    page     TEXT,
    sender   TEXT,
    sequence INTEGER,
    payload  TEXT NOT NULL,
    category TEXT AS (payload ->> 'category') VIRTUAL,
    action   TEXT AS (payload ->> 'action') VIRTUAL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_key ON events (sender, sequence) WHERE sender IS NOT NULL;
  CREATE INDEX events_by_kind ON events (category, action);`,

  `CREATE TABLE senders (
    sender     TEXT NOT NULL PRIMARY KEY,
    stored     INTEGER NOT NULL,
    repeated   INTEGER NOT NULL,
    highest    INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    dropped    INTEGER NOT NULL,
    ledger     TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    visitor    TEXT,
    session    TEXT,
    expected   INTEGER AS (max(highest, recorded)) VIRTUAL
  ) STRICT;
  CREATE INDEX senders_by_last_seen ON senders (last_seen);
  INSERT INTO senders
    SELECT counted.sender, stored, 0, highest, 0, 0, '{}', first_seen, last_seen, newest.visitor, newest.session
    FROM (
      SELECT sender, count(*) AS stored, max(sequence) AS highest,
        min(received) AS first_seen, max(received) AS last_seen, max(id) AS newest
      FROM events WHERE sender IS NOT NULL AND sequence IS NOT NULL GROUP BY sender
    ) AS counted JOIN events AS newest ON newest.id = counted.newest;`,

  // A payload of another dialect may have a category or an action that means something else.
  `DROP INDEX events_by_kind;
  ALTER TABLE events DROP COLUMN category;
  ALTER TABLE events DROP COLUMN action;
  ALTER TABLE events ADD COLUMN category TEXT AS (
    CASE dialect WHEN 'rivet' THEN payload ->> 'category' ELSE dialect END
  ) VIRTUAL;
  ALTER TABLE events ADD COLUMN action TEXT AS (
    CASE dialect WHEN 'rivet' THEN payload ->> 'action' ELSE substr(type, length(dialect) + 2) END
  ) VIRTUAL;
  CREATE INDEX events_by_kind ON events (category, action);
  CREATE INDEX events_by_viewing ON events (session) WHERE dialect = 'kaltura' AND session IS NOT NULL;`,

  // What Profile Store's events have and others lack, what queries look for, and what was deleted. The fraction is
  // what a time has below the millisecond, and ticks are the whole of it, both in 100 ns.
  `ALTER TABLE events ADD COLUMN fraction INTEGER;
  ALTER TABLE events ADD COLUMN scope TEXT NOT NULL DEFAULT 'default';
  ALTER TABLE events ADD COLUMN track TEXT;
  ALTER TABLE events ADD COLUMN value TEXT;
  ALTER TABLE events ADD COLUMN title TEXT;
  ALTER TABLE events ADD COLUMN address TEXT;
  ALTER TABLE events ADD COLUMN user TEXT;
  ALTER TABLE events ADD COLUMN country TEXT;
  ALTER TABLE events ADD COLUMN city TEXT;
  ALTER TABLE events ADD COLUMN ticks INTEGER AS (time * 10000 + coalesce(fraction, 0)) VIRTUAL;
  ALTER TABLE events ADD COLUMN device TEXT AS (coalesce(visitor, '')) VIRTUAL;
  DROP INDEX events_by_kind;
  ALTER TABLE events DROP COLUMN action;
  ALTER TABLE events ADD COLUMN action TEXT AS (
    CASE dialect
      WHEN 'rivet' THEN payload ->> 'action'
      WHEN 'profile-store' THEN type
      ELSE substr(type, length(dialect) + 2)
    END
  ) VIRTUAL;
  CREATE INDEX events_by_kind ON events (category, action);
  CREATE INDEX events_by_type ON events (type, ticks, scope);
  CREATE INDEX events_by_time ON events (ticks, scope);
  CREATE INDEX events_by_device ON events (device, scope);
  CREATE UNIQUE INDEX events_by_track ON events (scope, track) WHERE track IS NOT NULL;
  CREATE TABLE deletions (
    event   INTEGER NOT NULL PRIMARY KEY,
    deleted INTEGER NOT NULL,
    purged  INTEGER
  ) STRICT;
  CREATE INDEX deletions_waiting ON deletions (deleted) WHERE purged IS NULL;`,

  // Kaltura's events were taken for repeats by their session, entry and number, which players use more than once. What
  // is there keeps that key for its name, and is known by its digest when it comes again.
  `ALTER TABLE events ADD COLUMN digest TEXT;
  UPDATE events SET digest = kaltura_digest(payload)
    WHERE dialect = 'kaltura' AND sender IS NOT NULL AND sequence IS NOT NULL;
  CREATE UNIQUE INDEX events_by_digest ON events (digest) WHERE digest IS NOT NULL;`,
  // What an event said of its time where that cannot be; of those that are stored, where it is beyond the year 2100.
  `ALTER TABLE events ADD COLUMN original INTEGER;
  UPDATE events SET original = time, time = received, fraction = NULL 
    WHERE time > max(received + 86400000, 4102444800000);`,
  // What sent an event, where that is no person: 'bot'.
  `ALTER TABLE events ADD COLUMN traffic TEXT;`,
  // How far each target of the relay is, and which events it has refused: what an event says stays in its own row, and what is
  // hidden or removed is refused by nobody any more.
  `CREATE TABLE relay_cursors (
    target TEXT NOT NULL PRIMARY KEY,
    cursor TEXT NOT NULL
  ) STRICT;
  CREATE TABLE relay_refused (
    target   TEXT NOT NULL,
    event    INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    refused  INTEGER NOT NULL,
    is_again INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (target, event)
  ) STRICT;
  CREATE INDEX relay_refused_by_event ON relay_refused (event);
  CREATE INDEX relay_refused_again ON relay_refused (target, event) WHERE is_again = 1;
  CREATE TRIGGER relay_refused_hidden AFTER INSERT ON deletions BEGIN
    DELETE FROM relay_refused WHERE event = NEW.event;
  END;
  CREATE TRIGGER relay_refused_removed AFTER DELETE ON events BEGIN
    DELETE FROM relay_refused WHERE event = OLD.id;
  END;`,
]

/** The schema that this collector writes. */
export const schemaVersion: number = steps.length

/** How far the upgrade of a store is that an earlier collector has written. */
export interface Upgrade {
  /** The schema that is there now; the first that is heard of is the file's own. */
  readonly schema: number
  readonly newest: number
  /** Events in the store, deleted ones too. */
  readonly events: number
}

/**
 * Brings a file up to date, all of it or nothing.
 *
 * @param onUpgrade - hears of the beginning and of each step, where there is something to do
 * @throws when the file was written by a newer version of the collector
 */
export function migrate(database: Database, onUpgrade: (upgrade: Upgrade) => void = () => {}): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > steps.length) {
    throw new Error(
      `the store has schema ${version}, this collector knows up to ${steps.length}: use a newer collector`,
    )
  }
  database.function('kaltura_digest', (payload) => digestOf(fieldsOf(JSON.parse(payload as string))) ?? null)
  const isOld = version > 0 && version < steps.length
  const events = isOld ? (database.prepare('SELECT count(*) FROM events').pluck().get() as number) : 0
  const tell = (schema: number) => {
    if (isOld) onUpgrade({ schema, newest: steps.length, events })
  }
  tell(version)
  database.transaction(() => {
    for (const [at, step] of steps.entries()) {
      if (at < version) continue
      database.exec(step)
      tell(at + 1)
    }
    database.pragma(`user_version = ${steps.length}`)
  })()
}
