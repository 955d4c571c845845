import type { LiveEvent } from '../../model/event.ts'
import { fieldsOf } from '../../model/fields-of.ts'
import { type PlaybackRow, playbackFacts, playbackKeys, playbackLimits } from '../playback-facts.ts'
import { inOrder } from '../playback-order.ts'
import type { Count, Followed, Playback, Rate } from '../store.ts'
import type { Cluster } from './cluster.ts'
import { type EventRow, eventOf, shown } from './event-row.ts'

/** Reads events, each once. */
export interface Events {
  total(): Promise<number>
  counts(): Promise<Count[]>
  rate(sinceSecond: number): Promise<Rate[]>
  recent(limit: number): Promise<LiveEvent[]>
  after(cursor: string | undefined, limit: number): Promise<Followed>
  playback(session: string): Promise<Playback>
}

export function openEvents({ rows }: Pick<Cluster, 'rows'>): Events {
  const read = async (rest: string, parameters: Record<string, unknown>) =>
    (await rows<EventRow>(`SELECT ${shown} FROM events AS event ${rest}`, parameters)).map(eventOf)

  return {
    async total() {
      const [row] = await rows<{ total: string }>('SELECT count() AS total FROM events')
      return Number(row!.total)
    },
    async counts() {
      const counts = await rows<Count>(
        `SELECT category, action, count() AS count FROM events GROUP BY category, action ORDER BY count DESC`,
      )
      return counts.map(({ category, action, count }) => ({ category, action, count: Number(count) }))
    },
    async rate(sinceSecond) {
      const rates = await rows<{ second: string; count: string }>(
        `SELECT intDiv(received, 1000) AS second, count() AS count FROM events
         WHERE received >= {since:Int64} * 1000 GROUP BY second ORDER BY second`,
        { since: sinceSecond },
      )
      return rates.map(({ second, count }) => [Number(second), Number(count)])
    },
    recent: (limit) => read('ORDER BY event.id DESC LIMIT {limit:UInt32}', { limit }),
    async after(cursor = '0', limit) {
      const events = await read(
        'WHERE event.id > toUInt128OrZero({cursor:String}) ORDER BY event.id LIMIT {limit:UInt32}',
        { cursor, limit },
      )
      return { events, cursor: events.at(-1)?.id ?? cursor }
    },
    async playback(session) {
      const { events, payload } = playbackLimits
      const found = await rows<Facts>(
        `SELECT toString(id) AS id, type, received, sender, sequence,
           if(length(payload) <= ${payload}, payload, 'null') AS payload
         FROM events AS event WHERE dialect = 'kaltura' AND session = {session:String}
         ORDER BY event.id DESC LIMIT ${events + 1}`,
        { session },
      )
      const arrived = found
        .slice(0, events)
        .map((row) => playbackFacts(factsOf(row)))
        .reverse()
      return { events: inOrder(arrived).map(({ event }) => event), isCut: found.length > events }
    },
  }
}

interface Facts {
  readonly id: string
  readonly type: string
  readonly received: string
  readonly sender: string | null
  readonly sequence: string | null
  readonly payload: string
}

function factsOf({ id, type, received, sender, sequence, payload }: Facts): PlaybackRow {
  const fields = fieldsOf(JSON.parse(payload))
  const texts = Object.entries(playbackKeys).map(([name, key]) => {
    const value = fields[key] ?? null
    return [name, value === null ? null : String(value).slice(0, playbackLimits.text)]
  })
  return {
    id,
    type,
    received: Number(received),
    sender,
    sequence: sequence === null ? null : Number(sequence),
    ...(Object.fromEntries(texts) as Record<keyof typeof playbackKeys, string | null>),
  }
}
