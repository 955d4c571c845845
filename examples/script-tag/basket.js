import { findProduct } from './products.js'
import { keep, recall, watchKept } from './storage.js'

const KEY = 'saltmarsh.basket'

// A line is { id, glaze, size, quantity }; prices come from the catalogue, never from storage.
let lines = read([])

const listeners = new Set()

watchKept(KEY, () => {
  lines = read(lines)
  tell()
})

function read(otherwise) {
  const stored = recall('localStorage', KEY, otherwise)
  return Array.isArray(stored) ? stored.filter((line) => priceOf(line) !== undefined) : []
}

function change(next) {
  lines = next
  keep('localStorage', KEY, lines)
  tell()
}

function tell() {
  for (const listener of listeners) listener()
}

const isSame = (one, other) => one.id === other.id && one.glaze === other.glaze && one.size === other.size

function priceOf({ id, size }) {
  return findProduct(id)?.sizes.find(({ name }) => name === size)?.price
}

export const basket = {
  /** The lines with their product and price. */
  lines: () => lines.map((line) => ({ ...line, product: findProduct(line.id), price: priceOf(line) })),
  count: () => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  total: () => lines.reduce((sum, line) => sum + priceOf(line) * line.quantity, 0),
  add(line) {
    const there = lines.find((other) => isSame(other, line))
    if (there) basket.setQuantity(there, there.quantity + 1)
    else change([...lines, { ...line, quantity: 1 }])
  },
  setQuantity(line, quantity) {
    change(lines.map((other) => (isSame(other, line) ? { ...other, quantity } : other)))
  },
  remove(line) {
    change(lines.filter((other) => !isSame(other, line)))
  },
  empty: () => change([]),
  /** Calls `listener` now and after every change. */
  watch(listener) {
    listeners.add(listener)
    listener()
  },
}
