/** A value of the evaluator: whole numbers, times and spans are bigint; a dynamic one is what its JSON says. */
export type Value = string | bigint | number | boolean | null | Json

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** By code points, which is the order of bytes in UTF-8. */
const compareTexts = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other))

export const isNumber = (value: Value): value is bigint | number =>
  typeof value === 'bigint' || typeof value === 'number'

/** @returns NaN where one of them is: no order is right then. */
const compareNumbers = (one: bigint | number, other: bigint | number): number => {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.NaN
  return one < other ? -1 : one > other ? 1 : 0
}

/** What a value is among others of all types; whole and other numbers are one kind. */
export function kindOf(value: Value): string {
  if (isNumber(value)) return 'number'
  return Array.isArray(value) ? 'array' : typeof value
}

/** @returns below 0 where the first comes first, or undefined where two values have no order */
export function compareAlike(one: Value, other: Value): number | undefined {
  if (isNumber(one) && isNumber(other)) return compareNumbers(one, other)
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other)
  return undefined
}

export const areEqual = (one: Value, other: Value): boolean =>
  kindOf(one) === kindOf(other) &&
  (compareAlike(one, other) ?? (JSON.stringify(one) === JSON.stringify(other) ? 0 : 1)) === 0

/** Every value has a place: truth counts as 0 and 1, numbers come before texts, and lists are texts. */
export function compareAll(one: Value, other: Value): number {
  const [first, second] = [one, other].map(plain) as [bigint | number | string, bigint | number | string]
  if (typeof first === 'string') return typeof second === 'string' ? compareTexts(first, second) : 1
  return typeof second === 'string' ? -1 : compareNumbers(first, second)
}

function plain(value: Value): bigint | number | string {
  if (typeof value === 'boolean') return Number(value)
  return isNumber(value) || typeof value === 'string' ? value : JSON.stringify(value)
}
