import { newId } from '../lib/new-id.ts'
import { refuse } from '../lib/refuse.ts'
import type { Line, Wire } from '../types.ts'
import { address } from './address.ts'
import { batch } from './batch.ts'
import { type KalturaCommon, type KalturaEvent, kalturaEventTypes } from './kaltura-event.ts'
import { query } from './query.ts'

export interface KalturaOptions extends Partial<Omit<KalturaCommon, 'entryId' | 'position' | 'parameters'>> {
  /** Which Kaltura account. */
  readonly partnerId: number
  /**
   * `batch` (default) sends many events in one request, as Rivulet's collector reads it. `address` sends each as a
   * query in an address, which is what Kaltura's services know.
   */
  readonly pack?: 'batch' | 'address' | undefined
}

/** What events of a type cannot do without, beside what all need. */
const required: { readonly [type: string | number]: readonly string[] } = {
  play: ['bufferTime', 'bufferTimeSum', 'joinTime'],
  resume: ['bufferTime', 'bufferTimeSum'],
  view: ['bufferTime', 'bufferTimeSum', 'playTimeSum'],
  shared: ['socialNetwork'],
  reportSubmitted: ['reportType'],
  seek: ['targetPosition'],
  captions: ['caption'],
  speed: ['playbackSpeed'],
  audioSelected: ['language'],
  flavourSwitch: ['actualBitrate'],
  error: ['errorCode', 'errorPosition'],
}

/** As the documentation's examples have it: encoded once more than everything else, but for slashes. */
const referrerOf = (page: string): string => query({ r: page }).slice(2).replace(/%2F/g, '/')

/** Names that need no encoding, and that Kaltura's own have: `contextDataParams:referrer`. */
const plainName = /^[\w.:-]+$/

interface Session {
  readonly id: string
  events: number
  /** By the collector's clock. */
  start?: number
}

/**
 * The wire of Kaltura's Event Tracking API (trackEvent). Each entry has a viewing session of its own, which its
 * impression begins anew and whose events are counted from 1; together they are the event's key.
 *
 * @example
 * const tracker = createTracker({ collector: '/collect', wire: kaltura({ partnerId: 585231 }), delivery: acknowledged() })
 * tracker.track({ type: 'seek', entryId: '0_n5nbuy6i', position: 18, targetPosition: 60 })
 */
export const kaltura = ({ partnerId, pack, ...common }: KalturaOptions): Wire<KalturaEvent> => {
  const sessions = new Map<string, Session>()

  return {
    encode(event, moment) {
      const { type, entryId, parameters, referrer = moment.page, ...fields } = { ...common, ...event }
      const said: Record<string, unknown> = { ...fields, ...parameters }
      const number = typeof type === 'number' ? type : kalturaEventTypes[type]
      if (!(number >>> 0 === number)) refuse('type', type)
      if (!(partnerId >>> 0 === partnerId)) refuse('partnerId', partnerId)
      if (!entryId || typeof entryId !== 'string') refuse('entryId', entryId)
      if (referrer != null && typeof referrer !== 'string') refuse('referrer', referrer)
      for (const field of required[type] ?? []) if (said[field] == null) refuse(field, said[field])

      const known = sessions.get(entryId)
      const session: Session =
        known && number !== kalturaEventTypes.impression ? known : { id: newId(), events: 0 }
      // In the documentation's order: `null` keeps the place of what the options may say.
      const shared: Record<string, unknown> = {
        kalsig: null,
        clientTag: null,
        sessionId: session.id,
        referrer: referrer && referrerOf(referrer),
        entryId,
        ks: null,
        sessionStartTime: session.start,
        uiConfId: null,
        partnerId,
        persistentSessionId: moment.visitor,
      }
      const own: Record<string, unknown> = { eventIndex: session.events + 1, eventType: number }
      for (const [field, value] of Object.entries(said)) {
        // What the wire says itself nobody says over it: the event's key is among that.
        const isTaken = field in own || (field in shared && shared[field] !== null)
        const isPlain = value == null || typeof value === 'string' || Number.isFinite(value)
        if (isTaken || !isPlain || !plainName.test(field)) refuse(field, value)
        ;(field in common ? shared : own)[field] = value
      }

      // Only what was written takes a number, or begins a session.
      session.events++
      sessions.set(entryId, session)
      return `?${query(shared)}\n${query(own)}`
    },

    pack:
      pack === 'address'
        ? (lines, collector) => ({ url: address(collector, lines[0] as Line), lines: 1 })
        : (lines, url) => ({ url, ...batch(lines) }),

    /** A plugin speaks Kaltura's language already, as far as its signals are among the types. */
    fromSignal: ({ name, ...facts }) =>
      name in kalturaEventTypes ? ({ type: name, ...facts } as unknown as KalturaEvent) : undefined,

    /** The session begins, by the server's clock, with its first answer. */
    answered(time) {
      for (const session of sessions.values()) session.start ??= time
    },
  }
}
