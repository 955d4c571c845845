import type { Subject } from '../types.ts'

/**
 * A page with our tracker on it.
 *
 * @param sdk - the bundle
 * @param options - what `createTracker` is told besides the collector, as code
 * @param after - HTML behind it
 */
export const ours = (sdk: string, options: string, after = ''): Subject => ({
  pages: (collector, before) => ({
    '/sdk.js': sdk,
    '/': `<!doctype html>
<title>Tracked</title>
${before}
<script src="/sdk.js"></script>
<script>
  const issues = []
  const { createTracker, acknowledged, beacons, durableOutbox, fetchLaterNet, gzipped } = rivulet
  const tracker = createTracker({
    collector: '${collector}/track/activity',
    onIssue: (issue) => issues.push(issue),
    ${options}
  })
  const track = (n, size) =>
    tracker.track({ category: 'page', action: 'act', labels: { n, ...(size && { filler: 'x'.repeat(size) }) } })
</script>
${after}`,
  }),
})
