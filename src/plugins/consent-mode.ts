import { onDataLayer } from '../browser/data-layer.ts'
import type { ConsentSwitch, Plugin } from '../types.ts'

/**
 * Has consent follow Google's Consent Mode: what is said of `analytics_storage` by `gtag('consent', …)`. A default of
 * `denied` decides nothing: it stands until the visitor has.
 *
 * @example
 * const consent = createConsent()
 * createTracker({ collector, consent, plugins: [consentMode(consent)] })
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export const consentMode =
  (consent: ConsentSwitch): Plugin =>
  (_emit, signal) =>
    onDataLayer((entry) => {
      // What `gtag` pushes is its `arguments`.
      const [command, kind, parameters] = Array.from((entry ?? []) as ArrayLike<unknown>)
      const storage = (parameters as { analytics_storage?: unknown } | undefined)?.analytics_storage
      if (command !== 'consent' || storage === consent.state) return
      if (storage === 'granted') consent.grant()
      if (storage === 'denied' && kind === 'update') consent.deny()
    }, signal)
