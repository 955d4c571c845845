/** Names the lock, and in earlier versions a claim in localStorage. */
export const claimKey = '_tog.rv-adopting'

/**
 * Does the work unless another page of this origin is at it. The lock is held no longer than the work takes, as a page
 * that holds one cannot go to the back/forward cache (https://web.dev/articles/bfcache).
 *
 * Where there are no Web Locks, as on a page without TLS, it is done all the same: two pages that look around in the same
 * millisecond may both take what a third has left, and the collector then tells the repeat by its key.
 */
export const exclusively = async (work: () => Promise<void>): Promise<void> => {
  try {
    const { locks } = navigator
    await (locks ? locks.request(claimKey, { ifAvailable: true }, (lock) => lock && work()) : work())
  } catch {
    // A frame without an origin has no locks, and nothing that others could have left.
  }
}
