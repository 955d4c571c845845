import { isFields } from '../lib/is-fields.ts'
import type { Issue } from '../types.ts'

/** Fields of a sale: `Conversion`. */
export const saleFields: readonly string[] = ['orderID', 'cartTotal', 'customerID', 'products']

/**
 * What nothing refuses, and every sum lacks: texts that questions read no number of, as `84,50`, and fields that a sale does
 * not have, as `orderId` and `total`.
 */
export const hintsOf = (event: unknown): readonly Issue[] => {
  const { conversion } = isFields(event) ? event : {}
  if (!isFields(conversion)) return []
  const { cartTotal, products } = conversion
  const items: readonly unknown[] = Array.isArray(products) ? products : []
  const numbers: readonly (readonly [field: string, value: unknown])[] = [
    ['cartTotal', cartTotal],
    ...items.flatMap((item, at) =>
      ['unitPrice', 'quantity'].map(
        (name) => [`products[${at}].${name}`, isFields(item) && item[name]] as const,
      ),
    ),
  ]
  const noNumbers = numbers.filter(
    ([, value]) => typeof value === 'string' && Number.isNaN(Number(value || NaN)),
  )
  const others = Object.entries(conversion).filter(([name]) => !saleFields.includes(name))
  return [...noNumbers, ...others].map(([name, value]) => ({
    reason: 'invalid',
    field: `conversion.${name}`,
    value,
    events: 0,
  }))
}
