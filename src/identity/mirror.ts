import { newId } from '../lib/new-id.ts'
import type { Store } from '../types.ts'

/**
 * The id under a key: the one that is already there, whoever set it, else a new one.
 *
 * @param remembered - the id this page knows, for where nothing can be stored
 * @param hasEnded - whether what has no end of its own, localStorage and memory, is past its time
 */
export const findId = (
  cookies: Store,
  local: Store,
  key: string,
  remembered?: string,
  hasEnded?: boolean,
): string => cookies.get(key) || (!hasEnded && (local.get(key) || remembered)) || newId()

/**
 * Writes it to both places as its plain value, so that whichever had lost it has it again, and its time begins anew.
 *
 * @param days - how long the cookie lasts. Default: until the browser ends
 */
export const keepId = (cookies: Store, local: Store, key: string, id: string, days?: number): void => {
  cookies.set(key, id, days)
  local.set(key, id)
}
