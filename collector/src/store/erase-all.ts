import { setTimeout } from 'node:timers/promises'
import type { Erasure, Store } from './store.ts'

/** Milliseconds for the others after each step. */
const pause = 10

/**
 * Erases step by step, while events go on coming in.
 *
 * @param isOver - when the store is about to close, the rest is left
 * @returns how many events were erased
 */
export async function eraseAll(
  store: Pick<Store, 'erase'>,
  which: Erasure,
  isOver: () => boolean = () => false,
): Promise<number> {
  let count = 0
  while (!isOver()) {
    const erased = await store.erase(which)
    if (erased.length === 0) break
    count += erased.length
    await setTimeout(pause)
  }
  return count
}
