import { askTop } from '../browser/frame-messages.ts'
import { isForeignFrame } from '../browser/page.ts'
import { onPageLife } from '../browser/page-life.ts'
import { createConsent } from '../consent/consent.ts'
import { createAbortController } from '../lib/create-abort-controller.ts'
import { now } from '../lib/now.ts'
import { cookieStore } from '../storage/cookie.ts'
import { localStore } from '../storage/local.ts'
import { remembering } from '../storage/remembering.ts'
import type { IdExchange } from './id-exchange.ts'
import { idsQuestion, keepSharedIds, type SharedIds } from './shared-ids.ts'

/** Options of `takeIds()`. */
export interface TakeIdsOptions {
  /** Origins of the pages whose ids are taken: `https://shop.example`. */
  readonly origins: readonly string[]
  /**
   * How long events wait for the ids, in ms, before the frame's own are used.
   *
   * @default 1000
   */
  readonly wait?: number | undefined
}

/**
 * In a frame of another origin, knows the visitor by the ids of the outermost page, if that tells them with `shareIds`.
 * Until then events are held, with their own times. Anywhere else it changes nothing.
 *
 * @example
 * createTracker({ collector, ids: takeIds({ origins: ['https://shop.example'] }) })
 */
export const takeIds =
  ({ origins, wait = 1_000 }: TakeIdsOptions): IdExchange =>
  (make, wire, store, guard) => {
    const local = remembering(localStore)
    if (!isForeignFrame()) return make(local)

    const gate = createConsent('pending')
    const asking = createAbortController()
    const { signal } = asking
    const begin = (): void => {
      if (signal.aborted) return
      asking.abort()
      gate.grant()
    }
    askTop(
      idsQuestion,
      origins,
      (told) => {
        keepSharedIds(told as SharedIds, cookieStore(true), local, now())
        begin()
      },
      signal,
    )
    const deadline = setTimeout(begin, wait)
    signal.addEventListener('abort', () => clearTimeout(deadline))
    // Nobody answers a page that is gone.
    onPageLife(begin, () => {}, signal)

    const parts = gate.hold(() => make(local), wire, store, guard)
    return {
      ...parts,
      stop() {
        begin()
        parts.stop()
      },
      forget() {
        asking.abort()
        gate.deny()
        return 0
      },
    }
  }
