import { isForeignFrame } from '../browser/page.ts'
import { localStore } from '../storage/local.ts'
import { remembering } from '../storage/remembering.ts'
import type { IdExchange } from './id-exchange.ts'
import { sessionKey, visitorKey } from './ids.ts'
import { renew, renewalAddress, renewalPath } from './renew.ts'

/** Options of `renewIds()`. */
export interface RenewIdsOptions {
  /**
   * Where the collector renews them: an address of the page's own origin.
   *
   * @default '/track/ids'
   */
  readonly at?: string | undefined
  /**
   * What else is done with ids: `shareIds`.
   *
   * @default nothing
   */
  readonly ids?: IdExchange | undefined
}

const alone: IdExchange = (make) => make(remembering(localStore))

/**
 * Has the collector renew the visitor's cookie with each visit, by HTTP: Safari keeps that longer than the 7 days of
 * what scripts write. The collector needs `--renew-ids`, and a path of the page's own origin.
 *
 * @example
 * createTracker({ collector: '/track/activity', ids: renewIds() })
 */
export const renewIds =
  ({ at = renewalPath, ids = alone }: RenewIdsOptions = {}): IdExchange =>
  (make, wire, store, guard) =>
    ids(
      (local) => {
        let asked = ''
        const core = make({
          get: local.get,
          set(key, value, days) {
            const isKept = local.set(key, value, days)
            // The visit's comes last: both are there.
            if (key === sessionKey && value !== asked && !isForeignFrame()) {
              asked = value
              // In a task of its own: whoever tracks something does not pay for it.
              setTimeout(() =>
                guard.run(() => {
                  if (!core.signal.aborted)
                    renew(renewalAddress(at), local.get(visitorKey) as string, value, local, core.signal)
                }),
              )
            }
            return isKept
          },
        })
        return core
      },
      wire,
      store,
      guard,
    )
