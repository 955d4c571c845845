import { trackFields } from './profile-store-fields.ts'
import { readJson } from './read-json.ts'
import type { LineRejection, Rejection } from './rejection.ts'

/** One track event of the Profile Store. Keys that were not given are not there. */
export interface TrackEvent {
  readonly deviceId: string
  readonly eventType: string
  readonly value: string
  readonly pageUri?: string
  readonly pageTitle?: string
  readonly sessionId?: string
  readonly remoteAddress?: string
  readonly countryCode?: string
  readonly city?: string
  readonly scope?: string
  readonly trackId?: string
  /** 100 ns since the Unix epoch. */
  readonly eventTime?: bigint
  readonly user?: Readonly<Record<string, unknown>>
  /** Any JSON. */
  readonly payload?: unknown
}

export interface TrackBatch {
  readonly events: readonly TrackEvent[]
  /** `line` is the number of the event, counted from 1. */
  readonly rejected: readonly LineRejection[]
}

/** What the Tracking API takes: events of a batch, and bytes of one event's JSON. */
const limits = { events: 100, event: 256 * 1024 }

/** Decodes a body that is one event. */
export function decodeTrack(text: string): TrackBatch {
  const value = parse(text)
  return value === undefined ? refused(notJson) : decodeAll([value], text)
}

/** Decodes a body that is an array of events. A bad one never costs its neighbours. */
export function decodeTrackBulk(text: string): TrackBatch | 'too large' {
  const values = parse(text)
  if (values === undefined) return refused(notJson)
  if (!Array.isArray(values)) return refused('the body must be a JSON array of events')
  if (values.length === 0) return refused('the batch holds no event')
  return values.length > limits.events ? 'too large' : decodeAll(values, text)
}

const notJson = 'the body must be JSON'

const refused = (error: string): TrackBatch => ({ events: [], rejected: [{ line: 1, error }] })

/** Checks a value from JSON by the table of fields. Fields that it does not know are passed over. */
export function checkTrackEvent(value: unknown): TrackEvent | Rejection {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { error: 'the event must be a JSON object' }
  }
  const sent = new Map<string, unknown>(Object.entries(value))
  const event = new Map<string, unknown>()
  for (const { name, isRequired, read } of trackFields) {
    const pascal = name.charAt(0).toUpperCase() + name.slice(1)
    if (sent.has(name) && sent.has(pascal)) {
      return { parameter: name, error: `${name} and ${pascal} are both given: say it once` }
    }
    const said = sent.has(pascal) ? pascal : name
    const given = sent.get(said) ?? undefined
    const result = given === undefined ? { value: undefined } : read(given, said)
    if ('error' in result) return result
    if (result.value !== undefined) event.set(name, result.value)
    else if (isRequired) return { parameter: said, error: `${said} is required and may not be empty` }
  }
  return Object.fromEntries(event) as unknown as TrackEvent
}

function decodeAll(values: readonly unknown[], text: string): TrackBatch {
  const events: TrackEvent[] = []
  const rejected: LineRejection[] = []
  // No part is larger than the whole, and most are small.
  const mayBeTooLarge = Buffer.byteLength(text) > limits.event
  values.forEach((value, at) => {
    const event = mayBeTooLarge && isTooLarge(value) ? tooLarge : checkTrackEvent(value)
    if ('error' in event) rejected.push({ line: at + 1, ...event })
    else events.push(event)
  })
  return { events, rejected }
}

const tooLarge: Rejection = { error: `the event is larger than ${limits.event} bytes` }

function isTooLarge(value: unknown): boolean {
  try {
    return Buffer.byteLength(JSON.stringify(value)) > limits.event
  } catch {
    // Nested so deep that it cannot even be written.
    return true
  }
}

/** @returns undefined for what is no JSON. A byte order mark, which .NET writes, is passed over. */
function parse(text: string): unknown {
  try {
    return readJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
  } catch {
    return undefined
  }
}
