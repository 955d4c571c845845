import type { Expression } from '../../../query/tree.ts'

/**
 * SQLite has infinity and no NaN: a NaN that a function gives it becomes null. So a real that is NaN is the text `NaN`
 * here, and whatever takes reals that may be one looks out for it.
 */
export const nan = 'NaN'

/**
 * Whether a real may be NaN, as far as its expression tells. Columns of steps before may hold any; numbers of JSON and
 * texts are never NaN, and what is divided by a literal is as good as it was.
 */
export function mayBeNan(expression: Expression): boolean {
  if (expression.type !== 'real' || expression.kind === 'literal') return false
  if (expression.kind !== 'call') return true
  const { name, arguments: operands } = expression
  const [, divisor] = operands
  if (name === 'math') return true
  if ((name === 'divide' || name === 'modulo') && !isFilled(divisor)) return true
  return operands.some(mayBeNan)
}

const isFilled = (divisor: Expression | undefined): boolean =>
  divisor?.kind === 'literal' && divisor.value !== null && Number(divisor.value) !== 0

type Real = bigint | number | string

const written = (value: number): number | string => (Number.isNaN(value) ? nan : value)

/** Of two reals that may be the text, by IEEE 754. */
const ofTwo =
  (combine: (one: number, other: number) => number) =>
  (one: Real, other: Real): number | string =>
    written(combine(Number(one), Number(other)))

/** What SQL calls where reals may be NaN, or become it. */
export const realFunctions = {
  real_add: ofTwo((one, other) => one + other),
  real_subtract: ofTwo((one, other) => one - other),
  real_multiply: ofTwo((one, other) => one * other),
  real_divide: ofTwo((one, other) => one / other),
  real_modulo: ofTwo((one, other) => {
    const left = one % other
    return left < 0 ? left + Math.abs(other) : left
  }),
  /** -1, 0 or 1, and 2 where one is NaN: nothing is in an order with that, not even itself. */
  real_compare(one: Real, other: Real): bigint {
    if (one === nan || other === nan) return 2n
    return one < other ? -1n : one > other ? 1n : 0n
  },
}

/** The one that is furthest of those that are not null. */
const furthest =
  (isFurther: (one: Real, other: Real) => boolean) =>
  (...values: readonly (Real | null)[]): Real | null =>
    values.reduce((best, value) => {
      if (value === null || best === null) return best ?? value
      return isFurther(value, best) ? value : best
    }, null)

/** What takes nulls, and is not null because of one. NaN is less than any other, and no text is it by its type. */
export const ofNulls = {
  greatest_of: furthest((one, other) => other === nan || (one !== nan && one > other)),
  least_of: furthest((one, other) => other === nan || (one !== nan && one < other)),
  greatest_text: furthest((one, other) => compareTexts(one as string, other as string) > 0),
  least_text: furthest((one, other) => compareTexts(one as string, other as string) < 0),
}

const compareTexts = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other))
