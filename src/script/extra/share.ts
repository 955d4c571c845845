import { answerFrames } from '../../browser/frame-messages.ts'
import { idsQuestion, readSharedIds, type SharedIds } from '../../identity/shared-ids.ts'
import { now } from '../../lib/now.ts'
import { cookieStore } from '../../storage/cookie.ts'
import { localStore } from '../../storage/local.ts'
import type { Plugin } from '../../types.ts'
import type { Tag } from '../parts.ts'

/** Those that the tag's tracker has as well: where nothing can be stored, it has some of its own in memory. */
export const storedIds = (): SharedIds | undefined => {
  const cookies = cookieStore(false)
  const ids = readSharedIds(cookies, localStore, now())
  const isStored = Object.entries(ids).every(([key, id]) => (cookies.get(key) || localStore.get(key)) === id)
  return isStored ? ids : undefined
}

/** `shareIds`, beside a tracker that is there already: tells the page's ids to frames, while it may record. */
export const share =
  ({ attributes, consent }: Tag, origins: readonly string[]): Plugin =>
  (_emit, signal) => {
    const isAllowed = (): boolean => attributes.anonymous === undefined && consent.state === 'granted'
    answerFrames(idsQuestion, origins, () => (isAllowed() ? storedIds() : undefined), signal)
  }
