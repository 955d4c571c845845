import { atOnce, type Pieces, pieces } from '../../limits/turns.ts'
import { type JsonPart, jsonParts } from '../json-parts.ts'
import { readJson } from '../read-json.ts'
import type { LineRejection, Rejection } from '../rejection.ts'
import { deepest } from '../shallow-json.ts'
import { tooDeepIn, trackFields } from './fields.ts'

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

/**
 * What the Tracking API takes: events of a batch, and bytes of one event's JSON. As it was sent it may be longer, by space
 * and escapes.
 */
const limits = { events: 100, event: 256 * 1024, asSent: 2 * 1024 * 1024 }

/** An event is one level, and what is in its fields may have so many. */
const depth = deepest + 1

/** Decodes a body that is one event. */
export function* decodingTrack(body: Buffer): Pieces<TrackBatch> {
  const bytes = withoutMark(body)
  const parts = yield* jsonParts(bytes, false, { depth, parts: 1 })
  return parts === undefined || parts === 'too many' ? refused(notJson) : yield* decodeParts(parts, bytes)
}

/** Decodes a body that is an array of events. A bad one never costs its neighbours. */
export function* decodingTrackBulk(body: Buffer): Pieces<TrackBatch | 'too large'> {
  const bytes = withoutMark(body)
  const parts = yield* jsonParts(bytes, true, { depth, parts: limits.events })
  if (parts === 'too many') return 'too large'
  if (parts !== undefined) return isEmpty(parts, bytes) ? refused(noEvent) : yield* decodeParts(parts, bytes)
  // Whatever else it is, as one event it is either read or not.
  const other = yield* decodingTrack(body)
  return refused(other.rejected[0]?.error === notJson ? notJson : 'the body must be a JSON array of events')
}

/** The same in one go, of a text. */
export const decodeTrack = (text: string): TrackBatch => atOnce(decodingTrack(Buffer.from(text)))
export const decodeTrackBulk = (text: string): TrackBatch | 'too large' =>
  atOnce(decodingTrackBulk(Buffer.from(text)))

const notJson = 'the body must be JSON'
const noEvent = 'the batch holds no event'

const refused = (error: string): TrackBatch => ({ events: [], rejected: [{ line: 1, error }] })

/** A byte order mark, which .NET writes, is passed over. */
const withoutMark = (body: Buffer): Buffer =>
  body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body

const isEmpty = ([part]: readonly JsonPart[], bytes: Buffer): boolean =>
  part !== undefined && part.size === 0 && bytes.toString('latin1', part.end, part.end + 1) === ']'

/** Checks a value from JSON by the table of fields. Fields that it does not know are passed over. */
export function checkTrackEvent(value: unknown): TrackEvent | Rejection {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { error: 'the event must be a JSON object' }
  }
  // Not all of its members are looked at, only those that are known: it may have very many.
  const has = (name: string) => Object.hasOwn(value, name)
  const sent = (name: string) =>
    (has(name) ? (value as Record<string, unknown>)[name] : undefined) ?? undefined
  const event = new Map<string, unknown>()
  for (const { name, isRequired, read } of trackFields) {
    const pascal = name.charAt(0).toUpperCase() + name.slice(1)
    if (has(name) && has(pascal)) {
      return { parameter: name, error: `${name} and ${pascal} are both given: say it once` }
    }
    const said = has(pascal) ? pascal : name
    const given = sent(said)
    const result = given === undefined ? { value: undefined } : read(given, said)
    if ('error' in result) return result
    if (result.value !== undefined) event.set(name, result.value)
    else if (isRequired) return { parameter: said, error: `${said} is required and may not be empty` }
  }
  return Object.fromEntries(event) as unknown as TrackEvent
}

/** Bytes that are parsed and checked in one go. */
const piece = 48 * 1024

function* decodeParts(parts: readonly JsonPart[], bytes: Buffer): Pieces<TrackBatch> {
  const events: TrackEvent[] = []
  const rejected: LineRejection[] = []
  const isBreak = pieces(piece)
  for (const [at, part] of parts.entries()) {
    if (isBreak(part.end - part.start)) yield
    const event = readPart(part, bytes)
    if (event === undefined) return refused(notJson)
    if ('error' in event) rejected.push({ line: at + 1, ...event })
    else events.push(event)
  }
  return { events, rejected }
}

/** How much longer JSON gets at most by being read and written: `1e20` has twenty-one digits then. */
const growth = 6

const tooLarge: Rejection = { error: `the event is larger than ${limits.event} bytes` }

/** @returns undefined for what is no JSON */
function readPart(
  { start, end, size, tooDeep }: JsonPart,
  bytes: Buffer,
): TrackEvent | Rejection | undefined {
  if (size > limits.event || end - start > limits.asSent) return tooLarge
  if (tooDeep !== undefined) return tooDeepIn(tooDeep.member)
  try {
    const value: unknown = readJson(bytes.toString('utf8', start, end))
    const mayGrow = size * growth > limits.event
    if (mayGrow && Buffer.byteLength(JSON.stringify(value)) > limits.event) return tooLarge
    return checkTrackEvent(value)
  } catch {
    return undefined
  }
}
