import type { Database } from 'better-sqlite3'
import { isKept } from './deletions.ts'
import { inOrder, type Ordered } from './viewing-order.ts'

/** One event of a viewing session, with what its course is drawn from. */
export interface ViewingEvent {
  readonly id: number
  /** `kaltura/play` */
  readonly type: string
  /** Milliseconds since the epoch, by the collector's clock. */
  readonly received: number
  /** What its player has counted it as: it begins at 1 again after a pause, and with another entry. */
  readonly index?: number
  /** Seconds in the media. */
  readonly position?: number
  /** Where a seek goes to: seconds in the media. */
  readonly target?: number
  /** Seconds of waiting for data, as the event counts them. */
  readonly waited?: number
  /** How fast it is played from then on; 1 is as recorded. */
  readonly speed?: number
}

export interface Viewing {
  /** In the order in which they happened. */
  readonly events: readonly ViewingEvent[]
  /** Whether there were earlier ones than can be told at once. */
  readonly isCut: boolean
}

/** Events that are told of one session, and the bytes of one that is looked into. */
const limits = { events: 1000, payload: 16_384 }

/** @returns reads one session */
export function openViewings(database: Database): (session: string) => Viewing {
  const text = (name: string) =>
    `CASE WHEN octet_length(payload) <= ${limits.payload} THEN substr(payload ->> '${name}', 1, 64) END`
  const select = database.prepare(
    `SELECT id, type, received, sender, sequence, ${text('eventIndex')} AS "index", ${text('entryId')} AS entry,
       ${text('sessionStartTime')} AS start, ${text('position')} AS position, ${text('targetPosition')} AS target,
       ${text('bufferTime')} AS waited, ${text('playbackSpeed')} AS speed
     FROM events WHERE dialect = 'kaltura' AND session = ? AND ${isKept} ORDER BY id DESC LIMIT ${limits.events + 1}`,
  )

  return (session) => {
    const rows = select.all(session) as Row[]
    const arrived = rows.slice(0, limits.events).map(fromRow).reverse()
    return { events: inOrder(arrived).map(({ event }) => event), isCut: rows.length > limits.events }
  }
}

type Row = Pick<ViewingEvent, 'id' | 'type' | 'received'> & {
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
}: Row): Ordered & { readonly event: ViewingEvent } {
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
