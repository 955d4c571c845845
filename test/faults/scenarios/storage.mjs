/** @import { Scenario } from '../types.ts' */
import { setTimeout as pause } from 'node:timers/promises'

/** Ten events that have to wait somewhere. */
const waiting = /** @type {Scenario['run']} */ (
  async ({ track, proxy }) => {
    await proxy.behave('unavailable')
    await track(10)
    await proxy.met(1, 5_000)
    await pause(1_000)
    await proxy.behave('pass')
  }
)

/** What a page's storage does. */
export const storageScenarios = /** @satisfies {Record<string, Scenario>} */ ({
  storageThrows: {
    name: 'storage throws, and the collector answers 503 for a second',
    before: `<script>
      for (const method of ['getItem', 'setItem', 'removeItem', 'key'])
        Storage.prototype[method] = () => { throw new DOMException('not here', 'SecurityError') }
    </script>`,
    within: 15_000,
    returns: false,
    run: waiting,
  },
  storageFull: {
    name: 'storage is full, and the collector answers 503 for a second',
    before: `<script>
      for (let size = 2 ** 22; size >= 1; size = size > 1 ? size / 2 : 0)
        try { for (let i = 0; ; i++) localStorage.setItem('of-the-page' + size + '-' + i, 'x'.repeat(size)) } catch {}
    </script>`,
    within: 15_000,
    returns: false,
    run: waiting,
  },
})
