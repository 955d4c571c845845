import type { LiveEvent, StoredEvent } from '../../../src/model/event.ts'
import { kindOf } from '../../../src/model/kind.ts'
import { defaultScope } from '../../../src/model/scope.ts'
import { expectedOf, type Sender } from '../../../src/model/sender.ts'
import { type DeletionOptions, deletionDefaults } from '../../../src/store/deletion-options.ts'
import { readEventName } from '../../../src/store/event-name.ts'
import { gapsIn } from '../../../src/store/gaps.ts'
import { playbackFacts, playbackLimits } from '../../../src/store/playback-facts.ts'
import { inOrder } from '../../../src/store/playback-order.ts'
import { createSenderAccumulator } from '../../../src/store/sender-accumulator.ts'
import type { Count, Deleted, Store } from '../../../src/store/store.ts'
import { answerFrom } from './memory-answers.ts'
import { keyOf, keysOf, playbackRowOf, rowOf } from './memory-events.ts'
import { exportFrom } from './memory-export.ts'
import { deliveryOf } from './memory-senders.ts'

interface Entry {
  event: LiveEvent
  /** Milliseconds since the epoch. */
  deleted?: number
  isErased?: true
}

/**
 * The port once more, by the plainest means: what it says must hold of every engine. It keeps nothing, looks through
 * everything, and is for tests alone.
 */
