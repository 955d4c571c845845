import type { Database } from 'better-sqlite3'
import { type PlaybackRow, playbackFacts, playbackKeys, playbackLimits } from '../playback-facts.ts'
import { inOrder } from '../playback-order.ts'
import type { Playback } from '../store.ts'
import { isKept } from './deletions.ts'

const { events, payload, text } = playbackLimits

const texts = Object.entries(playbackKeys).map(
  ([name, key]) =>
    `CASE WHEN octet_length(payload) <= ${payload} THEN substr(payload ->> '${key}', 1, ${text}) END AS "${name}"`,
)

/** @returns reads one session */
export function openPlaybacks(database: Database): (session: string) => Playback {
  const select = database.prepare(
    `SELECT CAST(id AS TEXT) AS id, type, received, sender, sequence, ${texts}
     FROM events WHERE dialect = 'kaltura' AND session = ? AND ${isKept} ORDER BY events.id DESC LIMIT ${events + 1}`,
  )

  return (session) => {
    const rows = select.all(session) as PlaybackRow[]
    const arrived = rows.slice(0, events).map(playbackFacts).reverse()
    return { events: inOrder(arrived).map(({ event }) => event), isCut: rows.length > events }
  }
}
