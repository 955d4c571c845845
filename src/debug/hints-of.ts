import { isFields } from '../lib/is-fields.ts'
import type { Issue } from '../types.ts'

/** Texts that questions read no number of, as `84,50`: they are missing from every sum, and nothing refuses them. */
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
  return numbers
    .filter(([, value]) => typeof value === 'string' && Number.isNaN(Number(value || NaN)))
    .map(([name, value]) => ({ reason: 'invalid', field: `conversion.${name}`, value, events: 0 }))
}
