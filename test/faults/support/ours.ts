import type { Subject } from '../types.ts'
import { type DialectName, dialects } from './dialects.ts'
import { storedLines } from './stored-lines.ts'

/**
 * A page with our tracker on it. With `?page=` it sends nothing by itself before it is left.
 *
 * @param sdk - the bundle
 * @param options - what `createTracker` is told besides the collector and the wire, as code
 * @param after - HTML behind it
 */
export const ours = (sdk: string, dialect: DialectName, options: string, after = ''): Subject => ({
  left: `${storedLines}.then(({ inLocal, inDatabase }) => [...inLocal, ...inDatabase.map(([key]) => key)])`,
  // Browsers write localStorage to disk when it suits them.
  ...(options.includes('durableOutbox') && {
    kept: async (tab) =>
      dialects[dialect].numbers(
        Buffer.from(
          await tab.evaluate<string>(
            `${storedLines}.then(({ inDatabase }) => inDatabase.map(([, line]) => line).join('\\n'))`,
          ),
        ),
      ),
  }),
  pages: (collector, before) => ({
    '/sdk.js': sdk,
    '/': `<!doctype html>
<title>Tracked</title>
${before}
<script src="/sdk.js"></script>
<script>
  const { acknowledged, beacons, createTracker, durableOutbox, fetchLaterFallback, gzipped } = rivulet
  const { kaltura, profileStore } = rivulet
  const tracker = createTracker({
    collector: '${collector}${dialects[dialect].path}',
    wire: ${dialects[dialect].wire},
    onIssue: ({ reason, field }) => fetch('/issue/' + reason + '/' + field, { keepalive: true }),
    ...(/[?]page=/.test(location.search) && { batch: { wait: 1e9 } }),
    ${options}
  })
  const track = (n, size) => {
    const facts = { n, ...(size && { filler: 'x'.repeat(size) }) }
    tracker.track(${dialects[dialect].event})
  }
</script>
${after}`,
  }),
})
