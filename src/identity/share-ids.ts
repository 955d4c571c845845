import { answerFrames } from '../browser/frame-messages.ts'
import { now } from '../lib/now.ts'
import { cookieStore } from '../storage/cookie.ts'
import { localStore } from '../storage/local.ts'
import { remembering } from '../storage/remembering.ts'
import type { IdExchange } from './id-exchange.ts'
import { idsQuestion, readSharedIds } from './shared-ids.ts'

/** Options of `shareIds()`. */
export interface ShareIdsOptions {
  /** Origins of the frames that may know the ids: `https://widget.example`. */
  readonly origins: readonly string[]
}

/**
 * Tells this page's ids to frames of other origins that ask for them with `takeIds`, for as long as the tracker may
 * record.
 *
 * @example
 * createTracker({ collector, ids: shareIds({ origins: ['https://widget.example'] }) })
 */
export const shareIds =
  ({ origins }: ShareIdsOptions): IdExchange =>
  (make) => {
    const local = remembering(localStore)
    const core = make(local)
    answerFrames(idsQuestion, origins, () => readSharedIds(cookieStore(false), local, now()), core.signal)
    return core
  }
