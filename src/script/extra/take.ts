import { askTop } from '../../browser/frame-messages.ts'
import { isForeignFrame } from '../../browser/page.ts'
import { onPageLife } from '../../browser/page-life.ts'
import { idsQuestion, keepSharedIds, type SharedIds } from '../../identity/shared-ids.ts'
import { createAbortController } from '../../lib/create-abort-controller.ts'
import { now } from '../../lib/now.ts'
import { promised } from '../../lib/promised.ts'
import { cookieStore } from '../../storage/cookie.ts'
import { localStore } from '../../storage/local.ts'
import type { ConsentState } from '../../types.ts'
import type { Tag } from '../parts.ts'

/** How long the page around may take to answer, in ms. */
const patience = 1_000

/**
 * `takeIds`, for a tracker that waits: has the outermost page's ids be those of this frame. Asks when there is consent.
 *
 * @returns is over when the ids are there, or will not come
 */
export const take = (tag: Tag, origins: readonly string[]): Promise<void> =>
  promised((done) => {
    const { attributes, consent, tracker } = tag
    // One that has begun meanwhile keeps the ids that it has.
    if (!tag.issues || attributes.anonymous !== undefined || !isForeignFrame()) return done()
    const asking = createAbortController()
    const { signal } = asking
    const end = (): void => asking.abort()
    const ask = (): void => {
      const deadline = setTimeout(end, patience)
      signal.addEventListener('abort', () => clearTimeout(deadline))
      // Nobody answers a page that is gone.
      onPageLife(end, () => {}, signal)
      askTop(
        idsQuestion,
        origins,
        (told) => {
          if (tag.issues) keepSharedIds(told as SharedIds, cookieStore(true), localStore, now())
          end()
        },
        signal,
      )
    }
    const decide = (state: ConsentState): void => {
      if (state === 'denied') end()
      if (state === 'granted') ask()
    }
    signal.addEventListener('abort', consent.subscribe(decide))
    signal.addEventListener('abort', () => done())
    decide(consent.state)
    tracker.use((_emit, stopped) => stopped.addEventListener('abort', end))
  })
