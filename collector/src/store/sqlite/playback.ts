import type { Database } from 'better-sqlite3'
import type { Playback, PlaybackEvent } from '../store.ts'
import { isKept } from './deletions.ts'
import { inOrder, type Ordered } from './playback-order.ts'

/** Events that are told of one session, and the bytes of one that is looked into. */
const limits = { events: 1000, payload: 16_384 }

/** @returns reads one session */
export function openPlaybacks(database: Database): (session: string) => Playback {
  const text = (name: string) =>
    `CASE WHEN octet_length(payload) <= ${limits.payload} THEN substr(payload ->> '${name}', 1, 64) END`
  const select = database.prepare(
    `SELECT CAST(id AS TEXT) AS id, type, received, sender, sequence, ${text('eventIndex')} AS "index", ${text('entryId')} AS entry,
       ${text('sessionStartTime')} AS start, ${text('position')} AS position, ${text('targetPosition')} AS target,
       ${text('bufferTime')} AS waited, ${text('playbackSpeed')} AS speed
     FROM events WHERE dialect = 'kaltura' AND session = ? AND ${isKept} ORDER BY events.id DESC LIMIT ${limits.events + 1}`,
  )

  return (session) => {
    const rows = select.all(session) as Row[]
    const arrived = rows.slice(0, limits.events).map(fromRow).reverse()
    return { events: inOrder(arrived).map(({ event }) => event), isCut: rows.length > limits.events }
  }
}

type Row = Pick<PlaybackEvent, 'id' | 'type' | 'received'> & {
  readonly [name in 'sender' | 'entry' | 'start']: string | null
} & { readonly sequence: number | null } & {
  readonly [fact in 'index' | 'position' | 'target' | 'waited' | 'speed']: string | null
}

/** Nothing was checked when it came: what is no number, or larger than any, is left out. */
function fromRow({
  id,
  type,
  received,
  sender,
  sequence,
  entry,
  start,
  ...facts
}: Row): Ordered & { readonly event: PlaybackEvent } {
  const numbers: { readonly [fact in keyof typeof facts]?: number } = Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => /^-?\d{1,9}(\.\d+)?$/.test(String(value)))
      .map(([name, value]) => [name, Number(value)]),
  )
  return {
    event: { id, type, received, ...numbers },
    ...(numbers.index !== undefined && { index: numbers.index }),
    ...(entry !== null && { entry }),
    ...(start !== null && { start }),
    ...(sender !== null && sequence !== null && { sender, sequence }),
  }
}
