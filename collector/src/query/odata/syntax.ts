export const comparisonNames = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in'] as const

export type ComparisonName = (typeof comparisonNames)[number]

/** A filter as it is written. Nothing in it is known to exist; `at` is where in the text it begins. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'comparison'
      readonly name: ComparisonName
      readonly left: Operand
      /** More than one means any of them. */
      readonly right: readonly Operand[]
      readonly at: number
    }
  /** True or false by itself. */
  | { readonly kind: 'bare'; readonly operand: Operand }

export type Operand =
  | { readonly kind: 'quoted'; readonly text: string; readonly form?: string; readonly at: number }
  /** A field, or a value without quotes. */
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'call'
      readonly text: string
      readonly arguments: readonly Operand[]
      readonly at: number
    }
  /** The operator as it is written in lower case, `negate` for a minus before one operand. */
  | {
      readonly kind: 'operation'
      readonly text: string
      readonly operands: readonly Operand[]
      readonly at: number
    }
  /** `any` or `all` of a list; without a condition, whether there is one at all. */
  | {
      readonly kind: 'lambda'
      readonly text: string
      readonly list: string
      readonly quantifier: 'any' | 'all'
      readonly variable?: string
      readonly condition?: Condition
      readonly at: number
    }

export const sumNames: readonly string[] = ['add', 'sub']
export const productNames: readonly string[] = ['mul', 'div', 'divby', 'mod']
