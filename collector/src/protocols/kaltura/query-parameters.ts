import { formText } from '../form-text.ts'
import { infiniteIn, tooLargeANumber } from '../read-json.ts'
import type { Rejection } from '../rejection.ts'
import { parseShallow } from '../shallow-json.ts'

/** Parameters by name, each with all the texts that were given for it. */
export type Parameters = ReadonlyMap<string, readonly string[]>

/**
 * Reads a query string as it comes: what is not percent-encoded UTF-8 stays as it is.
 *
 * @param maxCount - values that are read: of more than an event may have, one more says enough
 */
export function parseQuery(query: string, maxCount = Number.POSITIVE_INFINITY): Parameters {
  const parameters = new Map<string, string[]>()
  let count = 0
  for (let start = 0, end: number; start < query.length && count <= maxCount; start = end + 1) {
    const separator = query.indexOf('&', start)
    end = separator < 0 ? query.length : separator
    const piece = query.slice(start, end)
    if (piece === '') continue
    count += 1
    const equals = piece.indexOf('=')
    const name = equals < 0 ? piece : piece.slice(0, equals)
    add(parameters, decoded(name), equals < 0 ? '' : decoded(piece.slice(equals + 1)))
  }
  return parameters
}

/** Reads a JSON object as if it had come as a query: its values become text, a list is a name given repeatedly. */
export function parseJson(json: string): Parameters | Rejection {
  const parameters = new Map<string, string[]>()
  try {
    const object: unknown = parseShallow(json)
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return notAnObject
    for (const [name, value] of Object.entries(object)) {
      const infinite = infiniteIn(value, name)
      if (infinite !== undefined) return tooLargeANumber(infinite)
      for (const each of Array.isArray(value) ? value : [value]) add(parameters, name, written(each))
    }
    return parameters
  } catch {
    return notAnObject
  }
}

/**
 * The parameters of both. What both say alike is said once; where they differ both are kept, the nearer first.
 *
 * @param maxCount - values that an event may have, repeated names counted each time
 */
export function mergeParameters(
  far: Parameters | Rejection,
  near: Parameters | Rejection,
  maxCount: number,
): Parameters | Rejection {
  if ('error' in far) return far
  if ('error' in near) return near
  if (countOf(far) + countOf(near) > maxCount)
    return { error: `the event has more than ${maxCount} parameters` }
  const merged = new Map(far)
  for (const [name, texts] of near) {
    const others = (far.get(name) ?? []).filter((text) => !texts.includes(text))
    merged.set(name, [...texts, ...others])
  }
  return merged
}

function countOf(parameters: Parameters): number {
  let count = 0
  for (const texts of parameters.values()) count += texts.length
  return count
}

const notAnObject: Rejection = { error: 'the body must be a JSON object that is not nested too deep' }

const decoded = (text: string): string => formText(text) ?? text

const written = (value: unknown): string => {
  if (typeof value === 'string') return value
  return value === null ? '' : JSON.stringify(value)
}

function add(parameters: Map<string, string[]>, name: string, text: string): void {
  const texts = parameters.get(name)
  if (texts === undefined) parameters.set(name, [text])
  else texts.push(text)
}