export function openMemoryStore(options: Partial<DeletionOptions> = {}): Store {
  const { interval, limit } = { ...deletionDefaults, ...options }
  const entries: Entry[] = []
  const keys = new Set<string>()
  const senders = new Map<string, Sender>()
  let isOpen = true

  const waiting = () => entries.filter(({ deleted, isErased }) => deleted !== undefined && !isErased)
  const due = () => Math.min(...waiting().map(({ deleted }) => deleted!)) + interval
  const kept = () => entries.filter(({ deleted }) => deleted === undefined).map(({ event }) => event)
  const newestFirst = () => kept().reverse()

  const insert = (event: LiveEvent): LiveEvent | undefined => {
    const own = keysOf(event)
    if (own.some((key) => keys.has(key))) return undefined
    for (const key of own) keys.add(key)
    const { digest: _, scope, ...rest } = event
    const stored = { ...rest, ...(scope !== defaultScope && { scope }), id: String(entries.length + 1) }
    // As it would come back from a disk.
    entries.push({ event: JSON.parse(JSON.stringify(stored)) as LiveEvent })
    return stored as LiveEvent
  }

  return {
    async append(events, reports = []) {
      if (!isOpen) throw new Error('the store is not open')
      for (const { payload } of events) JSON.stringify(payload)
      const inserted = events.map((event: StoredEvent) => insert(event as LiveEvent))
      const accumulator = createSenderAccumulator(
        (name) => senders.get(name),
        (sender) => senders.set(sender.sender, sender),
      )
      const changes = accumulator.enter(events, (at) => inserted[at] !== undefined, reports)
      accumulator.write()
      const stored = inserted.filter((event) => event !== undefined)
      return { stored, repeated: events.length - stored.length, senders: changes }
    },
    missing: async (wanted) =>
      wanted.flatMap(({ sender, sequence }, at) => (keys.has(keyOf(sender, sequence)) ? [] : [at])),
    probe: async () => undefined,
    total: async () => kept().length,
    async delete(scope, track) {
      const name = readEventName(track)
      const called = entries.filter(
        ({ event, deleted }) =>
          deleted === undefined && (event.scope ?? defaultScope) === scope && isCalled(event, name),
      )
      if (called.length === 0) return { kind: 'unknown' }
      const now = Date.now()
      if (called.length > limit - waiting().length)
        return { kind: 'full', retryAfter: Math.max(1, Math.ceil((due() - now) / 1000)) }
      for (const entry of called) entry.deleted = now
      return {
        kind: 'deleted',
        events: called.map(({ event }) => deletedOf(event)),
      }
    },
    async purgeWhenDue() {
      if (due() > Date.now()) return
      for (const entry of waiting()) hollow(entry)
    },
    async erase(which) {
      const isMeant = ({ event }: Entry): boolean =>
        'visitor' in which
          ? event.visitor === which.visitor
          : event.received < which.receivedBefore && event.type !== ''
      const meant = entries.filter(isMeant)
      const news = meant.filter(({ deleted }) => deleted === undefined).map(({ event }) => deletedOf(event))
      for (const entry of meant) {
        entry.deleted ??= Date.now()
        hollow(entry)
        if ('receivedBefore' in which) for (const key of keysOf(entry.event)) keys.delete(key)
      }
      for (const [name, sender] of senders) {
        if ('receivedBefore' in which && sender.lastSeen < which.receivedBefore) senders.delete(name)
        else if ('visitor' in which && sender.visitor === which.visitor) senders.set(name, unnamed(sender))
      }
      return news
    },
    async counts() {
      const counts = new Map<string, Count>()
      for (const kind of kept().map(kindOf)) {
        const key = JSON.stringify([kind.category, kind.action])
        counts.set(key, { ...kind, count: (counts.get(key)?.count ?? 0) + 1 })
      }
      return [...counts.values()].sort((one, other) => other.count - one.count)
    },
    async rate(sinceSecond) {
      const rate = new Map<number, number>()
      for (const { received } of kept()) {
        const second = Math.floor(received / 1000)
        if (second >= sinceSecond) rate.set(second, (rate.get(second) ?? 0) + 1)
      }
      return [...rate].sort(([one], [other]) => one - other)
    },
    recent: async (count) => newestFirst().slice(0, count),
    async after(cursor = '0', count) {
      const events = kept()
        .filter(({ id }) => Number(id) > Number(cursor))
        .slice(0, count)
      return { events, cursor: events.at(-1)?.id ?? cursor }
    },
    delivery: async () => deliveryOf([...senders.values()]),
    senders: async (count) =>
      [...senders.values()].sort((one, other) => other.lastSeen - one.lastSeen).slice(0, count),
    async gaps(sender) {
      const known = senders.get(sender)
      const sequences = entries.flatMap(({ event }) => (event.sender === sender ? [event.sequence!] : []))
      const limits = { sequences: 50_000, ranges: 500 }
      return gapsIn(
        sequences.sort((one, other) => other - one),
        known ? expectedOf(known) : 0,
        limits,
      )
    },
    async playback(session) {
      const rows = newestFirst()
        .filter(({ dialect, session: own }) => dialect === 'kaltura' && own === session)
        .map(playbackRowOf)
      const arrived = rows.slice(0, playbackLimits.events).map(playbackFacts).reverse()
      return {
        events: inOrder(arrived).map(({ event }) => event),
        isCut: rows.length > playbackLimits.events,
      }
    },
    ask: async (question) => answerFrom(kept().map(rowOf), question),
    export: async (selection, format) => exportFrom(kept().map(rowOf), selection, format),
    async close() {
      isOpen = false
    },
  }
}

const deletedOf = (event: LiveEvent): Deleted => ({
  id: event.id,
  received: event.received,
  ...kindOf(event),
})

/** Takes all but the key from an event. */
function hollow(entry: Entry): void {
  const { id, dialect, received, sender, sequence, scope, track } = entry.event
  const key = Object.fromEntries(
    Object.entries({ sender, sequence, scope, track }).filter(([, value]) => value !== undefined),
  )
  entry.event = { id, dialect, received, type: '', time: 0, payload: null, ...key }
  entry.isErased = true
}

const unnamed = ({ visitor: _, session: __, ...sender }: Sender): Sender => sender

const isCalled = (event: LiveEvent, name: ReturnType<typeof readEventName>): boolean => {
  if (event.track !== undefined) return event.track === name.track
  if (event.sender !== undefined && event.sequence !== undefined)
    return event.sender === name.sender && event.sequence === name.sequence
  return name.id !== undefined && event.id === name.id
}
