import { queryError } from '../query-error.ts'
import type { Expression, Literal, Path } from '../tree.ts'
import { call } from './calls.ts'
import { limits } from './limits.ts'
import type { Bound } from './scope.ts'

/** What is in a dynamic value: by a name, by a place, or by a place that is computed of the row. */
export function partsOf(of: Expression, keys: readonly (string | Bound)[], at: number): Expression {
  if (keys.length > limits.parts) throw queryError(`a path has at most ${limits.parts} parts`, at)
  const named = keys.map((key) => (typeof key === 'string' ? key : keyOf(key)))
  if (of.kind === 'call' && of.name === 'split' && !(named.length === 1 && typeof named[0] !== 'string')) {
    throw queryError('split gives texts: a part is named by one whole number', at)
  }
  if (of.kind === 'literal') expectParts(of, named, keys, at)
  // A slice of one element, and its first: null where the place is outside, as a part is.
  return named.reduce<Expression>(
    (part, key) =>
      typeof key === 'object' ? pathTo(call('arraySlice', 'dynamic', part, key, key), 0) : pathTo(part, key),
    of,
  )
}

const pathTo = (of: Expression, key: string | number): Path =>
  of.kind === 'path' ? { ...of, keys: [...of.keys, key] } : { kind: 'path', type: 'dynamic', of, keys: [key] }

function keyOf({ expression, at }: Bound): string | number | Expression {
  if (expression.kind === 'literal' && expression.type === 'string') return expression.value
  if (expression.kind === 'literal' && expression.type === 'long' && expression.value !== null) {
    if (BigInt.asIntN(32, expression.value) === expression.value) return Number(expression.value)
  } else if (expression.type === 'long') return expression
  throw queryError('a part is named by a text that stands there, or by a whole number', at)
}

/** What is in a literal is known: Kusto refuses a name in brackets of a list, a place in an object, and parts of what has none. */
function expectParts(
  { value }: Literal,
  names: readonly (string | number | Expression)[],
  keys: readonly (string | Bound)[],
  at: number,
): void {
  let part: unknown = JSON.parse(String(value))
  for (const [index, name] of names.entries()) {
    if (typeof name === 'object') return
    const isList = Array.isArray(part)
    const isDotted = typeof keys[index] === 'string'
    if (typeof part !== 'object' || part === null || (!isDotted && isList !== (typeof name === 'number'))) {
      throw queryError(
        `there is no part ${typeof name === 'number' ? name : `'${name}'`} in this literal`,
        at,
      )
    }
    part = isList ? (part as unknown[])[Number(name)] : (part as Record<string, unknown>)[name]
    if (part === undefined) return
  }
}
