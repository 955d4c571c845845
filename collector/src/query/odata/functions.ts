import { compileRegex } from '../compile-regex.ts'
import type { FunctionName } from '../functions.ts'
import { queryError } from '../query-error.ts'
import type { Expression, Literal, Type } from '../tree.ts'
import { timeOf } from './literals.ts'
import type { Side } from './operands.ts'
import { callOf, nothing, textLiteral, timeLiteral } from './trees.ts'

/** Reads an argument; null for null. */
type Parameter = (side: Side, name: string) => Expression | null

const text: Parameter = (side, name) => {
  if (side.kind === 'value') return side.literal && textLiteral(side.text)
  const { type } = side.expression
  if (type === 'string' || type === 'dynamic') return side.expression
  throw queryError(`${name} takes texts, and ${side.text} is none`, side.at)
}

/** A text as it stands in a payload is none, and the function of it null. */
const number: Parameter = (side, name) => {
  const expression = side.kind === 'value' ? side.literal : side.expression
  if (expression === null) return null
  if (['long', 'real', 'dynamic'].includes(expression.type)) return expression
  throw queryError(`${name} takes a number, and ${side.text} is none`, side.at)
}

const whole: Parameter = (side, name) => {
  if (side.kind === 'value' && side.literal?.type === 'long') return side.literal
  throw queryError(`${name} takes a whole number here, and ${side.text} is none`, side.at)
}

const pattern: Parameter = (side, name) => {
  if (side.kind !== 'value' || side.literal?.type !== 'string') {
    throw queryError(`${name} takes its expression in quotes, and ${side.text} is none`, side.at)
  }
  compileRegex(side.text, side.at)
  return textLiteral(side.text)
}

const time: Parameter = (side, name) => {
  if (side.kind === 'value') return side.literal && timeLiteral(timeOf(side.text, side.at))
  const { expression } = side
  if (expression.type === 'datetime') return expression
  if (expression.type === 'dynamic') return callOf('datetime', 'toDatetime', expression)
  throw queryError(`${name} takes a time, and ${side.text} is none`, side.at)
}

/** What a value may become: labels are texts, and of `"42"` nobody can ask whether it is more than 40. */
const numberType: Parameter = (side, name) => {
  if (/^Edm\.(Double|Decimal|Single)$/.test(side.text)) return textLiteral(side.text)
  throw queryError(`${name} makes numbers, Edm.Double, and ${side.text} is none`, side.at)
}

const scalar: Parameter = (side, name) => {
  if (side.kind === 'value') return side.literal
  if (['string', 'dynamic', 'long', 'real'].includes(side.expression.type)) return side.expression
  throw queryError(`${name} takes a text or a number, and ${side.text} is none`, side.at)
}

interface Function {
  readonly parameters: readonly Parameter[]
  /** How many of them may be left out. */
  readonly optional?: number
  make(...operands: readonly Expression[]): Expression
}

const long = (value: bigint): Literal => ({ kind: 'literal', type: 'long', value })

const plain = (type: Type, name: FunctionName, ...parameters: readonly Parameter[]): Function => ({
  parameters,
  make: (...operands) => callOf(type, name, ...operands),
})

const part = (name: string): Function => ({
  parameters: [time],
  make: (of) => callOf('long', 'timePart', textLiteral(name), of!),
})

/** Everything that Unicode counts as white space. */
const blanks = textLiteral('[\\s\\p{Z}]+')

const functions: Readonly<Record<string, Function>> = {
  contains: plain('bool', 'contains', text, text),
  startswith: plain('bool', 'startsWith', text, text),
  endswith: plain('bool', 'endsWith', text, text),
  tolower: plain('string', 'toLower', text),
  toupper: plain('string', 'toUpper', text),
  trim: { parameters: [text], make: (of) => callOf('string', 'trim', of!, blanks) },
  concat: plain('string', 'concat', text, text),
  length: plain('long', 'length', text),
  indexof: {
    parameters: [text, text],
    make: (of, sought) => callOf('long', 'indexOf', of!, sought!, long(0n)),
  },
  substring: {
    parameters: [text, whole, whole],
    optional: 1,
    make: (of, start, count = long(-1n)) => callOf('string', 'substring', of!, start!, count),
  },
  matchespattern: {
    parameters: [text, pattern],
    make: (of, regex) => callOf('bool', 'matchesRegex', of!, regex!),
  },
  cast: { parameters: [scalar, numberType], make: (of) => callOf('real', 'toReal', of!) },
  floor: { parameters: [number], make: (of) => callOf('real', 'bin', of!, long(1n)) },
  ceiling: { parameters: [number], make: (of) => callOf('real', 'ceiling', of!) },
  round: { parameters: [number], make: (of) => callOf('real', 'round', of!, long(0n)) },
  date: plain('datetime', 'startOfDay', time),
  year: part('year'),
  month: part('month'),
  day: part('day'),
  hour: part('hour'),
  minute: part('minute'),
  second: part('second'),
  fractionalseconds: {
    parameters: [time],
    make: (of) =>
      callOf('real', 'divide', part('nanosecond').make(of!), { kind: 'literal', type: 'real', value: 1e9 }),
  },
}

const counts = ['no values', 'one value', 'two values', 'three values']

export const functionNames: readonly string[] = Object.keys(functions)

/** What older versions of OData and other languages have, and what there is for it. */
const instead: ReadonlyMap<string, string> = new Map([
  ['substringof', 'contains, with the text first'],
  ['lower', 'tolower'],
  ['upper', 'toupper'],
  ['len', 'length'],
  ['now', 'the time itself, as 2019-01-01T00:00:00Z'],
  ['time', 'hour, minute and second'],
])

/** @throws QueryError when there is no function of that name, in upper or lower case */
export function expectFunction(name: string, at: number): void {
  const lower = name.toLowerCase()
  if (Object.hasOwn(functions, lower)) return
  const known = instead.get(lower)
  throw queryError(
    `${name} is not supported; ${known ? `write ${known}` : `functions are ${functionNames.join(', ')}`}`,
    at,
  )
}

/** @throws QueryError when it is given something else than it takes */
export function bindFunction(said: string, sides: readonly Side[], at: number): Expression {
  const name = said.toLowerCase()
  const { parameters, optional = 0, make } = functions[name]!
  if (sides.length > parameters.length || sides.length < parameters.length - optional) {
    const least = optional > 0 ? `${counts[parameters.length - optional]} or ` : ''
    throw queryError(`${name} takes ${least}${counts[parameters.length]}`, at)
  }
  const operands = sides.map((side, place) => parameters[place]!(side, name))
  return operands.includes(null) ? nothing : make(...(operands as Expression[]))
}
