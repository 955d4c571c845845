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
import { storedIds } from './share.ts'

/** `renewIds`, beside a tracker that is there already: has its ids renewed, which it shares by what is stored, while it may record. */
export const renewing = ({ attributes, consent, wire }: Tag, at: string = renewalPath): Plugin => {
  const address = renewalAddress(at)
  /** Consent holds this as it holds the tracker, and so has it end with a denial, and begin anew. */
  const begin = (): TrackerCore<ScriptEvent> => {
    const controller = createAbortController()
    const { signal } = controller
    const renewNow = (): void => {
      const ids = signal.aborted ? undefined : storedIds()
      if (ids) renew(address, ids[visitorKey]!, ids[sessionKey]!, localStore, signal)
    }
    // In a task of its own: whoever gives consent does not pay for it.
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
