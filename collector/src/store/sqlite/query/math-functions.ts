import { type MathFunction, mathFunctions as ofReals } from '../../../query/math.ts'
import { nan } from './reals.ts'

type Real = bigint | number | string

const call = ofReals as Readonly<Record<MathFunction, (value: number, other: number) => number | undefined>>

/** What SQL calls of numbers; NaN is a text. */
export const mathFunctions = {
  math_of(...[name, value, other]: readonly Real[]): Real | null {
    const result = call[name as MathFunction](Number(value), Number(other ?? 0))
    return result === undefined ? null : Number.isNaN(result) ? nan : result
  },
  ceiling_of: (value: Real) => (value === nan ? nan : Math.ceil(Number(value)) + 0),
  absolute_of: (value: Real) => (typeof value === 'string' ? nan : value < 0 ? -value : value),
}
