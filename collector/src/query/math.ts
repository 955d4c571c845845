/**
 * Functions of one or two reals, by IEEE 754. `undefined` is null: where Kusto says so, or the documentation of it leaves
 * nothing else.
 */
export const mathFunctions = {
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  atan2: Math.atan2,
  cos: Math.cos,
  cot: (value: number) => 1 / Math.tan(value),
  exp: Math.exp,
  exp10: (value: number) => 10 ** value,
  exp2: (value: number) => 2 ** value,
  log: (value: number) => (value < 0 ? undefined : Math.log(value)),
  log10: (value: number) => (value < 0 ? undefined : Math.log10(value)),
  log2: (value: number) => (value < 0 ? undefined : Math.log2(value)),
  pow: (base: number, exponent: number) => base ** exponent,
  sign: (value: number) => Math.sign(value) + 0,
  sin: Math.sin,
  sqrt: (value: number) => (value < 0 ? undefined : Math.sqrt(value)),
  tan: Math.tan,
} as const satisfies Record<string, (value: number, other: number) => number | undefined>

export type MathFunction = keyof typeof mathFunctions
