import type { Store } from '../types.ts'
import { createIds, sessionKey, sessionSeenKey, visitorKey } from './ids.ts'
import { keepId } from './mirror.ts'

/** What a frame asks for them, and the name of the answer. */
export const idsQuestion = '_tog.rv-ids'

/** Ids as one page tells them to another. */
export type SharedIds = Readonly<Record<string, string>>

/** The ids there are, by their keys, made where there are none. */
export const readSharedIds = (cookies: Store, local: Store, now: number): SharedIds => {
  const { visitor, session } = createIds(cookies, local)(now)
  return { [visitorKey]: visitor, [sessionKey]: session }
}

/** Has ids that were told take the place of those there are. */
export const keepSharedIds = (told: SharedIds, cookies: Store, local: Store, now: number): void => {
  for (const key of [visitorKey, sessionKey]) {
    const id: unknown = told[key]
    if (!id || typeof id !== 'string') continue
    keepId(cookies, local, key, id)
    // The visit that was told goes on now, whenever there was one here.
    if (key === sessionKey) local.set(sessionSeenKey, `${now}`)
  }
}
