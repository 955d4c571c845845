import { onDataLayer } from '../browser/data-layer.ts'
import type { Plugin } from '../types.ts'

/** An item of a purchase, as shops have it in their data layer. */
interface Item {
  readonly item_id?: unknown
  readonly item_name?: unknown
  readonly price?: unknown
  readonly quantity?: unknown
}

interface Purchase {
  readonly transaction_id?: unknown
  readonly value?: unknown
  readonly user_id?: unknown
  /** A list, where the page keeps to the form. */
  readonly items?: unknown
}

/** The same, whether it was pushed by itself or by `gtag('event', 'purchase', …)`. */
const purchaseIn = (entry: unknown): Purchase | undefined => {
  const pushed = entry as { readonly event?: unknown; readonly ecommerce?: Purchase } | undefined
  if (pushed?.event === 'purchase') return pushed.ecommerce
  const [command, name, parameters] = Array.from((entry ?? []) as ArrayLike<unknown>)
  return command === 'event' && name === 'purchase' ? (parameters as Purchase) : undefined
}

/**
 * Emits `shop/purchase` of each sale that the page puts into its `dataLayer` in the form of Google Analytics 4, as Rivet's
 * e-commerce conversion: order, total and products. A sale is told once, by its order.
 *
 * @example
 * createTracker({ collector, wire: rivet({ rison }), plugins: [conversions()] })
 * @see https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export const conversions = (): Plugin => (emit, signal) => {
  const told = new Set<unknown>()
  onDataLayer((entry) => {
    const purchase = purchaseIn(entry)
    if (!purchase || told.has(purchase.transaction_id)) return
    const { transaction_id: orderID, value: cartTotal, user_id: customerID, items } = purchase
    if (orderID != null) told.add(orderID)
    const products = (Array.isArray(items) ? (items as (Item | null)[]) : [])
      .filter((item) => item != null)
      .map(({ item_id, item_name, price, quantity }) => ({
        productID: item_id,
        unitPrice: price,
        quantity: quantity ?? 1,
        description: item_name,
      }))
    emit({ name: 'shop/purchase', order: orderID, conversion: { customerID, orderID, cartTotal, products } })
  }, signal)
}
