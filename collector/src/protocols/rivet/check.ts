import type { Rejection } from '../rejection.ts'
import { wholeNumber } from '../whole-number.ts'
import { eventParameters, type RivetLetter, type RivetParameter } from './parameters.ts'
import { parseRivet, placeOf, type RivetFields } from './parse.ts'

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
  for (const check of checks) {
    const text = fields[check.place]
    if (text === undefined) {
      if (check.isRequired) return reject(check.letter, 'is required')
      if (check.default !== undefined) event[check.name] = check.default
      continue
    }
    if (check.isFilled && text === '') return reject(check.letter, 'must not be empty')
    for (const { letter, place } of check.requires) {
      if (fields[place] === undefined) return reject(letter, `is required when ${check.letter} is present`)
    }
    if (text.length > check.maxLength) return tooLong(check)
    if (!check.isText) {
      const value = wholeNumber(text)
      const mistake = mistakeIn(value, check)
      if (mistake !== undefined) return reject(check.letter, mistake)
      event[check.name] = value
    } else if (!check.isInLabels) event[check.name] = text
  }
  const { [label1]: l1, [value1]: v1, [label2]: l2, [value2]: v2 } = fields
  if (l1 !== undefined) {
    if (l1 === l2) return reject('l2', 'must differ from l1')
    // Computed keys make own properties even of `__proto__`.
    event.labels = l2 === undefined ? { [l1]: v1 } : { [l1]: v1, [l2]: v2 }
  }
  return event as unknown as RivetEvent
}

/** Why this text is no value of the parameter, where it is too long for one. */
export function checkLength(letter: RivetLetter, text: string): Rejection | undefined {
  const check = checks.find((each) => each.letter === letter)
  return check !== undefined && text.length > check.maxLength ? tooLong(check) : undefined
}

/** A parameter of the table, where nothing is left out: what all have is read fastest. */
interface Check extends Pick<RivetParameter, 'name'> {
  readonly letter: RivetLetter
  readonly place: number
  readonly isText: boolean
  readonly isRequired: boolean
  readonly isFilled: boolean
  /** Labels and their values become one object. */
  readonly isInLabels: boolean
  readonly maxLength: number
  readonly minimum: number
  readonly default: number | undefined
  readonly whole: string | undefined
  readonly maximum: RivetParameter['maximum'] | undefined
  readonly requires: readonly { readonly letter: RivetLetter; readonly place: number }[]
}

type EventParameter = Omit<RivetParameter, 'letter' | 'requires'> & {
  readonly letter: RivetLetter
  readonly requires?: readonly RivetLetter[]
}

const inLabels: ReadonlySet<RivetLetter> = new Set(['l1', 'v1', 'l2', 'v2'])

const checks: readonly Check[] = eventParameters.map((parameter: EventParameter) => ({
  letter: parameter.letter,
  name: parameter.name,
  place: placeOf(parameter.letter),
  isText: parameter.kind === 'text',
  isRequired: parameter.required === true,
  isFilled: parameter.filled === true,
  isInLabels: inLabels.has(parameter.letter),
  maxLength: parameter.maxLength ?? Number.POSITIVE_INFINITY,
  minimum: parameter.minimum ?? 0,
  requires: (parameter.requires ?? []).map((letter) => ({ letter, place: placeOf(letter) })),
  default: parameter.default,
  whole: parameter.whole,
  maximum: parameter.maximum,
}))

const [label1, value1, label2, value2] = [placeOf('l1'), placeOf('v1'), placeOf('l2'), placeOf('v2')]

function mistakeIn(value: number, { whole, minimum, maximum }: Check): string | undefined {
  if (!Number.isSafeInteger(value) || value < minimum)
    return `must be ${whole}${minimum > 0 ? ` from ${minimum}` : ''}`
  if (maximum !== undefined && value > maximum.value) return `must be ${whole}; ${maximum.mistake}`
  return undefined
}

const tooLong = ({ letter, maxLength }: Check): Rejection =>
  reject(letter, `must have at most ${maxLength} characters`)

const reject = (parameter: string, error: string): Rejection => ({
  parameter,
  error: `${parameter} ${error}`,
})
