import type { Rejection } from '../rejection.ts'
import { eventParameters, type RivetLetter, type RivetParameter } from './parameters.ts'
import { parseRivet, type RivetFields } from './parse.ts'

/** One event of Rivet's Tracking API. Keys that were not given are not there. */
export interface RivetEvent {
  /** Seconds since the epoch. */
  readonly date: number
  readonly category: string
  readonly action: string
  /** One or two pairs. */
  readonly labels?: Readonly<Record<string, string>>
  readonly visitor?: string
  readonly session?: string
  readonly organization: number
  readonly source: number
  /** Milliseconds. */
  readonly duration?: number
  /** The text that came, usually Rison. */
  readonly conversion?: string
  readonly page?: string
  /** The text that came, usually Rison. */
  readonly qualifiers?: string
  readonly sender?: string
  readonly sequence?: number
}

/** Decodes one query string without its `?`. */
export const decodeRivet = (query: string): RivetEvent | Rejection => {
  const fields = parseRivet(query)
  return 'error' in fields ? fields : checkRivet(fields)
}

/** Checks parsed fields by the table of parameters, and gives the values their names and types. */
export function checkRivet(fields: RivetFields): RivetEvent | Rejection {
  const event: Record<string, unknown> = {}
  for (const parameter of parameters) {
    const { letter } = parameter
    const text = fields[letter]
    if (text === undefined) {
      if (parameter.required) return reject(letter, 'is required')
      if (parameter.default !== undefined) event[parameter.name] = parameter.default
      continue
    }
    if (parameter.filled && text === '') return reject(letter, 'must not be empty')
    for (const other of parameter.requires ?? []) {
      if (fields[other] === undefined) return reject(other, `is required when ${letter} is present`)
    }
    const tooLong = checkLength(letter, text)
    if (tooLong !== undefined) return tooLong
    const value = parameter.kind === 'text' ? text : integer(parameter, text)
    if (typeof value === 'object') return value
    if (!inLabels.has(letter)) event[parameter.name] = value
  }
  const { l1, v1, l2, v2 } = fields
  if (l1 !== undefined) {
    if (l1 === l2) return reject('l2', 'must differ from l1')
    // Computed keys make own properties even of `__proto__`.
    event.labels = l2 === undefined ? { [l1]: v1 } : { [l1]: v1, [l2]: v2 }
  }
  return event as unknown as RivetEvent
}

/** Why this text is no value of the parameter, where it is too long for one. */
export function checkLength(letter: RivetLetter, text: string): Rejection | undefined {
  const maxLength = bounds.get(letter)
  return maxLength !== undefined && text.length > maxLength
    ? reject(letter, `must have at most ${maxLength} characters`)
    : undefined
}

/** These four become one object. */
const inLabels: ReadonlySet<RivetLetter> = new Set(['l1', 'v1', 'l2', 'v2'])

type Checked = RivetParameter & { readonly letter: RivetLetter; readonly requires?: readonly RivetLetter[] }

const parameters: readonly Checked[] = eventParameters

const bounds: ReadonlyMap<RivetLetter, number | undefined> = new Map(
  parameters.map(({ letter, maxLength }) => [letter, maxLength]),
)

function integer({ letter, whole, minimum = 0, maximum }: Checked, text: string): number | Rejection {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value) || value < minimum) {
    return reject(letter, `must be ${whole}${minimum > 0 ? ` from ${minimum}` : ''}`)
  }
  if (maximum !== undefined && value > maximum.value)
    return reject(letter, `must be ${whole}; ${maximum.mistake}`)
  return value
}

const reject = (parameter: string, error: string): Rejection => ({
  parameter,
  error: `${parameter} ${error}`,
})
