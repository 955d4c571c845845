import { attempt } from '../lib/attempt.ts'
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
  (_tell, life) => {
    const page = globalThis as { dataLayer?: unknown[] }
    const isOurs = !page.dataLayer
    page.dataLayer ??= []
    const layer = page.dataLayer

    const read = (entry: unknown): void => {
      // What `gtag` pushes is its `arguments`.
      const [command, kind, said] = Array.from((entry ?? []) as ArrayLike<unknown>)
      const storage = (said as { analytics_storage?: unknown } | undefined)?.analytics_storage
      if (life.aborted || command !== 'consent' || storage === consent.state) return
      if (storage === 'granted') consent.grant()
      if (storage === 'denied' && kind === 'update') consent.deny()
    }
    const isOwn = Object.hasOwn(layer, 'push')
    const { push } = layer
    const pushAndRead = (...entries: unknown[]): number => {
      const length = push.apply(layer, entries)
      for (const entry of entries) attempt(() => read(entry))
      return length
    }
    layer.push = pushAndRead
    life.addEventListener('abort', () => {
      // Whoever has wrapped it since goes on with ours, which reads no more.
      if (layer.push === pushAndRead) {
        if (isOwn) layer.push = push
        else Reflect.deleteProperty(layer, 'push')
      }
      if (isOurs && !layer.length) delete page.dataLayer
    })
    for (const entry of layer) attempt(() => read(entry))
  }
