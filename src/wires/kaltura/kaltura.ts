import { newId } from '../../lib/new-id.ts'
import { ownValue } from '../../lib/own-value.ts'
import { refuse } from '../../lib/refuse.ts'
import type { EventContext, Line, Wire } from '../../types.ts'
import { address } from '../address-request.ts'
import { batch } from '../batch.ts'
import { pageAddress } from '../page-address.ts'
import { query } from '../query-string.ts'
import { fieldTypes } from './field-types.ts'
import { type KalturaCommon, type KalturaEvent, kalturaEventTypes } from './kaltura-event.ts'

/** Options of `kaltura()`. */
export interface KalturaOptions
  extends Partial<Omit<KalturaCommon, 'entryId' | 'position' | 'playbackSpeed' | 'parameters'>> {
  /** Which Kaltura account. */
  readonly partnerId: number
  /**
   * `batch` (default) sends many events in one request, as Rivulet's collector reads it. `address` sends each as a
   * query in an address, which is what Kaltura's services know.
   */
  readonly pack?: 'batch' | 'address' | undefined
}

/** What says at which bitrate it plays: -1, as players say it, where that is not known. */
const bitrated: readonly number[] = [3, 4, 99]

/** As the documentation's examples have it: encoded once more than everything else, but for slashes. */
const referrerOf = (page: string, clean: EventContext['clean']): string =>
  query({ r: page }, clean).slice(2).replace(/%2F/g, '/')

/** Names that need no encoding, and that Kaltura's own have: `contextDataParams:referrer`. */
const plainName = /^[\w.:-]+$/

/**
 * By the type of an event, how long in ms the next one is still counted with it: a pause or the end, an error, and what
 * plays, which has no such end.
 */
const countedFor: { readonly [type: number]: number } = {
  33: 30_000,
  14: 30_000,
  98: 0,
  3: Infinity,
  4: Infinity,
  34: Infinity,
  99: Infinity,
}

interface Session {
  readonly id: string
  events: number
  /** By the collector's clock. */
  start?: number | undefined
  /** From then on events are counted anew. */
  end: number
}

/**
 * The wire of Kaltura's Event Tracking API (trackEvent). Each entry has a viewing session of its own, which its
 * impression begins anew. Its events are counted from 1, and as Kaltura's player does it again from 1 in the same session
 * after a pause of 30 s and after an error; `sessionStartTime` is learnt anew then, too. In a batch each event has a
 * key beside, which no player gives: the tracker's name and the event's number (`rv-k`, `rv-n`).
 *
 * @example
 * const tracker = createTracker({ collector: '/collect', wire: kaltura({ partnerId: 585231 }), delivery: acknowledged() })
 * tracker.track({ type: 'seek', entryId: '0_n5nbuy6i', position: 18, targetPosition: 60 })
 */
export const kaltura = ({ partnerId, pack, ...common }: KalturaOptions): Wire<KalturaEvent> => {
  const sessions = new Map<string, Session>()

  return {
    encode(event, moment) {
      const { clean, onIgnored } = moment
      const { type, entryId, parameters, referrer = moment.page, ...fields } = { ...common, ...event }
      const said: Record<string, unknown> = {}
      for (const [field, value] of Object.entries(fields)) {
        if (ownValue(fieldTypes, field) != null) said[field] = value
        else onIgnored?.({ [field]: value })
      }
      Object.assign(said, parameters)
      const number = typeof type === 'number' ? type : kalturaEventTypes[type]
      if (!(number >>> 0 === number)) refuse('type', type)
      if (!(partnerId >>> 0 === partnerId)) refuse('partnerId', partnerId)
      if (!entryId || typeof entryId !== 'string') refuse('entryId', entryId)
      if (referrer != null && typeof referrer !== 'string') refuse('referrer', referrer)
      if (bitrated.includes(number)) said.actualBitrate ??= -1
      for (const [field, types] of Object.entries(fieldTypes)) {
        if (types.split(' ').includes(type as string) && said[field] == null) refuse(field, said[field])
      }

      const known = sessions.get(entryId)
      const session: Session =
        known && number !== 1 ? { ...known } : { id: newId(), events: 0, end: Infinity }
      if (moment.now >= session.end) {
        session.events = 0
        session.start = undefined
        session.end = Infinity
      }
      // In the documentation's order: `null` keeps the place of what is said of many events.
      const shared: Record<string, unknown> = {
        kalsig: null,
        clientTag: null,
        sessionId: session.id,
        referrer: referrer && referrerOf(pageAddress(referrer) as string, clean),
        entryId,
        ks: null,
        sessionStartTime: session.start,
        uiConfId: null,
        partnerId,
        persistentSessionId: moment.visitor,
        deliveryType: null,
        playbackType: null,
        'rv-k': pack === 'address' ? null : moment.sender,
      }
      const own: Record<string, unknown> = { eventIndex: session.events + 1, eventType: number }
      if (pack !== 'address') own['rv-n'] = moment.sequence
      for (const [field, value] of Object.entries(said)) {
        // What the wire says itself nobody says over it: the event's key is among that.
        const isTaken = field in own || (field in shared && shared[field] !== null)
        const isPlain = value == null || typeof value === 'string' || Number.isFinite(value)
        if (isTaken || !isPlain || !plainName.test(field)) refuse(field, value)
        ;(field in common || field in shared ? shared : own)[field] = value
      }

      // Only what was written takes a number, or begins a session: nothing that is tried out, and has no sequence.
      session.events++
      if (number in countedFor) session.end = moment.now + countedFor[number]!
      if (moment.sequence) sessions.set(entryId, session)
      return `?${query(shared, clean)}\n${query(own, clean)}`
    },

    pack:
      pack === 'address'
        ? (lines, collector) => ({ url: address(collector, lines[0] as Line), lines: 1 })
        : (lines, url, ledger) => ({ url, ...batch(lines, ledger) }),

    /** A plugin speaks Kaltura's language already, as far as its signals are among the types. */
    fromSignal: ({ name, ...facts }) =>
      name in kalturaEventTypes ? ({ type: name, ...facts } as unknown as KalturaEvent) : undefined,

    /** The session begins, by the server's clock, with its first answer. */
    onServerTime(time) {
      for (const session of sessions.values()) session.start ??= time
    },
  }
}
