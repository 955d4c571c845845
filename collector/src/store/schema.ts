import type { Database } from 'better-sqlite3'

/**
 * The steps from an empty file to today's schema; `user_version` counts the steps a file has taken. A step that was
 * released is never changed: what is to be different is a new step.
 */
const steps: readonly string[] = [
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
]

/** @throws when the file was written by a newer version of the collector */
export function migrate(database: Database): void {
  const version = database.pragma('user_version', { simple: true }) as number
  if (version > steps.length) {
    throw new Error(
      `the store has schema ${version}, this collector knows up to ${steps.length}: use a newer collector`,
    )
  }
  database.transaction(() => {
    for (const step of steps.slice(version)) database.exec(step)
    database.pragma(`user_version = ${steps.length}`)
  })()
}
