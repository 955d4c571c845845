import { isForeignFrame } from '../../browser/page.ts'
import { onPageLife } from '../../browser/page-life.ts'
import { sessionKey, visitorKey } from '../../identity/ids.ts'
import { renew, renewalAddress, renewalPath } from '../../identity/renew.ts'
import { attempt } from '../../lib/attempt.ts'
import { createAbortController } from '../../lib/create-abort-controller.ts'
import { localStore } from '../../storage/local.ts'
import type { TrackerCore } from '../../tracker/tracker.ts'
import type { Plugin } from '../../types.ts'
import type { Tag } from '../parts.ts'
import type { ScriptEvent } from '../start.ts'

/** `renewIds`, beside a tracker that is there already: has the ids renewed that it has stored, while it may record. */
export const renewing = ({ attributes, consent, wire }: Tag, at: string = renewalPath): Plugin => {
  const address = renewalAddress(at)
  /** Consent holds this as it holds the tracker, and so has it end with a denial, and begin anew. */
  const begin = (): TrackerCore<ScriptEvent> => {
    const controller = createAbortController()
    const { signal } = controller
    const renewNow = (): void => {
      const visitor = localStore.get(visitorKey)
      const session = localStore.get(sessionKey)
      if (visitor && session && !signal.aborted) renew(address, visitor, session, localStore, signal)
    }
    // The tracker's own task comes first, in which ids are made.
    setTimeout(renewNow)
    onPageLife(() => {}, renewNow, signal)
    const end = (): void => controller.abort()
    const forget = (): number => {
      end()
      return 0
    }
    return { record() {}, fromSignal: () => undefined, flush() {}, signal, stop: end, forget }
  }
  return (_emit, stopped) => {
    if (attributes.anonymous !== undefined || isForeignFrame()) return
    const held = consent.hold(begin, wire, localStore, { run: attempt, report() {} })
    stopped.addEventListener('abort', held.stop)
  }
}
