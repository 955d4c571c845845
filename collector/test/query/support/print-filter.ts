import { writeTicks } from '../../../src/model/ticks.ts'
import type { Call, Expression, Literal } from '../../../src/query/tree.ts'

const operators: Partial<Record<string, string>> = {
  same: 'eq',
  equal: 'eq',
  less: 'lt',
  lessOrEqual: 'le',
  greater: 'gt',
  greaterOrEqual: 'ge',
}

const functions: Partial<Record<string, string>> = {
  contains: 'contains',
  startsWith: 'startswith',
  endsWith: 'endswith',
  toLower: 'tolower',
  toUpper: 'toupper',
  length: 'length',
  concat: 'concat',
}

/** Writes a tree as the filter that means it, with every bracket. */
export function printFilter(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return printLiteral(expression)
    case 'field':
      return expression.name
    case 'item':
      return `item${expression.level}`
    case 'path':
      return expression.keys.reduce<string>(
        (path, key) => path + (typeof key === 'number' ? `[${key}]` : `/${key}`),
        printFilter(expression.of),
      )
    case 'call':
      return printCall(expression)
    default:
      throw new Error('no filter asks another query')
  }
}

function printCall(call: Call): string {
  const { name, arguments: operands } = saidAtOnce(call) ?? call
  const [first, ...rest] = operands.map(printFilter)
  const operator = operators[name]
  if (operator) return `${first} ${operator} ${rest[0]}`
  if (functions[name]) return `${functions[name]}(${[first, ...rest]})`
  switch (name) {
    case 'and':
    case 'or':
      return `(${[first, ...rest].join(` ${name} `)})`
    case 'not':
      return `not (${first})`
    case 'in':
      return `${first} in (${rest})`
    case 'isNull':
      return `${first} eq null`
    case 'timePart':
      return `${operands[0]?.kind === 'literal' && operands[0].value}(${rest[0]})`
    case 'anyElement':
      return `${first}/any(${rest[0]}: ${rest[1]})`
    case 'everyElement':
      return `${first}/all(${rest[0]}: ${rest[1]})`
    case 'orNull':
    case 'toDatetime':
      return first!
    default:
      throw new Error(`no filter says ${name}`)
  }
}

/** What a filter says in one comparison, and the tree in two calls: a number that may be a text, a relation under not. */
function saidAtOnce({ name, arguments: [one, other] }: Call): Call | undefined {
  if (one?.kind !== 'call') return undefined
  const isNumberOrText =
    name === 'or' && one.name === 'same' && other?.kind === 'call' && other.name === 'same'
  if (isNumberOrText) {
    const [number, text] = [one.arguments[1], other.arguments[1]]
    const isSame =
      number?.kind === 'literal' && text?.kind === 'literal' && String(number.value) === text.value
    return isSame && number.type !== 'string' && one.arguments[0]?.type === 'dynamic' ? one : undefined
  }
  const isTrue = other?.kind === 'literal' && other.type === 'bool'
  return name === 'same' && one.type === 'bool' && isTrue ? one : undefined
}

function printLiteral({ type, value }: Literal): string {
  if (type === 'string') return `'${value.replaceAll("'", "''")}'`
  if (type === 'datetime' && value !== null) return writeTicks(value)
  return String(value)
}
