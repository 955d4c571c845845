import type { Subject } from '../types.ts'
import { type DialectName, dialects } from './dialects.ts'
import { storedLines } from './stored-lines.ts'

/** Notes what `fetchLater` is told, where the engine knows it. */
const watchFetchLater = `<script>{
  const original = self.fetchLater
  const told = []
  self.deferred = () => told.filter(({ signal }) => !signal.aborted).map(({ body }) => body)
  if (original)
    self.fetchLater = (url, init) => {
      const result = original(url, init)
      told.push(init)
      return result
    }
}</script>`

/**
 * A page with our tracker on it. With `?page=` it sends nothing by itself before it is left.
 *
 * @param sdk - the bundle
 * @param options - what `createTracker` is told besides the collector and the wire, as code
 * @param after - HTML behind it
 */
export const ours = (sdk: string, dialect: DialectName, options: string, after = ''): Subject => {
  const { event, numbers, path, wire } = dialects[dialect]
  const numbersIn = (texts: readonly string[]): number[] =>
    texts.flatMap((text) => numbers(Buffer.from(text)))
  return {
    left: `${storedLines}.then(({ inLocal, inDatabase }) => [...inLocal, ...inDatabase.map(([key]) => key)])`,
    stored: async (tab) =>
      numbersIn(
        await tab.evaluate<string[]>(
          `${storedLines}.then(({ inLocal, inDatabase }) => [
            ...inLocal.map((key) => localStorage.getItem(key) ?? ''), ...inDatabase.map(([, line]) => line),
          ])`,
        ),
      ),
    // Browsers write localStorage to disk when it suits them.
    ...(options.includes('durableOutbox') && {
      kept: async (tab) =>
        numbersIn(
          await tab.evaluate<string[]>(
            `${storedLines}.then(({ inDatabase }) => inDatabase.map(([, line]) => line))`,
          ),
        ),
    }),
    ...(options.includes('fetchLaterFallback') && {
      deferred: async (tab) => numbersIn(await tab.evaluate<string[]>('deferred()')),
    }),
    pages: (collector, before) => ({
      '/sdk.js': sdk,
      '/': `<!doctype html>
<title>Tracked</title>
${before}
${watchFetchLater}
<script src="/sdk.js"></script>
<script>
  const { acknowledged, beacons, createTracker, durableOutbox, fetchLaterFallback, gzipped } = rivulet
  const { kaltura, profileStore } = rivulet
  const tracker = createTracker({
    collector: '${collector}${path}',
    wire: ${wire},
    onIssue: ({ reason, field }) => fetch('/issue/' + reason + '/' + field, { keepalive: true }),
    ...(/[?]page=/.test(location.search) && { batch: { wait: 1e9 } }),
    ${options}
  })
  const track = (n, size) => {
    const facts = { n, ...(size && { filler: 'x'.repeat(size) }) }
    tracker.track(${event})
  }
</script>
${after}`,
    }),
  }
}
