import { onPageLife } from '../browser/page-life.ts'
import { type Consent, createConsent } from '../consent/consent.ts'
import type { Issue, Tracker } from '../types.ts'
import { extra } from './hashes.ts'
import { createLoad } from './load.ts'
import { others } from './other-attributes.ts'
import type { Parts, Tag } from './parts.ts'
import type { ScriptEvent } from './start.ts'

/** How long a tracker waits for the other files, in ms. */
const patience = 5_000

const isAsked = (value = 'off'): boolean =>
  !/^(off|false)$/.test(value) && (value !== 'query' || location.search.includes('rivulet-debug'))

/**
 * Loads the other files, where a tag's attributes ask for it. Where they have to see all, events wait for them in memory,
 * as long as the page may. To be called while the script runs: later it is not known which it is.
 *
 * @param start - makes the tracker, with the consent that holds it
 */
export const extend = (
  parts: Parts,
  start: (consent: Consent) => Tracker<ScriptEvent>,
): Tracker<ScriptEvent> => {
  const { attributes, consent } = parts
  const asked = others.filter((name) => isAsked(attributes[name]))
  const load = createLoad(document.currentScript)
  let open = (): void => {}
  const hold: Consent['hold'] = (make, wire, store, guard) => {
    const gate = createConsent('pending')
    const core = gate.hold(() => parts.hold(make, wire, store, guard), wire, store, guard)
    open = () => {
      parts.issues = undefined
      gate.grant()
    }
    // What waits for the visitor's decision waits on.
    const openIfDecided = (): unknown => consent.state === 'pending' || open()
    onPageLife(openIfDecided, openIfDecided, core.signal)
    setTimeout(openIfDecided, patience)
    return {
      ...core,
      stop() {
        open()
        core.stop()
      },
    }
  }
  const isHeld = /take|debug/.test(`${asked}`)
  if (!isHeld) parts.issues = undefined
  // A tracker asks a consent for nothing else.
  const tracker = start(isHeld ? ({ hold } as Consent) : consent)
  const loadExtra = async (): Promise<void> => {
    try {
      const { default: begin } = await load<{ default(tag: Tag): Promise<void> }>('extra', extra)
      await begin(Object.assign(parts, { tracker, asked, load }))
    } catch (thrown) {
      parts.onIssue(thrown as Issue)
    }
    open()
  }
  if (asked[0]) loadExtra()
  return tracker
}
