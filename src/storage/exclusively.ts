import { attempt } from '../lib/attempt.ts'

export const claimKey = '_tog.rv-adopting'

/** How long a claim holds, and how long to see whether it is the only one, in ms. */
const holds = 1_000
const doubt = 100

/**
 * Does the work unless another page of this origin is at it. The lock is held no longer than the work takes, as a page
 * that holds one cannot go to the back/forward cache (https://web.dev/articles/bfcache).
 *
 * Where there are no Web Locks, which is on every page without TLS, a claim in localStorage that expires has to do.
 */
export const exclusively = async (work: () => Promise<void>): Promise<void> => {
  try {
    if (navigator.locks) {
      await navigator.locks.request(claimKey, { ifAvailable: true }, (lock) => lock && work())
      return
    }
    const last = localStorage.getItem(claimKey)
    if (Math.abs(Date.now() - Number.parseFloat(last ?? '0')) < holds) return
    const claim = `${Date.now()} ${Math.random()}`
    // Storage may be full, of what waits to be taken over.
    attempt(() => localStorage.setItem(claimKey, claim))
    await new Promise((done) => setTimeout(done, doubt))
    const now = localStorage.getItem(claimKey)
    if (now === claim || now === last) await work()
  } catch {
    // Storage is blocked, and then there is nothing that others could have left.
  }
}
