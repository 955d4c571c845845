export interface Row<Value> {
  readonly element: HTMLElement
  show(value: Value): void
}

/**
 * Keeps a list of rows in step with a list of values. Rows are kept and moved, so that the focus stays where it is
 * while numbers change.
 *
 * @returns shows these values, in their order
 */
export function keepRows<Value>(
  body: HTMLElement,
  keyOf: (value: Value) => string,
  create: (value: Value) => Row<Value>,
): (values: readonly Value[]) => void {
  let rows = new Map<string, Row<Value>>()

  return (values) => {
    const next = new Map<string, Row<Value>>()
    for (const value of values) {
      const key = keyOf(value)
      const row = rows.get(key) ?? create(value)
      row.show(value)
      next.set(key, row)
    }
    for (const [key, row] of rows) if (!next.has(key)) row.element.remove()
    rows = next
    let index = 0
    for (const row of rows.values()) {
      const there = body.children[index++] ?? null
      if (there !== row.element) body.insertBefore(row.element, there)
    }
  }
}
